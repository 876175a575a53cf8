"""Each question type in QTI 2 and 3: how it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from examkit.formats.qti.item import Item, Parts, Reader
from examkit.formats.qti.text import inline
from examkit.formats.shared.draft import Draft
from examkit.formats.shared.text_conventions import format_decimal, parse_share
from examkit.formats.shared.xml import Element, escaped
from examkit.question_types.choice import Option

_CORRECT = '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>'


def _choice(item: Item, asked: Element) -> Parts:
    """Read options with their feedback."""
    keys = item.keys(asked)
    several = item.declared(asked).get("cardinality") == "multiple"
    labels = list(asked.every("simpleChoice", "inlineChoice"))
    options = tuple(Option(item.of(e), e.get("identifier") in keys, item.why(e)) for e in labels)
    names = tuple(e.get("identifier") for e in labels)
    return {"type_": "multiple" if several else "single", "options": options, "names": names}


def _ordering(item: Item, asked: Element) -> Parts:
    """Read items in their correct order."""
    texts = {e.get("identifier"): item.of(e) for e in asked.every("simpleChoice")}
    items = tuple(texts[key] for key in item.keys(asked) if key in texts)
    return {"type_": "ordering", "items": items}


def _matching(item: Item, asked: Element) -> Parts | None:
    """Read pairs. Return None without two sets of choices, or if a left one has several matches."""
    sets = list(asked.all("simpleMatchSet"))
    if len(sets) != 2:
        return None
    lefts, rights = (
        {e.get("identifier"): item.of(e) for e in each.all("simpleAssociableChoice")}
        for each in sets
    )
    named = [tuple(key.split()) for key in item.keys(asked)]
    joined = dict(pair if pair[0] in lefts else pair[::-1] for pair in named if len(pair) == 2)
    if len(joined) != len(named) or not joined.keys() <= lefts.keys():
        return None
    if any(joined.get(left) not in rights for left in lefts):
        message = "An item on the left has no match on the right."
        item.error(asked, "no-key", message, "Match it with an item on the right.")
        return {"type_": "matching"}
    pairs = tuple((text, rights[joined[left]]) for left, text in lefts.items())
    used = set(joined.values())
    extra = dict.fromkeys(text for name, text in rights.items() if name not in used)
    return {"type_": "matching", "pairs": pairs, "extra": tuple(extra)}


def _entry(item: Item, asked: Element) -> Parts | None:
    """Read a number or a text, whichever the item declares. Return None for other values."""
    base = item.declared(asked).get("baseType")
    if base == "string":
        return _short_text(item, asked)
    return _numeric(item, asked) if base in ("float", "integer") else None


def _short_text(item: Item, asked: Element) -> Parts | None:
    """Read the accepted answers: the correct text, and those with the most points.

    Returns None if there are none.
    """
    declared = item.declared(asked)
    correct = declared.child("correctResponse")
    texts = [value.text().strip() for value in correct.all("value")] if correct else []
    entries = [
        (e, parse_share(e.get("mappedValue", "0")) or 0.0) for e in declared.every("mapEntry")
    ]
    most = max((earned for _, earned in entries), default=0.0)
    mapped = [entry for entry, earned in entries if earned == most > 0]
    if any(0 < earned < most for _, earned in entries):
        item.lose(declared, "Answers that earn partial credit were left out.")
    texts += [entry.get("mapKey").strip() for entry in mapped]
    ignores = bool(mapped) and all(e.get("caseSensitive", "false") == "false" for e in mapped)
    accepted = tuple(dict.fromkeys(text for text in texts if text))
    parts = {"type_": "short-text", "accepted": accepted, "ignore_case": ignores}
    return parts if accepted else None


def _numeric(item: Item, asked: Element) -> Parts:
    keys = item.keys(asked)
    answer = item.number(asked, keys[0]) if keys else None
    return {"type_": "numeric", "answer": answer, "tolerance": item.tolerance(answer)}


READERS: dict[str, Reader] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "orderInteraction": _ordering,
    "matchInteraction": _matching,
    "textEntryInteraction": _entry,
}
"""Tag of an interaction -> the function that reads it."""


def letter(number: int) -> str:
    """Return the identifier of a choice, such as `A1`. Numbers start at 1."""
    return f"A{number}"


def _simple_choice(name: str, text: str) -> str:
    return f'      <simpleChoice identifier="{name}">{inline(text)}</simpleChoice>'


def _choice_values(draft: Draft) -> list[str]:
    return [letter(at) for at, option in enumerate(draft.options, 1) if option.correct]


def _choice_lines(draft: Draft) -> Iterator[str]:
    most = sum(option.correct for option in draft.options)
    start = '    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true"'
    yield f'{start} maxChoices="{most}">'
    for at, option in enumerate(draft.options, 1):
        yield _simple_choice(letter(at), option.text)
    yield "    </choiceInteraction>"


def _ordering_values(draft: Draft) -> list[str]:
    shown = _mixed(draft)
    return [letter(shown.index(item) + 1) for item in draft.items]


def _ordering_lines(draft: Draft) -> Iterator[str]:
    yield '    <orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
    for at, item in enumerate(_mixed(draft), 1):
        yield _simple_choice(letter(at), item)
    yield "    </orderInteraction>"


def _mixed(draft: Draft) -> list[str]:
    """Return the items in an order that doesn't reveal the key, for programs that don't shuffle."""
    mixed = sorted(draft.items)
    return mixed[::-1] if mixed == list(draft.items) else mixed


def _matching_values(draft: Draft) -> list[str]:
    rights = _rights(draft)
    pairs = enumerate(draft.pairs, 1)
    return [f"L{at} R{rights.index(right) + 1}" for at, (_, right) in pairs]


def _rights(draft: Draft) -> list[str]:
    """Return all right sides to choose from, sorted and without repetition."""
    return sorted({*(right for _, right in draft.pairs), *draft.extra})


def _matching_lines(draft: Draft) -> Iterator[str]:
    most = len(draft.pairs)
    start = '    <matchInteraction responseIdentifier="RESPONSE" shuffle="true"'
    yield f'{start} maxAssociations="{most}">'
    lefts = [(f"L{at}", 1, left) for at, (left, _) in enumerate(draft.pairs, 1)]
    rights = [(f"R{at}", most, right) for at, right in enumerate(_rights(draft), 1)]
    for side in (lefts, rights):
        yield "      <simpleMatchSet>"
        for name, count, text in side:
            start = f'        <simpleAssociableChoice identifier="{name}" matchMax="{count}">'
            yield f"{start}{inline(text)}</simpleAssociableChoice>"
        yield "      </simpleMatchSet>"
    yield "    </matchInteraction>"


def _numeric_values(draft: Draft) -> list[str]:
    return [format_decimal(draft.answer or 0)]


def _entry_lines(_: Draft) -> Iterator[str]:
    yield '    <p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'


def _equal(draft: Draft) -> str:
    if not draft.tolerance:
        return f'<equal toleranceMode="exact">{_CORRECT}</equal>'
    off = format_decimal(draft.tolerance)
    return f'<equal toleranceMode="absolute" tolerance="{off} {off}">{_CORRECT}</equal>'


def _accepted_values(draft: Draft) -> list[str]:
    return [escaped(draft.accepted[0])]


def _mapping(draft: Draft) -> Iterator[str]:
    """Yield the XML lines of a mapping that gives one point to each accepted answer."""
    strict = str(not draft.ignore_case).lower()
    yield '    <mapping defaultValue="0">'
    for text in draft.accepted:
        key = f'mapKey="{escaped(text)}" mappedValue="1" caseSensitive="{strict}"'
        yield f"      <mapEntry {key}/>"
    yield "    </mapping>"


def _has_points(_: Draft) -> str:
    zero = '<baseValue baseType="float">0</baseValue>'
    return f'<gt><mapResponse identifier="RESPONSE"/>{zero}</gt>'


class Writer(NamedTuple):
    """The functions and values that write a question type as QTI."""

    lines: Callable[[Draft], Iterator[str]]
    """Returns the XML lines of a question's interaction."""
    values: Callable[[Draft], list[str]]
    """Returns the values of a question's correct response."""
    cardinality: str = "single"
    base: str = "identifier"
    compared: Callable[[Draft], str] | None = None
    """Returns the element that checks the answer, if comparing it with the key isn't enough."""
    mapping: Callable[[Draft], Iterator[str]] | None = None
    """Returns the lines that give answers their points, if there are several correct ones."""

    def condition(self, draft: Draft) -> str:
        """Return the XML element that checks whether an answer is correct."""
        return self.compared(draft) if self.compared else f"<match>{_CORRECT}</match>"


WRITERS = {
    "single": Writer(_choice_lines, _choice_values),
    "multiple": Writer(_choice_lines, _choice_values, "multiple"),
    "ordering": Writer(_ordering_lines, _ordering_values, "ordered"),
    "matching": Writer(_matching_lines, _matching_values, "multiple", "directedPair"),
    "numeric": Writer(_entry_lines, _numeric_values, base="float", compared=_equal),
    "short-text": Writer(
        _entry_lines, _accepted_values, base="string", compared=_has_points, mapping=_mapping
    ),
}
