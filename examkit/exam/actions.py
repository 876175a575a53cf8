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
from examkit.question_types.base import Response
from examkit.question_types.numbers import number_fault, parse_number, plain_number
from examkit.question_types.registry import find_type

if TYPE_CHECKING:
    from examkit.bank.model import Question
    from examkit.exam.attempt_state import AttemptState, SlotState
    from examkit.exam.form import Form, Slot
    from examkit.exam.modes import ModeRules

MAX_ENTRY_LENGTH = 40
"""Characters of a number that is typed."""
Status = Literal["unseen", "unanswered", "incomplete", "answered"]
Action = (
    Visited | Answered | Flagged | OptionEliminated | ConfidenceRated | Revealed | AgainRequested
)


def required_count(question: Question) -> int:
    """Return how many choices a full response has."""
    return find_type(question).required_count(question)


def slot_status(slot: Slot, state: SlotState) -> Status:
    """Return how far a slot is done."""
    if not state.visited:
        return "unseen"
    if not state.answered:
        return "unanswered"
    return "answered" if response_count(state) == required_count(slot.question) else "incomplete"


def slot_statuses(form: Form, session: AttemptState) -> tuple[Status, ...]:
    """Return the status of each slot, in order."""
    return tuple(slot_status(*pair) for pair in zip(form.slots, session.slots, strict=True))


def response_count(state: SlotState) -> int:
    """Return how many choices the response has so far."""
    return 1 if state.response.text else sum(c >= 0 for c in state.response.choices)


def is_expired(form: Form, elapsed: float) -> bool:
    """Return whether the time is over; an answer at exactly the limit still counts."""
    return form.limit is not None and elapsed > form.limit


def toggle_option(slot: Slot, state: SlotState, option: int) -> Response:
    """Return the response after the candidate picks an option of the question.

    A single choice is replaced; in a multiple response the option is added or taken back; an
    item comes after those that were picked before, or is taken out.
    """
    chosen = state.response.choices
    if option in chosen:
        return Response(tuple(o for o in chosen if o != option))
    if slot.question.type == "single":
        return Response((option,))
    if slot.question.type == "ordering":
        return Response((*chosen, option))
    return Response(tuple(sorted((*chosen, option))))


def match_pair(slot: Slot, state: SlotState, left: int, choice: int) -> Response:
    """Return the response after the candidate matches a left side.

    The same again takes it back; a right side that stood elsewhere moves here.
    """
    sides = list(state.response.choices or (-1,) * len(slot.question.pairs))
    before = sides[left]
    sides = [-1 if side == choice else side for side in sides]
    sides[left] = -1 if before == choice else choice
    return Response(tuple(sides) if any(side >= 0 for side in sides) else ())


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
            _check_response(slot, response)
            _check_open(state)
        case OptionEliminated(option=option, on=on):
            _check_options(slot, (option,))
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


def _check_response(slot: Slot, response: Response) -> None:
    kind, choices = slot.question.type, response.choices
    if kind == "numeric":
        _check_entry(slot.question, response)
        return
    if response.text:
        raise ActionError("This question has options.", "Choose one by its letter.")
    if kind == "matching":
        _check_sides(slot, choices)
    else:
        _check_options(slot, tuple(sorted(choices)) if kind == "ordering" else choices)
    most = required_count(slot.question)
    if len(choices) > most:
        raise ActionError(f"Choose {most}, not more.", "Take one back first.")


def _check_open(state: SlotState) -> None:
    if state.revealed:
        raise ActionError("The answer has been shown; the response is final.", "Go on to the next.")


def _check_entry(question: Question, response: Response) -> None:
    if response.choices:
        raise ActionError("This question asks for a number.", "Type it.")
    if fault := entry_fault(question, response.text):
        raise ActionError(*fault)


def entry_fault(question: Question, text: str) -> tuple[str, str] | None:
    """Say what is wrong with a typed number and what to type; None if it is one, or empty."""
    if len(text) > MAX_ENTRY_LENGTH:
        return "That number is too long.", f"Use {MAX_ENTRY_LENGTH} characters at most."
    if not text or parse_number(text, question.unit) is not None:
        return None
    return number_fault(text, question.unit)


def in_plain_form(form: Form, wish: Action) -> Action:
    """Rewrite a typed number as it is stored, so that it reads the same ever after."""
    if not isinstance(wish, Answered) or not 0 <= wish.slot < len(form.slots):
        return wish
    plain = plain_number(wish.response.text, form.slots[wish.slot].question.unit)
    return wish if plain is None else Answered(wish.slot, Response(text=plain))


def _check_sides(slot: Slot, response: tuple[int, ...]) -> None:
    """Refuse what is no right side for each left one, or gives one right side to two."""
    chosen = tuple(sorted(side for side in response if side != -1))
    _check_options(slot, chosen)
    if response and (len(response) != len(slot.question.pairs) or not chosen):
        raise ActionError(
            "There is no such side.", f"It has {len(slot.question.pairs)} on the left."
        )


def _check_options(slot: Slot, options: tuple[int, ...]) -> None:
    known = range(len(slot.question.choices))
    if list(options) != sorted(set(options)) or any(o not in known for o in options):
        raise ActionError("There is no such option.", f"This question has {len(known)}.")


def _changes(session: AttemptState, state: SlotState, wish: Action) -> bool:
    match wish:
        case Visited(slot):
            changed = not state.visited or session.current != slot
        case Answered(response=response):
            changed = response != state.response
        case Flagged(on=on):
            changed = on != state.flagged
        case OptionEliminated(option=option, on=on):
            changed = on != (option in state.struck)
        case ConfidenceRated(sureness=sureness):
            changed = sureness != state.sureness
        case Revealed():
            changed = not state.revealed
        case AgainRequested(on=on):
            changed = on != state.postponed
        case _:
            assert_never(wish)
    return changed


def _range_hint(form: Form) -> str:
    return f"Questions run from 1 to {len(form.slots)}."
