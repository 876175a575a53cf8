"""Export of a bank's questions, with a report of what the format can't store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from examkit.command_lines import bare_command
from examkit.diagnostics import Finding
from examkit.errors import UsageError
from examkit.formats.registry import Format, carry
from examkit.formats.shared.draft import Draft, Group, QuestionSet, RoundTrip, trimmed
from examkit.formats.shared.input_file import InputFile
from examkit.transfer.deduplicate import to_draft

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.drills.request import DrillRequest


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The result of an export, before it is written to a file."""

    data: bytes
    written: int
    losses: int
    """The number of questions that are left out or lose something."""
    findings: tuple[Finding, ...]


def export_questions(
    engine: AttemptService, form: Format, request: DrillRequest, *, exam: str | None
) -> ExportResult:
    """Convert the bank's questions that match a request to the bytes of a file.

    With `exam`, only that exam's questions match. Losses become findings. Raises UsageError if
    examkit can't write the format.
    """
    if form.write is None or form.round_trip is None:
        message = f"examkit can't export to the {form.name} format."
        raise UsageError(message, "List the formats.", command=bare_command("formats"))
    questions = engine.questions_matching(exam, request)
    placed = exam or engine.bank.info.default_exam
    drafts = [
        replace(to_draft(question, placed), excerpt=_excerpt(engine, question.note))
        for question in questions
    ]
    back = [(draft, carry(form, draft)) for draft in drafts]
    written = tuple(
        replace(c.draft, excerpt=draft.excerpt) for draft, c in back if c.draft is not None
    )
    groups = tuple(Group(name, stem) for name, stem in engine.bank.groups().items())
    used = tuple(group for group in groups if any(d.group == group.id for d in written))
    data = form.write(QuestionSet(engine.bank.info.title, written, used))
    changed = _changed_groups(form, data, used)
    affected = sum(bool(c.losses) or draft.group in changed for draft, c in back)
    findings = [*_report_losses(form, back), *_report_groups(form, changed)]
    return ExportResult(data=data, written=len(written), losses=affected, findings=tuple(findings))


def _changed_groups(form: Format, data: bytes, used: Iterable[Group]) -> set[str]:
    """Return the ids of the groups whose shared stem is different when the export is read back."""
    if form.read is None:
        return set()
    back = {group.id: group.stem for group in form.read(InputFile("", data)).groups}
    return {group.id for group in used if back.get(group.id) != trimmed(group.stem)}


def _report_groups(form: Format, changed: Iterable[str]) -> Iterable[Finding]:
    for name in sorted(changed):
        message = f"The shared stem of group {name} was changed to fit the format."
        yield Finding(form.name, 1, 1, "loss", "warning", message, id=name)


def _excerpt(engine: AttemptService, note: str) -> str:
    section = engine.library.section(note) if note else None
    return section.text if section else ""


def _report_losses(form: Format, back: Iterable[tuple[Draft, RoundTrip]]) -> Iterable[Finding]:
    """Yield a finding for each kind of loss, with the number of questions it affects.

    `back` has pairs of a question and the result of writing it and reading it back.
    """
    met: dict[tuple[str, str], list[str]] = {}
    for draft, trip in back:
        for loss in trip.losses:
            met.setdefault((loss.part, loss.why), []).append(draft.id)
    for (part, why), names in met.items():
        number = f"{len(names)} questions" if len(names) > 1 else "1 question"
        message = f"{part} in {number}: {why}"
        if part == "question":
            message = f"{number} left out: {why}"
        yield Finding(form.name, 1, 1, "loss", "warning", message, id=names[0])
