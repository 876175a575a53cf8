"""Parse, locate, edit, and write the TOML of a bank's files."""
