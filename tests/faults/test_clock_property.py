"""Sitting, sleeping, stepping clocks and starting the machine anew, in any order."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from examkit.attempts.live_attempt import LiveAttempt
from examkit.errors import ExamkitError
from examkit.exam.events import Finished
from tests.conftest import Figure
from tests.factories import FakeClock
from tests.services import Desk

LIMIT = 20 * 60.0
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 9)),
        st.tuples(st.just("sleep"), st.floats(0, 900)),
        st.tuples(st.just("step"), st.floats(-90_000, 90_000)),
        st.tuples(st.just("leave"), st.floats(0, 900)),
        st.tuples(st.just("kill"), st.floats(0, 900)),
        st.tuples(st.just("reboot"), st.floats(0, 900)),
        st.tuples(st.just("submit"), st.just(0)),
    ),
    max_size=12,
)


class Day:
    """An attempt, with all that happens to the machine meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.engine = self.desk.engine()
        self.live: LiveAttempt = self.engine.start_mock(questions=10, minutes=LIMIT / 60)
        self.attempt = self.live.attempt_id
        self.true = 0.0
        """Seconds that really passed since the start."""
        self.set_back = 0.0
        """How far the wall clock was set back before a restart, at most."""
        self.stepped = 0.0
        self.known = 0.0

    def do(self, what: str, value: float) -> None:
        """Let one thing happen."""
        getattr(self, f"_{what}")(value)
        now = self.live.elapsed()
        assert now >= self.known - 1e-6
        self.known = now

    def _answer(self, slot: float) -> None:
        before = self.live.finished
        try:
            self.live.visit(int(slot))
            self.live.choose(int(slot), 0)
        except ExamkitError:
            assert before or self.live.finished
        late = self.live.elapsed() > LIMIT
        assert self.live.finished or not late

    def _sleep(self, seconds: float) -> None:
        self.desk.clock.pass_time(seconds)
        self.true += seconds
        self.live.poll()

    def _step(self, seconds: float) -> None:
        self.desk.clock.step_wall(seconds)
        self.stepped += seconds

    def _leave(self, seconds: float) -> None:
        # An attempt that is left without an answer is discarded, so it can't be resumed.
        leave = self.live.release if self.live.state.is_untouched else self.live.suspend
        leave()
        self._away(seconds)

    def _kill(self, seconds: float) -> None:
        self.live.release()
        self._away(seconds)

    def _reboot(self, seconds: float) -> None:
        self.live.release()
        self.desk.clock.reboot(seconds_off=seconds)
        # From here on only the wall clock tells, and whoever set it is believed.
        self.set_back += abs(self.stepped)
        self.known = self.live.state.elapsed
        self.true += seconds
        self._resume()

    def _away(self, seconds: float) -> None:
        self.desk.clock.pass_time(seconds)
        self.true += seconds
        self._resume()

    def _resume(self) -> None:
        self.engine.close()
        self.engine = self.desk.engine()
        if self.live.finished:
            return
        try:
            self.live = self.engine.resume(self.attempt)
        except ExamkitError:
            raise AssertionError("an attempt was lost") from None

    def _submit(self, _: float) -> None:
        self.live.submit()


@pytest.mark.fault("R36")
def test_no_sequence_gives_time_away_or_loses_the_attempt(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, figure: Figure
) -> None:
    most = 2_000 if request.config.getoption("slow") else 60
    count = 0

    @given(steps=STEPS)
    @example([("reboot", 0.0), ("sleep", 1.0), ("step", -1.0)])
    @example([("sleep", 301.0), ("reboot", 900.0), ("step", -1.0)])
    @settings(max_examples=most, suppress_health_check=list(HealthCheck))
    def run(steps: list[tuple[str, float]]) -> None:
        nonlocal count
        count += 1
        day = Day(tmp_path_factory.mktemp("day"))
        for what, value in steps:
            day.do(what, value)
        if not day.live.finished:
            assert day.live.elapsed() >= day.true - day.set_back - 1
        day.live.submit()
        check(day)
        day.engine.close()

    run()
    figure(f"{count} sequences, 0 violations")


def check(day: Day) -> None:
    """Look at what is stored."""
    events = day.engine._store.events(day.attempt)
    ends = [event for event in events if isinstance(event.body, Finished)]
    assert ends == [events[-1]]
    assert events[-1].at <= LIMIT
    assert [event.at for event in events] == sorted(event.at for event in events)


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.fault("R34")
@pytest.mark.parametrize(
    ("name", "wall"),
    [
        ("Europe/Berlin", 1_774_745_940.0),  # the last minute of winter time in 2026
        ("Europe/Berlin", 1_792_889_940.0),  # the last minute of summer time
        ("America/St_Johns", 1_772_947_740.0),
        ("Australia/Lord_Howe", 1_775_315_940.0),
    ],
)
def test_summer_time_and_zones_change_no_clock(
    tmp_path: Path, zone: None, name: str, wall: float
) -> None:
    os.environ["TZ"] = name
    time.tzset()
    clock = FakeClock()
    clock.step_wall(wall - clock.now().wall)
    desk = Desk(tmp_path, clock=clock)
    engine = desk.engine()
    live = engine.start_mock(questions=10, minutes=20)
    clock.pass_time(120)
    live.choose(0, 1)
    live.suspend()
    engine.close()
    os.environ["TZ"] = "Asia/Kathmandu"
    time.tzset()
    clock.pass_time(60)
    engine = desk.engine()
    assert engine.resume().remaining() == pytest.approx(LIMIT - 180)
    engine.close()
