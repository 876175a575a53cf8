"""What answers tell: pure functions over counts; time and seed are arguments."""
