"""What drills hold, over days, on a real store with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from examkit.drawing import DrillWish, Kind
from examkit.engine import Engine
from examkit.errors import AssemblyError
from examkit.sitting import Sitting
from tests.banks import write_bank
from tests.engines import Desk, answer

DAY = 86_400.0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=20, questions=12, minutes=60)
    return Desk(tmp_path)


def work(desk: Desk, sitting: Sitting, right: Iterable[int]) -> Sitting:
    """Answer everything, a minute each, the given slots right, and hand in."""
    good = set(right)
    for slot in range(len(sitting.form.slots)):
        answer(sitting, slot, right=slot in good)
        desk.clock.pass_time(60)
    sitting.submit()
    return sitting


def sit(desk: Desk, engine: Engine, right: int) -> Sitting:
    """Sit a mock with the first so many answers right and the others wrong."""
    return work(desk, engine.start_mock(), range(right))


def drilled(engine: Engine, *kinds: Kind, **wish: object) -> set[str]:
    """Start a drill, and give what it asks."""
    wanted = DrillWish(kinds=frozenset(kinds), count=50, **wish)  # type: ignore[arg-type]
    sitting = engine.start_drill(wish=wanted)
    asked = {slot.question.id for slot in sitting.form.slots}
    sitting.release()
    return asked


def test_mistakes_are_what_went_wrong_the_last_time(desk: Desk) -> None:
    engine = desk.engine()
    mock = sit(desk, engine, right=5)
    wrong = {slot.question.id for slot in mock.form.slots[5:]}
    assert drilled(engine, "mistakes") == wrong
    assert engine.outlook().mistakes == 7

    again = engine.start_drill(wish=DrillWish(kinds=frozenset({"mistakes"}), count=7))
    work(desk, again, range(7))
    assert engine.outlook().mistakes == 0
    with pytest.raises(AssemblyError, match="nothing for this drill: mistakes"):
        engine.start_drill(wish=DrillWish(kinds=frozenset({"mistakes"})))


def test_what_was_answered_is_due_on_its_day(desk: Desk) -> None:
    engine = desk.engine()
    sit(desk, engine, right=12)
    assert engine.outlook().due == 0
    desk.clock.pass_time(3 * DAY)
    assert engine.outlook().due == 12
    assert len(drilled(engine, "due")) == 12


def test_a_mistake_of_a_mock_is_due_the_next_day(desk: Desk) -> None:
    engine = desk.engine()
    mock = sit(desk, engine, right=11)
    desk.clock.pass_time(1.01 * DAY)
    assert drilled(engine, "due") == {mock.form.slots[11].question.id}


def test_kinds_add_up_and_places_narrow_down(desk: Desk) -> None:
    engine = desk.engine()
    mock = sit(desk, engine, right=5)
    wrong = {slot.question.id for slot in mock.form.slots[5:]}
    bread = drilled(engine, "mistakes", topics=("bread",))
    assert bread == {name for name in wrong if name.startswith("bread")}
    both = engine.drawing().drill(
        engine.bank.exam("exam-1"),
        "seed",
        DrillWish(kinds=frozenset({"mistakes", "unseen"}), count=50, use_reserve=True),
    )
    unseen = {item.id for item in engine.bank.pool("exam-1")} - set(engine.drawing().seen)
    assert {item.id for item in both.items} == wrong | unseen


def test_flags_are_remembered(desk: Desk) -> None:
    engine = desk.engine()
    sitting = engine.start_mock()
    sitting.flag(3)
    sitting.submit()
    assert drilled(engine, "flagged") == {sitting.form.slots[3].question.id}


def test_one_unseen_mock_is_kept_until_it_is_taken(desk: Desk) -> None:
    engine = desk.engine()
    reserved = engine.outlook().reserved
    assert reserved == 12
    drill = engine.start_drill(wish=DrillWish(kinds=frozenset({"unseen"}), count=50))
    work(desk, drill, range(28))
    unseen = {slot.question.id for slot in drill.form.slots}
    assert len(unseen) == 40 - 12
    assert engine.outlook().reserved == 12
    mock = work(desk, engine.start_mock(), range(12))
    assert not {slot.question.id for slot in mock.form.slots} & unseen
    assert engine.outlook().reserved == 0


def test_todays_drill_asks_what_is_due_and_goes_on_with_the_weakest(desk: Desk) -> None:
    engine = desk.engine()
    mock = sit(desk, engine, right=0)
    desk.clock.pass_time(2 * DAY)
    sitting = engine.start_drill(wish=DrillWish(today=True, count=20))
    asked = [slot.question.id for slot in sitting.form.slots]
    assert {slot.question.id for slot in mock.form.slots} <= set(asked)
    assert len(set(asked)) == 20
    assert sitting.form.title == "drill: today"


def test_todays_drill_says_when_nothing_is_worth_asking(desk: Desk) -> None:
    engine = desk.engine()
    for number in (12, 28):
        drill = DrillWish(count=number, use_reserve=True)
        work(desk, engine.start_drill(wish=drill), range(number))
    with pytest.raises(AssemblyError, match="nothing for this drill: today") as told:
        engine.start_drill(wish=DrillWish(today=True))
    assert "come back tomorrow" in told.value.hint


def test_a_weak_drill_stays_in_the_weak_domain(desk: Desk) -> None:
    engine = desk.engine()
    for _ in range(2):
        sitting = engine.start_mock()
        slots = enumerate(sitting.form.slots)
        work(desk, sitting, [slot for slot, asked in slots if asked.domain == "build"])
    assert engine.outlook().weak == ("secure",)
    desk.clock.pass_time(2 * DAY)
    sitting = engine.start_drill(wish=DrillWish(weak=True, count=8))
    assert {slot.domain for slot in sitting.form.slots} == {"secure"}


def test_two_weeks_of_daily_drills(desk: Desk) -> None:
    """Right answers move away, wrong ones come back the next day, and the mock stays in reserve."""
    engine = desk.engine()
    sit(desk, engine, right=6)
    due = []
    for _ in range(14):
        desk.clock.pass_time(DAY)
        due.append(engine.outlook().due)
        try:
            sitting = engine.start_drill(wish=DrillWish(today=True, count=10))
        except AssemblyError:
            continue
        work(desk, sitting, range(10))
    assert due[0] == 6
    assert max(due[:7]) > max(due[-3:])
    outlook = engine.outlook()
    assert (outlook.mistakes, outlook.unseen, outlook.reserved) == (0, 12, 12)
