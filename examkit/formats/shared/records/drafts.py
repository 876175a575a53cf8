"""One foreign row as a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from examkit.formats.shared.draft import Draft, normalize
from examkit.formats.shared.faults import Place, report_faults
from examkit.formats.shared.fields import checked_number
from examkit.formats.shared.html import html_to_markdown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.answers import keys_of
from examkit.formats.shared.records.column_names import Mapped, plain
from examkit.formats.shared.records.types import NUMBER, asks_number, choice_type, is_unknown_type
from examkit.formats.shared.records.values import (
    Options,
    choice_of,
    is_markup,
    references_of,
    text_of,
    words_of,
)
from examkit.question_types.choice import Option

_WORDS = ("id", "domain", "topic", "difficulty", "note", "title", "evidence")
_TRUTHS = ({"true", "t", "yes"}, {"false", "f", "no"})


@dataclass(frozen=True, slots=True)
class Row:
    """One question of others, by the names of its columns."""

    values: Mapping[str, Any]
    place: Callable[..., Place]
    """Place of the row, or of the column that is named."""

    def get(self, mapped: Mapped, part: str) -> Any:
        """Return the value of a field."""
        return self.values.get(mapped.fields.get(part, ""))

    def options(self, mapped: Mapped) -> Options:
        """Return the options, put together from columns where they have some."""
        if mapped.options:
            texts = [text_of(self.values.get(column)) for column in mapped.options]
            return Options.of_columns(texts, mapped.ends)
        if not self.get(mapped, "wrong"):
            return Options(self.get(mapped, "options"))
        right, wrong = self.get(mapped, "answer"), self.get(mapped, "wrong")
        parts = [part if isinstance(part, list) else [part] for part in (right, wrong)]
        return Options([one for part in parts for one in part])


class RecordReader:
    """Reads rows whose columns are known."""

    def __init__(self, file: InputFile, mapped: Mapped, style: str, markup: bool) -> None:
        self._file = file
        self._mapped = mapped
        self._style = style
        self._markup = markup

    def draft(self, row: Row) -> Draft | None:
        """Return one row as a draft, or None with findings that say why not."""
        parts = self._common(row)
        kind = plain(text_of(row.get(self._mapped, "kind")))
        if is_unknown_type(kind):
            self._skip(row, parts, f"A question of the type {kind} is skipped.")
            return None
        if asks_number(kind):
            draft = self._numeric(row, parts)
            if draft is None:
                return None
        elif self._has_options(row) or self._truth(row) is not None:
            draft = self._choice(row, parts, kind)
        else:
            self._skip(row, parts, "A question without options is skipped.")
            return None
        draft = normalize(draft)
        self._tell_image(row, draft)
        return None if report_faults(self._file, draft, self._places(row)) else draft

    def _has_options(self, row: Row) -> bool:
        """Return whether there is a place for options, even an empty one."""
        mapped = self._mapped
        return (
            bool(mapped.options)
            or mapped.fields.get("options") in row.values
            or bool(row.get(mapped, "wrong"))
        )

    def _common(self, row: Row) -> dict[str, Any]:
        """Return the fields that do not depend on the kind."""
        mapped = self._mapped
        parts: dict[str, Any] = {name: _word(row.get(mapped, name)) for name in _WORDS}
        for name, length in mapped.preset.id_parts.items():
            parts[name] = parts[name] or parts["id"][:length]
        addresses, sources = references_of(row.get(mapped, "references"))
        explanation = self._text(row, "explanation", parts["id"])
        told = f"Reference: {', '.join(sources)}" if sources else ""
        parts["explanation"] = "\n\n".join(part for part in (explanation, told) if part)
        parts["references"] = addresses
        parts["tags"] = words_of(row.get(mapped, "tags"))
        parts["stem"] = self._text(row, "stem", parts["id"])
        parts["line"] = row.place()[0]
        return parts

    def _choice(self, row: Row, parts: dict[str, Any], kind: str) -> Draft:
        options = row.options(self._mapped)
        truth = self._truth(row)
        keys = options.right
        if not options.texts and truth is not None:
            options, keys = Options(["True", "False"]), {0 if truth else 1}
        elif row.get(self._mapped, "wrong"):
            keys = set(range(len(options.texts) - _length(row.get(self._mapped, "wrong"))))
        elif not keys:
            keys = keys_of(choice_of(options, row.get(self._mapped, "answer")), self._style)
        whys = self._whys(row, options)
        place = self._places(row)("options")
        made = tuple(
            Option(self._markdown(text, place, parts["id"]), at in keys,
                        self._markdown(why, place, parts["id"]))
            for at, (text, why) in enumerate(zip(options.texts, whys, strict=True))
        )  # fmt: skip
        return Draft(type_=choice_type(kind, len(keys)), options=made, **parts)

    def _whys(self, row: Row, options: Options) -> tuple[str, ...]:
        """Return the rationales, from their columns where they have some."""
        mapped = self._mapped
        if not any(mapped.whys):
            return options.whys
        filled = zip(mapped.options, mapped.whys, strict=True)
        return tuple(
            text_of(row.values.get(why))
            for option, why in filled
            if text_of(row.values.get(option)).strip()
        )

    def _truth(self, row: Row) -> bool | None:
        """Return the answer of a question that has no options but is true or false."""
        said = text_of(row.get(self._mapped, "answer")).strip().casefold()
        return True if said in _TRUTHS[0] else False if said in _TRUTHS[1] else None

    def _numeric(self, row: Row, parts: dict[str, Any]) -> Draft | None:
        """Read a number; None, with a finding, where a text stands there that isn't one."""
        bad: list[str] = []
        name = parts["id"] or parts["stem"].strip().partition("\n")[0]

        def number(part: str) -> float | None:
            def tell(said: str, hint: str) -> None:
                bad.append(part)
                place = self._places(row)(part)
                self._file.add(place, "bad-number", said, hint, question=name)

            return checked_number(row.get(self._mapped, part), tell)

        answer, tolerance = number("answer"), number("tolerance") or 0.0
        if bad:
            return None
        return Draft(type_=NUMBER, answer=answer, tolerance=abs(tolerance), **parts)

    def _text(self, row: Row, part: str, name: str) -> str:
        column = self._mapped.fields.get(part, "")
        text = text_of(row.values.get(column))
        return self._markdown(text, row.place(column) if text else (1, 1), name)

    def _markdown(self, text: str, place: Place, name: str) -> str:
        """Return a text as Markdown, and tell what it loses."""
        if not self._markup and not is_markup(text):
            return text
        found, dropped = html_to_markdown(text)
        for what in dropped:
            said = f"Left out: {what}."
            self._file.add(place, "loss", said, severity="info", question=name)
        return found

    def _tell_image(self, row: Row, draft: Draft) -> None:
        image = text_of(row.get(self._mapped, "image")).strip()
        if image:
            place, said = self._places(row)("image"), f"Left out: image {image[:60]}."
            self._file.add(place, "loss", said, severity="info", question=draft.id)

    def _skip(self, row: Row, parts: dict[str, Any], said: str) -> None:
        name = parts["id"] or parts["stem"].strip().partition("\n")[0]
        self._file.skip(row.place(), said, question=name)

    def _places(self, row: Row) -> Callable[[str], Place]:
        """Find the column of a field; the row itself where it has none."""
        mapped = self._mapped

        def place(part: str) -> Place:
            first = mapped.options[0] if mapped.options and part == "options" else ""
            column = mapped.fields.get(part, first)
            return row.place(column) if column in row.values else row.place()

        return place


def _word(value: Any) -> str:
    """Return a name, or several as one."""
    return ", ".join(words_of(value)) if isinstance(value, list) else text_of(value).strip()


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 1
