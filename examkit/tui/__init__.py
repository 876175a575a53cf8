"""How it is shown: the Textual app."""
