"""A file of a bank with its findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from examkit.bank.model_faults import describe_errors
from examkit.bank.toml.reader import KeyPath, Positions, find_positions
from examkit.diagnostics import Finding, Severity
from examkit.sanitize import sanitize

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class SourceFile:
    """A file of a bank: its path, its text, and the findings so far."""

    path: str
    """Path relative to the bank's folder."""
    text: str
    findings: list[Finding] = field(default_factory=list)
    _positions: Positions | None = None

    @property
    def has_errors(self) -> bool:
        """Return whether any finding so far is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    def add(
        self,
        code: str,
        loc: KeyPath,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        question: str = "",
    ) -> None:
        """Add a finding at a key, or at the closest table around it if the key is missing.

        `code` is the name of the violated rule, `loc` the key's path, and `question` the id of the
        question with the key, if any. If a question takes the key's value from the top of the
        file, the finding points there and is added only once.
        """
        if self._positions is None:
            self._positions = find_positions(self.text)
        if is_default := self._positions.is_default(loc):
            loc, question = loc[2:], ""
        line, column = self._positions.nearest(loc)
        text, advice = sanitize(message)[:300], sanitize(hint)[:300]
        about = sanitize(question)[:64]
        finding = Finding(self.path, line, column, code, severity, text, advice, about)
        if not is_default or finding not in self.findings:
            self.findings.append(finding)

    def validate(
        self,
        model: type[M],
        values: Mapping[str, Any],
        loc: KeyPath = (),
        question: str = "",
        reported: Collection[str] = (),
    ) -> M | None:
        """Convert values to a model; if that fails, add a finding for each fault and return None.

        `loc` is the path of the values in the file, and `question` the id of their question, if
        any. A missing key gets no finding if it is in `reported`.
        """
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for code, inner, message, hint in describe_errors(model, error):
                if code != "missing-key" or inner[-1] not in reported:
                    self.add(code, (*loc, *inner), message, hint, question=question)
            return None
