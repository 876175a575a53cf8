"""Texts and names of QTI: XHTML as Markdown and back, one set of names for all versions."""

from __future__ import annotations

import html
import re

from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.html import markdown_to_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, escaped, outer, parse_xml

_DASH = re.compile(r"-(\w)")
ITEM = "assessmentItem"
HEAD = re.compile(rb"<(?:\w{1,20}:)?(?:assessmentItem|qti-assessment-item)[\s>]")
"""The root of an item of any version."""


def parse_qti(file: InputFile) -> Element | None:
    """Parse a file; `qti-choice-interaction` of version 3 becomes `choiceInteraction`."""
    root = parse_xml(file)
    if root is not None and root.tag.startswith("qti-"):
        _rename(root)
    return root


def _rename(root: Element) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag.startswith("qti-"):
            element.tag = _camel(element.tag.removeprefix("qti-"))
            element.attributes = {_camel(k): v for k, v in element.attributes.items()}
        waiting += element.children


def _camel(name: str) -> str:
    return _DASH.sub(lambda found: found[1].upper(), name)


GAP = "_____"
_BESIDE = {"feedbackInline", "feedbackBlock", "rubricBlock", "templateInline", "templateBlock"}


class Texts(QuestionFindings):
    """Gives the texts of one item, and reports what they lose."""

    def locate(self, part: Element) -> tuple[int, int]:
        """Return line and column of an element."""
        return part.place

    def of(self, element: Element | None) -> str:
        """Return what stands inside an element, without feedback."""
        return self._made(element, _inside(element)) if element else ""

    def asked(self, body: Element, interaction: Element) -> str:
        """Return what is asked: the body with the prompt, or a gap, where the answer goes."""
        prompt = interaction.child("prompt")
        gap = GAP if interaction.tag in ("textEntryInteraction", "inlineChoiceInteraction") else ""
        shown = gap if prompt is None else f"<p>{_inside(prompt)}</p>"
        stem = self._made(body, _inside(body, interaction, shown))
        return stem.removesuffix(f"\n\n{GAP}")

    def _made(self, element: Element, source: str) -> str:
        return self.html(element, source).replace("\\_\\_\\_\\_\\_", GAP)


def _inside(element: Element, asked: Element | None = None, shown: str = "") -> str:
    """Return what stands inside as HTML, without feedback; one interaction is shown otherwise."""
    found = []
    for part in element.parts:
        if isinstance(part, str):
            found.append(html.escape(part, quote=False))
        elif part is asked:
            found.append(shown)
        elif part.tag in _BESIDE or part.tag.endswith("Interaction"):
            continue
        elif part.tag == "contentBody":
            found.append(_inside(part, asked, shown))
        elif part.children:
            start, mark, end = outer(_bare(part)).partition("</")
            found.append(start + _inside(part, asked, shown) + mark + end)
        else:
            found.append(outer(part))
    return "".join(found)


def _bare(element: Element) -> Element:
    return Element(element.tag, element.attributes, *element.place)


_EMPTY = {"br", "hr"}
_KEPT = {"a": ("href",), "code": ("class",)}
"""Attributes that stay; all others are for browsers."""


def flow(markdown: str) -> str:
    """Return a text as blocks."""
    root = _parsed(markdown)
    return "<p></p>" if root is None else _xhtml(root).strip() or "<p></p>"


def inline(markdown: str) -> str:
    """Return a text without the paragraph around it, where it has only one."""
    root = _parsed(markdown)
    if root is not None and [child.tag for child in root.children] == ["p"]:
        return _xhtml(root.children[0])
    return flow(markdown)


def _parsed(markdown: str) -> Element | None:
    """Parse what Markdown gives; characters that XML has not are replaced before."""
    safe = html.unescape(escaped(markdown))
    return parse_xml(InputFile("", f"<x>{markdown_to_html(safe)}</x>".encode()))


def _xhtml(element: Element) -> str:
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else _outer(part)
        for part in element.parts
    )


def _outer(element: Element) -> str:
    if element.tag == "img":
        return html.escape(element.get("alt"))
    kept = (
        f' {name}="{html.escape(element.get(name))}"'
        for name in _KEPT.get(element.tag, ())
        if element.get(name)
    )
    start = f"<{element.tag}{''.join(kept)}"
    return f"{start}/>" if element.tag in _EMPTY else f"{start}>{_xhtml(element)}</{element.tag}>"
