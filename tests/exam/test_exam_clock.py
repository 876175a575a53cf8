from __future__ import annotations

import pytest

from examkit.exam.exam_clock import ClockAnchor, clock_changed, elapsed_seconds, time_warning
from tests.factories import FakeClock


def started(clock: FakeClock) -> ClockAnchor:
    return ClockAnchor(clock.now(), 0.0)


@pytest.mark.fault("R32")
def test_suspended_time_counts() -> None:
    clock = FakeClock()
    anchor = started(clock)
    clock.pass_time(1800)

    assert elapsed_seconds(anchor, clock.now()) == 1800


@pytest.mark.fault("R31")
@pytest.mark.parametrize("step", [-3600.0, 3600.0, -315_360_000.0])
def test_a_stepped_wall_clock_moves_nothing_and_is_noticed(step: float) -> None:
    clock = FakeClock()
    anchor = started(clock)
    clock.pass_time(60)
    clock.step_wall(step)

    assert elapsed_seconds(anchor, clock.now()) == 60
    assert clock_changed(anchor, clock.now(), last_wall=anchor.moment.wall)


def test_a_second_smeared_by_a_time_server_is_no_step() -> None:
    clock = FakeClock()
    anchor = started(clock)
    clock.pass_time(60)
    clock.step_wall(1)

    assert not clock_changed(anchor, clock.now(), last_wall=anchor.moment.wall)


def test_across_a_restart_the_wall_clock_counts() -> None:
    clock = FakeClock()
    anchor = started(clock)
    clock.pass_time(100)
    clock.reboot(seconds_off=200)

    assert elapsed_seconds(anchor, clock.now()) == 300
    assert not clock_changed(anchor, clock.now(), last_wall=anchor.moment.wall + 100)


@pytest.mark.fault("R33")
def test_across_a_restart_with_the_clock_set_back_no_time_passes() -> None:
    clock = FakeClock()
    anchor = started(clock)
    clock.pass_time(100)
    last_wall = clock.wall
    clock.reboot(seconds_off=-5_000)

    assert elapsed_seconds(anchor, clock.now(), at_least=100) == 100
    assert clock_changed(anchor, clock.now(), last_wall)


def test_time_continues_from_the_anchor() -> None:
    clock = FakeClock()
    anchor = ClockAnchor(clock.now(), 40.0)
    clock.pass_time(2)

    assert elapsed_seconds(anchor, clock.now()) == 42


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (1801, 1800, "30 minutes left"),
        (1800, 1799, ""),
        (301, 299, "5 minutes left"),
        (2000, 200, "3 minutes left"),
        (400, 120, "2 minutes left"),
        (400, 90.5, "90 seconds left"),
        (400, 1, "1 second left"),
        (400, -3, "0 seconds left"),
        (200, 100, ""),
    ],
)
def test_the_clock_warns_of_the_time_left_when_a_limit_is_crossed(
    before: float, after: float, says: str
) -> None:
    assert time_warning(before, after) == says
