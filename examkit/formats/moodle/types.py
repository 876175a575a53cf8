"""Answers of each question type in Moodle XML: how they are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from examkit.formats.moodle.choices import read_feedback, read_options
from examkit.formats.moodle.item import Item
from examkit.formats.shared.draft import Draft
from examkit.formats.shared.html import inert, shown
from examkit.formats.shared.moodle_weights import weight_for
from examkit.formats.shared.text_conventions import (
    escape_star,
    format_decimal,
    parse_share,
    read_star,
)
from examkit.formats.shared.xml import Element, escaped
from examkit.question_types.choice import Option

_ORDER = (
    "    <layouttype>VERTICAL</layouttype>",
    "    <selecttype>ALL</selecttype>",
    "    <selectcount>0</selectcount>",
    "    <gradingtype>ALL_OR_NOTHING</gradingtype>",
    "    <showgrading>SHOW</showgrading>",
    "    <numberingstyle>none</numberingstyle>",
)
Parts = dict[str, Any]
"""The fields of a draft that depend on its type, by name."""


def _choice(item: Item) -> Parts:
    """Read options. Several correct ones make a multiple-response question."""
    single = item.element.text("single").strip().lower() in ("", "true", "1")
    options = read_options(item, one=single)
    several = not single or sum(option.correct for option in options) > 1
    return {"type_": "multiple" if several else "single", "options": options}


def _set(item: Item) -> Parts:
    """Read a `multichoiceset` question: every correct option must be chosen."""
    return _choice(item) | {"type_": "multiple"}


def _truth(item: Item) -> Parts:
    """Read a true-or-false question."""
    answers = {a.text("text").strip().lower(): a for a in item.element.all("answer")}
    options = tuple(
        Option(name, (parse_share(answers[key].get("fraction")) or 0) > 0,
                    read_feedback(item, answers[key]))
        for key, name in (("true", "True"), ("false", "False"))
        if key in answers
    )  # fmt: skip
    return {"type_": "single", "options": options}


def _numeric(item: Item) -> Parts | None:
    """Read the first number that earns full credit, and report the others as losses."""
    correct: Element | None = None
    for answer in item.element.all("answer"):
        if correct is None and (parse_share(answer.get("fraction", "100")) or 0.0) > 99.9:
            correct = answer
        elif answer.text("text").strip() != "*" or answer.text("feedback").strip():
            item.lose(answer, "Only the first correct number was read.")
    if any(item.element.every("unit")):
        item.lose(item.element, "Units were left out.")
    if correct is None:
        return {"type_": "numeric"}
    return _number(item, correct)


def _number(item: Item, answer: Element) -> Parts | None:
    """Read a number and its tolerance. If one isn't valid, report it and return None."""
    number = item.number(answer, answer.text("text").strip())
    off = item.number(answer, answer.text("tolerance").strip() or "0")
    if off is not None and off < 0:
        item.error(answer, "bad-number", "The tolerance is negative.", "Use 0 or more.")
    return None if item.failed else {"type_": "numeric", "answer": number, "tolerance": off}


def _short_text(item: Item) -> Parts:
    """Read the answers that earn full credit, and report the others as losses."""
    accepted = []
    for answer in item.element.all("answer"):
        text = read_star(answer.text("text").strip())
        worth = parse_share(answer.get("fraction", "100")) or 0.0
        if text is None:
            if worth > 0 or answer.text("feedback").strip():
                item.lose(answer, "Answers with the wildcard * were left out.")
        elif worth <= 99.9:
            item.lose(answer, "Answers that earn partial credit were left out.")
        elif text:
            accepted.append(text)
            if answer.text("feedback").strip():
                item.lose(answer, "Feedback on accepted answers was left out.")
    ignores = item.element.text("usecase").strip().lower() not in ("1", "true")
    return {"type_": "short-text", "accepted": tuple(accepted), "ignore_case": ignores}


def _matching(item: Item) -> Parts:
    """Read pairs. A right side without a left one is an extra choice."""
    pairs, extra = [], []
    for sub in item.element.all("subquestion"):
        answer = sub.child("answer")
        # Moodle's right sides are plain text. examkit writes Markdown, as the left sides show.
        named = "markdown" if sub.get("format") == "markdown" else "plain_text"
        left, right = item.markdown(sub), item.markdown(answer, named) if answer else ""
        if not right:
            item.error(
                sub,
                "bad-pair",
                "A pair has nothing on the right.",
                "Add a right side, or remove the pair.",
            )
        elif left:
            pairs.append((left, right))
        else:
            extra.append(right)
    return {"type_": "matching", "pairs": tuple(pairs), "extra": tuple(extra)}


def _ordering(item: Item) -> Parts:
    """Read items, which are listed in their correct order."""
    items = tuple(
        item.markdown(answer, "moodle_auto_format") for answer in item.element.all("answer")
    )
    count = parse_share(item.element.text("selectcount") or "0") or 0.0
    kind = item.element.text("selecttype").strip().upper()
    if kind not in ("", "ALL") and 1 < count < len(items):
        item.lose(item.element, f"The setting to show only {count:g} of the items was left out.")
    return {"type_": "ordering", "items": items}


def _choices(draft: Draft, *, single: bool) -> Iterator[str]:
    """Yield the XML lines of the options and their weights.

    If several are correct, the weights are chosen so that selecting all options earns nothing.
    """
    right = sum(option.correct for option in draft.options)
    full = "100" if single else weight_for(max(1, right))
    none = "0" if single else f"-{weight_for(max(1, len(draft.options) - right))}"
    yield f"    <single>{str(single).lower()}</single>"
    yield "    <shuffleanswers>true</shuffleanswers>"
    yield "    <answernumbering>ABCD</answernumbering>"
    for option in draft.options:
        yield _answer(full if option.correct else none, option.text, option.rationale)


def _answer(fraction: str, text: str, feedback: str) -> str:
    (form, safe), (other, why) = shown(text), shown(feedback)
    return (
        f'    <answer fraction="{fraction}" format="{form}"><text>{escaped(safe)}</text>'
        f'<feedback format="{other}"><text>{escaped(why)}</text></feedback></answer>'
    )


def _pairs(draft: Draft) -> Iterator[str]:
    yield "    <shuffleanswers>true</shuffleanswers>"
    for left, right in (*draft.pairs, *(("", right) for right in draft.extra)):
        yield (
            f'    <subquestion format="markdown"><text>{escaped(inert(left))}</text>'
            f"<answer><text>{escaped(right)}</text></answer></subquestion>"
        )


def _number_lines(draft: Draft) -> Iterator[str]:
    number, off = format_decimal(draft.answer or 0), format_decimal(draft.tolerance)
    yield (
        f'    <answer fraction="100" format="plain_text"><text>{number}</text>'
        f"<tolerance>{off}</tolerance></answer>"
    )


def _ordered(draft: Draft) -> Iterable[str]:
    places = enumerate(draft.items, 1)
    return (*_ORDER, *(_answer(str(at), item, "") for at, item in places))


def _accepted(draft: Draft) -> Iterator[str]:
    yield f"    <usecase>{int(not draft.ignore_case)}</usecase>"
    for text in draft.accepted:
        safe = escaped(escape_star(text))
        yield f'    <answer fraction="100" format="plain_text"><text>{safe}</text></answer>'


READERS: dict[str, Callable[[Item], Parts | None]] = {
    "multichoice": _choice,
    "multichoiceset": _set,
    "truefalse": _truth,
    "numerical": _numeric,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "shortanswer": _short_text,
}
"""Moodle's name of a question type -> the function that reads it."""
WRITERS: dict[str, tuple[str, Callable[[Draft], Iterable[str]]]] = {
    "single": ("multichoice", partial(_choices, single=True)),
    "multiple": ("multichoice", partial(_choices, single=False)),
    "matching": ("matching", _pairs),
    "ordering": ("ordering", _ordered),
    "numeric": ("numerical", _number_lines),
    "short-text": ("shortanswer", _accepted),
}
"""Question type -> Moodle's name for it, and the function that writes its answers."""
