"""The wording of the shipped bank: how close its questions come to the real exam's.

The figures count the exam-grade questions, those that a mock draws; the phrase list is held over
all questions and notes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from examkit.bank.loader import load_bank
from examkit.bank.model import Question

ROOT = Path(__file__).parents[2] / "questionbank" / "aws-developer-associate"
PHRASES = [
    line
    for line in (Path(__file__).parent / "data" / "translated_phrases.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
FENCE = re.compile(r"```.*?```", re.DOTALL)
ACTOR = re.compile(
    r"\b(?:an?|the|one|two|three|four|five|six|several|each|every|many|\d+) (?:[\w'\u2019-]+ ){0,4}"
    r"(?:compan(?:y|ies)|developers?|teams?|startups?|organizations?|engineers?|agenc(?:y|ies)|"
    r"administrators?|architects?|bank|clinic|hospital|university|retailers?|museum|airline|"
    r"studio|shop|publisher|insurer|operator|provider|service|business|firm|customers?|users?)\b"
    r"|\b(?:compan|develop|team|startup|agenc)\w*['\u2019]s\b",
    re.IGNORECASE,
)
QUALIFIER = re.compile(r"\b(?:MOST|LEAST|FEWEST|MINIMUM|MAXIMUM|LOWEST|HIGHEST|FIRST|SHORTEST)\b")
LEAD_IN = re.compile(
    r"^(?:Which|What|How|Why|In which|When|Where)\b.*\?(?: \(Select (?:TWO|THREE)\.\))?$",
    re.DOTALL,
)


@cache
def questions() -> dict[str, Question]:
    bank = load_bank(ROOT).bank
    assert bank is not None
    return {name: placed.question for name, placed in bank.questions.items()}


def exam_grade() -> list[Question]:
    return [question for question in questions().values() if question.use != "drill"]


def words(text: str) -> int:
    return len(FENCE.sub(" ", text).split())


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def lead_in(question: Question) -> str:
    """Return the last paragraph of a stem that is not code."""
    return FENCE.sub("", question.stem).strip().split("\n\n")[-1].strip()


@pytest.mark.parametrize("exam", ["dva-c03", "dva-c02"])
def test_each_question_names_a_skill_of_each_exam_that_draws_it(exam: str) -> None:
    without = [
        name
        for name, question in questions().items()
        if question.domain_in(exam) and not question.skills_in(exam)
    ]
    assert without == []


def test_nine_mocks_of_exam_grade_questions_are_there() -> None:
    assert len(exam_grade()) >= 585


def test_stems_and_options_are_as_long_as_the_exams() -> None:
    stems = [words(question.stem) for question in exam_grade()]
    options = [words(option.text) for question in exam_grade() for option in question.options]

    assert 55 <= median(stems) <= 80
    assert share([count < 30 for count in stems]) <= 0.01
    assert 12 <= median(options) <= 20


def test_stems_name_who_acts_and_end_with_a_question_of_the_exams_form() -> None:
    asked = exam_grade()

    assert share([bool(ACTOR.search(question.stem)) for question in asked]) >= 0.95
    assert share([bool(LEAD_IN.match(lead_in(question))) for question in asked]) >= 0.98


def test_a_third_turn_on_a_capitalized_qualifier() -> None:
    found = [bool(QUALIFIER.search(FENCE.sub("", question.stem))) for question in exam_grade()]

    assert 0.3 <= share(found) <= 0.4


def test_difficulty_is_spread_as_in_the_exam() -> None:
    grades = [question.difficulty for question in exam_grade()]

    assert 0.15 <= share([grade == "easy" for grade in grades]) <= 0.27
    assert 0.5 <= share([grade == "medium" for grade in grades]) <= 0.6
    assert 0.2 <= share([grade == "hard" for grade in grades]) <= 0.3


def test_a_multiple_response_says_so_once() -> None:
    numbers = {2: "TWO", 3: "THREE"}
    for question in questions().values():
        said = re.findall(r"\((?:Select|Choose) (\w+)\.\)", question.stem)
        if question.type == "multiple":
            assert said == [numbers[len(question.keys)]], question.id
        else:
            assert said == [], question.id


def texts() -> list[tuple[str, str]]:
    found = [(path.name, path.read_text("utf-8")) for path in sorted(ROOT.glob("notes/*.md"))]
    for name, question in questions().items():
        parts = [question.stem, question.explanation, *(o.text for o in question.options)]
        parts += [option.rationale for option in question.options]
        found.append((name, "\n".join(parts)))
    return [(name, FENCE.sub(" ", text)) for name, text in found]


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_text_reads_as_translated(phrase: str) -> None:
    pattern = re.compile(phrase, re.IGNORECASE)
    found = [
        f"{name}: …{text[max(0, hit.start() - 30) : hit.end() + 30]}…".replace("\n", " ")
        for name, text in texts()
        for hit in pattern.finditer(text)
    ]
    assert found == []
