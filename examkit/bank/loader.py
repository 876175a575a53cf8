"""Load a bank: read every file, check everything, and return all findings together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from examkit.bank.bank import Bank, LocatedGroup, LocatedQuestion, build_pools
from examkit.bank.cross_file_checks import check_bank, check_ids
from examkit.bank.file_parser import ParsedFile, read_bank_file, read_exam, read_questions
from examkit.bank.model import BankFile, Exam
from examkit.bank.notes import Section, parse_notes
from examkit.bank.question_checks import QuestionChecker
from examkit.bank.safe_files import (
    MAX_BANK_BYTES,
    UnreadableError,
    has_utf8_name,
    list_files,
    read_text,
)
from examkit.bank.source_file import SourceFile
from examkit.command_lines import bare_command
from examkit.diagnostics import Finding, Severity
from examkit.sanitize import sanitize


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A loaded bank with its findings."""

    bank: Bank | None
    """Every usable part of the bank; None if `bank.toml` is unusable."""
    findings: tuple[Finding, ...]
    """All findings, sorted by file and line."""
    digest: str
    """SHA-256 of the paths and contents of the bank's files, in hex."""

    @property
    def errors(self) -> int:
        """Number of errors; a bank with errors can't be used."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """Number of warnings; `--strict` treats them as errors."""
        return self._count("warning")

    def _count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(slots=True)
class _ParsedBank:
    """The usable parts of a bank's files, not yet checked against each other."""

    info: BankFile | None = None
    exams: dict[str, Exam] = field(default_factory=dict)
    exam_paths: dict[str, str] = field(default_factory=dict)
    """Path of each exam's file, by exam id."""
    files: dict[str, ParsedFile] = field(default_factory=dict)
    """The contents of each questions file, by path."""
    notes: dict[str, tuple[Section, ...]] = field(default_factory=dict)
    """Sections of each notes file, by the file's path relative to the folder `notes`."""


def load_bank(root: Path, *, lint: bool = False) -> LoadResult:
    """Load and check the bank in the folder `root`.

    With `lint`, also report item-writing flaws, but only if the bank has no errors.
    """
    sources = _read_sources(root)
    parsed = _ParsedBank()
    for source in sources.values():
        _parse(source, parsed)
    bank = _build_bank(parsed)
    _check(parsed, bank, sources)
    if lint and bank is not None and not any(source.has_errors for source in sources.values()):
        from examkit.bank.lint.runner import lint as lint_bank

        lint_bank(bank, sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    return LoadResult(bank, tuple(findings), _digest(sources))


def _read_sources(root: Path) -> dict[str, SourceFile]:
    """Return all files of a bank by path, with a finding if `bank.toml` is missing."""
    sources: dict[str, SourceFile] = {}
    size = 0
    for path in list_files(root):
        sources[path] = source = _read_source(root, path)
        size += len(source.text)
        if size > MAX_BANK_BYTES:
            limit = MAX_BANK_BYTES >> 20
            message = f"The bank is larger than {limit} MiB."
            source.add("unreadable-file", (), message, "Split it into two banks.")
            break
    if "bank.toml" not in sources:
        sources["bank.toml"] = SourceFile("bank.toml", "")
        again = bare_command("bank", "new", "DIR")
        hint = f"Choose a folder that contains a bank, or create a bank with: {again}"
        sources["bank.toml"].add("no-bank-file", (), "This folder has no bank.toml.", hint)
    return sources


def _read_source(root: Path, path: str) -> SourceFile:
    """Read one file; if it can't be read, return it with empty text and a finding."""
    if not has_utf8_name(path):
        fault = UnreadableError("The file's name isn't valid UTF-8.", "Rename the file.")
    else:
        try:
            return SourceFile(path, read_text(root, path))
        except UnreadableError as error:
            fault = error
    shown = sanitize(path)
    finding = Finding(shown, fault.line, 1, "unreadable-file", "error", fault.message, fault.hint)
    return SourceFile(shown, "", [finding])


def _parse(source: SourceFile, parsed: _ParsedBank) -> None:
    """Convert a file and add its contents to `parsed`, unless the file couldn't be read."""
    if source.findings:
        return
    if source.path == "bank.toml":
        parsed.info = read_bank_file(source)
    elif source.path.startswith("exams/"):
        exam = read_exam(source)
        if exam is not None and exam.id in parsed.exams:
            message = f"The exam {exam.id} is also defined in {parsed.exam_paths[exam.id]}."
            source.add("duplicate-id", ("id",), message, "Change one of the two IDs.")
        elif exam is not None:
            parsed.exams[exam.id] = exam
            parsed.exam_paths[exam.id] = source.path
    elif source.path.startswith("questions/"):
        parsed.files[source.path] = read_questions(source)
    else:
        parsed.notes[source.path.removeprefix("notes/")] = parse_notes(source.text)


def _build_bank(parsed: _ParsedBank) -> Bank | None:
    """Build the bank from its parts; return None if `bank.toml` is unusable.

    If two questions have the same id, the bank has only the first.
    """
    if parsed.info is None:
        return None
    questions: dict[str, LocatedQuestion] = {}
    for file in parsed.files.values():
        for located in file.questions:
            questions.setdefault(located.question.id, located)
    pools = build_pools(parsed.exams, questions.values())
    groups = {
        group.id: LocatedGroup(path, index, group.stem)
        for path, file in parsed.files.items()
        for index, group in enumerate(file.groups)
    }
    return Bank(parsed.info, parsed.exams, questions, parsed.notes, pools, groups)


def _check(parsed: _ParsedBank, bank: Bank | None, sources: Mapping[str, SourceFile]) -> None:
    """Check the parts of a bank against each other, and add all faults to the files' findings.

    If `bank.toml` is unusable, only question ids are checked. References to files that couldn't be
    parsed are not reported.
    """
    ids = {path: file.ids for path, file in parsed.files.items()}
    usable = parsed.exam_paths.values()
    incomplete = {
        path.partition("/")[0]
        for path, source in sources.items()
        if source.has_errors and path not in usable
    }
    if bank is not None:
        checker = QuestionChecker(bank, incomplete)
        for file in parsed.files.values():
            for located in file.questions:
                checker.check(located, sources[located.path])
        check_bank(bank, parsed.exam_paths, ids, sources, incomplete)
    check_ids(ids, sources)


def _digest(sources: Mapping[str, SourceFile]) -> str:
    """Return the SHA-256 of the paths and contents of a bank's files, in hex."""
    total = hashlib.sha256()
    for path in sorted(sources):
        text = hashlib.sha256(sources[path].text.encode("utf-8", "surrogatepass")).hexdigest()
        total.update(f"{path}\0{text}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()
