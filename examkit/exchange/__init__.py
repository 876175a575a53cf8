"""Bringing questions into a bank and taking them out of it."""
