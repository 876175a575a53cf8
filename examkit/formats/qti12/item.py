"""One item of QTI 1.2 while it is read: its texts, its scoring, and what they lose."""

from __future__ import annotations

from typing import Any

from examkit.formats.qti12.scoring import conditions_of
from examkit.formats.qti12.text import Texts
from examkit.formats.shared.decimals import checked_number
from examkit.formats.shared.draft import Draft, normalize, trimmed
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element

_TYPES = ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype")
_NAMELESS = {"question", ""}


def metadata_of(element: Element) -> dict[str, str]:
    """Return the labelled values of an item or a bank; the first of each label."""
    found: dict[str, str] = {}
    for one in element.every("qtimetadatafield"):
        found.setdefault(one.text("fieldlabel").strip().lower(), one.text("fieldentry").strip())
    return found


class Item:
    """Gives what one item holds."""

    def __init__(self, file: InputFile, item: Element, domain: str) -> None:
        self.failed = False
        self.element = item
        self.texts = Texts(file, item.get("ident"))
        self.shown = item.child("presentation") or Element("presentation", {}, *item.place)
        self.rules = conditions_of(item)
        self.lids = list(self.shown.every("response_lid", "response_grp"))
        self._file = file
        self._ident = item.get("ident")
        self._domain = domain

    @property
    def kind(self) -> str:
        """Return what the item itself says of its type."""
        meta = metadata_of(self.element)
        return next((meta[name] for name in _TYPES if name in meta), "").lower()

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of what holds a part of the question."""
        inside = {"options": "render_choice", "answer": "resprocessing", "stem": "presentation"}
        found = self.element.first(inside.get(part, "response_lid"))
        return (found or self.element).place

    def draft(self, parts: dict[str, Any]) -> Draft:
        """Make the draft from the fields that depend on its type."""
        title = trimmed(self.element.get("title"))
        general = self.feedback("general_fb"), self.feedback("correct_fb")
        if (wrong := self._found("general_incorrect_fb")) is not None:
            self.lose(wrong.place, "The feedback for wrong answers is left out.")
        draft = Draft(
            stem=self.texts.asked(self.shown),
            id=self._ident,
            title="" if title.lower() in _NAMELESS else title,
            domain=self._domain,
            explanation="\n\n".join(text for text in general if text),
            line=self.element.line,
            **parts,
        )
        return normalize(draft)

    def _found(self, name: str) -> Element | None:
        every = self.element.every("itemfeedback")
        return next((one for one in every if one.get("ident") == name), None)

    def feedback(self, name: str) -> str:
        """Return a feedback by its name; nothing where there is none."""
        return self.texts.of(self._found(name)) if name else ""

    def labels(self, lid: Element) -> list[tuple[str, str]]:
        """Return the name and the text of each option."""
        every = lid.every("response_label")
        return [(label.get("ident"), self.texts.of(label)) for label in every]

    def number(self, text: str) -> float | None:
        """Read a number; what is none is told, and leaves the question out."""

        def tell(said: str, hint: str) -> None:
            self.error(self.place("answer"), "bad-number", said, hint)

        return checked_number(text, tell)

    def error(self, place: tuple[int, int], code: str, said: str, hint: str) -> None:
        """Report what keeps it from being a question."""
        self.failed = True
        self._file.add(place, code, said, hint, question=self._ident)

    def lose(self, place: tuple[int, int], said: str) -> None:
        """Report what is left out."""
        self._file.add(place, "loss", said, severity="info", question=self._ident)

    def skip(self, said: str) -> None:
        """Report a question of a type that is not read."""
        self._file.skip(self.element.place, said, question=self._ident)
