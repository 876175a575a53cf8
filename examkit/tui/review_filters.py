"""Which questions a review shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.content import Content

from examkit.exam.grading import SlotScore
from examkit.tui.text_blocks import TextBlock

BOOKMARKED = "bookmarked"
FILTERS: dict[str, Callable[[SlotScore], bool]] = {
    "all": lambda _: True,
    "missed": lambda slot: slot.outcome != "right",
    "flagged": lambda slot: slot.flagged,
    "unsure": lambda slot: slot.confidence in (1, 2),
    "sure but missed": lambda slot: slot.is_sure_miss,
    BOOKMARKED: lambda _: True,
}
"""The filters of slots by name, in the order of their keys.

The one for bookmarks lets all slots pass, because a score doesn't include bookmarks.
"""

CURRENT = "bold underline $text-accent"
"""The style of the current filter. The others can be clicked."""


def draw_filters(counts: Mapping[str, int], current: str) -> TextBlock:
    """Return the filters that have questions, with keys and counts.

    `counts` maps the name of each filter to the number of questions that pass it. The filter with
    the name `current` stands out, and is included even without questions.
    """
    names = [
        Content.styled(
            f"{key} {name.capitalize()} {count}",
            CURRENT if name == current else f"$text-muted @click=screen.filter('{key}')",
        )
        for key, (name, count) in enumerate(counts.items(), start=1)
        if count or name == current
    ]
    return TextBlock(Content("\n").join(names), layout=_flow)


def _flow(names: Content, room: int) -> list[Content]:
    """Return lines of up to `room` cells with the names, which are not broken across lines.

    `names` has one name on each line.
    """
    first, *others = names.split("\n")
    lines = [first]
    for name in others:
        longer = lines[-1] + " · " + name
        lines[-1:] = [longer] if longer.cell_length <= room else [lines[-1], name]
    return lines
