"""A mock without a time limit: it never runs out, and shows nothing about what fits in time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from examkit.analytics.counted_answers import has_recent_mock
from examkit.analytics.trend import measure_reach
from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.service import AttemptService
from examkit.report.render.text import render
from tests.services import Desk, answer


def take(desk: Desk, *, timed: bool) -> tuple[AttemptService, LiveAttempt]:
    service = desk.engine()
    live = service.start_mock(timed=timed)
    for slot in range(len(live.form.slots)):
        answer(live, slot, right=slot % 2 == 0)
        desk.clock.pass_time(60.0)
    live.visit(0)
    live.submit()
    live.release()
    return service, live


def test_an_untimed_mock_never_runs_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    service = desk.engine()
    live = service.start_mock(timed=False)
    assert (live.remaining(), live.form.title) == (None, "untimed mock exam")
    desk.clock.pass_time(30 * 86_400.0)
    live.poll()
    assert not live.finished
    assert not live.rules.shows_answers


def test_its_clock_counts_only_time_on_screen(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    service = desk.engine()
    live = service.start_mock(timed=False)
    desk.clock.pass_time(60.0)
    answer(live, 0)
    live.suspend()
    desk.clock.pass_time(86_400.0)
    live = service.resume()
    desk.clock.pass_time(30.0)
    assert live.elapsed() == pytest.approx(90.0)
    assert service.close_expired() == ()


@pytest.mark.parametrize("timed", [False, True])
def test_only_a_timed_mock_supports_a_percentage(tmp_path: Path, *, timed: bool) -> None:
    service, live = take(Desk(tmp_path), timed=timed)
    past = service.learner_state().answers
    assert {each.timed for each in past} == {timed}
    assert has_recent_mock(past) is timed
    unseen = [replace(each, outcome="unanswered", seconds=0.0) for each in past[1:]]
    halfway = [replace(each, timed_out=True) for each in (past[0], *unseen)]
    assert (measure_reach(halfway, 14.0) < 1) is timed
    report = service.past.report(live.attempt_id)
    assert {each.timed for each in report.history} == {timed}
    text = render(report)
    assert ("untimed" in text) is not timed
    assert ("allowed" in text) is timed
