"""The known formats: the built-in ones, and those that installed packages add.

A package adds a format with an entry point of the group `examkit.formats` that names a `Format`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from examkit.diagnostics import did_you_mean
from examkit.errors import UsageError
from examkit.formats.shared.draft import (
    Draft,
    Loss,
    QuestionSet,
    ReadResult,
    RoundTrip,
    all_but,
    clear_fields,
    differing_fields,
    losses_for,
    normalize,
    reject,
)
from examkit.formats.shared.input_file import InputFile

GROUP = "examkit.formats"
BUILT_IN = {
    "gift": "examkit.formats.gift",
    "aiken": "examkit.formats.aiken",
    "json": "examkit.formats.json",
    "csv": "examkit.formats.csv",
    "anki": "examkit.formats.anki",
    "apkg": "examkit.formats.anki.package",
    "canvas": "examkit.formats.qti12",
    "moodle": "examkit.formats.moodle",
    "toml": "examkit.formats.toml",
    "qti": "examkit.formats.qti",
    "markdown": "examkit.formats.markdown",
}
"""Name of each built-in format -> the module that defines it as `FORMAT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format: functions that convert between bytes and drafts without side effects."""

    name: str
    """The name used on the command line."""
    title: str
    suffix: str
    """The file extension of written files, with its dot."""
    detect: Callable[[InputFile], float]
    """Returns the confidence that a file has this format, from 0 to 1.

    The format with the highest confidence reads the file if that is at least 0.5. Return 0.9 or
    more for content that only this format has, and less for a mere likeness. If two formats are
    equally confident, the last name in the alphabet wins. Read no more of the file than needed.
    """
    types: Collection[str] | None = None
    """The supported question types. If None, `round_trip` rejects what it can't store."""
    read: Callable[[InputFile], ReadResult] | None = None
    """Returns all questions and findings of a file. Never raises an error for a file's content."""
    round_trip: Callable[[Draft], RoundTrip] | None = None
    """Returns the question as `read` returns it after `write`. Gets only the supported types."""
    write: Callable[[QuestionSet], bytes] | None = None
    """Returns a file with these questions, which `carry` has already adapted to the format."""


def carry(form: Format, draft: Draft) -> RoundTrip:
    """Return a question as it comes back from a format, with every loss.

    Rejects a question of an unsupported type, and a retired question that would come back as
    active. Adds the losses that the format doesn't report itself.
    """
    if form.round_trip is None:
        return reject("examkit can read this format, but can't write it.")
    if form.types is not None and draft.type not in form.types:
        return reject(f"The {form.name} format can't store questions of type {draft.type}.")
    trip = form.round_trip(draft)
    if trip.draft is None:
        return trip
    if draft.retired and not trip.draft.retired:
        return reject("The format can't mark questions as retired.")
    named = {loss.part for loss in trip.losses}
    lost = [part for part in differing_fields(normalize(draft), trip.draft) if part not in named]
    more = tuple(Loss(part, "The format would change this field.") for part in lost)
    return RoundTrip(trip.draft, (*trip.losses, *more))


@cache
def formats() -> dict[str, Format]:
    """Return a mapping from names to all known formats, which are loaded only once."""
    known: dict[str, Format] = {n: import_module(m).FORMAT for n, m in BUILT_IN.items()}
    for entry in entry_points(group=GROUP):
        brought = entry.load()
        if isinstance(brought, Format):
            known.setdefault(brought.name, brought)
    return known


def find_format(name: str) -> Format:
    """Return the format with this name. Raises UsageError if there is none."""
    known = formats()
    if name not in known:
        hint = did_you_mean(name, known) or f"Known: {', '.join(sorted(known))}."
        raise UsageError(f"Unknown format {name!r}.", hint)
    return known[name]


def detect_format(file: InputFile) -> Format | None:
    """Return the most likely format of a file, or None if no format's confidence is 0.5 or more."""
    readable = [each for each in formats().values() if each.read]
    sure, best = max(((f.detect(file), f.name) for f in readable), default=(0.0, ""))
    return formats()[best] if sure >= 0.5 else None


NO_LIMIT: Callable[[Draft], str] = lambda _: ""  # noqa: E731 -- a default


def keep_whole(draft: Draft) -> RoundTrip:
    """Return the question without losses, for a format that stores every field."""
    return RoundTrip(normalize(draft))


def write_and_read(
    read: Callable[[InputFile], ReadResult],
    write: Callable[[QuestionSet], bytes],
    explain: Callable[[str], str],
    *,
    stored: Collection[str] | None = None,
    no_place: str = "",
    limit: Callable[[Draft], str] = NO_LIMIT,
) -> Callable[[Draft], RoundTrip]:
    """Return a `Format.round_trip` that writes a question and reads it back.

    `stored` names the parts that the format can store (None for all), and `no_place` explains why
    the others are lost. `explain` returns why the part with a given name changed. `limit` returns
    why a question can't be written at all, or an empty string if it can.
    """
    missing = all_but(*stored) if stored is not None else ()

    def round_trip(draft: Draft) -> RoundTrip:
        whole = normalize(draft)
        if why := limit(whole):
            return reject(why)
        plain = clear_fields(whole, missing)
        back = read(InputFile("", write(QuestionSet("", (plain,))))).questions
        if len(back) != 1:
            return reject("The format would misread the question's text.")
        changed = (Loss(part, explain(part)) for part in differing_fields(plain, back[0]))
        return RoundTrip(back[0], (*losses_for(whole, missing, no_place), *changed))

    return round_trip
