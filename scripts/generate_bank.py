"""Write a large bank of invented questions, for measurements.

Usage: .venv/bin/python scripts/generate_bank.py QUESTIONS FOLDER
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

DOMAINS = ("development", "security", "deployment", "troubleshooting")
WORDS = (
    *("function", "queue", "table", "stream", "policy", "role", "key", "secret", "stack", "stage"),
    *("alias", "version", "retry", "batch", "message", "order", "delay", "timeout", "limit"),
    *("scale", "cache", "token", "region", "bucket", "object", "index", "event", "rule"),
)
QUESTIONS_PER_FILE = 500
"""About 0.75 MB."""


def generate_bank(folder: Path, questions: int) -> Path:
    """Write a bank of questions, about 1.5 kB each, and notes that hold their evidence."""
    chance = random.Random(1)
    for name in ("exams", "questions", "notes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    topics = [f"topic-{n}" for n in range(-(-questions // QUESTIONS_PER_FILE))]
    (folder / "bank.toml").write_text(bank_file(topics))
    (folder / "exams" / "large.toml").write_text(exam_file())
    for index, topic in enumerate(topics):
        start = index * QUESTIONS_PER_FILE
        numbers = range(start, min(questions, start + QUESTIONS_PER_FILE))
        (folder / "notes" / f"{topic}.md").write_text(notes_file(topic, chance))
        tables = "\n".join(question(topic, number, chance) for number in numbers)
        (folder / "questions" / f"{topic}.toml").write_text(f'topic = "{topic}"\n\n{tables}')
    return folder


def bank_file(topics: list[str]) -> str:
    """Return the text of `bank.toml`."""
    rows = "".join(
        f'\n[[topics]]\nid = "{topic}"\ntitle = "{topic}"\nnotes = "{topic}.md"\n'
        for topic in topics
    )
    return f'format = 1\nid = "large"\ntitle = "A large bank"\ndefault_exam = "large"\n{rows}'


def exam_file() -> str:
    """Return the text of the exam file."""
    domains = "".join(f'\n[[domains]]\nid = "{d}"\ntitle = "{d}"\nweight = 25\n' for d in DOMAINS)
    head = 'id = "large"\ntitle = "Large"\nquestions = 65\nunscored = 15\nminutes = 130\n'
    return head + domains


def text(chance: random.Random, words: int) -> str:
    """Return a random sentence."""
    return " ".join(chance.choices(WORDS, k=words)) + "."


def notes_file(topic: str, chance: random.Random) -> str:
    """Return a notes file of ten sections."""
    parts = [f"# {topic}"]
    for number in range(10):
        evidence = f"The settled fact of part {number} is a queue with a key."
        parts.append(f"## Part {number}\n\n{text(chance, 40)} {evidence}\n\n- {text(chance, 20)}")
    return "\n\n".join(parts) + "\n"


def question(topic: str, number: int, chance: random.Random) -> str:
    """Return the TOML table of one question."""
    part = number % 10
    options = "\n".join(option(index, chance) for index in range(4))
    fence = "\n```\naws service action --flag value\n```\n" if number % 4 == 0 else ""
    return f"""[[questions]]
id = "{topic}-q{number}"
domain = "{DOMAINS[number % 4]}"
difficulty = "{("easy", "medium", "medium", "hard")[number % 4]}"
stem = '''
{text(chance, 30)}
{fence}
Which {chance.choice(WORDS)} is best for case {number}?
'''
note = "{topic}.md#part-{part}"
evidence = "The settled fact of part {part} is a queue with a key."
references = ["https://docs.example.org/{topic}/{number}"]

{options}"""


def option(index: int, chance: random.Random) -> str:
    """Return the TOML table of one option."""
    key = "correct = true\n" if index == 1 else ""
    return (
        f'[[questions.options]]\ntext = "{index} {text(chance, 7)}"\n{key}'
        f'rationale = "{text(chance, 16)}"\n'
    )


if __name__ == "__main__":
    generate_bank(Path(sys.argv[2]), int(sys.argv[1]))
