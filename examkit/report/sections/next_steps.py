"""What to do next: at most three actions, each with the key that starts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.drills.preview import describe_time_needed
from examkit.drills.study_plan import DAYS_BETWEEN_MOCKS
from examkit.humanize import join_titles, pluralize
from examkit.report.blocks import Blocks, NextStep, Paragraph, Steps
from examkit.report.report import Report, Section
from examkit.report.sections.domains import DomainRow, DomainsSection
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.notes import NotesSection

MAX_STEPS = 3
DRILL_LENGTH = 20
_MAX_NOTES = 3
_COUNTS_ONLY = "The drill is based on this attempt only."
_ALL_ATTEMPTS = "The drill is based on all your attempts."
_NO_DATA = "The drill's domain doesn't have enough data yet."


@dataclass(frozen=True, slots=True)
class NextStepsSection(Section):
    name = "next"
    label = "Do next"

    next: tuple[NextStep, ...]
    _note: str
    """A sentence on what the recommended drill is based on; empty if readers don't need it."""

    @classmethod
    def build(cls, report: Report) -> NextStepsSection:
        steps = (
            _drill(report),
            _notes(report),
            _sure_but_wrong(report),
            _wrong(report),
            _mock(report),
        )
        chosen = tuple(step for step in steps if step is not None)[:MAX_STEPS]
        return cls(chosen, "".join(_basis(report, s) for s in chosen if s.kind == "drill"))

    @property
    def note(self) -> str:
        """Return a sentence on what the recommended drill is based on, if readers need one."""
        return self._note

    def summary(self) -> Blocks:
        yield Steps(self.next)
        if self._note:
            yield Paragraph(self._note)


def _drill(report: Report) -> NextStep | None:
    """Return the step to drill the domain where practice gains most, of those with questions left.

    None if nothing was missed in this attempt, or if no domain has questions left. The drill is
    shorter if the bank has too few.
    """
    facts = report.facts
    rows = {row.id: row for row in report[DomainsSection].domains}
    lengths = {name: _drill_length(rows[name], facts.at_hand) for name in report.standing.ranking}
    name = next((name for name, length in lengths.items() if length), None)
    if name is None or not report.missed:
        return None
    pace = facts.drill_pace or report.exam_pace
    return NextStep(
        kind="drill",
        key="d",
        text=f"Drill {rows[name].title}: {describe_time_needed(lengths[name], pace)}",
        args={"domain": name, "count": lengths[name]},
    )


def _basis(report: Report, drill: NextStep) -> str:
    """Return a sentence on what the choice of a drill's domain is based on; can be empty.

    Readers need it if the choice is based only on one attempt's counts, if only other domains have
    a verdict, or if this attempt had no question from the domain.
    """
    domain, standing = str(drill.args["domain"]), report.standing
    if standing.basis == "counts":
        return _COUNTS_ONLY
    if domain not in standing.shares:
        return _NO_DATA
    return "" if report.sheet.domains[domain].asked else _ALL_ATTEMPTS


def _drill_length(row: DomainRow, at_hand: Mapping[str, int] | None) -> int:
    return DRILL_LENGTH if at_hand is None else min(DRILL_LENGTH, at_hand.get(row.id, 0))


def _notes(report: Report) -> NextStep | None:
    refs = _notes_of_topics(report)[:_MAX_NOTES]
    if not refs:
        return None
    rows = {note.note: note for note in report[NotesSection].notes_to_read}
    covered = sum(rows[ref].misses for ref in refs)
    titles = join_titles([rows[ref].title for ref in refs])
    return NextStep(
        kind="notes",
        key="o",
        text=f"Read {pluralize(len(refs), 'note')}: {titles} ({covered} of {report.missed_count})",
        args={"notes": tuple(refs)},
    )


def _notes_of_topics(report: Report) -> list[str]:
    """Return the note addresses of missed questions, in the order of the report's missed topics."""
    refs = (
        report.form.slots[slot.slot].question.note
        for topic in report[MissedTopicsSection].topics
        for slot in report.missed
        if slot.topic == topic.id
    )
    return [ref for ref in dict.fromkeys(refs) if ref]


def _sure_but_wrong(report: Report) -> NextStep | None:
    count = sum(slot.is_sure_miss for slot in report.sheet.slots)
    if not count:
        return None
    text = f"Review {pluralize(count, 'question')} you were sure of but missed"
    return NextStep(kind="sure-but-wrong", key="z", text=text)


def _wrong(report: Report) -> NextStep | None:
    if not report.missed:
        return None
    unanswered = sum(slot.outcome == "unanswered" for slot in report.missed)
    is_mixed = 0 < unanswered < len(report.missed)
    note = f": {unanswered} unanswered" if is_mixed else ""
    return NextStep(kind="wrong", key="w", text=f"Review {report.missed_count}{note}")


def _mock(report: Report) -> NextStep:
    text = "Take a mock exam to cover all domains"
    if report.is_mock:
        text = f"Wait at least {DAYS_BETWEEN_MOCKS} days, then take a mock with new questions"
    return NextStep(kind="mock", key="m", text=text)
