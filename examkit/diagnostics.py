"""Findings: faults in a bank, each with its position and what to do about it."""

# Annotations aren't postponed, because a named tuple would compile each one from its text.
import difflib
from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Finding(NamedTuple):
    """A fault in a bank."""

    path: str
    """File, relative to the bank's folder, with forward slashes."""
    line: int
    """Line number, from 1."""
    column: int
    """Column number, from 1."""
    code: str
    """Stable name of the rule, for example `unknown-key`."""
    severity: Severity
    message: str
    """What is wrong, in one sentence, without control characters."""
    hint: str = ""
    """What to do about it."""
    id: str = ""
    """Id of the question with the fault, if it is in a question."""

    def __str__(self) -> str:
        """Return the finding in a compiler's format: `path:line:column: severity code: message`."""
        where = f"{self.path}:{self.line}:{self.column}"
        about = f" [{self.id}]" if self.id else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{about}{hint}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding's values by field name, as `bank check --format json` shows them."""
        return self._asdict()


def quoted(name: str, most: int = 60) -> str:
    """Return a name in quotes; if it is longer than `most` characters, cut it to that length."""
    return repr(name if len(name) <= most else f"{name[: most - 1]}…")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the hint "Did you mean NAME?" with the name in `known` that is most similar to `name`.

    Empty if no known name is similar.
    """
    # The time to compare grows with the product of the lengths, so a long name is cut.
    close = difflib.get_close_matches(name[:200], list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else ""
