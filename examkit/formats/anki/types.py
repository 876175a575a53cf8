"""The front and back of an Anki card for each question type."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from examkit.formats.shared.draft import Draft
from examkit.formats.shared.html import markdown_to_html
from examkit.formats.shared.records.answers import letters

# Anki acts on these marks in a field: it plays sounds and renders LaTeX.
_ACTIVE = re.compile(r"\[(?=sound:|anki:|latex|/latex|\$|/\$)")
_MATH = re.compile(r"\\(?=[(\[])")
"""The start of a formula in Anki. Formulas aren't allowed, because they could contain links."""


def shown(markdown: str) -> str:
    """Convert Markdown to HTML in which Anki plays no sound and renders no formula."""
    return _MATH.sub(r"\\<!-- -->", _ACTIVE.sub("&#91;", field(markdown_to_html(markdown))))


def _line(markdown: str) -> str:
    """Convert Markdown to HTML. A single paragraph has no `<p>` tag around it."""
    text = shown(markdown)
    single = text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1
    return text[3:-4] if single else text


def field(text: str) -> str:
    """Return text for an Anki field: field separators become spaces, invalid characters `?`."""
    return text.replace("\x1f", " ").encode("utf-8", "replace").decode()


def _list(tag: str, items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    name = tag.partition(" ")[0]
    return f"<{tag}>{lines}</{name}>" if lines else ""


def _lettered(draft: Draft) -> str:
    return _list('ol type="A"', (_line(option.text) for option in draft.options))


def _keys(draft: Draft) -> str:
    marks = [mark or str(at + 1) for at, mark in enumerate(letters(len(draft.options)))]
    labelled = list(zip(marks, draft.options, strict=True))
    keys = ", ".join(mark for mark, option in labelled if option.correct)
    whys = (f"<b>{m}</b> {_line(o.rationale)}" for m, o in labelled if o.rationale)
    return f"<p><b>{keys}</b></p>" + _list("ul", whys)


def _mixed(draft: Draft) -> str:
    """Return the items as an HTML list in alphabetical order, or reversed if that is the answer."""
    mixed = sorted(draft.items)
    mixed = mixed[::-1] if mixed == list(draft.items) else mixed
    return _list("ul", map(_line, mixed))


def _ordered(draft: Draft) -> str:
    return _list("ol", map(_line, draft.items))


def _sides(draft: Draft) -> str:
    rights = sorted({*(right for _, right in draft.pairs), *draft.extra})
    lefts = (left for left, _ in draft.pairs)
    return _list("ol", map(_line, lefts)) + _list("ul", map(_line, rights))


def _pairs(draft: Draft) -> str:
    return _list("ul", (f"{_line(left)} → {_line(right)}" for left, right in draft.pairs))


def _number(draft: Draft) -> str:
    off = f" ± {draft.tolerance:g}" if draft.tolerance else ""
    unit = html.escape(f" {draft.unit}" if draft.unit else "")
    return f"<p><b>{draft.answer!r}{off}{field(unit)}</b></p>"


class Writer(NamedTuple):
    """The functions that write the options and the answer of a question type as HTML."""

    options: Callable[[Draft], str]
    answer: Callable[[Draft], str]


WRITERS = {
    "single": Writer(_lettered, _keys),
    "multiple": Writer(_lettered, _keys),
    "ordering": Writer(_mixed, _ordered),
    "matching": Writer(_sides, _pairs),
    "numeric": Writer(lambda _: "", _number),
}
