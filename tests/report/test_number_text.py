"""The wording bank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.analytics.pace import PaceStats
from examkit.analytics.readiness import Chance, MissingEvidence, Readiness
from examkit.analytics.trend import MockChange
from examkit.analytics.verdicts import VerdictName
from examkit.humanize import pluralize
from examkit.report.number_text import (
    counted_answers,
    duration,
    format_amount,
    number,
    pass_percent,
    percent,
)
from examkit.report.sections.counted_answers import CountedAnswersSection, reused_text
from examkit.report.sections.domains import DomainRow, behind_text
from examkit.report.sections.pace import answered_text, pace_text
from examkit.report.sections.readiness import readiness_notes
from examkit.report.sections.result import ResultSection, Scored, counts_text, unscored_text
from examkit.report.sections.trend import change_text
from tests.report.example import Asked, report_of

RESULT = ResultSection(
    right=45,
    unanswered=0,
    credit=45.0,
    scored=Scored(65, 45),
    share=45 / 65,
    pass_line=0.72,
    passed=False,
    scaled=700,
    scaled_range=(630, 760),
    corrected=None,
    _is_mock=True,
    _score=None,
    _asked=65,
    _seen=0,
)
ROW = DomainRow(
    id="security",
    title="Security",
    weight=26,
    asked=16,
    right=9,
    evidence=16,
    estimate=0.62,
    low=0.49,
    high=0.74,
    low90=0.45,
    high90=0.78,
    verdict="near line",
    below=0.45,
    leaning_low=False,
    behind=False,
)


@pytest.mark.parametrize(
    ("share", "line", "expected"),
    [
        (0.692, None, "69%"),
        (0.996, None, "99%"),
        (1.0, None, "100%"),
        (0.004, None, "0%"),
        (0.7176, 0.72, "71%"),
        (0.7176, None, "72%"),
        (0.72, 0.72, "72%"),
        (0.7242, 0.725, "72%"),
    ],
)
def test_percent(share: float, line: float | None, expected: str) -> None:
    assert percent(share, line) == expected


@pytest.mark.parametrize(("line", "expected"), [(0.72, "72%"), (0.725, "72.5%"), (0.7, "70%")])
def test_pass_percent(line: float, expected: str) -> None:
    assert pass_percent(line) == expected


@pytest.mark.parametrize(
    ("many", "noun", "expected"),
    [
        (1, "note", "1 note"),
        (2, "note", "2 notes"),
        (0, "note", "0 notes"),
        (3, "miss", "3 misses"),
    ],
)
def test_counted(many: int, noun: str, expected: str) -> None:
    assert pluralize(many, noun) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(65.0, "65"), (9.5, "9.5"), (0, "0"), (5.97, "5.9")]
)
def test_number(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(45.2, "45 s"), (119, "119 s"), (7080, "118 min")]
)
def test_duration(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, "45 of 65 correct (69%)"),
        (
            {"right": 65, "scored": Scored(65, 65), "share": 1.0, "passed": True},
            "65 of 65 correct (100%)",
        ),
        (
            {"scored": Scored(50, 35), "share": 0.7},
            "35 of 50 scored questions correct (70%)",
        ),
        ({"share": 47.5 / 65, "passed": True}, "45 of 65 correct, 47.5 points (73%)"),
        ({"_asked": 0}, "No questions were asked"),
    ],
)
def test_counts(changes: dict[str, object], counts: str) -> None:
    assert counts_text(replace(RESULT, **changes)) == counts  # type: ignore[arg-type]


def test_unscored_questions() -> None:
    some = replace(RESULT, scored=Scored(50, 35))
    assert unscored_text(some) == "10 of 15 unscored questions correct."
    assert unscored_text(RESULT) == ""


READY = Readiness(state="number", answers=65.0, word="toss-up", in_100=45)
READINESS = [
    (READY, []),
    (
        replace(READY, state="words", in_100=None),
        ["For a percentage, take a full timed mock with new questions."],
    ),
    (
        replace(READY, state="words", answers=57.2, in_100=None),
        ["For a percentage, answer about 8 more new questions, or twice as many in drills."],
    ),
    (
        replace(READY, if_all_reached=Chance("likely", 70)),
        [
            "You didn't reach every question in time.",
            "If you reach them all on the exam: about 70%, likely to pass.",
        ],
    ),
    (
        Readiness("too little", 33, missing=MissingEvidence(7, "security", 3)),
        [
            "For a prediction, answer about 7 more new questions (at least 3 in Security), "
            "or twice as many in drills."
        ],
    ),
    (
        Readiness("too little", 39.7, missing=MissingEvidence(1, None, 0)),
        ["For a prediction, answer about 1 more new question, or twice as many in drills."],
    ),
    (
        Readiness("too little", 1, missing=MissingEvidence(39, "security", 6, in_bank=False)),
        [
            "A prediction needs 39 more new questions (at least 6 in Security), but the bank has "
            "too few left."
        ],
    ),
]


@pytest.mark.parametrize(("readiness", "notes"), READINESS)
def test_readiness(readiness: Readiness, notes: list[str]) -> None:
    assert [*readiness_notes(readiness, {"security": "Security"})] == notes


def test_a_missing_chance_comes_with_its_reason() -> None:
    missing = Readiness("too little", 0, missing=MissingEvidence(40, None, 0))
    notes = readiness_notes(missing, {}, "55 of 60 answers were too quick.")
    assert notes[0] == "55 of 60 answers were too quick."
    assert "too quick" not in " ".join(readiness_notes(READY, {}, "55 were too quick."))


@pytest.mark.parametrize(
    ("value", "expected"), [(1.0, "1 day"), (1.5, "1.5 days"), (14.0, "14 days"), (0.0, "0 days")]
)
def test_amount(value: float, expected: str) -> None:
    assert format_amount(value, "day") == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            MockChange(0, 1, 1.0),
            "No change. Chance alone can explain up to 1 point.",
        ),
        (
            MockChange(0, 9, 1.0),
            "No change. Chance alone can explain up to 9 points.",
        ),
        (
            MockChange(1, 9, 0.8),
            "Up 1 point. Chance alone can explain a difference of up to 9 points.",
        ),
    ],
)
def test_step(step: MockChange, expected: str) -> None:
    assert change_text(step) == expected


@pytest.mark.parametrize(
    ("verdict", "word", "short"),
    [
        ("weak", "needs improvement", "needs improvement"),
        ("near line", "borderline", "borderline"),
        ("ok", "meets the passing score", "meets passing"),
        ("too few", "not enough data", "not enough data"),
    ],
)
def test_verdicts_have_the_words_of_the_real_report(
    verdict: VerdictName, word: str, short: str
) -> None:
    row = replace(ROW, verdict=verdict)
    assert (row.word, row.short_word) == (word, short)


def test_a_domain_behind_the_others() -> None:
    row = replace(ROW, verdict="weak", below=0.71, behind=True)
    text = (
        "Security is well behind your other domains and probably below the passing score "
        "(70% likely)."
    )

    assert behind_text(row, others=False) == text
    assert behind_text(row, others=True) == f"Across all your attempts, {text}"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (0, "0 answers"),
        (1, "1 answer"),
        (16, "16 answers"),
        (0.2, "about 1 answer"),
        (1.5, "about 2 answers"),
        (5.4, "about 5 answers"),
        (5.5, "about 6 answers"),
        (5.97, "about 6 answers"),
        (6.0, "6 answers"),
        (6.04, "about 6 answers"),
        (9.9, "about 10 answers"),
        (33.6, "about 34 answers"),
    ],
)
def test_effective_answers_are_reported_whole_and_never_as_a_bound_they_miss(
    evidence: float, expected: str
) -> None:
    assert counted_answers(evidence) == expected


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        (65, None),
        (64, "You had seen 1 of these 65 questions before, so it doesn't affect estimates."),
        (
            41,
            "You had seen 24 of these 65 questions before, so they don't affect estimates.",
        ),
    ],
)
def test_reused(fresh: int, expected: str | None) -> None:
    assert reused_text(fresh, 65) == expected


@pytest.mark.parametrize(
    ("median", "allowed", "reason", "expected"),
    [
        (96.2, 120.0, "submitted", "Typical answer: 96 s (120 s allowed). 3 of 65 unanswered."),
        (96.2, None, "submitted", "Typical answer: 96 s. 3 of 65 unanswered."),
        (None, 120.0, "submitted", "3 of 65 unanswered."),
        (
            96,
            120.0,
            "time",
            "Time ran out. Typical answer: 96 s (120 s allowed). 3 of 65 unanswered.",
        ),
    ],
)
def test_pace(median: float | None, allowed: float | None, reason: str, expected: str) -> None:
    facts = PaceStats(median, median, median, 0, 0, 0, 0, 0)
    assert pace_text(facts, allowed, answered_text(65, 3), reason) == expected


@pytest.mark.parametrize(
    ("asked", "unanswered", "incomplete", "expected"),
    [
        (65, 0, 0, "All 65 answered."),
        (1, 0, 0, "1 of 1 answered."),
        (65, 3, 0, "3 of 65 unanswered."),
        (65, 0, 11, "11 of 65 incomplete."),
        (65, 3, 11, "3 of 65 unanswered, 11 incomplete."),
        (0, 0, 0, "0 of 0 unanswered."),
    ],
)
def test_incomplete_answers_are_not_called_answered(
    asked: int, unanswered: int, incomplete: int, expected: str
) -> None:
    assert answered_text(asked, unanswered, incomplete) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([60, 5], None),
        (
            [5, 0],
            "You didn't get to 1 of the questions. "
            "It counts as incorrect, but estimates ignore it.",
        ),
        (
            [0] * 25,
            "You didn't get to 25 of the questions. "
            "They count as incorrect, but estimates ignore them.",
        ),
    ],
)
def test_unreached(seconds: list[float], expected: str | None) -> None:
    report = report_of([Asked(outcome="unanswered", seconds=each) for each in seconds])
    texts = [text for block in report[CountedAnswersSection].details() for text in block.items]  # type: ignore[union-attr]
    assert [text for text in texts if "get to" in text] == ([expected] if expected else [])
