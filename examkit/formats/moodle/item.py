"""One question of Moodle XML: its texts as Markdown, and what is left out of them."""

from __future__ import annotations

import html

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.html import looks_like_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, inner

_PLACES = {
    "stem": ("questiontext",),
    "options": ("answer",),
    "items": ("answer",),
    "pairs": ("subquestion",),
}


class Item(QuestionFindings):
    """Reads the texts of one question element, and reports its faults and losses."""

    def __init__(self, file: InputFile, element: Element) -> None:
        self.element = element
        self.title = " ".join(element.text("name").split())
        super().__init__(file, element.text("idnumber").strip() or self.title)

    def locate(self, part: Element) -> tuple[int, int]:
        """Return the line and column of an element."""
        return part.place

    def place(self, part: str) -> tuple[int, int]:
        """Return the line and column of `part`, a field of the draft, or else of the question."""
        tags = _PLACES.get(part, ("answer", "subquestion"))
        return (self.element.first(*tags) or self.element).place

    def tags(self) -> list[str]:
        """Return the tags of the question."""
        tags = self.element.child("tags")
        return [tag.text().strip() for tag in tags.all("tag")] if tags else []

    def text(self, tag: str) -> str:
        """Return the text of a child element as Markdown; empty if there is no such child."""
        child = self.element.child(tag)
        return self.markdown(child) if child else ""

    def markdown(self, holder: Element, default: str = "html") -> str:
        """Return the text inside an element as Markdown.

        `default` is the format of a text whose element names none.
        """
        text = holder.child("text")
        if text is None:
            return ""
        name = holder.get("format", default)
        source = text.text() if name == "markdown" else inner(text)
        for media in holder.all("file"):
            name = media.get("name")[-60:]
            self.lose(media, f"Left out: {f'file {name}' if name else 'a file without a name'}.")
        return self._made(text, source, name)

    def _made(self, text: Element, source: str, name: str) -> str:
        if name == "markdown":
            return trimmed(source)
        if name == "plain_text" or (name != "html" and not looks_like_html(source)):
            source = html.escape(text.text(), quote=False).strip().replace("\n", "<br>")
        return self.html(text, source)
