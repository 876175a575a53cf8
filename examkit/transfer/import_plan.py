"""What an import would write: read everything, report everything, then write or not."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from examkit.bank.replacement import write_files
from examkit.diagnostics import Finding
from examkit.errors import UsageError
from examkit.formats.registry import Format, detect_format
from examkit.formats.shared.draft import ReadResult
from examkit.formats.shared.input_file import MAX_BYTES, InputFile, Kind
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


MAX_FILES = 2_000
MAX_DEPTH = 8
_NO_QUESTIONS = {".md5", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js", ".pdf", ".xsd"}


def collect_files(paths: Iterable[Path]) -> list[InputFile]:
    """Read files and folders, in a fixed order; links in folders are not followed.

    Raises UsageError for a path that is not there, that is no regular file, or that is too large.
    """
    found: list[InputFile] = []
    for path in paths:
        for file in _files(path):
            found.append(InputFile(str(file), _read_bytes(file)))
            if len(found) > MAX_FILES:
                raise UsageError(f"More than {MAX_FILES:,} files.", "Import them in parts.")
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(Path(folder).relative_to(path).parts) >= MAX_DEPTH:
            folders.clear()
        for name in sorted(names):
            file = Path(folder) / name
            wanted = not name.startswith(".") and file.suffix.lower() not in _NO_QUESTIONS
            if wanted and not file.is_symlink():
                yield file


def _read_bytes(path: Path) -> bytes:
    try:
        # O_NONBLOCK: opening a pipe would wait for its writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 -- a descriptor
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UsageError(f"{path} is not a regular file.", "Name a file or a folder.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check its name.") from None
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB.", "Split it.")
    return data
