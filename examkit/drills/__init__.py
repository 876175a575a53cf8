"""Which questions a drill asks, and why."""
