"""Widgets that several screens use, or that depend on no screen."""
