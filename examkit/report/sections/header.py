"""Which attempt the report is about, and whether anything about it is unusual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from examkit.exam.form import Mode
from examkit.report.blocks import Blocks, Head, Paragraph
from examkit.report.number_text import duration
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class HeaderSection(Section):
    name = "header"

    attempt: str
    mode: Mode
    title: str
    bank: str
    exam: str
    exam_title: str
    asked: int
    started: str
    """When the attempt started, in UTC as ISO 8601."""
    finished: str | None
    """When the attempt ended, in UTC as ISO 8601; None if it is unfinished."""
    elapsed: float
    """Seconds on the attempt's clock."""
    limit: float | None
    """Seconds allowed, or None if the attempt was untimed."""
    reason: str
    """Why the attempt ended: `submitted` or `time`."""
    clock_changed: bool
    _name: str
    """What the attempt was, in words."""
    _started: float
    """When the attempt started, in UTC seconds since 1970."""

    @classmethod
    def build(cls, report: Report) -> HeaderSection:
        form, facts = report.form, report.facts
        return cls(
            attempt=facts.attempt_id,
            mode=form.mode,
            title=form.title,
            bank=form.bank,
            exam=form.exam.id,
            exam_title=form.exam.title,
            asked=len(form.slots),
            started=iso_time(facts.started),
            finished=None if facts.finished is None else iso_time(facts.finished),
            elapsed=facts.elapsed,
            limit=form.limit,
            reason=facts.reason,
            clock_changed=facts.clock_changed,
            _name=report.name,
            _started=facts.started,
        )

    def summary(self) -> Blocks:
        spent = f"{duration(self.elapsed)}, untimed"
        if self.limit is not None:
            spent = f"{round(self.elapsed / 60)} of {round(self.limit / 60)} min"
        code = self.exam.upper()
        yield Head(
            code, self.exam_title, self._name, self._started, self.asked, spent, self.attempt
        )
        if self.finished is None:
            yield Paragraph("This attempt isn't finished. Unanswered questions count as incorrect.")
        if self.clock_changed:
            yield Paragraph(
                "The computer's clock was changed during this attempt, so times may be off."
            )


def iso_time(seconds: float) -> str:
    """Return UTC seconds since 1970 as ISO 8601, such as "2026-12-01T09:30:00Z"."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
