"""The next steps of a report with the keys that start them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from examkit.report.blocks import NextStep, StepKind
from examkit.tui.key_command import show_key
from examkit.tui.key_meanings import KEYS
from examkit.tui.report.bar_rows import shorten
from examkit.tui.report.tones import MUTED
from examkit.tui.text_blocks import literal

_COMMANDS: dict[StepKind, str] = {
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
"""Width in cells below which the details of a step take two lines, since they are narrow."""
_TITLE = 30
"""Width in cells that the title of a step with details needs not exceed."""
_NUMBER, _KEY = 3, 4


def draw_steps(steps: Sequence[NextStep], width: int, keys: Mapping[str, str]) -> list[Content]:
    """Return the steps, one line each if wide enough. `keys` has the candidate's own keys."""
    pairs = [_split(step.text, width) for step in steps]
    titles = max((literal(title).cell_length for title, detail in pairs if detail), default=0)
    lines = []
    for number, (step, (title, detail)) in enumerate(zip(steps, pairs, strict=True), 1):
        start = literal(f"{number}".ljust(_NUMBER), _ACCENT)
        key = literal(_key(step.kind, keys).rjust(_KEY), _ACCENT)
        room = width - _NUMBER - _KEY
        first = literal(title, "bold").truncate(room, ellipsis=True)
        rest = literal(detail, MUTED)
        if width >= _ONE_LINE:
            first = first.pad_right(max(0, titles - first.cell_length + 3)) + rest
            first = first.truncate(room, ellipsis=True)
        lines.append(start + first.pad_right(max(0, room - first.cell_length)) + key)
        if width < _ONE_LINE and detail:
            lines += _wrap(rest, room, lines=2 if width < _NARROW else 1)
    return lines


def _wrap(text: Content, width: int, lines: int) -> list[Content]:
    """Return at most a number of lines, indented. The last one ends in an ellipsis if cut."""
    wrapped = text.wrap(width)
    shown = wrapped[:lines]
    if len(wrapped) > lines:
        shown[-1] = (shown[-1] + "…").truncate(width, ellipsis=True)
    return [literal(" " * _NUMBER) + line for line in shown]


def _split(text: str, width: int) -> tuple[str, str]:
    """Return what to do, and the details, for which a wide line has room too."""
    title, _, detail = text.partition(": ")
    return shorten(title, max(_TITLE, width // 2)) if detail else title, detail


def _key(kind: StepKind, keys: Mapping[str, str]) -> str:
    name = _COMMANDS[kind]
    return show_key(keys.get(name, KEYS[name]).split(",")[0])
