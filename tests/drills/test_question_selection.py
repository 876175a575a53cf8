"""What drills hold, over days, on a real store with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.service import AttemptService
from examkit.drills.request import DrillKind, DrillRequest
from examkit.errors import AssemblyError, UsageError
from examkit.system_clock import DAY
from tests.banks import write_bank
from tests.services import Desk, answer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=20, questions=12, minutes=60)
    return Desk(tmp_path)


def work(desk: Desk, live: LiveAttempt, right: Iterable[int], seconds: float = 60) -> LiveAttempt:
    """Answer everything, a minute each, the given slots right, and hand in."""
    good = set(right)
    for slot in range(len(live.form.slots)):
        answer(live, slot, right=slot in good)
        desk.clock.pass_time(seconds)
    live.submit()
    return live


def sit(desk: Desk, engine: AttemptService, right: int) -> LiveAttempt:
    """Sit a mock with the first so many answers right and the others wrong."""
    return work(desk, engine.start_mock(), range(right))


def drilled(engine: AttemptService, *kinds: DrillKind, **request: object) -> set[str]:
    """Start a drill, and give what it asks."""
    wanted = DrillRequest(kinds=frozenset(kinds), count=50, **request)  # type: ignore[arg-type]
    live = engine.start_drill(request=wanted)
    asked = {slot.question.id for slot in live.form.slots}
    live.release()
    return asked


def test_mistakes_are_what_went_wrong_the_last_time(desk: Desk) -> None:
    engine = desk.engine()
    mock = sit(desk, engine, right=5)
    wrong = {slot.question.id for slot in mock.form.slots[5:]}
    assert drilled(engine, "mistakes") == wrong
    assert engine.drill_counts().mistakes == 7

    again = engine.start_drill(request=DrillRequest(kinds=frozenset({"mistakes"}), count=7))
    work(desk, again, range(7))
    assert engine.drill_counts().mistakes == 0
    with pytest.raises(AssemblyError, match="No questions found for this drill: mistakes"):
        engine.start_drill(request=DrillRequest(kinds=frozenset({"mistakes"})))


def test_what_was_answered_is_due_on_its_day(desk: Desk) -> None:
    engine = desk.engine()
    sit(desk, engine, right=12)
    assert engine.drill_counts().due == 0
    desk.clock.pass_time(7 * DAY)
    assert engine.drill_counts().due == 0
    desk.clock.pass_time(2 * DAY)
    assert engine.drill_counts().due == 12
    assert engine.learner_state().due("exam-1") == 12
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
    kinds: frozenset[DrillKind] = frozenset({"mistakes", "unseen"})
    both = engine.plan_drill(request=DrillRequest(kinds=kinds, count=50, include_reserved=True))
    unseen = {item.id for item in engine.bank.pool("exam-1")} - set(
        engine.learner_state().exposures
    )
    assert {item.id for item in both.selection.items} == wrong | unseen


def test_flags_are_remembered(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    live.flag(3)
    live.submit()
    assert drilled(engine, "flagged") == {live.form.slots[3].question.id}


def test_bookmarked_questions_are_drilled(desk: Desk) -> None:
    engine = desk.engine()
    names = engine.bank.ids()[:2]
    for name in names:
        engine.personal.toggle_bookmark(engine.bank.info.id, name)
    engine.personal.toggle_bookmark(engine.bank.info.id, "gone")
    assert drilled(engine, "bookmarked", include_reserved=True) == set(names)
    assert engine.drill_counts().bookmarked == 2


def test_one_unseen_mock_is_kept_until_it_is_taken(desk: Desk) -> None:
    engine = desk.engine()
    reserved = engine.drill_counts().reserved
    assert reserved == 12
    drill = engine.start_drill(request=DrillRequest(kinds=frozenset({"unseen"}), count=50))
    work(desk, drill, range(28))
    unseen = {slot.question.id for slot in drill.form.slots}
    assert len(unseen) == 40 - 12
    assert engine.drill_counts().reserved == 12
    mock = work(desk, engine.start_mock(), range(12))
    assert not {slot.question.id for slot in mock.form.slots} & unseen
    assert engine.drill_counts().reserved == 0


def ask_today(desk: Desk, engine: AttemptService, count: int) -> set[str]:
    """Return what today's drill asks."""
    live = engine.start_drill(request=DrillRequest(due_first=True, count=count))
    assert live.form.title == "drill: today"
    asked = [slot.question.id for slot in live.form.slots]
    live.release()
    assert len(set(asked)) == len(asked)
    return set(asked)


def test_half_of_todays_drill_is_what_a_mock_showed_to_be_unknown(desk: Desk) -> None:
    engine = desk.engine()
    missed = {slot.question.id for slot in sit(desk, engine, right=0).form.slots}
    desk.clock.pass_time(2 * DAY)
    asked = ask_today(desk, engine, 20)
    assert (len(asked), len(asked & missed)) == (20, 10)


def test_a_third_of_todays_drill_is_what_a_drill_explained(desk: Desk) -> None:
    engine = desk.engine()
    drill = work(desk, engine.start_drill(request=DrillRequest(count=12)), range(0))
    missed = {slot.question.id for slot in drill.form.slots}
    desk.clock.pass_time(2 * DAY)
    asked = ask_today(desk, engine, 18)
    assert (len(asked), len(asked & missed)) == (18, 6)


def test_todays_drill_asks_what_was_once_missed_before_what_was_always_known(desk: Desk) -> None:
    engine = desk.engine()
    drill = work(desk, engine.start_drill(request=DrillRequest(count=12)), range(6))
    desk.clock.pass_time(9 * DAY)
    assert engine.drill_counts().due == 12
    missed = {slot.question.id for slot in drill.form.slots[6:]}
    known = {slot.question.id for slot in drill.form.slots[:6]}
    asked = ask_today(desk, engine, 12)
    assert (len(asked & missed), len(asked & known)) == (4, 0)


def test_todays_drill_asks_more_of_what_is_due_when_nothing_is_new(desk: Desk) -> None:
    engine = desk.engine()
    for number in (12, 28):
        drill = DrillRequest(count=number, include_reserved=True)
        work(desk, engine.start_drill(request=drill), range(0))
    desk.clock.pass_time(2 * DAY)
    assert len(ask_today(desk, engine, 20)) == 20


def test_todays_drill_says_when_nothing_is_worth_asking(desk: Desk) -> None:
    engine = desk.engine()
    for number in (12, 28):
        drill = DrillRequest(count=number, include_reserved=True)
        work(desk, engine.start_drill(request=drill), range(number))
    with pytest.raises(AssemblyError, match="No questions found for this drill: today") as raised:
        engine.start_drill(request=DrillRequest(due_first=True))
    assert "Come back tomorrow" in raised.value.hint


def test_a_weak_drill_stays_in_the_weak_domain(desk: Desk) -> None:
    engine = desk.engine()
    for _ in range(2):
        live = engine.start_mock()
        slots = enumerate(live.form.slots)
        work(desk, live, [slot for slot, asked in slots if asked.domain == "build"])
    counts = engine.drill_counts()
    assert (counts.weak, counts.weak_basis) == (("secure",), "estimates")
    desk.clock.pass_time(2 * DAY)
    live = engine.start_drill(request=DrillRequest(priority=True, count=8))
    assert {slot.domain for slot in live.form.slots} == {"secure"}


def test_two_weeks_of_daily_drills(desk: Desk) -> None:
    """Right answers move away, wrong ones come back the next day, and the mock stays in reserve."""
    engine = desk.engine()
    sit(desk, engine, right=6)
    due = []
    for _ in range(14):
        desk.clock.pass_time(DAY)
        due.append(engine.drill_counts().due)
        try:
            live = engine.start_drill(request=DrillRequest(due_first=True, count=10))
        except AssemblyError:
            continue
        work(desk, live, range(10))
    assert due[0] == 6
    assert max(due[:7]) > max(due[-3:])
    outlook = engine.drill_counts()
    assert (outlook.mistakes, outlook.unseen, outlook.reserved) == (0, 12, 12)


BREAD = ("bread.md#baking", "bread.md#rising")


def pick_water(live: LiveAttempt, slots: Iterable[int]) -> None:
    """Take baking for rising in some slots."""
    for slot in slots:
        options = live.form.slots[slot].question.options
        water = next(i for i, option in enumerate(options) if option.text.startswith("Water"))
        live.visit(slot)
        live.choose(slot, water)


def test_a_pair_confused_twice_is_drilled_until_it_is_distinguished(desk: Desk) -> None:
    engine = desk.engine()
    first = engine.start_drill(request=DrillRequest(topics=("bread",), count=2))
    pick_water(first, [0])
    first.submit()
    assert engine.learner_state().confused_pairs == ()

    desk.clock.pass_time(60)
    second = engine.start_drill(request=DrillRequest(topics=("bread",), count=2))
    pick_water(second, [1])
    second.submit()
    [found] = engine.learner_state().confused_pairs
    assert (found.pair, found.times) == (BREAD, 2)
    assert all(name.startswith("bread-") for name in drilled(engine, "mix-ups"))

    desk.clock.pass_time(60)
    work(desk, engine.start_drill(request=DrillRequest(pairs=(BREAD,), count=2)), range(2))
    assert engine.learner_state().confused_pairs == ()


def test_a_drill_on_a_note_asks_what_it_settles_and_where_it_is_offered(desk: Desk) -> None:
    engine = desk.engine()
    baking = drilled(engine, notes=("bread.md#baking",), include_reserved=True)
    rising = drilled(engine, notes=("salt.md#rising",), include_reserved=True)
    assert {name.split("-")[0] for name in baking} == {"bread"}
    assert {name.split("-")[0] for name in rising} == {"salt"}
    with pytest.raises(UsageError, match=r"Unknown note 'bread.md#frying'"):
        engine.plan_drill(request=DrillRequest(notes=("bread.md#frying",)))


def test_a_drill_says_why_it_asks_what_it_asks(desk: Desk) -> None:
    engine = desk.engine()
    sit(desk, engine, right=10)
    desk.clock.pass_time(1.01 * DAY)
    plan = engine.plan_drill(request=DrillRequest(due_first=True))
    reasons = {(part.reason, part.domain): part.count for part in plan.reasons}
    assert sum(reasons.values()) == 10
    assert sum(count for (reason, _), count in reasons.items() if reason == "due") == 2
    assert sum(count for (reason, _), count in reasons.items() if reason == "new") == 8
    started = engine.start_drill_from(plan)
    asked = [slot.question.id for slot in started.form.slots]
    assert asked == [item.id for item in plan.selection.items]


def test_a_timed_drill_has_the_exams_time_a_question(desk: Desk) -> None:
    live = desk.engine().start_drill(request=DrillRequest(count=4, timed=True))
    assert live.remaining() == 4 * 60 * 60 / 12
    live.reveal(0)
    desk.clock.pass_time(3_000)
    assert live.remaining() == 4 * 60 * 60 / 12
    live.visit(1)
    desk.clock.pass_time(3_000)
    live.poll()
    assert live.state.finished == "time"


def test_a_question_that_was_corrected_comes_back(desk: Desk) -> None:
    engine = desk.engine()
    sit(desk, engine, right=12)
    engine.close()
    file = desk.folder / "bank" / "questions" / "bread.toml"
    file.write_text(file.read_text().replace("does not rise as it should", "stays flat"))
    again = desk.engine()
    answered = {answer.question for answer in again.learner_state().answers}
    assert drilled(again, "due") == {name for name in answered if name.startswith("bread-")}


def test_pace_is_the_exams_until_there_is_one_of_ones_own(desk: Desk) -> None:
    engine = desk.engine()
    assert engine.drill_counts().pace == 300
    sit(desk, engine, right=12)
    assert engine.drill_counts().pace == 300
    desk.clock.pass_time(DAY)
    sit(desk, engine, right=12)
    assert engine.drill_counts().pace == 150, "at least half of the exam's"
    desk.clock.pass_time(DAY)
    for _ in range(4):
        work(desk, engine.start_mock(), range(12), seconds=200)
        desk.clock.pass_time(DAY)
    assert engine.drill_counts().pace == 200


@pytest.mark.parametrize("seconds", [1, 4, 9])
def test_answers_too_quick_to_be_read_show_nothing_of_the_pace(desk: Desk, seconds: float) -> None:
    engine = desk.engine()
    for _ in range(2):
        work(desk, engine.start_mock(), range(12), seconds=seconds)
        desk.clock.pass_time(DAY)
    assert engine.drill_counts().pace == 300


def test_a_bank_for_drills_only_has_no_mock(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", each=20, questions=12, minutes=60)
    for path in (bank / "questions").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("[[questions]]\n", '[[questions]]\nuse = "drill"\n')
        path.write_text(text, encoding="utf-8")
    service = Desk(tmp_path).engine()
    with pytest.raises(AssemblyError, match="All of this exam's questions are for drills only"):
        service.start_mock()
    assert len(service.start_drill(request=DrillRequest(count=5)).form.slots) == 5
