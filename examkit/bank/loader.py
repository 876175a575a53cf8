"""Reading a whole bank: everything that is wrong with it comes out at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from examkit.bank.bank import (
    Bank,
    BankContext,
    LocatedGroup,
    LocatedQuestion,
    build_pools,
)
from examkit.bank.cross_references import to_ref
from examkit.bank.index.staleness import stored_path
from examkit.bank.model import BankFile, Exam
from examkit.bank.notes import Section, parse_notes
from examkit.bank.parse import (
    ParsedFile,
    read_bank_file,
    read_exam,
    read_questions,
)
from examkit.bank.safe_files import (
    MAX_BANK_BYTES,
    UnreadableError,
    list_files,
    read_text,
)
from examkit.bank.source_file import SourceFile
from examkit.bank.validate_bank import BankContents, check_contents
from examkit.bank.validate_question import QuestionChecker
from examkit.diagnostics import Finding, Severity
from examkit.sanitize import sanitize
from examkit.suggest import bare_command


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What came out of a folder."""

    bank: Bank | None
    """The bank as far as it can be used; None where `bank.toml` cannot be."""
    findings: tuple[Finding, ...]
    """All faults, by file and line."""
    digest: str
    """SHA-256 over paths and contents."""

    @property
    def errors(self) -> int:
        """Number of findings with which a bank does not run."""
        return self._counted("error")

    @property
    def warnings(self) -> int:
        """Number of findings that `--strict` counts as errors."""
        return self._counted("warning")

    def _counted(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(slots=True)
class ParsedBank:
    """Files that have been read."""

    info: BankFile | None = None
    exams: dict[str, Exam] = field(default_factory=dict)
    files: dict[str, ParsedFile] = field(default_factory=dict)
    notes: dict[str, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def context(self) -> BankContext | None:
        """What questions stand in; None where `bank.toml` cannot be used."""
        return BankContext(self.info, self.exams, self.notes) if self.info else None


def load_bank(root: Path, *, lint: bool = False) -> LoadResult:
    """Read and check the bank in a folder; on request also how its questions are written."""
    sources = read_sources(root)
    parts = ParsedBank()
    for source in sources.values():
        parse_file(source, parts)
    loaded = assemble(parts, sources)
    return _linted(loaded, sources) if lint and not loaded.errors else loaded


def _linted(loaded: LoadResult, sources: Mapping[str, SourceFile]) -> LoadResult:
    from examkit.bank.lint.runner import lint

    if loaded.bank is not None:
        lint(loaded.bank, sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    return replace(loaded, findings=tuple(findings))


def read_sources(root: Path) -> dict[str, SourceFile]:
    """Read the text of all files."""
    sources: dict[str, SourceFile] = {}
    size = 0
    for path in list_files(root):
        sources[path] = source = read_source(root, path)
        size += len(source.text)
        if size > MAX_BANK_BYTES:
            limit = MAX_BANK_BYTES >> 20
            source.add("unreadable-file", (), f"The bank is larger than {limit} MiB.", "Split it.")
            break
    if "bank.toml" not in sources:
        sources["bank.toml"] = SourceFile("bank.toml", "")
        again = bare_command("bank", "new", "DIR")
        hint = f"Name the folder of a bank, or make one with: {again}"
        sources["bank.toml"].add("no-bank-file", (), "There is no bank.toml in this folder.", hint)
    return sources


def read_source(root: Path, path: str) -> SourceFile:
    """Read the text of one file; if it cannot be, that is a finding."""
    if not path.isascii() and stored_path(path) != path:
        shown = sanitize(path)
        said, hint = "The file's name is not UTF-8 text.", "Rename the file."
        return SourceFile(shown, "", [Finding(shown, 1, 1, "unreadable-file", "error", said, hint)])
    try:
        return SourceFile(path, read_text(root, path))
    except UnreadableError as error:
        fault = Finding(path, error.line, 1, "unreadable-file", "error", error.message, error.hint)
        return SourceFile(path, "", [fault])


def parse_file(source: SourceFile, parts: ParsedBank) -> None:
    """Read one file into the parts of a bank."""
    if source.findings:
        return
    if source.path == "bank.toml":
        parts.info = read_bank_file(source)
    elif source.path.startswith("exams/"):
        exam = read_exam(source)
        if exam is not None and exam.id in parts.exams:
            said = f"The exam {exam.id} is there twice."
            source.add("duplicate-id", ("id",), said, "Rename one.")
        elif exam is not None:
            parts.exams[exam.id] = exam
    elif source.path.startswith("questions/"):
        parts.files[source.path] = read_questions(source)
    else:
        parts.notes[source.path.removeprefix("notes/")] = parse_notes(source.text)


def assemble(parts: ParsedBank, sources: Mapping[str, SourceFile]) -> LoadResult:
    """Put the parts together and check how they fit."""
    around = parts.context
    if around is not None:
        checker = QuestionChecker(around)
        for file in parts.files.values():
            for placed in file.questions:
                checker.check(placed, sources[placed.path])
    bank = _bank(parts)
    check_contents(around, _contents(parts, bank), sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    return LoadResult(bank, tuple(findings), compute_digest(sources))


def _contents(parts: ParsedBank, bank: Bank | None) -> BankContents:
    ids = {path: file.ids for path, file in parts.files.items()}
    if bank is None:
        return BankContents(ids, {}, {}, {})
    known = {name: to_ref(placed) for name, placed in bank.questions.items()}
    pools = {exam: list(pool) for exam, pool in bank.pools.items()}
    return BankContents(ids, known, dict(bank.groups), pools)


def _bank(parts: ParsedBank) -> Bank | None:
    if parts.info is None:
        return None
    questions: dict[str, LocatedQuestion] = {}
    for file in parts.files.values():
        for placed in file.questions:
            questions.setdefault(placed.question.id, placed)
    pools = build_pools(parts.exams, questions.values())
    groups = {
        group.id: LocatedGroup(path, index, group.stem)
        for path, file in parts.files.items()
        for index, group in enumerate(file.groups)
    }
    return Bank(parts.info, parts.exams, questions, parts.notes, pools, groups)


def compute_digest(sources: Mapping[str, SourceFile]) -> str:
    """Hash paths and contents, in the order of the paths."""
    total = hashlib.sha256()
    for path in sorted(sources):
        total.update(f"{path}\0{sha256(sources[path].text)}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def sha256(text: str) -> str:
    """Hash one file's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
