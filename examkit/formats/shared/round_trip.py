"""How a question comes back from a format: written and read again, so that nothing is promised."""

from __future__ import annotations

from collections.abc import Callable, Collection

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
