"""Answers of each question type in GIFT: how they are read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from examkit.formats.gift.choices import (
    MOST_ANSWERS,
    Part,
    answers_in,
    choice,
    pieces,
    truth,
    truth_word,
    weighted_options,
    written_options,
)
from examkit.formats.gift.question import (
    EDGES,
    GiftQuestion,
    escaped,
    escaped_text,
    restore_escapes,
    split_format,
)
from examkit.formats.shared.draft import Draft
from examkit.formats.shared.html import inert, markdown_to_html, may_act, round_trips
from examkit.formats.shared.text_conventions import escape_star, format_decimal, read_star
from examkit.question_types.numbers import number_fault, plain_number

_BEGINS = re.compile(r"[-+\u2212]?\s*[\d.,]*\d")
_EQUAL = re.compile("=")
_ARROW = "->"
_COUNT = re.compile(r">[ \t]*(\d*)")
_WORDS = (
    "ALL EXACT RANDOM REL CONTIGUOUS CONTIG HORIZONTAL HORI H VERTICAL VERT V 0 1"
    " ALL_OR_NOTHING ABSOLUTE_POSITION ABSOLUTE ABS RELATIVE RELATIVE_TO_CORRECT"
    " RELATIVE_NEXT_EXCLUDE_LAST RELATIVE_NEXT_INCLUDE_LAST RELATIVE_ONE_PREVIOUS_AND_NEXT"
    " RELATIVE_ALL_PREVIOUS_AND_NEXT LONGEST_ORDERED_SUBSET LONGEST_CONTIGUOUS_SUBSET"
    " SHOW HIDE TRUE FALSE YES NO none 123 abc ABCD iii IIII"
)
_SETTINGS = frozenset(_WORDS.split())


def read_answers(asked: GiftQuestion, part: Part) -> dict[str, Any] | None:
    """Return the draft's answer fields by name, or None if the question is skipped or faulty."""
    text = part.text.strip(EDGES)
    # Moodle tries plugin types first, so items can contain ~ and =.
    if text.startswith(">"):
        return _ordering(asked, part)
    if text.count("=") + text.count("~") > MOST_ANSWERS:
        message = f"The question has more than {MOST_ANSWERS} options."
        asked.error(part.at, "too-many-options", message)
    elif not text:
        asked.skip(part.at, "An essay question was skipped.")
    elif text[0] == "#":
        return _numeric(asked, Part(text[1:], part.at + part.text.index("#") + 1))
    elif "~" in text:
        several, fields = choice(asked, part)
        return {"type_": "multiple" if several else "single"} | fields
    elif word := truth_word(part):
        return {"type_": "single"} | truth(asked, part, word)
    else:
        pairs = "=" in text and _ARROW in text
        return _matching(asked, part) if pairs else _short_text(asked, part)
    return None


def _short_text(asked: GiftQuestion, part: Part) -> dict[str, Any]:
    """Read the answers that earn full credit, and report the others as losses."""
    accepted, why = [], ""
    for answer in answers_in(part, _EQUAL):
        text = read_star(restore_escapes(split_format(answer.text, "")[1]).strip(EDGES))
        if text is None:
            asked.lose(answer.at, "Answers with the wildcard * were left out.")
        elif answer.weight is not None and not answer.is_correct:
            asked.lose(answer.at, "Answers that earn partial credit were left out.")
        elif text:
            accepted.append(text)
            if why and answer.feedback.strip(EDGES):
                asked.lose(answer.at, "Feedback on all but the first answer was left out.")
            why = why or asked.text(answer.feedback, answer.at)
    return {"type_": "short-text", "accepted": tuple(accepted), "explanation": why}


def _numeric(asked: GiftQuestion, part: Part) -> dict[str, Any] | None:
    """Read the first number that earns full credit, and report the others as losses."""
    numbers, wrong, _ = part.text.partition("~")
    if wrong:
        asked.lose(part.at + len(numbers), "Feedback for incorrect numbers was left out.")
    correct = None
    for answer in answers_in(Part(numbers, part.at), _EQUAL):
        worth = 100.0 if answer.weight is None else answer.weight
        if correct is None and worth > 99.9:
            correct = answer
        else:
            asked.lose(answer.at, "Only the first correct number was read.")
    if correct is None:
        return {"type_": "numeric"}
    number = _number(asked, restore_escapes(correct.text).strip(EDGES), correct.at)
    if number is None:
        return None
    explanation = asked.text(correct.feedback, correct.at)
    return {
        "type_": "numeric",
        "answer": number[0],
        "tolerance": number[1],
        "explanation": explanation,
    }


def _number(asked: GiftQuestion, text: str, at: int) -> tuple[float, float] | None:
    """Parse `3.14:0.01`, `1..5`, or `42` into a number and its tolerance.

    `at` is the offset of the text. For any other text, reports an error and returns None.
    """
    if ".." in text:
        low, high = (_decimal(side) for side in text.split("..", 1))
        if low is not None and high is not None:
            if low > high:
                asked.warn(at, "bad-number", "The range starts with its larger number.")
            return float((low + high) / 2), float(abs(high - low) / 2)
    else:
        number, _, off = text.partition(":")
        middle, tolerance = _decimal(number), _decimal(off or "0")
        if middle is not None and tolerance is not None and tolerance >= 0:
            return float(middle), float(tolerance)
    message, hint = _fault(text)
    asked.error(at, "bad-number", message, hint)
    return None


def _fault(text: str) -> tuple[str, str]:
    """Return a message and a hint about a bad number, tolerance, or range."""
    if ".." not in text and ":" not in text and _BEGINS.match(text):
        return number_fault(text)
    message = f"{text[:40]!r} isn't a number, a number with a tolerance, or a range."
    return message, "Write 3.14, 3.14:0.01, or 3.1..3.2."


def _decimal(text: str) -> Decimal | None:
    number = plain_number(text)
    return None if number is None else Decimal(number)


def _matching(asked: GiftQuestion, part: Part) -> dict[str, Any]:
    """Read pairs. A right side without a left one is an extra choice."""
    pairs, extra = [], []
    for mark, text, at in pieces(part, _EQUAL):
        left, arrow, right = text.partition(_ARROW)
        sides = asked.text(left, at), asked.bare(right, at)
        if not arrow or not mark:
            asked.error(at, "bad-pair", "A pair has no arrow.", "Write =left -> right.")
        elif not sides[1]:
            asked.error(at, "bad-pair", "A pair has nothing on the right.")
        elif sides[0]:
            pairs.append(sides)
        else:
            extra.append(sides[1])
    return {"type_": "matching", "pairs": tuple(pairs), "extra": tuple(extra)}


def _ordering(asked: GiftQuestion, part: Part) -> dict[str, Any] | None:
    """Read ordering items, one per line after the settings. Return None if there are too many."""
    start = part.text.index(">")
    head, _, rest = part.text[start:].partition("\n")
    match = _COUNT.match(head)
    words = head[match.end() if match else 1 :].split()
    count = int(match[1][:6] or 0) if match else 0
    settings = []
    while words and words[0] in _SETTINGS:
        settings.append(words.pop(0))
    at = part.at + start
    if rest.count("\n") > MOST_ANSWERS:
        asked.error(at, "too-many-items", f"The question has more than {MOST_ANSWERS} items.")
        return None
    lines = [" ".join(words), *rest.split("\n")]
    items = tuple(asked.bare(line, at) for line in lines if line.strip(EDGES))
    if 1 < count < len(items) and not {"ALL", "EXACT"} & set(settings):
        asked.lose(at, f"The setting to show only {count} of the items was left out.")
    return {"type_": "ordering", "items": items}


class Writer(NamedTuple):
    """The functions that write a question type as GIFT."""

    lines: Callable[[Draft], Iterable[str]]
    """Returns the answer lines of a question."""
    first: Callable[[Draft], str] = lambda _: ""
    """Returns the text after the opening brace."""
    is_markdown: bool = False
    """Whether the stem must be Markdown, because it sets the format of the texts after it."""


def _ordered(draft: Draft) -> Iterable[str]:
    return map(_item, draft.items)


def _item(source: str) -> str:
    """Return an ordering item with few escapes, because Moodle doesn't remove them there."""
    text = inert(source)
    marks = "\\{}#" if "####" in text else "\\{}"
    # A line with only 0 or a comment would be skipped, so it starts with an escaped line break.
    lead = "\\n" if text == "0" or text.startswith("//") else ""
    return lead + escaped(text, marks)


def _pairs(draft: Draft) -> list[str]:
    pairs = [f"={_left(left)} -> {escaped(right)}" for left, right in draft.pairs]
    return pairs + [f"= -> {escaped(right)}" for right in draft.extra]


def _left(text: str) -> str:
    """Return a pair's left side as GIFT that no arrow splits, as HTML if that loses nothing."""
    if ("->" in text or may_act(text)) and round_trips(text):
        return f"[html]{escaped(markdown_to_html(text))}"
    return escaped_text(inert(text).replace("->", "-\\>"))


def _settings(draft: Draft) -> str:
    return f">{len(draft.items)} ALL VERTICAL ABSOLUTE SHOW none"


def _answer(draft: Draft) -> str:
    tolerance = f":{format_decimal(draft.tolerance)}" if draft.tolerance else ""
    return f"#{format_decimal(draft.answer or 0)}{tolerance}"


def _accepted(draft: Draft) -> Iterable[str]:
    for text in draft.accepted:
        # An answer that begins like a weight or the name of a format would be read as one.
        prefix = "%100%" if text.startswith("%") else ""
        prefix += "[plain]" if split_format(text, "")[0] else ""
        yield f"={prefix}{escaped(escape_star(text))}"


WRITERS = {
    "single": Writer(written_options),
    "multiple": Writer(weighted_options),
    "ordering": Writer(_ordered, _settings, is_markdown=True),
    "matching": Writer(_pairs, is_markdown=True),
    "numeric": Writer(lambda _: (), _answer),
    "short-text": Writer(_accepted),
}
