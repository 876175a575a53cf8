"""What the rows of lists show: drills, search results, and what a search offers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.style import Style
from textual.visual import RenderOptions

from examkit.bank.search import MAX_HITS
from examkit.drills.preview import DrillCounts
from examkit.tui.lists.drill_rows import COLUMNS, DrillRow, domain_rows, recommended_rows
from examkit.tui.lists.search_rows import Pieces, ResultRow, count_text, offers, window
from examkit.tui.widgets.table import Table
from tests.factories import make_exam

NONE = DrillCounts(0, 0, 0, 0, 0, 0, (), "nothing", False, {}, 60.0)
WEAK = replace(NONE, weak=("secure",), weak_basis="estimates")
EXAM = make_exam()


@pytest.mark.parametrize(
    ("counts", "today", "label", "expected"),
    [
        (NONE, 0, "Today's practice", ("", "No questions to practice today", None, 0)),
        (NONE, 14, "Today's practice", (":today", "What helps you most", None, 14)),
        (NONE, 14, "Weak areas", ("", "Shown after your first mock exam or drill", None, 0)),
        (WEAK, 14, "Weak areas", (":weak", "Secure things, below passing", None, 10)),
        (
            replace(WEAK, weak=("secure", "build")),
            14,
            "Weak areas",
            (":weak", "Secure things and 1 more, below passing", None, 10),
        ),
        (replace(WEAK, weak=()), 14, "Weak areas", ("", "None below passing so far", None, 0)),
        (
            replace(WEAK, weak=(), estimates={"build": 0.9, "secure": 0.8}),
            14,
            "Lowest domain",
            (":lowest", "Secure things", None, 10),
        ),
        (
            replace(WEAK, weak_basis="counts"),
            14,
            "Weak areas",
            (":weak", "Secure things, based on counts only", None, 10),
        ),
        (NONE, 14, "New questions", ("", "You've seen every question", None, 0)),
        (NONE, 14, "Mistakes", ("", "No mistakes to repeat", None, 0)),
    ],
)
def test_each_recommended_drill_says_what_it_asks_or_why_it_is_empty(
    counts: DrillCounts, today: int, label: str, expected: tuple[object, ...]
) -> None:
    row = next(row for row in recommended_rows(counts, today, EXAM) if row.label == label)
    assert (row.id, row.about, row.available, row.length) == expected


@pytest.mark.parametrize(
    ("estimates", "label", "about"),
    [
        ({}, "Weak areas", "None below passing so far"),
        ({"secure": 0.8}, "Weak areas", "None below passing so far"),
        ({"build": 0.9, "secure": 0.8}, "Lowest domain so far", "Secure things"),
        ({"build": 0.8, "secure": 0.9, "test": 0.85}, "Lowest domain", "Build things"),
    ],
)
def test_the_lowest_domain_is_the_lowest_of_those_with_an_estimate(
    estimates: dict[str, float], label: str, about: str
) -> None:
    exam, counts = make_exam({"build": 50, "secure": 40, "test": 10}), replace(WEAK, weak=())
    row = list(recommended_rows(replace(counts, estimates=estimates), 14, exam))[1]
    assert (row.label, row.about) == (label, about)


def test_a_domain_shows_its_weight_and_how_well_it_is_known() -> None:
    exam = make_exam({"build": 50, "secure": 40, "test": 10})
    available = {"build": 9, "secure": 9, "test": 9}
    rows = domain_rows(exam, available, {"secure": 0.31}, {"secure", "test"})
    assert [row.about for row in rows] == [
        "50% of the exam, not practiced yet",
        "40% of the exam, estimate 31%",
        "10% of the exam, not enough data",
    ]


@pytest.mark.parametrize(
    ("unseen", "reserved", "expected"),
    [
        (80, 65, (":unseen", "65 more reserved for a mock", 15, 10)),
        (65, 65, ("", "The last 65 are reserved for your next mock", None, 0)),
        (7, 0, (":unseen", "Never seen before", 7, 7)),
    ],
)
def test_new_questions_leave_those_reserved_for_a_mock(
    unseen: int, reserved: int, expected: tuple[object, ...]
) -> None:
    counts = replace(WEAK, unseen=unseen, reserved=reserved)
    *_, row = recommended_rows(counts, 10, EXAM)
    assert (row.id, row.about, row.available, row.length) == expected


def test_a_drill_shows_its_length_and_time() -> None:
    cells = DrillRow("x", "Security", "26% of the exam", 1_234, 10).cells(90.0)
    assert [cell.plain for cell in cells] == [
        "Security", "26% of the exam", "10 of 1,234", "15 min",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [57, 77, 117])
def test_drills_lose_no_words_in_a_narrow_window(width: int) -> None:
    counts = replace(WEAK, due=30, mistakes=158, unseen=271, reserved=65)
    rows = [row.cells(60.0) for row in recommended_rows(counts, 10, EXAM)]
    title = "Troubleshooting and Optimization"
    rows.append(DrillRow(":lowest", "Lowest domain so far", title, None, 10).cells(60.0))
    rows.append(
        DrillRow(
            "x",
            "Troubleshooting and Optimization",
            "Development with AWS Services and 3 more, based on counts only",
            1_165,
            10,
        ).cells(60.0)
    )
    table = Table(COLUMNS, rows)
    for cells in rows:
        text = " ".join(line.plain for line in table.lines(cells, width))
        words = " ".join(cell.plain for cell in (*cells[:3], *cells[4:])).split()
        assert set(words) <= set(text.split())


@pytest.mark.parametrize(
    ("pieces", "room", "expected"),
    [
        ([("short ", False), ("time", True)], 40, [("short ", False), ("time", True)]),
        ([("one two three four ", False), ("time", True)], 15, [("…four ", False), ("time", True)]),
        ([("time", True), (" and more", False)], 4, [("time", True), (" and more", False)]),
        ([("no match at all", False)], 4, [("no match at all", False)]),
        ([], 4, []),
    ],
)
def test_the_first_match_is_in_view(pieces: Pieces, room: int, expected: Pieces) -> None:
    assert window(pieces, room) == expected


@pytest.mark.parametrize(
    ("results", "text"),
    [(0, "0 results"), (1, "1 result"), (MAX_HITS, "Showing the first 50 results")],
)
def test_results_that_are_cut_off_say_so(results: int, text: str) -> None:
    assert count_text(results) == text


def drawn(row: ResultRow, width: int) -> list[str]:
    strips = row.render_strips(width, None, Style(), RenderOptions(lambda _: Style(), {}))
    return [strip.text.rstrip() for strip in strips]


@pytest.mark.parametrize("width", [50, 80])
@pytest.mark.parametrize("text", ["", "short", "a long text " * 20, "[red]not markup[/] [x"])
def test_results_are_equally_high_and_never_markup(text: str, width: int) -> None:
    lines = drawn(ResultRow("Note", "[b]Title", [(text, False)]), width)
    assert len(lines) == 3
    assert lines[0] == "Note       [b]Title"
    assert text[:20].strip() in lines[1]


@pytest.mark.parametrize("title", ["Title", "a long text a long text"])
def test_a_text_that_is_cut_ends_with_an_ellipsis(title: str) -> None:
    lines = drawn(ResultRow("Note", title, [("a long text " * 20, False)]), 50)
    assert lines[2].endswith("…")
    assert max(map(len, lines)) <= 50
    assert not lines[1].endswith("…")


def test_a_question_is_not_shown_twice() -> None:
    stem = "A company needs a queue that keeps the order of its messages for a year and a day."
    lines = drawn(ResultRow("Question", stem, [(stem, False)]), 60)
    assert " ".join(line.removeprefix("Question").strip() for line in lines).strip() == stem


def test_the_most_missed_topics_come_first_and_known_ones_are_not_offered() -> None:
    topics = {"a": "Apples", "b": "Bread", "c": "Cheese"}
    totals = {"a": (10, 8), "b": (10, 3), "c": (5, 5), "gone": (9, 0)}
    names = [name for name, _ in offers({"x.md#y": "Read"}, topics, totals)]
    assert names == ["note:x.md#y", "topic:b", "topic:a"]
