"""What answers say about a candidate: pure statistics; time and seed are arguments."""
