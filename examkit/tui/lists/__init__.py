"""What screens with lists draw: the columns, cells, and charts."""
