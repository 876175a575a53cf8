"""Question banks: exams, questions, and notes that are read from one folder."""
