"""Small banks on disk."""

from __future__ import annotations

from pathlib import Path

BANK = """\
format = 1
id = "small-bank"
title = "A small bank"
default_exam = "exam-1"

[[topics]]
id = "bread"
title = "Bread"
notes = "bread.md"

[[topics]]
id = "salt"
title = "Salt"
notes = "salt.md"
"""

EXAM = """\
id = "exam-1"
title = "Exam One"
questions = {questions}
unscored = {unscored}
minutes = {minutes}

[scale]
min = 100
max = 1000
pass = 720
cut_fraction = 0.72

[[domains]]
id = "build"
title = "Building things"
weight = 60

[[domains]]
id = "secure"
title = "Securing things"
weight = 40
"""

TASKS = """
[[tasks]]
number = "1.1"
title = "Bread"
domain = "build"

[[tasks.skills]]
number = "1.1.1"
title = "Make it rise"

[[tasks.skills]]
number = "1.1.2"
title = "Bake it"

[[tasks]]
number = "2.1"
title = "Salt"
domain = "secure"
"""

NOTE = """\
# {title}

## Rising

{title} rises because of **yeast**, and number {number} settles it. More is said here about the time
that it takes, so that the section has a few lines on a narrow screen as well.

## Baking

An oven is hot.
"""

QUESTION = """
[[questions]]
id = "{topic}-{number}"
difficulty = "medium"
domain = "{domain}"
stem = '''
Somebody makes {topic} for number {number} and it does not rise as it should.

What makes it rise?{choose}
'''
note = "{topic}.md#rising"
evidence = "rises because of yeast"
references = ["https://example.org/{topic}"]
"""

OPTION = """
[[questions.options]]
text = "{text} for {topic} {number}"{about}
rationale = "{text} is what the notes say about it."
{correct}
"""


def write_bank(
    folder: Path,
    *,
    each: int = 12,
    questions: int = 10,
    unscored: int = 2,
    minutes: int = 20,
    single: bool = False,
) -> Path:
    """Write a bank with two topics of `each` questions, and return its folder.

    Every fourth question has two keys, unless `single` is set.
    """
    for name in ("exams", "questions", "notes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "bank.toml").write_text(BANK)
    exam = EXAM.format(questions=questions, unscored=unscored, minutes=minutes)
    (folder / "exams" / "exam-1.toml").write_text(exam)
    for topic, domain in (("bread", "build"), ("salt", "secure")):
        (folder / "notes" / f"{topic}.md").write_text(NOTE.format(title=topic.title(), number=each))
        tables = "".join(_question(topic, domain, number, single) for number in range(each))
        (folder / "questions" / f"{topic}.toml").write_text(f'topic = "{topic}"\n{tables}')
    return folder


def write_bank_with_tasks(folder: Path) -> Path:
    """Write a bank whose exam has two tasks, one of them with skills, and return its folder."""
    exam = write_bank(folder) / "exams" / "exam-1.toml"
    exam.write_text(exam.read_text() + TASKS)
    return folder


def _question(topic: str, domain: str, number: int, single: bool) -> str:
    many = number % 4 == 3 and not single
    right = 2 if many else 1
    head = QUESTION.format(
        topic=topic, number=number, domain=domain, choose=" (Choose two.)" if many else ""
    )
    texts = (
        ["Yeast", "Time", "Water", "Stone", "Luck"] if many else ["Yeast", "Water", "Stone", "Luck"]
    )
    options = [
        OPTION.format(
            text=text,
            topic=topic,
            number=number,
            about=_note_line(topic, text),
            correct="correct = true" if i < right else "",
        )
        for i, text in enumerate(texts)
    ]
    return head + "".join(options)


def _note_line(topic: str, text: str) -> str:
    """Return the note of the option on water; other distractors have none."""
    return f'\nnote = "{topic}.md#baking"' if text == "Water" else ""


EVERY_TYPE = """\
topic = "bread"
domain = "build"
difficulty = "easy"

[[groups]]
id = "bakery"
stem = "A bakery bakes two loaves at a time."

[[questions]]
id = "order-1"
type = "ordering"
stem = "In which order is bread made?"
items = ["Mix it", "Let it rise", "Bake it"]

[[questions]]
id = "match-1"
type = "matching"
stem = "Which belongs to which?"
pairs = [["Yeast", "rises"], ["Oven", "bakes"]]
extra = ["dances"]

[[questions]]
id = "number-1"
type = "numeric"
stem = "How long does it bake?"
answer = 40
tolerance = 5
unit = "minutes"

[[questions]]
id = "case-1"
group = "bakery"
stem = "How many loaves in two turns?"
type = "numeric"
answer = 4

[[questions]]
id = "case-2"
group = "bakery"
stem = "How many turns for six loaves?"
options = [
  { text = "Two" },
  { text = "Three", correct = true, rationale = "Two at a time." },
]
"""


def write_every_type(folder: Path) -> Path:
    """Write a bank with one question of each type and a group of two, all in one domain."""
    write_bank(folder, each=0, questions=6, unscored=0)
    exam = (folder / "exams" / "exam-1.toml").read_text().split("[[domains]]")[:2]
    (folder / "exams" / "exam-1.toml").write_text("[[domains]]".join(exam))
    (folder / "questions" / "salt.toml").unlink()
    (folder / "questions" / "bread.toml").write_text(EVERY_TYPE)
    return folder
