"""Conversion of a row from another program to a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from examkit.formats.shared.draft import Draft, normalize
from examkit.formats.shared.faults import Place, QuestionFindings, report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.answers import find_keys
from examkit.formats.shared.records.column_names import Mapped, plain
from examkit.formats.shared.records.types import NUMBER, asks_number, choice_type, is_unknown_type
from examkit.formats.shared.records.values import (
    Options,
    find_references,
    is_markup,
    make_choice,
    split_words,
    to_text,
)
from examkit.question_types.choice import Option

_WORDS = ("id", "domain", "topic", "difficulty", "note", "title", "evidence")
_TRUTHS = ({"true", "t", "yes"}, {"false", "f", "no"})


@dataclass(frozen=True, slots=True)
class Row:
    """A question in a file from another program: its values by column name."""

    values: Mapping[str, Any]
    place: Callable[..., Place]
    """Returns the line and column of the row, or of a column if one is named."""

    def get(self, mapped: Mapped, part: str) -> Any:
        """Return the row's value for the field `part`, or None if the file has no column for it."""
        return self.values.get(mapped.fields.get(part, ""))

    def options(self, mapped: Mapped) -> Options:
        """Return the row's options, from one or several columns, or correct and wrong answers."""
        if mapped.options:
            texts = [to_text(self.values.get(column)) for column in mapped.options]
            return Options.of_columns(texts, mapped.ends)
        if not self.get(mapped, "wrong"):
            return Options(self.get(mapped, "options"))
        correct, wrong = self.get(mapped, "answer"), self.get(mapped, "wrong")
        parts = [part if isinstance(part, list) else [part] for part in (correct, wrong)]
        return Options([one for part in parts for one in part])


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Converts rows to drafts. The column of each field is already chosen."""

    file: InputFile
    mapped: Mapped
    style: str
    """How answers name options: a key of `STYLES`."""
    markup: bool
    """Whether all texts are HTML."""

    def draft(self, row: Row) -> Draft | None:
        """Convert a row to a draft. If the question is left out, report why and return None."""
        return _Record(self, row).draft()


class _Record(QuestionFindings):
    """Converts one row to a draft, and reports its faults and losses."""

    def __init__(self, reader: RecordReader, row: Row) -> None:
        super().__init__(reader.file, _word(row.get(reader.mapped, "id")))
        self._reader = reader
        self._mapped = reader.mapped
        self._row = row

    def locate(self, part: str) -> Place:
        """Return the line and column of a field, or of the row if the field has no column."""
        first = self._mapped.options[0] if self._mapped.options and part == "options" else ""
        column = self._mapped.fields.get(part, first)
        return self._row.place(column) if column in self._row.values else self._row.place()

    def draft(self) -> Draft | None:
        common = self._common()
        self.label = common["id"] or common["stem"].strip().partition("\n")[0]
        kind = plain(to_text(self._get("kind")))
        if is_unknown_type(kind):
            self.skip("", f"A question of type {kind} was skipped.")
        elif asks_number(kind):
            common |= self._numeric()
        elif self._has_options() or self._truth() is not None:
            common |= self._choice(kind)
        else:
            self.skip("", "A question without options was skipped.")
        if self.failed:
            return None
        draft = normalize(Draft(**common))
        if image := to_text(self._get("image")).strip():
            self.lose("image", f"Left out: image {image[:60]}.")
        return None if report_faults(self.file, draft, self.locate) else draft

    def _get(self, part: str) -> Any:
        return self._row.get(self._mapped, part)

    def _has_options(self) -> bool:
        """Return whether the row has columns for options, even empty ones."""
        column = self._mapped.fields.get("options")
        return bool(self._mapped.options or column in self._row.values or self._get("wrong"))

    def _common(self) -> dict[str, Any]:
        """Return the draft's fields that don't depend on the question type, by name."""
        common: dict[str, Any] = {name: _word(self._get(name)) for name in _WORDS}
        for name, length in self._mapped.preset.id_parts.items():
            common[name] = common[name] or common["id"][:length]
        addresses, sources = find_references(self._get("references"))
        reference = f"Reference: {', '.join(sources)}" if sources else ""
        explanation = (self._text("explanation"), reference)
        return common | {
            "explanation": "\n\n".join(part for part in explanation if part),
            "references": addresses,
            "tags": split_words(self._get("tags")),
            "stem": self._text("stem"),
            "line": self._row.place()[0],
        }

    def _choice(self, kind: str) -> dict[str, Any]:
        options, truth = self._row.options(self._mapped), self._truth()
        keys = options.keys
        if not options.texts and truth is not None:
            options, keys = Options(["True", "False"]), {0 if truth else 1}
        elif wrong := self._get("wrong"):
            keys = set(range(len(options.texts) - (len(wrong) if isinstance(wrong, list) else 1)))
        elif not keys:
            keys = find_keys(make_choice(options, self._get("answer")), self._reader.style)
        texts = enumerate(zip(options.texts, self._whys(options), strict=True))
        made = (
            Option(self._markdown("options", text), at in keys, self._markdown("options", why))
            for at, (text, why) in texts
        )
        return {"type_": choice_type(kind, len(keys)), "options": tuple(made)}

    def _whys(self, options: Options) -> tuple[str, ...]:
        """Return the options' rationales, from separate columns if there are any."""
        if not any(self._mapped.whys):
            return options.whys
        values = self._row.values
        return tuple(
            to_text(values.get(why))
            for option, why in zip(self._mapped.options, self._mapped.whys, strict=True)
            if to_text(values.get(option)).strip()
        )

    def _truth(self) -> bool | None:
        """Return the answer of a true-or-false question, or None for any other answer."""
        answer = to_text(self._get("answer")).strip().casefold()
        return True if answer in _TRUTHS[0] else False if answer in _TRUTHS[1] else None

    def _numeric(self) -> dict[str, Any]:
        answer, tolerance = (self.number(part, self._get(part)) for part in ("answer", "tolerance"))
        return {"type_": NUMBER, "answer": answer, "tolerance": abs(tolerance or 0.0)}

    def _text(self, part: str) -> str:
        return self._markdown(part, to_text(self._get(part)))

    def _markdown(self, part: str, text: str) -> str:
        """Convert a text to Markdown if it is HTML, and report what is left out."""
        return self.html(part, text) if self._reader.markup or is_markup(text) else text


def _word(value: Any) -> str:
    """Return a value as text. The items of a list are separated by commas."""
    return ", ".join(split_words(value)) if isinstance(value, list) else to_text(value).strip()
