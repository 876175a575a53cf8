"""Which button has the focus before an attempt is submitted or left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.widgets import Button

from examkit.attempts.live_attempt import LiveAttempt
from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.errors import WriteFailedError
from examkit.tui.app import ExamkitApp
from examkit.tui.leaving import leave_dialog
from examkit.tui.submission import submit_dialog
from tests.screens import press, ready, shown, until
from tests.services import Desk, answer

SAVED, CLOCK = "Your answers are saved.", "The clock keeps running"


def answer_all(live: LiveAttempt) -> None:
    for slot in range(len(live.form.slots)):
        answer(live, slot)


def answer_all_but_one(live: LiveAttempt) -> None:
    for slot in range(1, len(live.form.slots)):
        answer(live, slot)


def answer_in_part(live: LiveAttempt) -> None:
    answer_all(live)
    slots = live.form.slots
    number = next(i for i, slot in enumerate(slots) if len(slot.question.keys) == 2)
    live.choose(number, slots[number].question.keys[0])


def answer_all_and_flag(live: LiveAttempt) -> None:
    answer_all(live)
    live.flag(0)


async def focus_and_text(app: ExamkitApp, dialog: object) -> tuple[str, str]:
    """Show a dialog; return the label of the button with the focus, and the dialog's text."""
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(dialog)  # type: ignore[call-overload]
        await pilot.pause()
        assert isinstance(app.focused, Button)
        return str(app.focused.label), " ".join(b.content.plain for b in dialog._blocks)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("work", "focused"),
    [
        (answer_all, "Submit"),
        (answer_all_but_one, "Keep working"),
        (answer_in_part, "Keep working"),
        (answer_all_and_flag, "Keep working"),
    ],
)
async def test_submit_has_the_focus_once_nothing_is_open(
    tmp_path: Path, work: Callable[[LiveAttempt], None], focused: str
) -> None:
    engine = Desk(tmp_path).engine()
    live = engine.start_mock()
    work(live)
    dialog = submit_dialog(live.form, live.state)
    assert (await focus_and_text(ExamkitApp(engine, Config()), dialog))[0] == focused


def mock(desk: Desk) -> LiveAttempt:
    return desk.engine().start_mock()


def untimed_mock(desk: Desk) -> LiveAttempt:
    return desk.engine().start_mock(timed=False)


def drill(desk: Desk) -> LiveAttempt:
    return desk.engine().start_drill(request=DrillRequest(count=3))


def timed_drill(desk: Desk) -> LiveAttempt:
    return desk.engine().start_drill(request=DrillRequest(count=3, timed=True))


@pytest.mark.parametrize(
    ("start", "answers", "focused", "says"),
    [
        (mock, 1, "Stay", CLOCK),
        (mock, 0, "Leave", "No answers yet"),
        (untimed_mock, 1, "Leave", SAVED),
        (drill, 1, "Leave", SAVED),
        (timed_drill, 1, "Leave", SAVED),
        (drill, 0, "Leave", "No answers yet"),
    ],
)
async def test_leave_has_the_focus_if_that_costs_neither_answers_nor_time(
    tmp_path: Path, start: Callable[[Desk], LiveAttempt], answers: int, focused: str, says: str
) -> None:
    desk = Desk(tmp_path)
    live = start(desk)
    for slot in range(answers):
        answer(live, slot)
    app = ExamkitApp(desk.engine(), Config())
    label, text = await focus_and_text(app, leave_dialog(live, "A"))
    assert label == focused
    assert says in text
    assert (CLOCK in text) == (says == CLOCK)


async def test_stay_has_the_focus_while_anything_is_unsaved(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    live = drill(desk)
    answer(live, 0)
    live.outbox.fault = WriteFailedError("The disk is full.", "Free up some space.", reason="full")
    label, text = await focus_and_text(
        ExamkitApp(desk.engine(), Config()), leave_dialog(live, "f9")
    )
    assert label == "Stay"
    assert "Stay and press f9" in text


def long_drill(desk: Desk, answers: int) -> LiveAttempt:
    """Start a drill of ten, and answer its first questions."""
    live = desk.engine().start_drill(request=DrillRequest(count=10))
    for slot in range(answers):
        answer(live, slot)
    return live


async def test_a_drill_can_be_finished_when_it_is_left(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    live = long_drill(desk, 3)
    live.visit(3)
    live.suspend()
    app = ExamkitApp(desk.engine(), Config(), start=lambda router: router.resume(live.attempt_id))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(app, lambda: "Question 4 of 10" in shown(app))
        screen = await press(pilot, ["escape"])
        assert "Finish with 3 answers" in screen
        assert "Your result will include the 3" in screen
        await pilot.press("right", "enter")
        await until(app, lambda: "drill finished" in shown(app))
        assert "of 3 correct" in shown(app)


@pytest.mark.parametrize(
    ("answers", "passed_over", "label", "state"),
    [
        (3, 1, "Finish with 4 answers", "4 of 10 answered"),
        (0, 1, "Finish with 1 answer", "1 of 10 answered"),
        (0, 0, "Finish now", "0 of 10 answered"),
    ],
)
async def test_home_counts_the_answers_that_a_drill_can_be_finished_with(
    tmp_path: Path, answers: int, passed_over: int, label: str, state: str
) -> None:
    desk = Desk(tmp_path)
    live = long_drill(desk, answers)
    if passed_over:
        live.visit(answers)
        answer(live, answers + 1)
    else:
        live.visit(0)
        live.reveal(0)
    live.suspend()
    assert label in [str(button.label) for button in leave_dialog(live, "A")._buttons]
    live.release()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert state in shown(app)


@pytest.mark.parametrize(("start", "answers"), [(mock, 1), (untimed_mock, 1), (drill, 0)])
async def test_only_a_drill_with_answers_can_be_finished_when_it_is_left(
    tmp_path: Path, start: Callable[[Desk], LiveAttempt], answers: int
) -> None:
    live = start(Desk(tmp_path))
    for slot in range(answers):
        answer(live, slot)
    assert "finish" not in leave_dialog(live, "A")._answers


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (
            (0, 1),
            "You answered 2 of 10 questions.  "
            "Your result will include the 2 questions you answered.",
        ),
        (
            (0,),
            "You answered 1 of 10 questions.  "
            "Your result will include the 1 question you answered.",
        ),
        ((0, 2), "you answered and the 1 you skipped, which counts as incorrect."),
        (range(10), "You answered 10 of 10 questions.  Your result will include all 10 questions."),
    ],
)
async def test_the_dialog_that_ends_a_drill_says_what_counts(
    tmp_path: Path, answered: Sequence[int], expected: str
) -> None:
    live = long_drill(Desk(tmp_path), 0)
    for slot in range(max(answered) + 1):
        live.visit(slot)
    for slot in answered:
        answer(live, slot)
    dialog = submit_dialog(live.form, live.state)
    assert expected in " ".join(block.content.plain for block in dialog._blocks[1:])


def test_the_dialog_that_ends_a_drill_counts_no_answer_that_was_only_shown(tmp_path: Path) -> None:
    live = long_drill(Desk(tmp_path), 1)
    live.visit(1)
    live.reveal(1)
    dialog = submit_dialog(live.form, live.state)
    text = " ".join(block.content.plain for block in dialog._blocks)
    assert "You answered 1 of 10 questions." in text
    assert "the 1 question you answered and the 1 you revealed" in text


async def test_the_navigator_of_a_drill_keeps_new_questions_covered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    live = long_drill(desk, 1)
    live.suspend()
    app = ExamkitApp(desk.engine(), Config(), start=lambda router: router.resume(live.attempt_id))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(app, lambda: "Question 1 of 10" in shown(app))
        screen = await press(pilot, ["tab", "right"])
        assert "You haven't seen this question yet." in screen
        assert "Finish" in await press(pilot, ["down"] * 9)
