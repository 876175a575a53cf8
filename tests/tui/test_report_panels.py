"""The panels of a report that say what their words are based on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from examkit.analytics.readiness import Readiness
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.tui.report import extras
from examkit.tui.report.extras import draw_hints, extra_pairs
from examkit.tui.report.hero import _draw_counts, draw_notices
from examkit.tui.report.panels import counts_panel, domains_panel, section_panel
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel
from tests.report.example import report_of, running_example
from tests.report.sections.test_domains import after_a_weak_mock

MISSED = "Topics you missed most"


@pytest.mark.parametrize(
    ("report", "note"),
    [
        (report_of(running_example()), "┃ passing score"),
        (
            after_a_weak_mock(running_example(), "mock"),
            "verdicts from all attempts · ┃ passing score",
        ),
    ],
    ids=["first mock", "second mock"],
)
def test_verdicts_next_to_counts_of_one_attempt_name_their_source(
    report: Report, note: str
) -> None:
    assert domains_panel(report, lambda: False).border_subtitle == note


@pytest.mark.parametrize(
    ("unscored", "note"),
    [(0, "┃ passing score"), (15, "including 15 unscored · ┃ passing score")],
)
def test_counts_of_domains_say_how_many_questions_are_unscored(unscored: int, note: str) -> None:
    asked = [
        replace(each, scored=number >= unscored) for number, each in enumerate(running_example())
    ]
    assert counts_panel(report_of(asked)).border_subtitle == note


@pytest.mark.parametrize(
    ("panels", "titles"),
    [
        ((), [["Time", MISSED]]),
        (("confidence",), [["Time", "Confidence"], [MISSED]]),
        (("trend", "confidence"), [["Time", "Trend"], [MISSED, "Confidence"]]),
    ],
)
def test_panels_that_have_nothing_to_show_are_left_out(
    panels: tuple[str, ...], titles: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "has_trend", lambda _: "trend" in panels)
    monkeypatch.setattr(extras, "has_confidence", lambda _: "confidence" in panels)
    report = report_of(running_example())
    pairs = [list(pair._pending_children) for pair in extra_pairs(report, UTC)]
    assert [[panel.border_title for panel in pair] for pair in pairs] == titles
    assert len(draw_hints(report, 100)) == 2 - len(panels)


@pytest.mark.parametrize(("in_100", "times"), [(None, 0), (45, 1)])
def test_a_result_that_could_go_either_way_is_called_so_once(
    in_100: int | None, times: int
) -> None:
    report = report_of(running_example())
    ready = Readiness("words", 57.2, "toss-up", in_100)
    report._built[ReadinessSection] = replace(report[ReadinessSection], readiness=ready)
    notices = "\n".join(line.plain for line in draw_notices(report, 76))
    assert notices.count("could go either way") == times
    assert "For a percentage, answer about 8 more new questions, or" in notices or in_100


def _marks(panel: Panel | None, width: int) -> set[int]:
    """Return the columns of a panel that have a mark."""
    drawing = panel._pending_children[0] if panel else None
    assert isinstance(drawing, Drawing)
    lines = [line.plain for line in drawing.wrap(width)]
    return {line.index("┃") for line in lines if "┃" in line}


@pytest.mark.parametrize("width", [70, 76, 116])
def test_the_marks_of_the_passing_score_are_below_each_other(width: int) -> None:
    report = report_of(running_example())
    panels = (counts_panel(report), section_panel(report, DomainsSection, UTC))
    marks = [_marks(panel, width) for panel in panels]
    assert len(marks[0]) == 1
    assert marks[0] == marks[1]


def test_the_bar_below_no_score_is_a_line() -> None:
    report = report_of([replace(each, fresh=False) for each in running_example()])
    _, bar, *_ = _draw_counts(report, 100)
    assert set(bar.plain) == {"━", "─"}
