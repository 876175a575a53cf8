"""Aiken text."""
