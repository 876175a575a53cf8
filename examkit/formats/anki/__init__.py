"""Anki text files and packages."""
