"""What an import would write: read everything, report everything, then write or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from examkit.bank.replacement import write_files
from examkit.diagnostics import Finding
from examkit.formats.registry import Format, detect_format
from examkit.formats.shared.draft import ReadResult
from examkit.formats.shared.input_file import InputFile, Kind
from examkit.transfer.existing_bank import ExistingBank
from examkit.transfer.merger import ImportMerger
from examkit.transfer.placement import PlacementOptions


@dataclass(slots=True)
class ImportPlan:
    """The outcome of reading, before anything is written."""

    into: Path
    files: dict[str, str] = field(default_factory=dict)
    """Text by path inside the bank."""
    findings: list[Finding] = field(default_factory=list)
    """Those that are listed."""
    found: Counter[Kind] = field(default_factory=Counter)
    """How many there are of each kind, listed or not."""
    counts: Counter[str] = field(default_factory=Counter)
    """read, new, updated, same, left out, and skipped: those of a kind that no bank has."""
    formats: dict[str, str] = field(default_factory=dict)
    """Name of the format by file."""

    @property
    def errors(self) -> int:
        """Faults that leave something out."""
        return sum(many for (_, severity, _), many in self.found.items() if severity == "error")


def plan_import(
    files: Sequence[InputFile],
    into: Path,
    *,
    form: Format | None = None,
    wanted: PlacementOptions | None = None,
    each: int | None = None,
) -> ImportPlan:
    """Read files and say what would be written into a bank, new or there already."""
    plan = ImportPlan(into)
    present = ExistingBank(into)
    placer = present.placer(wanted or PlacementOptions())
    merger = ImportMerger(present, placer)
    for file in files:
        read = _read(file, form, plan)
        if read is not None:
            merger.take(file, read)
    merger.settle_enemies()
    for file in files:
        plan.findings += file.findings
        plan.found += file.found
    plan.findings.sort()
    merger.write(each)
    plan.files, plan.counts = merger.files, merger.counts
    skipped = sum(many for (_, _, code), many in plan.found.items() if code == "skipped")
    plan.counts += Counter(skipped=skipped)
    return plan


def _read(file: InputFile, form: Format | None, plan: ImportPlan) -> ReadResult | None:
    chosen = form or detect_format(file)
    if chosen is None or chosen.read is None:
        said = "Its format is not recognised." if chosen is None else "It is only written."
        file.add((1, 1), "unknown-format", said, "Name it with --from, or leave the file out.")
        return None
    plan.formats[file.path] = chosen.name
    read = chosen.read(file)
    known = set(file.findings)
    for finding in read.findings:
        if finding not in known:
            file.put(finding)
    if not read.questions and not file.found:
        said = "There are no questions in it."
        file.add((1, 1), "no-questions", said, "Is it the right file?", severity="warning")
    return read


def write_plan(plan: ImportPlan) -> None:
    """Write the files of a plan into its bank. Raises ExamkitError before any is replaced."""
    write_files(plan.into, plan.files)
