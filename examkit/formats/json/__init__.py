"""JSON, our own and others."""
