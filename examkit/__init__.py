"""Practice for certification exams in the terminal."""

__version__ = "2.0.0"
