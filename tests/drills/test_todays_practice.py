"""Today's practice: its length, and the same questions in the plan, the menus, and the drill."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.service import AttemptService
from examkit.drills.request import DrillRequest
from examkit.drills.todays_practice import set_goal
from examkit.errors import AssemblyError
from examkit.system_clock import DAY
from tests.banks import write_bank
from tests.services import Desk, answer

DAYS_LEFT = (0, 1, 2, 4, 9, 30)


@pytest.mark.parametrize(
    ("days_left", "new", "count"),
    [
        (None, 500, 10),
        (0, 500, 10),
        (1, 0, 10),
        (1, 20, 30),
        (1, 500, 40),
        (7, 500, 40),
        (30, 487, 25),
        (30, 201, 11),
        (30, 200, 10),
        (365, 500, 10),
    ],
)
def test_the_length_of_todays_practice(days_left: int | None, new: int, count: int) -> None:
    request = set_goal(days_left, new, answered=65).request()
    assert request.due_first
    assert request.count == count


@pytest.mark.parametrize(("answered", "count"), [(0, 10), (10, 20), (20, 30), (30, 40), (500, 40)])
def test_todays_practice_starts_short_and_grows(answered: int, count: int) -> None:
    assert set_goal(7, 500, answered).questions == count
    assert set_goal(7, 500, answered, wanted=40).questions == 40


@pytest.mark.parametrize(
    ("wanted", "done", "is_reached", "count"),
    [
        (0, 0, False, 40),
        (0, 15, False, 25),
        (0, 39, False, 1),
        (0, 40, True, 10),
        (0, 90, True, 10),
        (20, 15, False, 5),
        (20, 20, True, 10),
    ],
)
def test_what_was_practiced_today_counts_toward_the_goal(
    wanted: int, done: int, is_reached: bool, count: int
) -> None:
    goal = set_goal(7, 500, 65, wanted, done)
    assert (goal.is_reached, goal.request().count) == (is_reached, count)


@pytest.mark.parametrize("days", [20, 30, 60])
def test_what_is_new_is_asked_in_time(days: int) -> None:
    """Even if a third of each day's practice is reviews, everything was asked before the exam."""
    new, answered = 487, 0
    for days_left in range(days, 0, -1):
        count = set_goal(days_left, new, answered).questions
        new -= min(new, count - count // 3)
        answered += count
    assert new == 0


def make_desk(folder: Path, chance: Random) -> Desk:
    """Write a bank of 4 to 160 questions, some of them enemies."""
    each = chance.choice((2, 6, 20, 80))
    bank = write_bank(folder / "bank", each=each, questions=min(12, each), unscored=0)
    for path in (bank / "questions").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        for number in range(0, each - 1, chance.choice((3, 7, 200))):
            name = f'id = "{path.stem}-{number}"\n'
            text = text.replace(name, f'{name}enemies = ["{path.stem}-{number + 1}"]\n')
        path.write_text(text, encoding="utf-8")
    return Desk(folder)


def live_through(desk: Desk, service: AttemptService, chance: Random) -> None:
    """Take some mocks and drills on some days."""
    for _ in range(chance.randrange(6)):
        length = chance.choice((3, 12, 40))
        request = DrillRequest(count=length, include_reserved=chance.random() < 0.5)
        is_mock = chance.random() < 0.3
        try:
            live = service.start_mock() if is_mock else service.start_drill(request=request)
        except AssemblyError:
            continue
        work(desk, live, chance)
        desk.clock.pass_time(chance.choice((0.1, 0.8, 1.5, 9)) * DAY)


def work(desk: Desk, live: LiveAttempt, chance: Random) -> None:
    """Answer most questions, half to all of them correctly."""
    skill = chance.choice((0.5, 0.8, 1))
    for slot in range(len(live.form.slots)):
        if chance.random() < 0.9:
            answer(live, slot, right=chance.random() < skill)
        desk.clock.pass_time(60)
    live.submit()


def draw_today(service: AttemptService) -> list[str]:
    """Start today's practice, and return the ids of its questions."""
    try:
        live = service.start_drill(request=service.todays_request())
    except AssemblyError:
        return []
    live.release()
    return [slot.question.id for slot in live.form.slots]


@pytest.mark.parametrize("seed", range(25))
def test_the_drill_asks_what_the_plan_promises(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- reproducible
    desk = make_desk(tmp_path, chance)
    service = desk.engine()
    live_through(desk, service, chance)

    undated = service.todays_practice("exam-1").questions
    assert undated == len(draw_today(service))
    day = service.today() + timedelta(days=chance.choice(DAYS_LEFT))
    service.set_preferences(service.preferences._replace(exam_date=day))
    plan = service.plan()
    assert plan is not None
    shown = service.todays_practice("exam-1").questions
    answered = set(service.learner_state().memories)
    asked = draw_today(service)
    new = [name for name in asked if name not in answered]
    assert (plan.questions, plan.review_today, plan.new_today) == (
        len(asked),
        len(asked) - len(new),
        len(new),
    )
    assert shown == len(set(asked)) == len(asked) <= service.todays_request().count


def test_todays_practice_is_the_same_until_something_is_answered(tmp_path: Path) -> None:
    chance = Random(4)  # noqa: S311 -- reproducible
    desk = make_desk(tmp_path, chance)
    service = desk.engine()
    first = service.preview_today()
    assert first is not None
    assert desk.engine().preview_today() == first
    live = service.start_drill_from(first)
    work(desk, live, chance)
    desk.clock.pass_time(DAY)
    assert service.preview_today() != first
