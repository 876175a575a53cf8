"""Small charts: each value at its place, each row as wide as promised."""

from __future__ import annotations

import re

import pytest

from examkit.exam.grading import Outcome
from examkit.report.blocks import BarRow, TimeFigure
from examkit.tui.ascii_filter import SIGNS
from examkit.tui.charts import FAINT, column_chart, columns, gauge, meter, share_bar
from examkit.tui.report.bar_rows import draw_bars
from examkit.tui.report.block_lines import draw_times
from examkit.tui.report.tones import bar_style


@pytest.mark.parametrize(
    ("share", "mark", "expected"),
    [
        (0.0, None, "──────────"),
        (0.55, None, "█████▋────"),
        (1.0, None, "██████████"),
        (1.7, None, "██████████"),
        (-0.2, None, "──────────"),
        (0.5, 0.72, "█████─┃───"),
        (0.9, 0.72, "██████┃██─"),
        (0.5, 1.0, "█████────┃"),
    ],
)
def test_a_bar_is_filled_to_its_share(share: float, mark: float | None, expected: str) -> None:
    assert share_bar(share, 10, "$text-success", mark).plain == expected


def test_a_row_without_a_share_has_no_bar() -> None:
    rows = [BarRow("A", "3/4", None, "not enough data"), BarRow("B", "9/9", 1.0, "borderline")]
    without, with_bar = (line.plain for line in draw_bars(rows, 60, 0.72))
    assert not set(without) & set("█─┃")
    assert with_bar.count("█") > 5
    assert without.index("3/4") == with_bar.index("9/9")


@pytest.mark.parametrize("share", [0.2, 1.0])
def test_a_mark_has_the_color_of_text_on_a_bar_and_next_to_it(share: float) -> None:
    bar = share_bar(share, 5, "$text-error", 0.5)
    assert [str(part.style) for part in bar[2:3].spans] == ["bold"]


@pytest.mark.parametrize(
    ("span", "point", "mark", "expected"),
    [
        ((400, 700), 600, 720, "───━━●┃───"),
        ((100, 1000), 100, 1000, "●━━━━━━━━┃"),
        ((0, 50), 20, 720, "●─────┃───"),
        ((600, 800), 720, 720, "─────━●━──"),
    ],
)
def test_a_gauge_shows_range_point_and_mark(
    span: tuple[int, int], point: int, mark: int, expected: str
) -> None:
    assert gauge(span, point, mark, (100, 1000), 10, "$text-error").plain == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, "▱▱▱▱▱▱▱▱▱▱"), (0.35, "▰▰▰▰▱▱▱▱▱▱"), (1.0, "▰▰▰▰▰▰▰▰▰▰"), (2.0, "▰▰▰▰▰▰▰▰▰▰")],
)
def test_a_meter_is_filled_to_its_share(share: float, expected: str) -> None:
    assert meter(share, 10, "$text-warning").plain == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], ""), ([0, 0], "· ·"), ([1, 8, 4], "▁ █ ▄"), ([1, 100], "▁ █"), ([30, 0, 30], "█ · █")],
)
def test_columns_are_as_high_as_their_share_of_the_largest(
    counts: list[int], expected: str
) -> None:
    assert columns(counts, "$text-success").plain == expected


@pytest.mark.parametrize(("mark", "lines"), [
    (None, [" █", "▄█"]),
    (5.0, ["─█", "▄█"]),
    (30.0, [" █", "▄█"]),
])  # fmt: skip
def test_columns_are_as_high_as_their_values(mark: float | None, lines: list[str]) -> None:
    chart = column_chart([2.5, 12.0], ["$success", "$error"], 2, 10.0, mark)
    assert [line.plain for line in chart] == lines


def test_only_the_mark_of_a_bar_is_a_line_in_ascii() -> None:
    bar = share_bar(0.55, 10, "red", 0.8).plain
    assert "".join(SIGNS[sign] for sign in bar) == "######-|--"


def test_a_range_and_its_line_differ_in_ascii() -> None:
    line = gauge((0.4, 0.6), 0.5, 0.9, (0.0, 1.0), 20, "red").plain
    assert re.fullmatch(r"-+=+o=+-+\|-+", "".join(SIGNS[sign] for sign in line))


def time_figure(bars: list[tuple[float, Outcome]], allowed: float | None) -> TimeFigure:
    """Return a figure whose highest bar reaches the top."""
    return TimeFigure("pace", "Time", "", tuple(bars), allowed, max(s for s, _ in bars), "")


def test_only_missed_questions_have_a_color_in_the_chart_of_times() -> None:
    bars: list[tuple[float, Outcome]] = [(60, "right"), (90, "wrong"), (60, "partial")]
    *chart, signs, legend = draw_times(time_figure([*bars, (0, "unanswered")], 120), 80)
    styles = {str(span.style) for line in chart for span in line.spans} - {FAINT}
    assert styles == {bar_style("plain"), bar_style("error")}
    assert signs.plain == "  ✗ ✗ ○ "
    assert legend.plain == "█ correct   █ ✗ missed   ○ unanswered   ─ time allowed"
    assert len(chart) <= 4


@pytest.mark.parametrize(
    ("width", "lengths"), [(65, [65]), (64, [33, 32]), (54, [33, 32]), (30, [22, 22, 21])]
)
def test_a_chart_of_times_that_is_too_long_has_equal_parts(width: int, lengths: list[int]) -> None:
    lines = draw_times(time_figure([(60, "wrong")] * 65, None), width)
    signs = [line.plain for line in lines if set(line.plain) == {"✗"}]
    assert [len(line) for line in signs] == lengths


@pytest.mark.parametrize(
    ("longest", "allowed", "has_line"),
    [(70, 120, True), (130, 120, True), (20, 120, False), (70, None, False)],
)
def test_the_time_allowed_is_a_line_unless_it_would_flatten_the_chart(
    longest: float, allowed: float | None, has_line: bool
) -> None:
    *chart, _, legend = draw_times(time_figure([(1, "right"), (longest, "right")], allowed), 40)
    assert ("time allowed" in legend.plain) is has_line
    assert any("─" in line.plain for line in chart) is has_line
