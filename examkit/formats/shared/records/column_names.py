"""Names that other people give to the parts of a question, as data, and how they are found."""

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
"""Field -> plain names, the surest first; a name taken by one field is not taken by the next."""

OPTION_PREFIXES = ("option", "choice", "answer", "alternative", "opt", "answeroption", "")
WHY_PREFIXES = ("why", "rationale", "explanation", "feedback")

_SERIES: tuple[Sequence[str], ...] = (
    ascii_lowercase,
    tuple(map(str, range(27))),
    tuple(map(str, range(1, 27))),
)
"""Ends of the names of columns that hold options."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One known kind of collection."""

    name: str
    needs: frozenset[str] = frozenset()
    """Plain names that it has, all of them."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What differs from the general names; nothing where a field has none."""
    style: str = ""
    """How answers name options, where that is settled."""
    id_parts: Mapping[str, int] = field(default_factory=dict)
    """Fields that are the first letters of the id, and how many."""
    ignored: frozenset[str] = frozenset()
    """Plain names that hold nothing that is missed."""


PRESETS = (
    Preset(
        "ham-pool",
        frozenset({"id", "correct", "question", "refs", "figure"}),
        {"answer": ("correct",), "options": ("answers",)},
        style="numbers from 0",
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
"""The first whose names are all there is taken."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which column holds what."""

    preset: Preset
    fields: Mapping[str, str]
    """Our field -> their column."""
    options: tuple[str, ...] = ()
    """Columns with one option each."""
    whys: tuple[str, ...] = ()
    """Columns with their rationales, in the same order; empty names where there are none."""
    ends: tuple[str, ...] = ()
    """What the names of the columns of options end in, such as `a` or `1`."""

    def told(self) -> str:
        """Say which column was taken for what."""
        single = [f"{name} = {column}" for name, column in self.fields.items()]
        several = [f"options = {', '.join(self.options)}"] if self.options else []
        return f"Read as {self.preset.name}: {'; '.join(single + several)}."

    def unread(self, columns: Iterable[str]) -> list[str]:
        """Name the columns that nothing is taken from."""
        taken = {*self.fields.values(), *self.options, *self.whys}
        return [c for c in columns if c not in taken and plain(c) not in self.preset.ignored]


def plain(name: str) -> str:
    """Return a name in the form in which names are compared: `Correct_Answer` as correctanswer."""
    return re.sub(r"[\W_]+", "", name.casefold())


def find_names(preset: Preset, part: str) -> tuple[str, ...]:
    """Return the plain names of a field."""
    return preset.names.get(part, NAMES[part])


def map_columns(columns: Iterable[str], given: Mapping[str, str] | None = None) -> Mapped:
    """Choose a column for each field: those given by the user first."""
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(plain(column), column)
    preset = next(p for p in PRESETS if p.needs <= known.keys())
    given = given or {}
    fields = {part: column for part, column in given.items() if part in NAMES}
    free = {name: column for name, column in known.items() if column not in given.values()}
    for part in NAMES:
        found = next((name for name in find_names(preset, part) if name in free), None)
        if part not in given and found is not None:
            fields[part] = free.pop(found)
    options, whys, ends = _given_options(given)
    if not options and "options" not in fields:
        options, whys, ends = _numbered(free)
    return Mapped(preset, fields, options, whys, ends)


_Columns = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Columns of options, columns of their rationales, ends of the names of the first."""


def _given_options(given: Mapping[str, str]) -> _Columns:
    letters = [letter for letter in ascii_lowercase if f"option_{letter}" in given]
    options = tuple(given[f"option_{letter}"] for letter in letters)
    return options, tuple(given.get(f"why_{letter}", "") for letter in letters), tuple(letters)


def _numbered(free: Mapping[str, str]) -> _Columns:
    """Find columns such as `option_a`, `option_b` or `Choice 1`, `Choice 2`."""
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
