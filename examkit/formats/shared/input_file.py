"""A file to import: its bytes, its text, and the findings in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from examkit.diagnostics import Finding, Severity
from examkit.sanitize import sanitize

MAX_BYTES = 20 << 20
"""The most bytes of a file to import, or of one member of a package."""
MOST_LISTED = 2_000
"""The most findings of one code that are listed for a file. The rest are only counted."""

Kind = tuple[str, Severity, str]
"""The path, severity, and code of a finding."""


def classify(finding: Finding) -> Kind:
    """Return the path, severity, and code under which a finding is counted."""
    return finding.path, finding.severity, finding.code


@dataclass(slots=True)
class InputFile:
    """A file to import, with the findings in it so far."""

    path: str
    """The path that the user gave, or `package.zip!/member` for a file inside a package."""
    data: bytes
    findings: list[Finding] = field(default_factory=list)
    """The findings to show, at most `MOST_LISTED` of each code."""
    found: Counter[Kind] = field(default_factory=Counter)
    """The number of findings of each kind, including those that aren't shown."""
    _listed: Counter[str] = field(default_factory=Counter)
    _text: str | None = None

    @property
    def text(self) -> str:
        """The file's text. If it isn't UTF-8, it is read as Windows-1252, with a warning."""
        if self._text is None:
            self._text = self._decoded().replace("\r\n", "\n").replace("\r", "\n")
        return self._text

    def _decoded(self) -> str:
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            message = "The file isn't UTF-8, so it was read as Windows-1252."
            self.add((line, 1), "not-utf-8", message, "Save the file as UTF-8.", severity="warning")
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
        """Add a finding at `place`, a line and column.

        `code` is a stable name for its cause, such as `no-key`. `question` names the question that
        it is about, if any, by its id, its title, or the start of its stem. Errors leave a question
        out. Findings of severity `info` report losses.
        """
        if self._listed[code] >= MOST_LISTED:
            self.found[self.path, severity, code] += 1
            return
        texts = sanitize(message)[:300], sanitize(hint)[:300], sanitize(question)[:64]
        self.put(Finding(self.path, *place, code, severity, *texts))

    def skip(self, place: tuple[int, int], message: str, hint: str = "", *, question: str) -> None:
        """Add a finding that the caller skipped a question whose type examkit doesn't read.

        `place` is the question's line and column. `question` is its id, its title, or the start of
        its stem, so that the user can find it.
        """
        self.add(place, "skipped", message, hint, severity="info", question=question)

    def put(self, finding: Finding) -> None:
        """Count a finding. List it unless `MOST_LISTED` with its code are listed already."""
        self.found[classify(finding)] += 1
        if self._listed[finding.code] < MOST_LISTED:
            self._listed[finding.code] += 1
            self.findings.append(finding)

    def adopt(self, member: InputFile) -> None:
        """Add the findings of `member`, a file inside this package."""
        unlisted = member.found - Counter(map(classify, member.findings))
        for finding in member.findings:
            self.put(finding)
        self.found += unlisted


class Places:
    """Finds the line and column of any offset in a text."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def start(self, line: int) -> int:
        """Return the offset at which a line starts. Lines count from 1."""
        return self._starts[line - 1]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
