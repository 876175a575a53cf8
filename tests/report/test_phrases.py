"""The wording bank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.analytics.beta import betaq
from examkit.analytics.pace import PaceStats
from examkit.analytics.readiness import MissingEvidence, Readiness, ReadinessLabel
from examkit.analytics.trend import MockChange
from examkit.humanize import pluralize
from examkit.report import phrases
from examkit.report.blocks import Paragraph
from examkit.report.phrases import (
    counted_answers,
    duration,
    format_amount,
    number,
    pass_percent,
    percent,
)
from examkit.report.sections.domains import DomainRow, verdict_text
from examkit.report.sections.evidence import EvidenceBase, EvidenceSection, rests_text, reused_text
from examkit.report.sections.pace import pace_text
from examkit.report.sections.readiness import readiness_text
from examkit.report.sections.result import ResultSection, Scored, result_text
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
    _asked=65,
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
    ("share", "line", "told"),
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
def test_percent(share: float, line: float | None, told: str) -> None:
    assert percent(share, line) == told


@pytest.mark.parametrize(("line", "told"), [(0.72, "72%"), (0.725, "72.5%"), (0.7, "70%")])
def test_pass_percent(line: float, told: str) -> None:
    assert pass_percent(line) == told


@pytest.mark.parametrize(
    ("many", "noun", "told"),
    [
        (1, "note", "1 note"),
        (2, "note", "2 notes"),
        (0, "note", "0 notes"),
        (3, "miss", "3 misses"),
    ],
)
def test_counted(many: int, noun: str, told: str) -> None:
    assert pluralize(many, noun) == told


@pytest.mark.parametrize(("value", "told"), [(65.0, "65"), (9.5, "9.5"), (0, "0"), (5.97, "5.9")])
def test_number(value: float, told: str) -> None:
    assert number(value) == told


@pytest.mark.parametrize(("seconds", "told"), [(45.2, "45 s"), (119, "119 s"), (7080, "118 min")])
def test_duration(seconds: float, told: str) -> None:
    assert duration(seconds) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "45 of 65 right (69%). Pass line 72%. Not yet at the pass line."),
        (
            {"right": 65, "scored": Scored(65, 65), "share": 1.0, "passed": True},
            "65 of 65 right (100%). Pass line 72%. At or above the pass line.",
        ),
        ({"passed": None}, "45 of 65 right (69%)."),
        (
            {"scored": Scored(50, 35), "share": 0.7},
            "35 of 50 scored questions right (70%). Pass line 72%. Not yet at the pass line. "
            "All questions: 45 of 65 right.",
        ),
        (
            {"share": 47.5 / 65, "passed": True},
            "45 of 65 right, 47.5 marks (73%). Pass line 72%. At or above the pass line.",
        ),
        ({"_asked": 0}, "No question was asked."),
    ],
)
def test_result(changes: dict[str, object], told: str) -> None:
    assert result_text(replace(RESULT, **changes)) == told  # type: ignore[arg-type]


def test_scaled() -> None:
    told = "Practice scale about 700 (likely 630-760). Unofficial estimate."
    assert Paragraph(told) in RESULT.summary()
    no_scale = replace(RESULT, scaled=None, scaled_range=None)
    assert [*no_scale.summary()] == [Paragraph(result_text(RESULT))]


READY = Readiness(state="number", answers=65.0, word="toss-up", in_100=45)
READINESS = [
    (READY, "With such answers about 45 in 100 pass the real exam: a toss-up.", "65"),
    (replace(READY, state="words", in_100=None), "On this evidence: a toss-up.", "65"),
    (
        Readiness("too little", 33, missing=MissingEvidence(7, "security", 3)),
        "Not enough fresh evidence: about 7 more fresh questions (3 in Security).",
        "33",
    ),
    (
        Readiness("too little", 39.7, missing=MissingEvidence(1, None, 0)),
        "Not enough fresh evidence: about 1 more fresh question.",
        "fewer than 40",
    ),
    (
        Readiness("too little", 1, missing=MissingEvidence(39, "security", 6, in_bank=False)),
        "Not enough fresh evidence: 39 more fresh questions (6 in Security) would do, but the bank "
        "has too few left.",
        "1",
    ),
    (
        replace(READY, answers=64.6, state="words", in_100=None),
        "On this evidence: a toss-up.",
        "fewer than 65",
    ),
    (
        replace(READY, answers=70.6, state="words", in_100=None),
        "On this evidence: a toss-up.",
        "about 71",
    ),
]


@pytest.mark.parametrize(("readiness", "first", "answers"), READINESS)
def test_readiness(readiness: Readiness, first: str, answers: str) -> None:
    told = readiness_text(readiness, {"security": "Security"})
    assert told[0] == first
    assert f" {answers} fresh answer" in told[1]


@pytest.mark.parametrize(("word", "in_100"), [(None, None), ("toss-up", None), ("toss-up", 45)])
def test_readiness_from_one_answer(word: ReadinessLabel | None, in_100: int | None) -> None:
    readiness = Readiness("words", 1.2, word=word, in_100=in_100)
    assert " about 1 fresh answer." in readiness_text(readiness, {})[1]


@pytest.mark.parametrize(
    ("value", "told"), [(1.0, "1 day"), (1.5, "1.5 days"), (14.0, "14 days"), (0.0, "0 days")]
)
def test_amount(value: float, told: str) -> None:
    assert format_amount(value, "day") == told


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (MockChange(0, 1, 1.0), "as before; chance alone moves up to 1 point between two mocks."),
        (MockChange(0, 9, 1.0), "as before; chance alone moves up to 9 points between two mocks."),
        (MockChange(1, 9, 0.8), "Up 1 point; chance alone gives up to 9 between two mocks."),
    ],
)
def test_step(step: MockChange, told: str) -> None:
    assert change_text(step) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Could be either side. 16 answers cannot tell."),
        ({"leaning_low": True}, "Could be either side, leaning low. 16 answers cannot tell."),
        ({"verdict": "weak", "below": 0.85}, "Likely below the pass line (about 85 in 100)."),
        (
            {"verdict": "weak", "below": 0.71, "behind": True},
            "Far behind your other domains, so likely below the pass line (about 70 in 100).",
        ),
        ({"verdict": "ok", "below": 0.1}, "Likely above the pass line."),
        ({"verdict": "too few", "evidence": 5}, "Too few fresh answers to say anything: 5."),
        (
            {"verdict": "too few", "evidence": 5.97},
            "Too few fresh answers to say anything: fewer than 6.",
        ),
        ({"evidence": 9.9}, "Could be either side. About 10 answers cannot tell."),
    ],
)
def test_verdict(changes: dict[str, object], told: str) -> None:
    assert verdict_text(replace(ROW, **changes)) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (0, "0 answers"),
        (1, "1 answer"),
        (16, "16 answers"),
        (0.2, "about 1 answer"),
        (1.5, "about 2 answers"),
        (5.4, "about 5 answers"),
        (5.5, "fewer than 6 answers"),
        (5.97, "fewer than 6 answers"),
        (6.0, "6 answers"),
        (6.04, "about 6 answers"),
        (9.9, "about 10 answers"),
        (33.6, "about 34 answers"),
    ],
)
def test_effective_answers_are_told_whole_and_never_as_a_bound_they_miss(
    evidence: float, told: str
) -> None:
    assert counted_answers(evidence) == told


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (EvidenceBase(4, 1, 1), None),
        (
            EvidenceBase(55.9, 2, 6),
            "Right counts this sitting alone; estimates and verdicts rest on about 56 fresh "
            "answers from 2 sittings in 6 days.",
        ),
    ],
)
def test_rests(told: EvidenceBase, text: str | None) -> None:
    assert rests_text(told) == text


@pytest.mark.parametrize(
    ("fresh", "told"),
    [
        (65, None),
        (64, "1 of 65 was a question you had seen. It counts as practice, not as evidence."),
        (
            41,
            "24 of 65 were questions you had seen. They count as practice, not as evidence.",
        ),
    ],
)
def test_reused(fresh: int, told: str | None) -> None:
    assert reused_text(fresh, 65) == told


@pytest.mark.parametrize(
    ("median", "allowed", "reason", "told"),
    [
        (96.2, 120.0, "submitted", "median 96 s of 120 s a question, 3 of 65 unanswered"),
        (96.2, None, "submitted", "median 96 s a question, 3 of 65 unanswered"),
        (None, 120.0, "submitted", "3 of 65 unanswered"),
        (96, 120.0, "time", "time ran out, median 96 s of 120 s a question, 3 of 65 unanswered"),
    ],
)
def test_pace(median: float | None, allowed: float | None, reason: str, told: str) -> None:
    facts = PaceStats(median, median, median, 0, 0, 0, 0, 0)
    assert pace_text(facts, allowed, "3 of 65 unanswered", reason) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ([60, 5], None),
        (
            [5, 0],
            "1 question was never reached: wrong in the result, and nothing for the estimates.",
        ),
        (
            [0] * 25,
            "25 questions were never reached: wrong in the result, and nothing for the estimates.",
        ),
    ],
)
def test_unreached(seconds: list[float], told: str | None) -> None:
    report = report_of([Asked(outcome="unanswered", seconds=each) for each in seconds])
    assert [*report[EvidenceSection].summary()] == ([Paragraph(told)] if told else [])


def test_a_long_list_of_attempts_computes_each_range_once(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[tuple[float, float, float]] = []

    def count(*values: float) -> float:
        computed.append(values)  # type: ignore[arg-type]
        return betaq(*values)

    monkeypatch.setattr(phrases, "betaq", count)
    phrases._likely.cache_clear()
    lines = [phrases.attempt_text(True, n % 11, 10, 10) for n in range(5_000)]
    assert lines[0] == "0 of 10 right, 0-12%, all new"
    assert len(set(lines)) == 11
    assert len(computed) == 2 * 11
