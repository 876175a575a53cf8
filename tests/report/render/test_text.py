"""The report as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from examkit.report.render.text import PageOptions, page, render
from examkit.report.report import Report
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.method import MethodSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.notes import NotesSection
from examkit.report.text_layout import cell_width
from tests.report.example import Asked, after_a_mock, make_facts, report_of, running_example

GOLDEN = Path(__file__).parents[1] / "golden"
NASTY = "[red] \x1b[31m\u202eevil\u2066 | *x* \x07 试验 " + "long" * 30

REUSED = [replace(a, fresh=i % 3 != 0, scored=i % 4 != 0) for i, a in enumerate(running_example())]
UNREACHED = [replace(a, outcome="unanswered", seconds=0.0) for a in running_example()]
ALL_RIGHT = [replace(a, outcome="right") for a in running_example()]

REPORTS = {
    "example": report_of(running_example()),
    "reused": report_of(REUSED, make_facts(REUSED, reason="time", clock_changed=True)),
    "unreached": report_of(UNREACHED),
    "all right": report_of(ALL_RIGHT),
    "drill": report_of(running_example()[:20], mode="drill", limit=None, title="drill"),
    "empty": report_of([]),
    "after a mock": after_a_mock(running_example()[:20]),
    "nasty": report_of(
        running_example(),
        make_facts(
            attempt_id=NASTY,
            topic_titles=dict.fromkeys(("identity", "caching"), NASTY),
            note_titles={a.note: NASTY for a in running_example()},
        ),
        title=NASTY,
    ),
}


@pytest.mark.parametrize(
    ("name", "report", "ascii_only", "width"),
    [
        ("running-example", "example", False, 80),
        ("running-example-ascii", "example", True, 80),
        ("narrow", "example", False, 60),
        ("after-a-mock", "after a mock", False, 80),
    ],
)
def test_golden(
    name: str, report: str, ascii_only: bool, width: int, update_snapshots: bool
) -> None:
    file, written = GOLDEN / f"{name}.txt", render(REPORTS[report], width, ascii_only)
    if update_snapshots:
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 60, 69, 70, 79, 80, 132])
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
def test_no_line_is_wider_than_the_paper(report: Report, width: int) -> None:
    assert max(cell_width(line) for line in render(report, width).splitlines()) <= width


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
def test_no_line_ends_in_a_blank(report: Report) -> None:
    assert all(line == line.rstrip() for line in render(report).splitlines())


def test_the_page_of_the_example_fits_a_small_terminal() -> None:
    assert len(page(REPORTS["example"], PageOptions())) <= 24


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
def test_no_control_character_comes_through(report: Report) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render(report))


def test_ascii_only() -> None:
    assert render(REPORTS["example"], ascii_only=True).isascii()


def test_below_80_columns_the_weight_goes_first() -> None:
    wide, narrower = render(REPORTS["example"], 80), render(REPORTS["example"], 79)
    assert "of exam" in wide
    assert "●" in wide
    assert "of exam" not in narrower
    assert "●" in narrower


def test_then_the_plot_gives_way_to_numbers() -> None:
    text = render(REPORTS["example"], 60)
    assert "├" not in text
    assert "45–75%" in text


def test_the_verdict_comes_first() -> None:
    lines = page(REPORTS["example"], PageOptions())
    assert lines[2].strip() == "BELOW PASS  700 of 1000, passing score 720"
    assert "PASS" not in "".join(page(REPORTS["drill"], PageOptions()))


def test_the_gauge_marks_the_score_its_range_and_the_passing_score() -> None:
    gauge, mark = page(REPORTS["example"], PageOptions())[3:5]
    low, high = gauge.index("━"), gauge.rindex("━")
    assert low < gauge.index("●") < gauge.index("┃") < high
    assert mark.index("▲") == gauge.index("┃")


def test_a_next_step_can_have_a_hint_that_is_not_wrapped() -> None:
    text = render(REPORTS["example"], 40, hint=lambda step: f"examkit {step.kind} {'x' * 60}")
    assert f"\n    examkit drill {'x' * 60}\n" in text
    assert "examkit" not in render(REPORTS["example"]).split("HOW")[0]


def test_wide_bars_say_the_verdict_in_full() -> None:
    assert "meets the passing score" in render(REPORTS["all right"], 100)
    assert "meets passing\n" in render(REPORTS["all right"], 80)


def test_too_few_answers_draw_no_point() -> None:
    lines = render(REPORTS["unreached"]).splitlines()
    assert sum(line.endswith("  not enough data") for line in lines) == 4
    assert not any("├" in line for line in lines)


def test_domains_without_a_verdict_are_one_line() -> None:
    start = "Estimates need 6 first-time answers per domain. So far:"
    text = " ".join(render(REPORTS["drill"]).split())
    assert f"{start} Resilient about 1." in text
    text = " ".join(render(REPORTS["unreached"]).split())
    assert f"{start} none." in text


def test_a_changed_clock_is_reported() -> None:
    assert "clock was changed" in render(REPORTS["reused"])


def test_an_unfinished_attempt_is_reported() -> None:
    assert "isn't finished" in render(report_of(running_example(), make_facts(finished=None)))


def test_time_that_ran_out_is_reported() -> None:
    assert "Time ran out" in render(REPORTS["reused"])


def test_a_drill_tells_no_readiness_and_no_pass() -> None:
    text = render(REPORTS["drill"])
    assert "Chance of passing" not in text
    assert "PASS" not in text
    assert "Cost-optimized" not in text


def test_times_are_reported_in_the_readers_zone() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    assert "2027-01-15 08:00" in render(REPORTS["example"], zone=UTC)
    assert "2027-01-15 13:30" in render(REPORTS["example"], zone=zone)


def test_every_note_is_listed() -> None:
    text = render(REPORTS["example"], 200)
    for note in REPORTS["example"][NotesSection].notes_to_read:
        assert f"{note.title}: {note.misses} missed ({note.note})" in text


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
def test_neither_praise_nor_scolding(report: Report) -> None:
    text = render(report).lower()
    for word in ("fail", "great", "well done", "bad", "poor", "weakest", "best", "guarantee", "!"):
        assert word not in text


def test_unequal_counts_of_a_single_miss() -> None:
    text = render(report_of([Asked(outcome="wrong"), Asked()]))
    assert "Review 1 mistake" in text


def grade(text: str) -> float:
    """Reading grade by Flesch and Kincaid; syllables are counted as groups of vowels."""
    sentences = [part for part in re.split(r"[.:;]\s", text) if re.search(r"[a-z]{2}", part)]
    words = [word for part in sentences for word in re.findall(r"[A-Za-z]+", part)]
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub("e$", "", w.lower())))) for w in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_words_are_simple() -> None:
    report = REPORTS["reused"]
    sentences = [
        *report[MethodSection].how[:-1],
        report[CountedAnswersSection].reused or "",
        *(step.text + ". " for step in report[NextStepsSection].next),
    ]
    assert grade(" ".join(sentences)) <= 9
