"""Statistics of a candidate's answers. Pure functions; time and seed are arguments."""
