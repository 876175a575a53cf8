"""Answers of each question type in examkit's Markdown: how they are written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from examkit.formats.shared.draft import Draft
from examkit.question_types.choice import Option

ORDER, MATCH, NUMBER = "**Order**", "**Match**", "**Number**"
OPTIONS = "options"
"""The name of the part of a question that contains its options, as checkboxes."""
BOX = re.compile(r"- \[([ xX])\](?: |\Z)")
_NUMBERED = re.compile(r"\d{1,9}\.(?: |\Z)")
_DASH = re.compile(r"-(?: |\Z)")
_HIDDEN = "<!---->"
Lines = Iterable[str]
Number = Callable[[str], float | None]
"""Converts a text to a number. Reports a text that isn't one, and returns None."""


def opened(line: str) -> str:
    """Return a line without the empty comment that protects its start, if there is one."""
    return line.removeprefix(_HIDDEN)


def _choice_lines(draft: Draft) -> Iterator[str]:
    for option in draft.options:
        mark = f"- [{'x' if option.correct else ' '}] "
        yield from _item(mark, 2, option.text, option.rationale)


def _options(lines: list[str]) -> dict[str, Any]:
    keys = [match[1] in "xX" for line in lines if (match := BOX.match(line))]
    sides = _items(lines, BOX)
    return {"options": tuple(Option(t, k, why) for k, (t, why) in zip(keys, sides, strict=True))}


def _ordering_lines(draft: Draft) -> Lines:
    marks = ((f"{at}. ", item) for at, item in enumerate(draft.items, 1))
    return (ORDER, "", *(line for m, item in marks for line in _item(m, len(m), item)))


def _matching_lines(draft: Draft) -> Lines:
    sides = (*draft.pairs, *(("", right) for right in draft.extra))
    return (MATCH, "", *(line for pair in sides for line in _item("- ", 2, *pair)))


def _matching(lines: list[str]) -> dict[str, Any]:
    sides = _items(lines, _DASH)
    return {
        "pairs": tuple(pair for pair in sides if pair[0]),
        "extra": tuple(right for left, right in sides if not left),
    }


def _numeric_lines(draft: Draft) -> Lines:
    off = f" +- {draft.tolerance!r}" if draft.tolerance else ""
    return (f"{NUMBER} {draft.answer!r}{off}",)


def _numeric(lines: list[str], number_in: Number) -> dict[str, Any]:
    number, _, off = lines[0].removeprefix(NUMBER).partition("+-")
    tolerance = number_in(off or "0") or 0.0
    return {"answer": number_in(number), "tolerance": tolerance}


WRITERS: dict[str, Callable[[Draft], Lines]] = {
    "single": _choice_lines,
    "multiple": _choice_lines,
    "ordering": _ordering_lines,
    "matching": _matching_lines,
    "numeric": _numeric_lines,
}


def stated_type(draft: Draft) -> str:
    """Return `multiple` if the options alone don't show that type, otherwise an empty string.

    They don't if only one option is correct.
    """
    keys = sum(option.correct for option in draft.options)
    return draft.type if draft.type == "multiple" and keys == 1 else ""


def read_answers(parts: dict[str, list[str]], number_in: Number, stated: Any) -> dict[str, Any]:
    """Return the draft's fields with the answers, by name.

    `parts` maps the name of each part of the question, which shows the question type, to its lines.
    `number_in` converts a text to a number. `stated` is the type in the question's comment, if any.
    """
    if ORDER in parts:
        return {
            "type_": "ordering",
            "items": tuple(text for text, _ in _items(parts[ORDER], _NUMBERED)),
        }
    if MATCH in parts:
        return {"type_": "matching"} | _matching(parts[MATCH])
    if NUMBER in parts:
        return {"type_": "numeric"} | _numeric(parts[NUMBER], number_in)
    fields = _options(parts.get(OPTIONS, []))
    several = stated == "multiple" or sum(option.correct for option in fields["options"]) > 1
    return {"type_": "multiple" if several else "single"} | fields


def _items(lines: list[str], mark: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return pairs of text and quote, one for each list item that starts with `mark`.

    The quote is the one below the item, or empty if there is none.
    """
    items: list[tuple[list[str], list[str]]] = []
    indent = 2
    for line in lines:
        if match := mark.match(line):
            indent = match.end() if mark is _NUMBERED else 2
            items.append(([opened(line[match.end() :])], []))
        elif items:
            text, quoted = items[-1]
            inner = line[indent:] if line[:indent].isspace() else line
            if inner.startswith(">"):
                quoted.append(inner[1:].removeprefix(" "))
            else:
                text.append(opened(inner))
    return [("\n".join(text).strip("\n"), "\n".join(quoted)) for text, quoted in items]


def _item(mark: str, indent: int, text: str, quoted: str = "") -> Iterator[str]:
    """Yield the lines of a list item, with `quoted`, if not empty, as a quote below it.

    `mark` is the item's bullet or number. All lines except the first are indented by `indent`
    spaces.
    """
    first, *rest = text.split("\n")
    yield (mark + _inner(first)).rstrip()
    yield from ((" " * indent + _inner(line)).rstrip() for line in rest)
    if quoted:
        yield from (f"{' ' * indent}> {line}".rstrip() for line in quoted.split("\n"))


def _inner(line: str) -> str:
    return f"<!---->{line}" if line.startswith((">", "<!---->")) else line
