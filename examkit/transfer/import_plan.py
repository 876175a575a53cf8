"""Plans of imports: everything is read and reported before anything is written."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from examkit.bank.file_writer import write_files
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
    """What an import would write, and the findings about its files."""

    into: Path
    files: dict[str, str] = field(default_factory=dict)
    """Path inside the bank -> text of the file."""
    findings: list[Finding] = field(default_factory=list)
    """The findings to show."""
    found: Counter[Kind] = field(default_factory=Counter)
    """The number of findings of each kind, including those that aren't shown."""
    counts: Counter[str] = field(default_factory=Counter)
    """The number of questions by result.

    The results are: read, new, updated, same (unchanged), left out, and skipped. Skipped questions
    have a type that no bank supports.
    """
    formats: dict[str, str] = field(default_factory=dict)
    """Input file -> name of its format."""

    @property
    def errors(self) -> int:
        """The number of errors, each of which leaves something out."""
        return sum(many for (_, severity, _), many in self.found.items() if severity == "error")


def plan_import(
    files: Sequence[InputFile],
    into: Path,
    *,
    form: Format | None = None,
    wanted: PlacementOptions | None = None,
    each: int | None = None,
) -> ImportPlan:
    """Read files and plan what to write to a bank, which doesn't have to exist yet.

    Without `form`, each file's format is detected. `wanted` is the domain and topic that the user
    chose. `each` is the number of questions that a new bank's exam takes from each domain; if it is
    None, domains are weighted by size.
    """
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
        message = (
            "The file's format is unknown."
            if chosen is None
            else "examkit can't import this format."
        )
        file.add(
            (1, 1), "unknown-format", message, "Name the format with --from, or leave out the file."
        )
        return None
    plan.formats[file.path] = chosen.name
    read = chosen.read(file)
    known = set(file.findings)
    for finding in read.findings:
        if finding not in known:
            file.put(finding)
    if not read.questions and not file.found:
        message = "The file has no questions."
        file.add(
            (1, 1),
            "no-questions",
            message,
            "Check that this is the right file.",
            severity="warning",
        )
    return read


def write_plan(plan: ImportPlan) -> None:
    """Write the files of a plan to its bank.

    Raises ExamkitError, before any file is replaced, if they can't be written.
    """
    write_files(plan.into, plan.files)


MAX_FILES = 2_000
MAX_DEPTH = 8
_NO_QUESTIONS = {".md5", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js", ".pdf", ".xsd"}


def collect_files(paths: Iterable[Path]) -> list[InputFile]:
    """Read files, and the files in folders, in a fixed order. Links in folders aren't followed.

    Raises UsageError if a path doesn't exist, isn't a regular file, or is too large, or if there
    are too many files.
    """
    files: list[InputFile] = []
    for path in paths:
        for file in _files(path):
            files.append(InputFile(str(file), _read_bytes(file)))
            if len(files) > MAX_FILES:
                message = f"There are more than {MAX_FILES:,} files to import."
                raise UsageError(message, "Import them in batches.")
    return files


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
        # Without O_NONBLOCK, opening a pipe would wait for its writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 -- a descriptor
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UsageError(f"{path} isn't a regular file.", "Give a file or a folder.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.", "Check the name.") from None
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB.", "Split it.")
    return data
