"""The next steps of a report with the keys that start them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from examkit.report.blocks import NextStep, StepKind
from examkit.tui.key_command import key_of
from examkit.tui.report.tones import MUTED
from examkit.tui.text_blocks import literal
from examkit.tui.titles import shorten

COMMANDS: dict[StepKind, str] = {
    "drill": "drill",
    "notes": "notes",
    "sure-but-wrong": "sure but missed",
    "wrong": "missed",
    "mock": "mock",
}
"""The name of the command that starts each kind of step."""
_ACCENT = "bold $text-accent"
_ONE_LINE = 64
"""Width in cells from which a step takes one line."""
_NARROW = 50
"""Width in cells below which the details of a step can take two lines."""
_TITLE = 30
"""Width in cells up to which the title of a step with details is never shortened."""
_DETAIL = 29
"""Width in cells reserved for the details of a step."""
_BULLET = "▸  "
_KEY = 7


class StepRow(NamedTuple):
    """A step with the key that starts it."""

    title: str
    detail: str
    key: str


def step_rows(steps: Iterable[NextStep], keys: Mapping[str, str]) -> list[StepRow]:
    """Return a row for each next step.

    `keys` maps names of commands to the candidate's own keys. The first step has the key that
    continues, since it starts that step.
    """
    rows: list[StepRow] = []
    for step in steps:
        title, _, detail = step.text.partition(": ")
        name = COMMANDS[step.kind] if rows else "continue"
        rows.append(StepRow(title, detail, key_of(name, keys)))
    return rows


def draw_steps(rows: Sequence[StepRow], width: int) -> list[Content]:
    """Return the steps with their keys, one line each if wide enough."""
    room = width - len(_BULLET) - _KEY
    limit = max(_TITLE, room - _DETAIL)
    titles = [shorten(row.title, limit) if row.detail else row.title for row in rows]
    lengths = [literal(t).cell_length for t, row in zip(titles, rows, strict=True) if row.detail]
    lines = []
    for title, row in zip(titles, rows, strict=True):
        start = literal(_BULLET, _ACCENT)
        key = literal(row.key.rjust(_KEY), _ACCENT)
        first, rest = literal(title, "bold"), literal(row.detail, MUTED)
        if width >= _ONE_LINE and row.detail:
            first = first.pad_right(max(lengths) - first.cell_length + 3) + rest
        more = [] if row.detail or width >= _NARROW else _wrap(first, room, lines=2)[1:]
        first = first.wrap(room)[0] if more else first.truncate(room, ellipsis=True)
        lines.append(start + first.pad_right(room - first.cell_length) + key)
        if width < _ONE_LINE and row.detail:
            more = _wrap(rest, room, lines=2 if width < _NARROW else 1)
        lines += more
    return lines


def _wrap(text: Content, width: int, lines: int) -> list[Content]:
    """Return a text in at most `lines` indented lines. The last one ends in an ellipsis if cut."""
    wrapped = text.wrap(width)
    shown = wrapped[:lines]
    if len(wrapped) > lines:
        shown[-1] = (shown[-1] + "…").truncate(width, ellipsis=True)
    return [literal(" " * len(_BULLET)) + line for line in shown]
