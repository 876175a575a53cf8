"""The formats that are known: those built in, and those that other packages bring.

A package adds one with an entry point of the group `examkit.formats` that names a `Format`.
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
"""Name of a format and its module, which holds it as `FORMAT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: pure functions between bytes and drafts."""

    name: str
    """As it is given on the command line."""
    title: str
    suffix: str
    """Ending of the files it writes, with its dot."""
    detect: Callable[[InputFile], float]
    """How sure it is that a file is its own, from 0 to 1; reads no more than it needs.

    The surest format gets the file, from 0.5 on: give 0.9 or more for what only it writes, and for
    a likeness less than a format whose mark is there. Of two that are equally sure, the later name
    in the alphabet gets it.
    """
    types: Collection[str] | None = None
    """Names of the question types that it holds; None leaves it to `round_trip` to refuse some."""
    read: Callable[[InputFile], ReadResult] | None = None
    """Give every question of a file and every fault; never raises for what stands in it."""
    round_trip: Callable[[Draft], RoundTrip] | None = None
    """Return how a question of these types comes back from `read` after `write`."""
    write: Callable[[QuestionSet], bytes] | None = None
    """Write questions that `carry` gave."""


def carry(form: Format, draft: Draft) -> RoundTrip:
    """Return how a question comes back from a format, and name each loss that it did not name.

    A type that the format has not registered is left out, and so is a retired question that the
    format would make one that is asked.
    """
    if form.round_trip is None:
        return reject("The format is only read.")
    if form.types is not None and draft.type not in form.types:
        return reject(f"{form.title} has no questions of the type {draft.type}.")
    trip = form.round_trip(draft)
    if trip.draft is None:
        return trip
    if draft.retired and not trip.draft.retired:
        return reject("It is retired, and the format can't say so.")
    named = {loss.part for loss in trip.losses}
    lost = [part for part in differing_fields(normalize(draft), trip.draft) if part not in named]
    more = tuple(Loss(part, "The format changes it.") for part in lost)
    return RoundTrip(trip.draft, (*trip.losses, *more))


@cache
def formats() -> dict[str, Format]:
    """Load all formats, by name."""
    found: dict[str, Format] = {n: import_module(m).FORMAT for n, m in BUILT_IN.items()}
    for entry in entry_points(group=GROUP):
        brought = entry.load()
        if isinstance(brought, Format):
            found.setdefault(brought.name, brought)
    return found


def find_format(name: str) -> Format:
    """Find a format by name. Raises UsageError."""
    known = formats()
    if name not in known:
        hint = did_you_mean(name, known) or f"Known: {', '.join(sorted(known))}."
        raise UsageError(f"There is no format {name!r}.", hint)
    return known[name]


def detect_format(file: InputFile) -> Format | None:
    """Find the format that a file is most likely in; None where none is more likely than not."""
    readable = [each for each in formats().values() if each.read]
    sure, best = max(((f.detect(file), f.name) for f in readable), default=(0.0, ""))
    return formats()[best] if sure >= 0.5 else None


NO_LIMIT: Callable[[Draft], str] = lambda _: ""  # noqa: E731 -- a default


def keep_whole(draft: Draft) -> RoundTrip:
    """Return the question as it is, for a format that holds all of it for this program."""
    return RoundTrip(normalize(draft))


def write_and_read(
    read: Callable[[InputFile], ReadResult],
    write: Callable[[QuestionSet], bytes],
    explain: Callable[[str], str],
    *,
    held: Collection[str] | None = None,
    no_place: str = "",
    limit: Callable[[Draft], str] = NO_LIMIT,
) -> Callable[[Draft], RoundTrip]:
    """Make a round trip that writes a question and reads it again.

    `held` names the parts that the format has a place for (None for all), and `no_place` says so of
    the others. `explain` says why a part changed, and `limit` why a question does not fit at all.
    """
    missing = all_but(*held) if held is not None else ()

    def round_trip(draft: Draft) -> RoundTrip:
        whole = normalize(draft)
        if why := limit(whole):
            return reject(why)
        plain = clear_fields(whole, missing)
        back = read(InputFile("", write(QuestionSet("", (plain,))))).questions
        if len(back) != 1:
            return reject("Its texts would read as something else.")
        changed = (Loss(part, explain(part)) for part in differing_fields(plain, back[0]))
        return RoundTrip(back[0], (*losses_for(whole, missing, no_place), *changed))

    return round_trip
