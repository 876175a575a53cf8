"""Which attempt the report is about, and what makes it differ from others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from examkit.exam.form import Mode
from examkit.report.blocks import Blocks, Head, Paragraph
from examkit.report.phrases import duration
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
    """UTC, ISO 8601, like `finished`."""
    finished: str | None
    """None if the attempt is unfinished."""
    elapsed: float
    """Seconds used."""
    limit: float | None
    """Seconds allowed; None if untimed."""
    reason: str
    """Why it ended: `submitted` or `time`."""
    clock_changed: bool
    _started: float
    """UTC seconds since 1970."""

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
            _started=facts.started,
        )

    def summary(self) -> Blocks:
        spent = f"{duration(self.elapsed)}, untimed"
        if self.limit is not None:
            spent = f"{round(self.elapsed / 60)} of {round(self.limit / 60)} min"
        code = self.exam.upper()
        yield Head(
            code, self.exam_title, self.title, self._started, self.asked, spent, self.attempt
        )
        if self.finished is None:
            yield Paragraph("This attempt isn't finished. Unanswered questions count as incorrect.")
        if self.clock_changed:
            yield Paragraph(
                "The computer's clock was changed during this attempt, so times may be off."
            )


def iso_time(seconds: float) -> str:
    """Write UTC seconds since 1970 in ISO 8601."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
