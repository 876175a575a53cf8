"""Allowed actions, and the status of a slot.

A requested action is expressed as the event it would produce. `validate_action` decides whether
that event is recorded, changes nothing, or is refused with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from examkit.errors import ActionError
from examkit.exam.events import (
    AgainRequested,
    Answered,
    ConfidenceRated,
    Flagged,
    OptionEliminated,
    Revealed,
    Visited,
)
from examkit.question_types.registry import find_type

if TYPE_CHECKING:
    from examkit.exam.attempt_state import AttemptState, SlotState
    from examkit.exam.form import Form, Slot
    from examkit.exam.modes import ModeRules

Status = Literal["unseen", "unanswered", "incomplete", "answered"]
Action = (
    Visited | Answered | Flagged | OptionEliminated | ConfidenceRated | Revealed | AgainRequested
)


def slot_status(slot: Slot, state: SlotState) -> Status:
    """Return whether a slot is unseen, or else how complete its response is."""
    if not state.visited:
        return "unseen"
    if not state.answered:
        return "unanswered"
    kind = find_type(slot.question)
    return "answered" if kind.is_complete(slot.question, state.response) else "incomplete"


def slot_statuses(form: Form, state: AttemptState) -> tuple[Status, ...]:
    """Return the status of each slot, in the form's order."""
    return tuple(slot_status(*pair) for pair in zip(form.slots, state.slots, strict=True))


def is_expired(form: Form, elapsed: float) -> bool:
    """Return whether `elapsed` seconds exceed the form's time limit; False if there is no limit."""
    return form.limit is not None and elapsed > form.limit


def validate_action(form: Form, rules: ModeRules, state: AttemptState, action: Action) -> bool:
    """Return whether an action would change the attempt's state.

    Raises ActionError if the mode's rules, or the state, don't allow it.
    """
    if state.finished:
        raise ActionError("This attempt is finished.", "Review it to see every answer.")
    if not 0 <= action.slot < len(form.slots):
        hint = f"Choose a question from 1 to {len(form.slots)}."
        raise ActionError(f"Question {action.slot + 1} doesn't exist.", hint)
    _check(form.slots[action.slot], state.slots[action.slot], rules, action)
    return _is_change(state, action)


def _check(slot: Slot, state: SlotState, rules: ModeRules, action: Action) -> None:  # noqa: C901 -- one case per refusal
    match action:
        case Answered(response=response):
            find_type(slot.question).check_response(slot.question, response)
            if state.revealed:
                message = "You've seen the correct answer, so yours is final."
                raise ActionError(message, "Continue with the next question.")
        case OptionEliminated(option=option, on=on):
            if option not in range(len(slot.question.choices)):
                hint = f"This question has {len(slot.question.choices)} options."
                raise ActionError("That option doesn't exist.", hint)
            if on and option in state.response.choices:
                raise ActionError("You can't strike out a selected option.", "Deselect it first.")
        case Revealed() if not rules.shows_answers:
            raise ActionError("Answers are shown after the exam.", "You can review them then.")
        case AgainRequested() if not rules.shows_answers:
            raise ActionError("Questions don't repeat in a mock exam.", "Flag this one instead.")
        case AgainRequested() if not state.revealed:
            raise ActionError("You haven't seen the answer yet.", "Check your answer first.")
        case _:
            pass


def normalize_action(form: Form, action: Action) -> Action:
    """Return an `Answered` action with its response as it is stored; any other action unchanged."""
    if not isinstance(action, Answered) or not 0 <= action.slot < len(form.slots):
        return action
    question = form.slots[action.slot].question
    return Answered(action.slot, find_type(question).normalize(question, action.response))


def _is_change(state: AttemptState, action: Action) -> bool:
    slot = state.slots[action.slot]
    match action:
        case Visited(number):
            changed = not slot.visited or state.current != number
        case Answered(response=response):
            changed = response != slot.response
        case Flagged(on=on):
            changed = on != slot.flagged
        case OptionEliminated(option=option, on=on):
            changed = on != (option in slot.eliminated)
        case ConfidenceRated(sureness=confidence):
            changed = confidence != slot.confidence
        case Revealed():
            changed = not slot.revealed
        case AgainRequested(on=on):
            changed = on != slot.postponed
        case _:
            assert_never(action)
    return changed
