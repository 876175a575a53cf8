"""One question of Moodle XML while it is read: its texts as Markdown, and what they lose."""

from __future__ import annotations

import html

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.html import html_to_markdown, looks_like_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, inner

_PLACES = {
    "stem": ("questiontext",),
    "options": ("answer",),
    "items": ("answer",),
    "pairs": ("subquestion",),
}


class Item:
    """Takes texts and faults of one element."""

    def __init__(self, file: InputFile, element: Element) -> None:
        self._file = file
        self._told: set[str] = set()
        self.element = element
        self.title = " ".join(element.text("name").split())

    @property
    def label(self) -> str:
        """What findings call it."""
        return self.element.text("idnumber").strip() or self.title

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of what holds a part of the question."""
        tags = _PLACES.get(part, ("answer", "subquestion"))
        return (self.element.first(*tags) or self.element).place

    def tags(self) -> list[str]:
        """Return its tags."""
        tags = self.element.child("tags")
        return [tag.text().strip() for tag in tags.all("tag")] if tags else []

    def text(self, tag: str) -> str:
        """Return the text of a child as Markdown."""
        child = self.element.child(tag)
        return self.markdown(child) if child else ""

    def markdown(self, holder: Element, default: str = "html") -> str:
        """Return the text inside an element that may name its format."""
        text = holder.child("text")
        if text is None:
            return ""
        name = holder.get("format", default)
        source = text.text() if name == "markdown" else inner(text)
        for media in holder.all("file"):
            self.lose(media, f"Left out: file {media.get('name')[-60:] or 'without a name'}.")
        return self._made(text, source, name)

    def _made(self, text: Element, source: str, name: str) -> str:
        if name == "markdown":
            return trimmed(source)
        if name == "plain_text" or (name != "html" and not looks_like_html(source)):
            source = html.escape(text.text(), quote=False).strip().replace("\n", "<br>")
        made, dropped = html_to_markdown(source)
        for what in dropped:
            self.lose(text, f"Left out: {what}.")
        return made

    def warn(self, element: Element, code: str, said: str, hint: str = "") -> None:
        """Report what the author surely did not mean."""
        self._file.add(element.place, code, said, hint, severity="warning", question=self.label)

    def error(self, element: Element, code: str, said: str, hint: str = "") -> None:
        """Report what keeps it from being a question."""
        self._file.add(element.place, code, said, hint, question=self.label)

    def skip(self, said: str, hint: str = "") -> None:
        """Report a question of a type that is not read."""
        self._file.skip(self.element.place, said, hint, question=self.label)

    def lose(self, element: Element, said: str, hint: str = "") -> None:
        """Report, once for each question, what is left out."""
        if said not in self._told:
            self._told.add(said)
            place = element.place
            self._file.add(place, "loss", said, hint, severity="info", question=self.label)
