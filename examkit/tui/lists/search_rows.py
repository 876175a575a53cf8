"""The results of a search, and what is offered before the first letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from examkit.bank.search import MAX_HITS, Hit
from examkit.humanize import pluralize
from examkit.tui.text_blocks import NOTHING, literal

if TYPE_CHECKING:
    from textual.visual import RenderOptions

LABEL = 11
"""Width of the column with the kind of a result, in cells."""
SNIPPET_LINES = 2
MAX_OFFERS = 5
"""Maximum number of notes and of topics that are offered."""
LABELS = {"note": "Note", "question": "Question", "your note": "Your note"}
Pieces = Sequence[tuple[str, bool]]
"""The pieces of a text, each with whether it matches the search."""


class ResultRow(Visual):
    """A result in three lines: its kind and title, and the text around the match.

    All results are equally high, so that they keep their places while the candidate types.
    """

    def __init__(self, label: str, title: str, text: Pieces) -> None:
        self._label = label
        self._title = title
        self._text = text

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the row."""
        # A muted label would be unreadable in reverse video.
        label = literal(self._label.ljust(LABEL), "" if style.reverse else "$text-muted")
        text = Content("\n").join(self._lines(label, width))
        return text.render_strips(width, height, style, options)

    def _lines(self, label: Content, width: int) -> list[Content]:
        room = max(8, width - LABEL)
        pieces = window(self._text, room * SNIPPET_LINES * 3 // 4)
        text = Content("").join(
            literal(piece, "bold underline" if is_match else "") for piece, is_match in pieces
        )
        title = literal(self._title, "bold").truncate(room, ellipsis=True)
        # The text of a question starts with its title.
        repeats = text.plain.startswith(self._title[: room // 2])
        above = [] if repeats else [title]
        wrapped = text.wrap(room) if text else []
        lines = [*above, *cut(wrapped, 1 + SNIPPET_LINES - len(above), room)]
        lines += [NOTHING] * (1 + SNIPPET_LINES - len(lines))
        margins = [label, *[Content(" " * LABEL)] * SNIPPET_LINES]
        return [margin + line for margin, line in zip(margins, lines, strict=True)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the full width of the container."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines."""
        return 1 + SNIPPET_LINES


def cut(lines: list[Content], count: int, room: int) -> list[Content]:
    """Return the first `count` lines. If there are more, the last one ends with an ellipsis.

    `room` is the width of a line in cells.
    """
    if len(lines) <= count:
        return lines
    rest = Content(" ").join(line.rstrip() for line in lines[count - 1 :])
    return [*lines[: count - 1], rest.truncate(room, ellipsis=True)]


def window(pieces: Pieces, room: int) -> Pieces:
    """Return the pieces of a text, cut at the start if needed to bring the first match into view.

    `room` is the number of characters in view.
    """
    if not pieces or pieces[0][1]:
        return pieces
    text, _ = pieces[0]
    match = pieces[1][0] if len(pieces) > 1 else ""
    surplus = len(text) + len(match) - room
    if not match or surplus <= 0:
        return pieces
    start = text.find(" ", surplus) + 1 or surplus
    return [(f"…{text[start:]}", False), *pieces[1:]]


def result_row(hit: Hit) -> tuple[str, ResultRow]:
    """Return the ID and the row of a search result."""
    return f"{hit.kind}:{hit.ref}", ResultRow(LABELS[hit.kind], hit.title, hit.snippet)


def count_text(results: int) -> str:
    """Return how many results there are, or that only the first ones are shown."""
    if results < MAX_HITS:
        return pluralize(results, "result")
    return f"Showing the first {MAX_HITS} results"


def offers(
    notes_read: Mapping[str, str],
    topics: Mapping[str, str],
    totals: Mapping[str, tuple[int, int]],
) -> Iterator[tuple[str, ResultRow]]:
    """Yield the ID and the row of what is offered before the first letter is typed.

    These are the notes read last and the topics with the most missed questions. `notes_read` maps
    addresses of notes to titles, and `topics` maps topic IDs to titles. `totals` maps topic IDs to
    the number of answers and the number of correct ones.
    """
    for ref, title in list(notes_read.items())[:MAX_OFFERS]:
        yield f"note:{ref}", ResultRow("Last read", title, [(ref.partition("#")[0], False)])
    missed = {topic: asked - correct for topic, (asked, correct) in totals.items()}
    most = sorted((topic for topic in topics if missed.get(topic)), key=lambda t: -missed[t])
    for topic in most[:MAX_OFFERS]:
        about = f"{missed[topic]} of {totals[topic][0]} missed"
        yield f"topic:{topic}", ResultRow("Missed", topics[topic], [(about, False)])
