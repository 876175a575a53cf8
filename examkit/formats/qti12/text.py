"""Texts of QTI 1.2: HTML inside XML, escaped once or twice, or plain."""

from __future__ import annotations

import html
import re

from examkit.formats.shared.html import html_to_markdown, looks_like_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element
from examkit.formats.shared.xml_text import inner

_TWICE = re.compile(r"\s*&lt;[A-Za-z]")


class Texts:
    """Gives the texts of one item as Markdown, and tells what they lose."""

    def __init__(self, file: InputFile, name: str) -> None:
        self._file = file
        self._name = name

    def of(self, element: Element | None) -> str:
        """Return all material inside an element; one behind the other."""
        if element is None:
            return ""
        found = [self._one(text) for text in element.every("mattext")]
        self._tell_media(element)
        return "\n\n".join(text for text in found if text)

    def asked(self, presentation: Element) -> str:
        """Return what is asked: the material that belongs to no answer."""
        found: list[str] = []
        waiting = list(reversed(presentation.children))
        while waiting:
            element = waiting.pop()
            if element.tag == "material":
                found.append(self.of(element))
            elif element.tag in ("flow", "flow_mat"):
                waiting += reversed(element.children)
        return "\n\n".join(text for text in found if text)

    def _one(self, element: Element) -> str:
        source = inner(element)
        kind = element.get("texttype").lower()
        if kind != "text/html" and not (not kind and looks_like_html(source)):
            source = html.escape(element.text()).replace("\n", "<br>")
        found, dropped = html_to_markdown(_once(source))
        for what in dropped:
            self._tell(element, f"Left out: {what}.")
        return found

    def _tell_media(self, element: Element) -> None:
        for media in element.every("matimage", "mataudio", "matvideo"):
            self._tell(media, f"Left out: {media.tag[3:]} {media.get('uri')[-60:]}.")

    def _tell(self, element: Element, said: str) -> None:
        self._file.add(element.place, "loss", said, severity="info", question=self._name)


def _once(source: str) -> str:
    """Undo a second escape, where the text has no tag of its own but begins with an escaped one."""
    twice = "<" not in source and _TWICE.match(source) and "&lt;/" in source
    return html.unescape(source) if twice else source
