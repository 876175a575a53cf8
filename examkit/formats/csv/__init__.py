"""CSV tables, our own and others."""
