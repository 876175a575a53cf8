"""What Home draws: panels, rows, and the values in them."""
