"""Import and export formats: pure functions that convert between bytes and drafts."""
