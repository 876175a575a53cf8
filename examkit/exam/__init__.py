"""The rules of an attempt. Pure functions over frozen values; time and seed are arguments."""
