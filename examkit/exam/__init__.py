"""How it is sat: pure functions over frozen values; time and seed are arguments."""
