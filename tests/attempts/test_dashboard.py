"""What Home shows about practice, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from examkit.analytics.standing import QuickAnswers, Standing
from examkit.attempts.dashboard import DAYS, count_by_day, describe_today
from examkit.attempts.progress import uncounted_text
from examkit.attempts.service import AttemptService
from examkit.drills.preview import DrillCounts, ReasonCount
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from tests.banks import write_bank
from tests.services import Desk, answer

TODAY = date(2026, 12, 15)


def answered(day: date, hour: int = 12, outcome: Outcome = "right") -> PastAnswer:
    """Return an answer of an attempt that ended at an hour of a day, in UTC."""
    end = datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp()
    return PastAnswer("q", "build", "bread", "drill", end, outcome, attempt="a")


@pytest.mark.parametrize(
    ("answers", "hours_ahead", "expected"),
    [
        ([], 0, {}),
        (
            [answered(TODAY), answered(TODAY), answered(TODAY - timedelta(days=13))],
            0,
            {0: 2, 13: 1},
        ),
        ([answered(TODAY - timedelta(days=14)), answered(TODAY + timedelta(days=1))], 0, {}),
        ([answered(TODAY, outcome="unanswered"), answered(TODAY, outcome="wrong")], 0, {0: 1}),
        ([answered(TODAY - timedelta(days=1), hour=23)], 0, {1: 1}),
        ([answered(TODAY - timedelta(days=1), hour=23)], 2, {0: 1}),
    ],
)
def test_answers_count_on_the_day_their_attempt_ended(
    answers: list[PastAnswer], hours_ahead: int, expected: dict[int, int]
) -> None:
    days = count_by_day(answers, TODAY, timezone(timedelta(hours=hours_ahead)))
    assert len(days) == DAYS
    assert {ago: count for ago, count in enumerate(reversed(days)) if count} == expected


def test_without_questions_there_is_nothing_to_practice_today() -> None:
    counts = DrillCounts(
        due=3, mistakes=2, flagged=0, unseen=0, mix_ups=0, reserved=0,
        weak=(), weak_basis="nothing", too_quick=False, estimates={}, pace=60.0,
    )  # fmt: skip
    today = describe_today(None, counts, "enough")
    assert (today.questions, today.minutes, today.mainly) == (0, 0, "")
    assert (today.missed, today.due, today.mock) == (2, 3, "enough")


@pytest.mark.parametrize(
    ("ranking", "mainly"),
    [(("build", "secure"), "Building things"), (("secure", "build"), ""), ((), "")],
)
def test_home_names_a_domain_only_if_reports_recommend_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ranking: tuple[str, ...], mainly: str
) -> None:
    write_bank(tmp_path / "bank", each=40, unscored=0)
    service = Desk(tmp_path).engine()
    live = service.start_mock()
    answer(live, 0)
    live.submit()
    reasons = (ReasonCount("new", "build", 7), ReasonCount("new", "secure", 3))
    preview = replace(service.plan_drill("exam-1"), reasons=reasons)
    monkeypatch.setattr(AttemptService, "preview_today", lambda *_: preview)
    monkeypatch.setattr(Standing, "ranking", ranking)
    assert service.todays_practice("exam-1").mainly == mainly


@pytest.mark.parametrize(
    ("quick", "expected"),
    [
        (QuickAnswers(0, 0, 65), ""),
        (QuickAnswers(6, 6, 65), ""),
        (
            QuickAnswers(38, 38, 60),
            "38 answers don't count: you answered too quickly to have read the questions.",
        ),
        (
            QuickAnswers(1, 1, 5),
            "1 answer doesn't count: you answered too quickly to have read the question.",
        ),
        (
            QuickAnswers(60, 38, 60),
            "60 answers don't count: you answered 38 of the questions too quickly "
            "to have read them.",
        ),
        (
            QuickAnswers(5, 1, 5),
            "5 answers don't count: you answered 1 of the questions too quickly to have read it.",
        ),
    ],
)
def test_answers_that_do_not_count_are_counted_with_the_reason(
    quick: QuickAnswers, expected: str
) -> None:
    assert uncounted_text(quick) == expected


def test_the_dashboard_follows_what_was_practiced(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", unscored=0)
    desk = Desk(tmp_path)
    service = desk.engine()
    assert service.dashboard("exam-1") is None
    live = service.start_mock()
    for slot in range(len(live.form.slots)):
        desk.clock.pass_time(90)
        answer(live, slot, right=slot % 4 > 0)
    live.submit()
    live.release()

    dashboard = service.dashboard("exam-1")
    assert dashboard is not None
    assert dashboard.days == (0,) * 13 + (10,)
    assert (dashboard.seen, dashboard.questions) == (10, 24)
    assert dashboard.progress.scores == (700,)
    assert [row.title for row in dashboard.progress.domains] == [
        "Building things",
        "Securing things",
    ]
    today = service.todays_practice("exam-1")
    assert today.missed == 3
    assert today.questions == len(service.start_drill(request=service.todays_request()).form.slots)


def test_the_plan_counts_todays_drills_and_starts_over_the_next_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    write_bank(desk.folder / "bank", each=40)
    service = desk.engine(exam_day=desk.engine().today() + timedelta(days=7))

    def practice(count: int) -> None:
        live = service.start_drill(request=replace(service.todays_request(), count=count))
        for slot in range(count):
            desk.clock.pass_time(30)
            answer(live, slot)
        live.submit()
        live.release()

    before = service.daily_goal()
    assert (before.questions, before.done) == (10, 0)
    practice(6)
    assert service.daily_goal() == (10, 6)
    today, plan = service.todays_practice("exam-1"), service.plan()
    assert plan is not None
    assert (today.questions, today.done, today.is_done) == (4, 6, False)
    assert (plan.questions, plan.done_today, plan.is_done) == (4, 6, False)
    practice(4)
    today, plan = service.todays_practice("exam-1"), service.plan()
    assert plan is not None
    assert (today.done, today.is_done, plan.is_done) == (10, True, True)
    assert service.todays_request().count == 10
    desk.clock.pass_time(86400)
    next_day = service.daily_goal()
    assert 10 < next_day.questions < 20
    practice(8)
    assert service.daily_goal() == (next_day.questions, 8)


def test_a_mock_does_not_change_the_days_goal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    write_bank(desk.folder / "bank", each=40, questions=24, minutes=60)
    service = desk.engine(exam_day=desk.engine().today() + timedelta(days=3))
    before = service.daily_goal()
    live = service.start_mock()
    for slot in range(12):
        desk.clock.pass_time(60)
        answer(live, slot)
    live.submit()
    live.release()
    assert service.daily_goal() == before
    desk.clock.pass_time(86400)
    assert service.daily_goal().questions > before.questions
