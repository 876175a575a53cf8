"""Texts of QTI items: XHTML around interactions, as Markdown."""

from __future__ import annotations

import html

from examkit.formats.shared.html import html_to_markdown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element
from examkit.formats.shared.xml_text import outer

GAP = "_____"
_BESIDE = {"feedbackInline", "feedbackBlock", "rubricBlock", "templateInline", "templateBlock"}


class Texts:
    """Gives the texts of one item, and tells what they lose."""

    def __init__(self, file: InputFile, name: str) -> None:
        self._file = file
        self._name = name
        self._told: set[str] = set()

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

    def lose(self, element: Element, said: str) -> None:
        """Report, once for each question, what is left out."""
        if said not in self._told:
            self._told.add(said)
            self._file.add(element.place, "loss", said, severity="info", question=self._name)

    def _made(self, element: Element, source: str) -> str:
        found, dropped = html_to_markdown(source)
        for what in dropped:
            self.lose(element, f"Left out: {what}.")
        return found.replace("\\_\\_\\_\\_\\_", GAP)


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
