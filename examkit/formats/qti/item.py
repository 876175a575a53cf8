"""Conversion of one item of QTI 2 or 3 to a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from examkit.formats.qti.text import Texts
from examkit.formats.shared.draft import Draft, normalize, trimmed
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import parse_share, split_references
from examkit.formats.shared.xml import Element

Parts = dict[str, Any]
"""The fields of a draft that depend on its type, by name."""
Reader = Callable[["Item", Element], Parts | None]
"""Reads the answer fields of an interaction. Returns None if no question type fits."""
_SKIPPED = "A question of type {} was skipped."


class Item(Texts):
    """Converts one item, and reports its faults and losses."""

    def __init__(self, file: InputFile, item: Element) -> None:
        super().__init__(file, item.get("identifier"))
        self._item = item
        self._body = item.child("itemBody") or Element("itemBody", {}, *item.place)
        self._asked = [e for e in _all(self._body) if e.tag.endswith("Interaction")]

    def place(self, part: str) -> tuple[int, int]:
        """Return the line and column of `part`, a field of the draft, or else of the whole item."""
        inside = {"stem": ("itemBody",), "answer": ("responseDeclaration",)}
        asked = tuple(each.tag for each in self._asked)
        return (self._item.first(*inside.get(part, asked)) or self._item).place

    def draft(self, domain: str, readers: Mapping[str, Reader]) -> Draft | None:
        """Convert the item to a draft. If it is skipped, report that and return None.

        `readers` maps the tags of supported interactions to the functions that read them.
        """
        if len(self._asked) != 1:
            many = "several interactions" if self._asked else "no interaction"
            self.skip(self._item, f"A question with {many} was skipped.")
            return None
        [asked] = self._asked
        read = readers.get(asked.tag)
        parts = read(self, asked) if read else None
        if parts is None:
            self.skip(asked, _SKIPPED.format(asked.tag.removesuffix("Interaction")))
            return None
        explanation, references = split_references(self._explanation(parts.get("names", ())))
        parts.pop("names", None)
        draft = Draft(
            stem=self._stem(asked),
            id=self.label,
            title=trimmed(self._item.get("title")),
            domain=domain,
            explanation=explanation,
            references=references,
            line=self._item.line,
            **parts,
        )
        return normalize(draft)

    def _stem(self, asked: Element) -> str:
        rubrics = [
            self.of(block)
            for block in self._body.every("rubricBlock")
            if "candidate" in block.get("view", "candidate")
        ]
        return "\n\n".join(filter(None, (*rubrics, self.asked(self._body, asked))))

    def declared(self, asked: Element) -> Element:
        """Return an interaction's response declaration, or an empty element if it has none."""
        name = asked.get("responseIdentifier")
        every = self._item.all("responseDeclaration")
        match = next((each for each in every if each.get("identifier") == name), None)
        return match or Element("responseDeclaration", {}, *asked.place)

    def keys(self, asked: Element) -> list[str]:
        """Return the values of an interaction's correct response, or else all those with points."""
        declared = self.declared(asked)
        correct = declared.child("correctResponse")
        mapped = [e for e in declared.every("mapEntry") if _points(e) > 0]
        if mapped:
            self.lose(mapped[0], "Points for partly correct answers were left out.")
        if correct is not None:
            return [value.text().strip() for value in correct.all("value")]
        return [entry.get("mapKey") for entry in mapped]

    def why(self, choice: Element) -> str:
        """Return the feedback on an option, from inside the option or elsewhere in the item."""
        name = choice.get("identifier")
        separate = (e for e in self._item.every("modalFeedback") if e.get("identifier") == name)
        every = (*choice.every("feedbackInline"), *separate)
        return "\n\n".join(filter(None, map(self.of, every)))

    def _explanation(self, names: tuple[str, ...]) -> str:
        """Return the feedback that belongs to no option, except feedback on incorrect answers.

        `names` are the identifiers of the options.
        """
        texts = []
        for each in self._item.every("modalFeedback"):
            name = each.get("identifier")
            if name in names:
                continue
            if any(word in name.lower() for word in ("incorrect", "wrong")):
                self.lose(each, "Feedback for incorrect answers was left out.")
            else:
                texts.append(self.of(each))
        return "\n\n".join(filter(None, texts))

    def tolerance(self, answer: float | None) -> float:
        """Return the tolerance of a numeric answer, 0 if none is given.

        It comes from the `equal` element of the response processing, where it can be a percentage
        of `answer`.
        """
        processing = self._item.child("responseProcessing")
        equal = processing.first("equal") if processing else None
        given = equal.get("tolerance").split() if equal else []
        off = max((self.number(equal, each) or 0.0 for each in given if equal), default=0.0)
        if equal and equal.get("toleranceMode") == "relative":
            off = round(abs(answer or 0.0) * off / 100, 10)
        return max(0.0, off)


def _all(root: Element) -> list[Element]:
    """Return all elements inside `root`, at any depth, in document order."""
    elements: list[Element] = []
    waiting = list(reversed(root.children))
    while waiting:
        element = waiting.pop()
        elements.append(element)
        waiting += reversed(element.children)
    return elements


def _points(entry: Element) -> float:
    return parse_share(entry.get("mappedValue", "0")) or 0.0
