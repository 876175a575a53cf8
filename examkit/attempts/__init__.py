"""Attempts in progress and finished: where bank, exam, store, and clock meet."""
