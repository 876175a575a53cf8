"""Practice for certification exams in the terminal."""

__version__ = "1.0.0"
