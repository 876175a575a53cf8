"""What is asked: exams, questions and notes, read from one folder."""
