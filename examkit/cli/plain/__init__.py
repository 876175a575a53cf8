"""Plain mode: attempts as a line-by-line dialogue, for screen readers and pipes."""
