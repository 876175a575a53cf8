"""Question types: how each is checked, shown, answered, and graded."""
