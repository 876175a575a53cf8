"""A file as it came in: bytes that become text, and findings that know their place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from examkit.diagnostics import Finding, Severity
from examkit.sanitize import sanitize

MAX_BYTES = 20 << 20
"""Size of one file to import; in a package, of one member."""
MOST_LISTED = 2_000
"""Findings of one code that are listed for a file; those behind them are only counted."""

Kind = tuple[str, Severity, str]
"""Path, severity and code of a finding."""


def classify(finding: Finding) -> Kind:
    """Return what a finding is counted under."""
    return finding.path, finding.severity, finding.code


@dataclass(slots=True)
class InputFile:
    """One file to import, with what was found in it so far."""

    path: str
    """As the user named it, or `package.zip!/member` inside a package."""
    data: bytes
    findings: list[Finding] = field(default_factory=list)
    """Those that are listed."""
    found: Counter[Kind] = field(default_factory=Counter)
    """How many there are of each kind, listed or not."""
    _listed: Counter[str] = field(default_factory=Counter)
    _text: str | None = None

    @property
    def text(self) -> str:
        """Its text with line feeds; a file that is not UTF-8 is read as Windows-1252, and told."""
        if self._text is None:
            self._text = self._decoded().replace("\r\n", "\n").replace("\r", "\n")
        return self._text

    def _decoded(self) -> str:
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            said = "Not UTF-8 text; it was read as Windows-1252."
            self.add((line, 1), "not-utf-8", said, "Save the file as UTF-8.", severity="warning")
            return self.data.decode("cp1252", "replace")

    def add(
        self,
        place: tuple[int, int],
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        question: str = "",
    ) -> None:
        """Report something at a line and column; an error leaves a question out, info is a loss."""
        if self._listed[code] >= MOST_LISTED:
            self.found[self.path, severity, code] += 1
            return
        told = sanitize(message)[:300], sanitize(hint)[:300], sanitize(question)[:64]
        self.put(Finding(self.path, *place, code, severity, *told))

    def skip(self, place: tuple[int, int], said: str, hint: str = "", *, question: str) -> None:
        """Report a question that a bank has no kind for; nothing else of the file is left out."""
        self.add(place, "skipped", said, hint, severity="info", question=question)

    def put(self, finding: Finding) -> None:
        """Count a finding, and list it while there are few of its code."""
        self.found[classify(finding)] += 1
        if self._listed[finding.code] < MOST_LISTED:
            self._listed[finding.code] += 1
            self.findings.append(finding)

    def adopt(self, member: InputFile) -> None:
        """Take over what was found in a member of this package."""
        unlisted = member.found - Counter(map(classify, member.findings))
        for finding in member.findings:
            self.put(finding)
        self.found += unlisted


class Places:
    """Lines and columns of offsets in one text."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def start(self, line: int) -> int:
        """Return the offset at which a line begins; lines from 1."""
        return self._starts[line - 1]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
