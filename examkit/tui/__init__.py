"""The app in the terminal: its screens, keys, and widgets."""
