"""Column names that other programs use for the parts of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "qid", "questionid", "uuid", "questionnumber", "number"),
    "stem": ("question", "stem", "questiontext", "text", "prompt", "front"),
    "options": ("options", "choices", "alternatives", "answeroptions", "answers"),
    "wrong": ("incorrectanswers", "wronganswers", "distractors"),
    "answer": (
        "correctanswer", "correctanswers", "correct", "answer", "answerindex", "correctindex",
        "correctoption", "correctoptions", "correctletter", "solution", "key", "answers",
    ),
    "kind": ("kind", "type", "questiontype"),
    "tolerance": ("tolerance",),
    "explanation": ("explanation", "rationale", "context", "background", "feedback"),
    "domain": ("domain", "category", "section"),
    "topic": ("topic", "topics"),
    "difficulty": ("difficulty", "level"),
    "tags": ("tags", "keywords"),
    "references": ("references", "reference", "refs", "ref", "sources", "source", "links", "url"),
    "note": ("note",),
    "evidence": ("evidence",),
    "title": ("title",),
    "image": ("image", "images", "figure", "picture", "imageurl", "media"),
}  # fmt: skip
"""Field -> normalized column names, the most likely first.

If a column matches several fields, only the first of them gets it.
"""

OPTION_PREFIXES = ("option", "choice", "answer", "alternative", "opt", "answeroption", "")
WHY_PREFIXES = ("why", "rationale", "explanation", "feedback")

_SERIES: tuple[Sequence[str], ...] = (
    ascii_lowercase,
    tuple(map(str, range(27))),
    tuple(map(str, range(1, 27))),
)
"""Suffixes of option columns, in order: letters, numbers from 0, and numbers from 1."""


@dataclass(frozen=True, slots=True)
class Preset:
    """The column names that one known source of questions uses."""

    name: str
    needs: frozenset[str] = frozenset()
    """Normalized names of the columns that a file must have for the preset to apply."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field -> normalized column names to use instead of those in `NAMES`. Empty for no column."""
    style: str = ""
    """How answers name options: a key of `STYLES`, or empty if it varies."""
    id_parts: Mapping[str, int] = field(default_factory=dict)
    """Field -> number of characters at the start of the id that give its value."""
    ignored: frozenset[str] = frozenset()
    """Normalized names of columns that don't need to be read."""


PRESETS = (
    Preset(
        "ham-pool",
        frozenset({"id", "correct", "question", "refs", "figure"}),
        {"answer": ("correct",), "options": ("answers",)},
        style="numbers starting at 0",
        id_parts={"domain": 2, "topic": 3},
        ignored=frozenset({"correctletter"}),
    ),
    Preset(
        "examtopics",
        frozenset({"question", "discussion"}),
        {"answer": ("correctanswer", "answer", "suggestedanswer"), "references": ()},
    ),
    Preset(
        "quiz-app",
        frozenset({"question", "answers", "alternatives"}),
        {"answer": ("answers",), "wrong": ("alternatives",), "options": ()},
    ),
    Preset("generic"),
)
"""Known presets. The first one whose columns a file has is used."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The column of a file for each field, and the columns that contain options."""

    preset: Preset
    fields: Mapping[str, str]
    """Field -> column of the file."""
    options: tuple[str, ...] = ()
    """Columns that contain one option each."""
    whys: tuple[str, ...] = ()
    """Rationale columns in the order of `options`, empty if an option has none."""
    ends: tuple[str, ...] = ()
    """Suffixes of the option columns, such as `a` or `1`."""

    def summary(self) -> str:
        """Return a sentence that lists the column used for each field."""
        single = [f"{name} = {column}" for name, column in self.fields.items()]
        several = [f"options = {', '.join(self.options)}"] if self.options else []
        return f"Read as {self.preset.name}: {'; '.join(single + several)}."

    def unread(self, columns: Iterable[str]) -> list[str]:
        """Return the columns that no field uses, except those that the preset ignores."""
        taken = {*self.fields.values(), *self.options, *self.whys}
        return [c for c in columns if c not in taken and plain(c) not in self.preset.ignored]


def plain(name: str) -> str:
    """Normalize a column name for comparison: `Correct_Answer` becomes `correctanswer`."""
    return re.sub(r"[\W_]+", "", name.casefold())


def find_names(preset: Preset, part: str) -> tuple[str, ...]:
    """Return the normalized column names for the field `part`, from the preset or else `NAMES`."""
    return preset.names.get(part, NAMES[part])


def map_columns(columns: Iterable[str], given: Mapping[str, str] | None = None) -> Mapped:
    """Choose a column of the file for each field. `given` maps fields to columns already chosen."""
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(plain(column), column)
    preset = next(p for p in PRESETS if p.needs <= known.keys())
    given = given or {}
    fields = {part: column for part, column in given.items() if part in NAMES}
    free = {name: column for name, column in known.items() if column not in given.values()}
    for part in NAMES:
        match = next((name for name in find_names(preset, part) if name in free), None)
        if part not in given and match is not None:
            fields[part] = free.pop(match)
    options, whys, ends = _given_options(given)
    if not options and "options" not in fields:
        options, whys, ends = _numbered(free)
    return Mapped(preset, fields, options, whys, ends)


_Columns = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Option columns, their rationale columns, and the suffixes of the option columns."""


def _given_options(given: Mapping[str, str]) -> _Columns:
    letters = [letter for letter in ascii_lowercase if f"option_{letter}" in given]
    options = tuple(given[f"option_{letter}"] for letter in letters)
    return options, tuple(given.get(f"why_{letter}", "") for letter in letters), tuple(letters)


def _numbered(free: Mapping[str, str]) -> _Columns:
    """Find option columns such as `option_a`, `option_b` or `Choice 1`, `Choice 2`.

    Return the option columns, their rationale columns, and their suffixes; all are empty if there
    are none. `free` maps normalized names to the columns that no field uses yet.
    """
    for series in _SERIES:
        for prefix in OPTION_PREFIXES:
            ends = [end for end in series if f"{prefix}{end}" in free]
            if len(ends) > 1 and ends[0] == series[0]:
                whys = tuple(_why(free, end) for end in ends)
                return tuple(free[f"{prefix}{end}"] for end in ends), whys, tuple(ends)
    return (), (), ()


def _why(free: Mapping[str, str], end: str) -> str:
    names = (f"{prefix}{end}" for prefix in WHY_PREFIXES)
    return next((free[name] for name in names if name in free), "")
