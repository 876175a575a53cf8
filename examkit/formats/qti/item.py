"""One item of QTI 2 or 3 as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from examkit.formats.qti.text import Texts
from examkit.formats.shared.decimals import checked_number, share_of
from examkit.formats.shared.draft import (
    Draft,
    normalize,
    trimmed,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.references import split_references
from examkit.formats.shared.xml import Element
from examkit.question_types.choice import Option

Parts = dict[str, Any]
_SKIPPED = "A question of the type {} is skipped."


def parse_item(file: InputFile, item: Element, domain: str = "") -> Draft | None:
    """Read an item; None with a finding where it is no question of ours."""
    reader = _Item(file, item)
    draft = reader.draft(domain)
    if draft is None or reader.failed or report_faults(file, draft, reader.place):
        return None
    return draft


class _Item:
    """Reads one item."""

    def __init__(self, file: InputFile, item: Element) -> None:
        self.failed = False
        self._file = file
        self._item = item
        self._ident = item.get("identifier")
        self._texts = Texts(file, self._ident)
        self._body = item.child("itemBody") or Element("itemBody", {}, *item.place)
        self._asked = [e for e in _all(self._body) if e.tag.endswith("Interaction")]

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of what holds a part of the question."""
        inside = {"stem": ("itemBody",), "answer": ("responseDeclaration",)}
        asked = tuple(each.tag for each in self._asked)
        return (self._item.first(*inside.get(part, asked)) or self._item).place

    def _skip(self, element: Element, said: str) -> None:
        self._file.skip(element.place, said, question=self._ident)

    def draft(self, domain: str) -> Draft | None:
        """Return the question as it stands there."""
        if len(self._asked) != 1:
            many = "several interactions" if self._asked else "no interaction"
            self._skip(self._item, f"A question with {many} is skipped.")
            return None
        [asked] = self._asked
        read = _READERS.get(asked.tag)
        parts = read(self, asked) if read else None
        if parts is None:
            self._skip(asked, _SKIPPED.format(asked.tag.removesuffix("Interaction")))
            return None
        explanation, references = split_references(self._explanation(parts.get("names", ())))
        parts.pop("names", None)
        draft = Draft(
            stem=self._stem(asked),
            id=self._ident,
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
            self._texts.of(block)
            for block in self._body.every("rubricBlock")
            if "candidate" in block.get("view", "candidate")
        ]
        return "\n\n".join(filter(None, (*rubrics, self._texts.asked(self._body, asked))))

    def _declared(self, asked: Element) -> Element:
        """Return the declaration of what an interaction answers."""
        name = asked.get("responseIdentifier")
        every = self._item.all("responseDeclaration")
        found = next((each for each in every if each.get("identifier") == name), None)
        return found or Element("responseDeclaration", {}, *asked.place)

    def _keys(self, asked: Element) -> list[str]:
        """Return the values of the right answer; those that earn points where none is named."""
        declared = self._declared(asked)
        right = declared.child("correctResponse")
        mapped = [e for e in declared.every("mapEntry") if _points(e) > 0]
        if mapped:
            self._texts.lose(mapped[0], "Points for a part of the answer are left out.")
        if right is not None:
            return [value.text().strip() for value in right.all("value")]
        return [entry.get("mapKey") for entry in mapped]

    def choice(self, asked: Element) -> Parts:
        """Read options, with the feedback that belongs to each."""
        keys = self._keys(asked)
        several = self._declared(asked).get("cardinality") == "multiple"
        labels = list(asked.every("simpleChoice", "inlineChoice"))
        options = tuple(
            Option(self._texts.of(e), e.get("identifier") in keys, self._why(e)) for e in labels
        )
        names = tuple(e.get("identifier") for e in labels)
        return {"type_": "multiple" if several else "single", "options": options, "names": names}

    def _why(self, choice: Element) -> str:
        """Return the feedback of one option, inside it or beside."""
        name = choice.get("identifier")
        beside = (e for e in self._item.every("modalFeedback") if e.get("identifier") == name)
        every = (*choice.every("feedbackInline"), *beside)
        return "\n\n".join(filter(None, map(self._texts.of, every)))

    def _explanation(self, names: tuple[str, ...]) -> str:
        """Return the feedback that belongs to no option, but for what only wrong answers see."""
        found = []
        for each in self._item.every("modalFeedback"):
            name = each.get("identifier")
            if name in names:
                continue
            if any(word in name.lower() for word in ("incorrect", "wrong")):
                self._texts.lose(each, "The feedback for wrong answers is left out.")
            else:
                found.append(self._texts.of(each))
        return "\n\n".join(filter(None, found))

    def ordering(self, asked: Element) -> Parts:
        """Read items in their right order."""
        texts = {e.get("identifier"): self._texts.of(e) for e in asked.every("simpleChoice")}
        items = tuple(texts[key] for key in self._keys(asked) if key in texts)
        return {"type_": "ordering", "items": items}

    def matching(self, asked: Element) -> Parts | None:
        """Read pairs; None where one left side has several right ones."""
        sets = list(asked.all("simpleMatchSet"))
        if len(sets) != 2:
            return None
        lefts, rights = (
            {e.get("identifier"): self._texts.of(e) for e in each.all("simpleAssociableChoice")}
            for each in sets
        )
        named = [tuple(key.split()) for key in self._keys(asked)]
        joined = dict(pair if pair[0] in lefts else pair[::-1] for pair in named if len(pair) == 2)
        if len(joined) != len(named) or not joined.keys() <= lefts.keys():
            return None
        if any(joined.get(left) not in rights for left in lefts):
            said = "No right side is marked for one of the left."
            self._file.add(asked.place, "no-key", said, "Say what belongs to it.",
                           question=self._ident)  # fmt: skip
            return {"type_": "matching"}
        pairs = tuple((text, rights[joined[left]]) for left, text in lefts.items())
        used = set(joined.values())
        extra = dict.fromkeys(text for name, text in rights.items() if name not in used)
        return {"type_": "matching", "pairs": pairs, "extra": tuple(extra)}

    def number(self, asked: Element) -> Parts | None:
        """Read a number; None where a text is asked for."""
        if self._declared(asked).get("baseType") not in ("float", "integer"):
            return None
        keys = self._keys(asked)
        answer = self._number(asked, keys[0]) if keys else None
        return {"type_": "numeric", "answer": answer, "tolerance": self._tolerance(answer)}

    def _tolerance(self, answer: float | None) -> float:
        """Return how far off counts, from the comparison in the scoring."""
        processing = self._item.child("responseProcessing")
        equal = processing.first("equal") if processing else None
        given = equal.get("tolerance").split() if equal else []
        off = max((self._number(equal, each) or 0.0 for each in given if equal), default=0.0)
        if equal and equal.get("toleranceMode") == "relative":
            off = round(abs(answer or 0.0) * off / 100, 10)
        return max(0.0, off)

    def _number(self, element: Element, text: str) -> float | None:
        """Read a number; what is none is told, and leaves the question out."""

        def tell(said: str, hint: str) -> None:
            self.failed = True
            self._file.add(element.place, "bad-number", said, hint, question=self._ident)

        return checked_number(text, tell)


_READERS: dict[str, Callable[[_Item, Element], Parts | None]] = {
    "choiceInteraction": _Item.choice,
    "inlineChoiceInteraction": _Item.choice,
    "orderInteraction": _Item.ordering,
    "matchInteraction": _Item.matching,
    "textEntryInteraction": _Item.number,
}


def _all(root: Element) -> list[Element]:
    """Return all elements inside, in order of the file."""
    found: list[Element] = []
    waiting = list(reversed(root.children))
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += reversed(element.children)
    return found


def _points(entry: Element) -> float:
    return share_of(entry.get("mappedValue", "0")) or 0.0
