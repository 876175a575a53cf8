"""One item of QTI 1.2 as a draft."""

from __future__ import annotations

from typing import Any

from examkit.formats.qti12.scoring import (
    conditions_of,
    earning,
    feedback_of,
    scored,
)
from examkit.formats.qti12.text import Texts
from examkit.formats.shared.decimals import checked_number
from examkit.formats.shared.draft import (
    Draft,
    normalize,
    trimmed,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element
from examkit.question_types.choice import Option
from examkit.question_types.fields import TypeName

_TYPES = ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype")
_SKIPPED = (
    "essay", "short", "fill", "fib", "pattern", "dropdown", "upload", "calculated", "text_only",
    "hotspot", "jumbled", "hot spot", "either", "likert", "opinion", "quiz bowl",
)  # fmt: skip
_NAMELESS = {"question", ""}


def parse_item(file: InputFile, item: Element, domain: str) -> Draft | None:
    """Read an item; None with a finding where it is no question of ours."""
    reader = _Item(file, item, domain)
    draft = reader.draft()
    if draft is None or reader.failed:
        return None
    draft = normalize(draft)
    return None if report_faults(file, draft, reader.place) else draft


def metadata_of(element: Element) -> dict[str, str]:
    """Return the labelled values of an item or a bank; the first of each label."""
    found: dict[str, str] = {}
    for one in element.every("qtimetadatafield"):
        found.setdefault(one.text("fieldlabel").strip().lower(), one.text("fieldentry").strip())
    return found


class _Item:
    """Reads one item."""

    def __init__(self, file: InputFile, item: Element, domain: str) -> None:
        self.failed = False
        self._file = file
        self._item = item
        self._ident = item.get("ident")
        self._domain = domain
        self._texts = Texts(file, self._ident)
        self._shown = item.child("presentation") or Element("presentation", {}, *item.place)
        self._rules = conditions_of(item)
        self._lids = list(self._shown.every("response_lid", "response_grp"))

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of what holds a part of the question."""
        inside = {"options": "render_choice", "answer": "resprocessing", "stem": "presentation"}
        found = self._item.first(inside.get(part, "response_lid"))
        return (found or self._item).place

    def draft(self) -> Draft | None:
        """Return the question as it stands there."""
        meta = metadata_of(self._item)
        kind = next((meta[name] for name in _TYPES if name in meta), "").lower()
        if any(word in kind for word in _SKIPPED):
            self._skip(f"A question of the type {kind} is skipped.")
            return None
        if len(self._lids) == 1:
            ordered = self._lids[0].get("rcardinality").lower() == "ordered"
            return self._ordering() if ordered else self._choice(kind)
        if self._lids:
            return self._matching()
        if "numer" in kind or self._is_number():
            return self._numeric()
        self._skip("A question without options is skipped.")
        return None

    def _skip(self, said: str) -> None:
        self._file.skip(self._item.place, said, question=self._ident)

    def _made(self, kind: TypeName, **parts: Any) -> Draft:
        title = trimmed(self._item.get("title"))
        general = self._feedback("general_fb"), self._feedback("correct_fb")
        if (wrong := self._found("general_incorrect_fb")) is not None:
            said = "The feedback for wrong answers is left out."
            self._file.add(wrong.place, "loss", said, severity="info", question=self._ident)
        return Draft(
            type_=kind,
            stem=self._texts.asked(self._shown),
            id=self._ident,
            title="" if title.lower() in _NAMELESS else title,
            domain=self._domain,
            explanation="\n\n".join(text for text in general if text),
            line=self._item.line,
            **parts,
        )

    def _found(self, name: str) -> Element | None:
        every = self._item.every("itemfeedback")
        return next((one for one in every if one.get("ident") == name), None)

    def _feedback(self, name: str) -> str:
        return self._texts.of(self._found(name)) if name else ""

    def _labels(self, lid: Element) -> list[tuple[str, str]]:
        """Return the name and the text of each option."""
        every = lid.every("response_label")
        return [(label.get("ident"), self._texts.of(label)) for label in every]

    def _choice(self, kind: str) -> Draft:
        lid = self._lids[0]
        several = lid.get("rcardinality").lower() == "multiple" or "multiple_answer" in kind
        rules = earning(self._rules) if several else scored(self._rules)
        keys = {value for rule in rules for _, value in rule.equal}
        self._tell_weights(several)
        names = feedback_of(self._rules)
        options = tuple(
            Option(text, name in keys, self._feedback(names.get(name, "")))
            for name, text in self._labels(lid)
        )
        return self._made("multiple" if several else "single", options=options)

    def _tell_weights(self, several: bool) -> None:
        """Tell where a part of the points can be had: a question here is right or wrong."""
        points = {rule.points for rule in earning(self._rules)}
        if len(points) > 1 or (several and len(earning(self._rules)) > 1):
            said = "Points for a part of the answer are left out."
            place = self.place("answer")
            self._file.add(place, "loss", said, severity="info", question=self._ident)

    def _ordering(self) -> Draft:
        texts = dict(self._labels(self._lids[0]))
        rules = scored(self._rules)
        order = [value for _, value in rules[0].equal] if rules else []
        return self._made("ordering", items=tuple(texts[name] for name in order if name in texts))

    def _matching(self) -> Draft | None:
        keys = dict(reversed([pair for rule in earning(self._rules) for pair in rule.equal]))
        pairs: list[tuple[str, str]] = []
        every: dict[str, str] = {}
        for lid in self._lids:
            rights = dict(self._labels(lid))
            every |= rights
            left = self._texts.of(lid.child("material") or lid.child("flow"))
            if not left:
                self._skip("A question with several gaps is skipped.")
                return None
            if (right := rights.get(keys.get(lid.get("ident"), ""))) is None:
                said = "No right side is marked for one of the left."
                self._file.add(lid.place, "no-key", said, "Say what belongs to it.",
                               question=self._ident)  # fmt: skip
                return None
            pairs.append((left, right))
        used = {right for _, right in pairs}
        extra = dict.fromkeys(text for text in every.values() if text not in used)
        return self._made("matching", pairs=tuple(pairs), extra=tuple(extra))

    def _is_number(self) -> bool:
        blanks = self._shown.every("render_fib")
        typed = any(one.get("fibtype").lower() in ("decimal", "integer") for one in blanks)
        return typed or self._shown.first("response_num") is not None

    def _numeric(self) -> Draft:
        rules = scored(self._rules)
        if len(rules) > 1:
            said = "Only the first of several right numbers is read."
            place = rules[1].element.place
            self._file.add(place, "loss", said, severity="info", question=self._ident)
        if not rules:
            return self._made("numeric")
        low = self._number(rules[0].value("vargte", "vargt"))
        high = self._number(rules[0].value("varlte", "varlt"))
        exact = self._number(rules[0].equal[0][1]) if rules[0].equal else None
        if exact is None and low is not None and high is not None:
            exact = round((low + high) / 2, 10)
        ends = (end for end in (low, high) if end is not None and exact is not None)
        off = max((round(abs(end - (exact or 0.0)), 10) for end in ends), default=0.0)
        return self._made("numeric", answer=exact, tolerance=off)

    def _number(self, text: str) -> float | None:
        """Read a number; what is none is told, and leaves the question out."""

        def tell(said: str, hint: str) -> None:
            self.failed = True
            place = self.place("answer")
            self._file.add(place, "bad-number", said, hint, question=self._ident)

        return checked_number(text, tell)
