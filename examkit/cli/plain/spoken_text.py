"""Markdown as text that reads well aloud: without its marks, and with tables as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*")
_LINK = re.compile(r"\[([^\[\]]+)\]\(https?://[^()\s]+\)")
_STRONG = re.compile(r"\*\*(\S(?:(?:[^\n]|\n(?!\n))*?\S)?)\*\*")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def to_spoken(source: str) -> str:
    """Return Markdown without its formatting marks, so that it reads well aloud.

    A table row becomes its cells, with semicolons between them.
    """
    return "\n".join(_parts(source))


def _parts(source: str) -> Iterator[str]:
    """Yield the lines of a Markdown text: code blocks unchanged, and others without marks."""
    text: list[str] = []
    in_code = False
    for line in source.split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
        elif in_code:
            yield from _spoken(text)
            text = []
            yield line
        else:
            text.append(line)
    yield from _spoken(text)


def _spoken(lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    text = "\n".join(line for line in lines if not _RULE.fullmatch(line))
    for line in _CODE.sub(r"\2", _STRONG.sub(r"\1", _LINK.sub(r"\1", text))).split("\n"):
        is_row = line.startswith("|") and line.rstrip().endswith("|")
        yield "; ".join(cell.strip() for cell in line.strip(" |").split("|")) if is_row else line
