"""Raised and lowered text as plain characters: 10³ and H₂O, or ^( ) and _( ) around the rest."""

from __future__ import annotations

_SIGNS = "0123456789+-\u2212=()"
_RAISED = str.maketrans(_SIGNS + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LONGEST = 12
"""Characters of what becomes small characters; more is hard to read."""
_FORMS = {"sup": (_RAISED, "^("), "sub": (_LOWERED, "\\_(")}
TAGS = frozenset(_FORMS)


class Scripts:
    """Rewrites raised and lowered parts of an output while it grows."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._open: list[tuple[str, int]] = []

    def begin(self, tag: str) -> None:
        """Begin a part; its place is filled when it ends."""
        self._open.append((tag, len(self._out)))
        self._out.append("")

    def end(self, tag: str) -> None:
        """End the part that began last, if it has this tag."""
        if not self._open or self._open[-1][0] != tag:
            return
        tag, start = self._open.pop()
        if start + 1 >= len(self._out):
            return
        table, opening = _FORMS[tag]
        inside = _short(self._out, start)
        if inside and all(ord(mark) in table for mark in inside):
            self._out[start:] = [inside.translate(table)]
        else:
            self._out[start] = opening
            self._out.append(")")

    def end_all(self) -> None:
        """End what a block leaves open."""
        while self._open:
            self.end(self._open[-1][0])


def _short(out: list[str], start: int) -> str:
    """Return what stands behind a place, if it is short."""
    few = len(out) - start <= _LONGEST
    text = "".join(out[start:]).strip() if few else ""
    return text if len(text) <= _LONGEST else ""
