"""Store attempts, as frozen forms and append-only events, in one SQLite file."""
