"""Conversion of QTI texts to and from Markdown, and of element names between versions."""

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
"""The start tag of an item's root element, in any version."""


def parse_qti(file: InputFile) -> Element | None:
    """Parse a file and return its root element. If that fails, report a finding and return None.

    Names of version 3 are changed to those of version 2. For example, `qti-choice-interaction`
    becomes `choiceInteraction`.
    """
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
    return _DASH.sub(lambda match: match[1].upper(), name)


GAP = "_____"
_BESIDE = {"feedbackInline", "feedbackBlock", "rubricBlock", "templateInline", "templateBlock"}


class Texts(QuestionFindings):
    """Converts the texts of one item to Markdown, and reports what is left out."""

    def locate(self, part: Element) -> tuple[int, int]:
        """Return the line and column of an element."""
        return part.place

    def of(self, element: Element | None) -> str:
        """Return the content of an element as Markdown, without feedback."""
        return self._made(element, _inside(element)) if element else ""

    def asked(self, body: Element, interaction: Element) -> str:
        """Return the stem: the item's body with the prompt or a gap in the interaction's place."""
        prompt = interaction.child("prompt")
        gap = GAP if interaction.tag in ("textEntryInteraction", "inlineChoiceInteraction") else ""
        shown = gap if prompt is None else f"<p>{_inside(prompt)}</p>"
        stem = self._made(body, _inside(body, interaction, shown))
        return stem.removesuffix(f"\n\n{GAP}")

    def _made(self, element: Element, source: str) -> str:
        return self.html(element, source).replace("\\_\\_\\_\\_\\_", GAP)


def _inside(element: Element, asked: Element | None = None, shown: str = "") -> str:
    """Return an element's content as HTML, without feedback.

    If `asked`, an interaction inside the element, is given, the HTML `shown` replaces it.
    """
    parts = []
    for part in element.parts:
        if isinstance(part, str):
            parts.append(html.escape(part, quote=False))
        elif part is asked:
            parts.append(shown)
        elif part.tag in _BESIDE or part.tag.endswith("Interaction"):
            continue
        elif part.tag == "contentBody":
            parts.append(_inside(part, asked, shown))
        elif part.children:
            start, mark, end = outer(_bare(part)).partition("</")
            parts.append(start + _inside(part, asked, shown) + mark + end)
        else:
            parts.append(outer(part))
    return "".join(parts)


def _bare(element: Element) -> Element:
    return Element(element.tag, element.attributes, *element.place)


_EMPTY = {"br", "hr"}
_ATTRIBUTES = {"a": ("href",), "code": ("class",)}
"""Tag -> attributes that are written. All others only matter to browsers."""


def flow(markdown: str) -> str:
    """Convert Markdown to XHTML block elements."""
    root = _parsed(markdown)
    return "<p></p>" if root is None else _xhtml(root).strip() or "<p></p>"


def inline(markdown: str) -> str:
    """Convert Markdown to XHTML. A single paragraph has no `<p>` tag around it."""
    root = _parsed(markdown)
    if root is not None and [child.tag for child in root.children] == ["p"]:
        return _xhtml(root.children[0])
    return flow(markdown)


def _parsed(markdown: str) -> Element | None:
    """Convert Markdown to HTML and parse it. Characters that XML forbids are replaced first."""
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
    attributes = (
        f' {name}="{html.escape(element.get(name))}"'
        for name in _ATTRIBUTES.get(element.tag, ())
        if element.get(name)
    )
    start = f"<{element.tag}{''.join(attributes)}"
    return f"{start}/>" if element.tag in _EMPTY else f"{start}>{_xhtml(element)}</{element.tag}>"
