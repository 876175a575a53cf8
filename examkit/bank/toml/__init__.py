"""Parse, edit, and write the TOML of a bank's files, and find the positions of keys."""
