"""Escaping of a bank's text in Markdown, so that it can't add tags, links, images, or headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.report.text_layout import to_single_line
from examkit.sanitize import sanitize

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_ACTING = re.compile(r"([\\`\[\]<>&~])")
_HEADING = re.compile(r"^((?:\s|[-+*]\s|\d{1,9}[.)]\s)*)(#|=+\s*$|-+\s*$)")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`\n]*)$")
_OWN_FENCE = re.compile(r"`{3,}[\w+#-]*")
_TICKS = re.compile(r"`+")
_WORD = re.compile(r"[\w+#-]{1,20}")


def escape_line(text: str) -> str:
    """Return text as one line, with Markdown's special characters escaped."""
    return _SPECIAL.sub(r"\\\1", to_single_line(sanitize(text)))


def escape_block(text: str) -> str:
    """Return a bank's Markdown with everything escaped but code, lists, tables, and emphasis.

    Code gets new fences and backticks, so that every Markdown reader ends it in the same place.
    """
    lines = sanitize(text).strip("\n").splitlines()
    return "\n".join(_escaped(lines))


def fenced(text: str, language: str = "text") -> str:
    """Return text as a fenced code block. The fence is longer than any fence in the text."""
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def is_fence(line: str) -> bool:
    """Return whether a line from `escape_block` starts or ends a fenced code block."""
    return _OWN_FENCE.fullmatch(line) is not None


def link(address: str) -> str:
    """Return a Markdown link to a web address, or escaped text if it isn't http or https.

    Characters that could end the link early are percent-encoded.
    """
    safe = (
        to_single_line(sanitize(address))
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace(" ", "%20")
    )
    return f"<{safe}>" if re.match(r"https?://", safe) else escape_line(address)


def _escaped(lines: list[str]) -> Iterator[str]:
    """Yield the lines escaped, except for code blocks, which get new fences."""
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        end = _end_of_fence(lines, at, opening[1]) if opening else None
        if opening is None or end is None:
            yield _escaped_line(lines[at])
            at += 1
            continue
        word = _WORD.match(opening[2].strip())
        yield from fenced("\n".join(lines[at + 1 : end]), word[0] if word else "").split("\n")
        at = end + 1


def _end_of_fence(lines: list[str], start: int, fence: str) -> int | None:
    closing = re.compile(rf" {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*\s*")
    return next((n for n in range(start + 1, len(lines)) if closing.fullmatch(lines[n])), None)


def _escaped_line(line: str) -> str:
    """Return a line escaped, except for its inline code."""
    parts: list[str] = []
    at = 0
    for span in _SPAN.finditer(line):
        parts += [_ACTING.sub(r"\\\1", line[at : span.start()]), _code(span[2])]
        at = span.end()
    parts.append(_ACTING.sub(r"\\\1", line[at:]))
    return _HEADING.sub(r"\1\\\2", "".join(parts))


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks}{text}{marks}"
