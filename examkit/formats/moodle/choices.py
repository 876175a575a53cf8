"""The options of a choice question in Moodle XML. Their weights decide which ones are correct."""

from __future__ import annotations

from examkit.formats.moodle.item import Item
from examkit.formats.shared.moodle_weights import legal
from examkit.formats.shared.text_conventions import parse_share
from examkit.formats.shared.xml import Element
from examkit.question_types.choice import Option


def read_options(item: Item, *, one: bool) -> tuple[Option, ...]:
    """Return the options with their feedback, and report weights that examkit can't store.

    With `one`, a candidate can choose only one option.
    """
    answers = list(item.element.all("answer"))
    worths = [_worth(item, answer) for answer in answers]
    right = _best(item, worths) if one else _positive(item, worths)
    return tuple(
        Option(item.markdown(answer), at in right, read_feedback(item, answer))
        for at, answer in enumerate(answers)
    )


def read_feedback(item: Item, answer: Element) -> str:
    """Return the feedback on an answer as Markdown; empty if it has none."""
    feedback = answer.child("feedback")
    return item.markdown(feedback) if feedback else ""


def _worth(item: Item, answer: Element) -> float:
    """Return the weight of an answer in percent. Warn if Moodle doesn't accept it."""
    worth = parse_share(answer.get("fraction", "0")) or 0.0
    if not legal(worth):
        message = f"Moodle doesn't allow a weight of {worth:g}%."
        item.warn(answer, "bad-weight", message, "Write thirds as 33.33333.")
    return worth


def _best(item: Item, worths: list[float]) -> set[int]:
    """Return the positions of the options with the highest weight, if only one can be chosen.

    The weights, `worths`, are in percent. The result is empty if none is above 0.
    """
    most = max(worths, default=0.0)
    if most <= 0:
        return set()
    if most < 99.9:
        item.warn(item.element, "bad-weight", "No option has a weight of 100%.")
    if any(0 < worth < most for worth in worths):
        item.lose(item.element, "Weights of partly correct options were left out.")
    right = {at for at, worth in enumerate(worths) if worth == most}
    if len(right) > 1:
        message = "Several options are marked correct, so this became a multiple-response question."
        item.warn(item.element, "two-keys", message)
    return right


def _positive(item: Item, worths: list[float]) -> set[int]:
    """Return the positions of the options with a weight above 0, if several can be chosen.

    The weights, `worths`, are in percent.
    """
    above = [worth for worth in worths if worth > 0]
    if above and abs(sum(above) - 100) > 2 and min(above) < 99.9:
        message = f"The weights of the correct options add up to {sum(above):g}%."
        item.warn(item.element, "bad-weight", message, "They should add up to 100%.")
    if above and max(above) - min(above) > 0.1:
        item.lose(item.element, "Correct options had different weights, which were left out.")
    return {at for at, worth in enumerate(worths) if worth > 0}
