"""Rows of other people's collections as drafts."""
