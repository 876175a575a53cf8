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
    Body,
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
    from examkit.question_types.base import Response

Status = Literal["unseen", "unanswered", "incomplete", "answered"]
Action = (
    Visited | Answered | Flagged | OptionEliminated | ConfidenceRated | Revealed | AgainRequested
)


def slot_status(slot: Slot, state: SlotState) -> Status:
    """Return how far a slot is done."""
    if not state.visited:
        return "unseen"
    if not state.answered:
        return "unanswered"
    kind = find_type(slot.question)
    return "answered" if kind.is_complete(slot.question, state.response) else "incomplete"


def slot_statuses(form: Form, session: AttemptState) -> tuple[Status, ...]:
    """Return the status of each slot, in order."""
    return tuple(slot_status(*pair) for pair in zip(form.slots, session.slots, strict=True))


def is_expired(form: Form, elapsed: float) -> bool:
    """Return whether the time is over; an answer at exactly the limit still counts."""
    return form.limit is not None and elapsed > form.limit


def validate_action(form: Form, behaviour: ModeRules, session: AttemptState, wish: Action) -> bool:
    """Return whether the wish becomes an event; False means that it would change nothing.

    Raises ActionError with a sentence for the candidate where it is not allowed.
    """
    if session.finished:
        raise ActionError("This attempt is finished.", "Its review shows every answer.")
    if not 0 <= wish.slot < len(form.slots):
        raise ActionError(f"There is no question {wish.slot + 1}.", _range_hint(form))
    slot, state = form.slots[wish.slot], session.slots[wish.slot]
    _check(slot, state, behaviour, wish)
    return _changes(session, state, wish)


def _check(slot: Slot, state: SlotState, behaviour: ModeRules, wish: Body) -> None:
    match wish:
        case Answered(response=response):
            _check_answer(slot, state, response)
        case OptionEliminated(option=option, on=on):
            if option not in range(len(slot.question.choices)):
                hint = f"This question has {len(slot.question.choices)}."
                raise ActionError("There is no such option.", hint)
            if on and option in state.response.choices:
                raise ActionError("A chosen option cannot be struck out.", "Take it back first.")
        case Revealed() if not behaviour.shows_answers:
            raise ActionError("Answers are shown after the exam.", "Its review explains each one.")
        case AgainRequested() if not behaviour.shows_answers:
            raise ActionError("A mock exam asks every question once.", "Flag it instead.")
        case AgainRequested() if not state.revealed:
            raise ActionError("The answer has not been shown yet.", "Show it first.")
        case _:
            pass


def _check_answer(slot: Slot, state: SlotState, response: Response) -> None:
    find_type(slot.question).check_response(slot.question, response)
    if state.revealed:
        raise ActionError("The answer has been shown; the response is final.", "Go on to the next.")


def normalize_action(form: Form, wish: Action) -> Action:
    """Rewrite a response as it is stored, so that it always reads the same."""
    if not isinstance(wish, Answered) or not 0 <= wish.slot < len(form.slots):
        return wish
    question = form.slots[wish.slot].question
    return Answered(wish.slot, find_type(question).normalize(question, wish.response))


def _changes(session: AttemptState, state: SlotState, wish: Action) -> bool:
    match wish:
        case Visited(slot):
            changed = not state.visited or session.current != slot
        case Answered(response=response):
            changed = response != state.response
        case Flagged(on=on):
            changed = on != state.flagged
        case OptionEliminated(option=option, on=on):
            changed = on != (option in state.eliminated)
        case ConfidenceRated(sureness=confidence):
            changed = confidence != state.confidence
        case Revealed():
            changed = not state.revealed
        case AgainRequested(on=on):
            changed = on != state.postponed
        case _:
            assert_never(wish)
    return changed


def _range_hint(form: Form) -> str:
    return f"Questions run from 1 to {len(form.slots)}."
