"""The clock on screen: hidden on request, never near the end, and its warnings."""

from __future__ import annotations

import pytest

from examkit.tui.clock_display import ClockDisplay


@pytest.mark.parametrize(
    ("seconds", "hidden", "expected"),
    [
        (None, False, ""),
        (3_600.0, False, "1:00:00"),
        (3_600.0, True, "time hidden (t)"),
        (300.0, True, "0:05:00"),
    ],
)
def test_a_hidden_clock_shows_when_time_is_nearly_up(
    seconds: float | None, hidden: bool, expected: str
) -> None:
    assert ClockDisplay(seconds, hidden=hidden).draw().plain == expected


def test_a_warning_lasts_a_minute() -> None:
    clock = ClockDisplay(1_801.0)
    clock.update(1_800.0)
    assert clock.draw_warning().plain == "30 minutes left"
    clock.update(1_740.0)
    assert clock.draw_warning().plain == "30 minutes left"
    clock.update(1_739.0)
    assert clock.draw_warning().plain == ""


def test_urgency_has_a_color() -> None:
    styles = [str(ClockDisplay(left).draw().spans[0].style) for left in (3_600.0, 1_800.0, 300.0)]
    assert styles == ["bold", "bold $text-warning", "bold $text-error"]
