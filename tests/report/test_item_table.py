"""The statistics of questions as text, at several widths."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from examkit.analytics.item_flags import Flag
from examkit.analytics.item_statistics import ItemKey, ItemStatistics
from examkit.report.item_report import ItemReport, ItemRow, as_dict, reason_text
from examkit.report.item_table import item_table
from examkit.report.text_layout import cell_width

KEY = ItemKey(("A",), ("B", "C"))
OPTIONS = {
    "A": "Yeast",
    "B": "Water from a mountain spring that nobody has drunk from",
    "C": "\x1b[0m",
}


def row(question: str = "bread-rises", **changes: Any) -> ItemRow:
    """Return a row; changes to the statistics are those that `ItemStatistics` has."""
    values: dict[str, Any] = {
        "answers": 40,
        "correct": 0.6,
        "facility": 0.6,
        "unanswered": 0,
        "seconds": 61.4,
        "discrimination": 0.314,
        "pairs": 40,
        "picks": {"A": 24, "B": 16},
    }
    own = {name: changes.pop(name) for name in list(changes) if name in values}
    fields: dict[str, Any] = {"flags": (), "older": 0, "options": OPTIONS, "key": KEY}
    item = ItemStatistics(**(values | own))
    return ItemRow(question, "build", "bread", "medium", item=item, **(fields | changes))


FLAGS = (
    Flag("key", ("A", "B"), 0.4, 0.45),
    Flag("discrimination", value=-0.3, usual=0.2),
    Flag("difficulty", value=0.4, usual=0.72),
    Flag("time", value=200.4, usual=120),
    Flag("distractor", ("C",), 16),
)


def report(*rows: ItemRow) -> ItemReport:
    ordered = tuple(sorted(rows, key=lambda each: each.rank))
    excluded: Any = Counter({"repeated": 12, "too-quick": 3, "left-out": 0})
    return ItemReport("exam-1", "Exam One", 40, 41, 7, ordered, excluded)


EXAMPLE = report(
    row("fine"),
    row("few", answers=1, correct=1.0, discrimination=None, pairs=1, picks={"A": 1}),
    row("no-index", discrimination=None, correct=1.0, picks={"A": 40}, seconds=None),
    row("bad", flags=FLAGS, discrimination=-0.3, older=2),
)


def test_the_table_at_80_columns() -> None:
    assert item_table(EXAMPLE).splitlines() == [
        "Exam One",
        "121 first answers to 4 of 7 questions, by 40 candidates in 41 attempts.",
        "Not counted: 12 (question seen before), 3 (answered too quickly).",
        "",
        "1 question needs attention:",
        "",
        " Question  Answers  Correct   Time   Discr.  Instead",
        " bad            40      60%   61 s    -0.30  B 40%  Water from a mountain sprin…",
        "    Check the correct answer: B (45%) is picked more often than A (40%).",
        "    Check the wording: candidates who do well elsewhere tend to miss this",
        "    question.",
        "    Rated medium, but seems harder: 40% of answers are correct, compared with an",
        "    average of 72% for medium questions.",
        "    Slow: a typical answer takes 200 s. The exam allows 120 s per question.",
        "    Nobody picks C, even though 16 answers are incorrect.",
        "    2 answers to an older wording aren't counted.",
        "",
        "Nothing unusual in 2 questions:",
        "",
        " Question  Answers  Correct   Time   Discr.  Instead",
        " fine           40      60%   61 s     0.31  B 40%  Water from a mountain sprin…",
        " no-index       40     100%      -        -",
        "",
        "Too few answers to judge 1 question (at least 30 needed for each):",
        "",
        " Question  Answers  Correct   Time   Discr.  Instead",
        " few             1     100%   61 s  too few",
        "",
        "Time: the median time per answer. Discr.: the discrimination index, from -1 to",
        "1. It is high if candidates who do well on the rest of the attempt answer the",
        "question correctly. Instead: the incorrect answer picked most often, with its",
        "letter in the bank's order.",
    ]


@pytest.mark.parametrize("width", [10, 40, 55, 69, 70, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = row("a-question-with-an-id-that-is-as-long-as-an-id-can-be-in-a-bank")
    text = item_table(report(*EXAMPLE.rows, long))
    for ascii_only in (False, True):
        text = item_table(report(*EXAMPLE.rows, long), width, ascii_only=ascii_only)
        widest = max(text.splitlines(), key=cell_width)
        # An id is never cut, because it is to be copied.
        assert cell_width(widest) <= max(width, 40) or widest.strip() == long.question
        assert text.isascii() or not ascii_only
        assert "\x1b" not in text


def test_a_narrow_page_has_sentences() -> None:
    lines = item_table(report(row(), row("few", answers=2, discrimination=None)), 44).splitlines()
    assert "bread-rises" in lines
    assert "  40 answers, 60% correct, 61 s," in lines
    assert "discrimination too few" not in "\n".join(lines)


def test_a_long_id_has_a_line_of_its_own() -> None:
    name = "a-question-with-an-id-that-is-as-long-as-an-id-can-be-in-a-bank"
    lines = item_table(report(row(name))).splitlines()
    place = lines.index(f" {name}")
    assert lines[place + 1].split()[:4] == ["40", "60%", "61", "s"]


def test_a_response_without_options_is_shown_as_it_is() -> None:
    ordering = row(key=ItemKey(("A B C",), ()), options={}, picks={"A B C": 24, "B A C": 16})
    assert "  B A C 40%" in item_table(report(ordering))


def test_a_question_that_was_only_left_empty_has_no_incorrect_answer() -> None:
    assert "  no answer 50%" in item_table(report(row(picks={"A": 20}, unanswered=20)))


def test_a_report_without_answers() -> None:
    assert item_table(report()).splitlines()[1].startswith("0 first answers to 0 of 7 questions")
    nobody = replace(report(), candidates=0, attempts=0, excluded=Counter())
    assert item_table(nobody) == "Exam One\nNo finished attempts found for this bank."


def test_what_is_furthest_off_comes_first() -> None:
    rows = [
        row("few", answers=2),
        row("weak", flags=FLAGS[1:], discrimination=-0.3),
        row("key-a-little", flags=(Flag("key", ("A", "B"), 0.40, 0.41),)),
        row("key-a-lot", flags=(Flag("key", ("A", "B"), 0.2, 0.6), FLAGS[4])),
        row("idle", flags=FLAGS[4:]),
        row("low", discrimination=0.25),
        row("none", discrimination=None),
        row("high", discrimination=0.5),
        row("fewer", answers=1),
    ]
    order = [each.question for each in report(*rows).rows]
    assert order[:4] == ["key-a-lot", "key-a-little", "weak", "idle"]
    assert order[4:] == ["low", "high", "none", "few", "fewer"]


def test_a_low_index_is_no_negative_one() -> None:
    low = reason_text(Flag("discrimination", value=0.01, usual=0.2), "easy")
    assert low == "The question hardly separates candidates who do well elsewhere from the others."
    easier = reason_text(Flag("difficulty", value=0.9, usual=0.5), "hard")
    assert easier.startswith("Rated hard, but seems easier: 90% of answers")


def test_the_values_for_json() -> None:
    values = as_dict(EXAMPLE)
    assert (values["candidates"], values["answers"], values["selected"]) == (40, 121, 7)
    assert values["not_counted"] == {"repeated": 12, "too_quick": 3, "left_out": 0}
    first = values["questions"][0]
    assert (first["question"], first["instead"], first["instead_share"]) == ("bad", "B", 0.4)
    assert [each["rule"] for each in first["look_at"]] == [flag.rule for flag in FLAGS]
    few = values["questions"][-1]
    assert (few["enough"], few["discrimination"], few["instead"]) == (False, None, None)
