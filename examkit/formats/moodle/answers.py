"""Answers of Moodle XML by the type of the question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from examkit.formats.gift.answer_tokens import legal
from examkit.formats.moodle.item import Item
from examkit.formats.shared.decimals import checked_number, share_of
from examkit.formats.shared.xml import Element
from examkit.question_types.choice import Option

Parts = dict[str, Any]
"""The fields of a draft that depend on its kind."""


def _choice(item: Item) -> Parts:
    """Read options: one right one, or those whose weights are above nothing."""
    answers = list(item.element.all("answer"))
    worths = [_worth(item, answer) for answer in answers]
    single = item.element.text("single").strip().lower() in ("", "true", "1")
    right = _best(item, worths) if single else _positive(item, worths)
    options = tuple(
        Option(item.markdown(answer), at in right, _feedback(item, answer))
        for at, answer in enumerate(answers)
    )
    return {"type_": "single" if single and len(right) < 2 else "multiple", "options": options}


def _set(item: Item) -> Parts:
    """Read options of which all right ones have to be chosen."""
    parts = _choice(item)
    return parts | {"type_": "multiple"}


def _worth(item: Item, answer: Element) -> float:
    """Return the weight of an answer in percent."""
    worth = share_of(answer.get("fraction", "0")) or 0.0
    if not legal(worth):
        said = f"Moodle does not take a weight of {worth:g} %."
        item.warn(answer, "bad-weight", said, "Thirds are written 33.33333.")
    return worth


def _best(item: Item, worths: list[float]) -> set[int]:
    """Tell which option is right where one is asked for: the one that counts in full."""
    most = max(worths, default=0.0)
    if most <= 0:
        return set()
    if most < 99.9:
        item.warn(item.element, "bad-weight", "No option has a weight of 100 %.")
    if any(0 < worth < most for worth in worths):
        item.lose(item.element, "Weights of options that are partly right are left out.")
    right = {at for at, worth in enumerate(worths) if worth == most}
    if len(right) > 1:
        said = "Two or more options are marked right; they are read as several answers."
        item.warn(item.element, "two-keys", said)
    return right


def _positive(item: Item, worths: list[float]) -> set[int]:
    """Tell which options are right where several may be chosen."""
    above = [worth for worth in worths if worth > 0]
    if above and abs(sum(above) - 100) > 2 and min(above) < 99.9:
        said = f"The weights of the right options add up to {sum(above):g} %."
        item.warn(item.element, "bad-weight", said, "They should add up to 100 %.")
    if above and max(above) - min(above) > 0.1:
        item.lose(item.element, "Different weights of right options are left out.")
    return {at for at, worth in enumerate(worths) if worth > 0}


def _feedback(item: Item, answer: Element) -> str:
    feedback = answer.child("feedback")
    return item.markdown(feedback) if feedback else ""


def _truth(item: Item) -> Parts:
    """Read true or false."""
    found = {a.text("text").strip().lower(): a for a in item.element.all("answer")}
    options = tuple(
        Option(name, (share_of(found[key].get("fraction")) or 0) > 0,
                    _feedback(item, found[key]))
        for key, name in (("true", "True"), ("false", "False"))
        if key in found
    )  # fmt: skip
    return {"type_": "single", "options": options}


def _numeric(item: Item) -> Parts | None:
    """Read the first number that counts in full; others are told."""
    found: Element | None = None
    for answer in item.element.all("answer"):
        if found is None and (share_of(answer.get("fraction", "100")) or 0.0) > 99.9:
            found = answer
        elif answer.text("text").strip() != "*" or answer.text("feedback").strip():
            item.lose(answer, "Numbers beside the first right one are left out.")
    if any(item.element.every("unit")):
        item.lose(item.element, "Units are left out.")
    if found is None:
        return {"type_": "numeric"}
    return _number(item, found)


def _number(item: Item, answer: Element) -> Parts | None:
    """Read a number with its tolerance; None, with findings, where one of them is none."""
    bad: list[str] = []

    def tell(said: str, hint: str) -> None:
        bad.append(said)
        item.error(answer, "bad-number", said, hint)

    number = checked_number(answer.text("text").strip(), tell)
    off = checked_number(answer.text("tolerance").strip() or "0", tell)
    if off is not None and off < 0:
        tell("A tolerance is not below 0.", "Write 0 or more.")
    return None if bad else {"type_": "numeric", "answer": number, "tolerance": off}


def _matching(item: Item) -> Parts:
    """Read pairs; a right side without a left one belongs to nothing."""
    pairs, extra = [], []
    for sub in item.element.all("subquestion"):
        answer = sub.child("answer")
        # Moodle keeps right sides as plain text; ours are Markdown, as their left sides say.
        named = "markdown" if sub.get("format") == "markdown" else "plain_text"
        left, right = item.markdown(sub), item.markdown(answer, named) if answer else ""
        if not right:
            item.error(sub, "bad-pair", "A pair has no right side.", "Write it, or remove it.")
        elif left:
            pairs.append((left, right))
        else:
            extra.append(right)
    return {"type_": "matching", "pairs": tuple(pairs), "extra": tuple(extra)}


def _ordering(item: Item) -> Parts:
    """Read items; they stand in the right order."""
    items = tuple(
        item.markdown(answer, "moodle_auto_format") for answer in item.element.all("answer")
    )
    count = share_of(item.element.text("selectcount") or "0") or 0.0
    kind = item.element.text("selecttype").strip().upper()
    if kind not in ("", "ALL") and 1 < count < len(items):
        item.lose(item.element, f"That only {count:g} of the items are shown is left out.")
    return {"type_": "ordering", "items": items}


ANSWERS: dict[str, Callable[[Item], Parts | None]] = {
    "multichoice": _choice,
    "multichoiceset": _set,
    "truefalse": _truth,
    "numerical": _numeric,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
}
