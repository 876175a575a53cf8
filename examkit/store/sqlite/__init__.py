"""Save and read attempts in one SQLite file."""
