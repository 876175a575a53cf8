"""One question of GIFT while it is read: where its texts stand and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from examkit.formats.gift.blocks import Block
from examkit.formats.gift.text import (
    EDGES,
    format_of,
    markdown,
    restore_escapes,
)
from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.input_file import InputFile


@dataclass(slots=True)
class GiftQuestion:
    """Takes texts and faults; offsets are those of the block's text."""

    file: InputFile
    block: Block
    title: str = ""
    label: str = ""
    """What findings call it."""
    failed: bool = False
    options: list[int] = field(default_factory=list)
    """Where each option stands."""
    _format: str = "moodle"
    _told: set[str] = field(default_factory=set)

    def begin(self, start: int) -> int:
        """Take the title; give where the stem begins."""
        text = self.block.text
        if text.startswith("::", start):
            end = text.find("::", start + 2)
            if end < 0:
                self.warn(start, "title", "The title has no :: at its end.")
                start += 2
            else:
                self.title = trimmed(restore_escapes(text[start + 2 : end]))
                start = end + 2
        stem = restore_escapes(format_of(text[start : start + 200], "")[1].partition("{")[0])
        self.label = self.title or self.block.id or trimmed(stem).partition("\n")[0][:60]
        return start

    def adopt(self, raw: str) -> None:
        """Take the stem's format for all texts that name none."""
        self._format = format_of(raw, self._format)[0]

    def text(self, raw: str, at: int) -> str:
        """Return a text as Markdown; what HTML loses is told."""
        name, rest = format_of(raw, self._format)
        return self._markdown(rest, name, at)

    def bare(self, raw: str, at: int) -> str:
        """Return a text that never names a format, and is plain where the question is HTML."""
        name = "moodle" if self._format == "html" else self._format
        return self._markdown(raw.strip(EDGES), name, at)

    def error(self, at: int, code: str, said: str, hint: str = "") -> None:
        """Report what keeps it from being a question."""
        self.failed = True
        self.file.add(self.block.place(at), code, said, hint, question=self.label)

    def warn(self, at: int, code: str, said: str, hint: str = "") -> None:
        """Report what the author surely did not mean."""
        place = self.block.place(at)
        self.file.add(place, code, said, hint, severity="warning", question=self.label)

    def lose(self, at: int, said: str, hint: str = "") -> None:
        """Report, once for each question, what is left out."""
        if said not in self._told:
            self._told.add(said)
            place = self.block.place(at)
            self.file.add(place, "loss", said, hint, severity="info", question=self.label)

    def skip(self, at: int, what: str, hint: str = "") -> None:
        """Report a question of a type that is not read."""
        self.failed = True
        place = self.block.place(at)
        self.file.skip(place, f"{what} is skipped.", hint, question=self.label)

    def _markdown(self, text: str, name: str, at: int) -> str:
        made, dropped = markdown(text, name)
        for what in dropped:
            self.lose(at, f"Left out: {what}.")
        return made
