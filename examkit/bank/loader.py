"""Reading a whole bank: everything that is wrong with it comes out at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from examkit.bank.bank import (
    Bank,
    Placed,
    PlacedGroup,
    Surroundings,
    pools_of,
)
from examkit.bank.cross_references import known_of
from examkit.bank.index.pause import gc_paused
from examkit.bank.index.staleness import stored_path
from examkit.bank.model import BankFile, Exam
from examkit.bank.notes import Section, parse_notes
from examkit.bank.parse import (
    ReadFile,
    read_bank_file,
    read_exam,
    read_questions,
)
from examkit.bank.safe_files import (
    MOST_BANK_BYTES,
    UnreadableError,
    list_files,
    read_text,
)
from examkit.bank.source_file import Source
from examkit.bank.validate_bank import Contents, check_contents
from examkit.bank.validate_question import QuestionChecker
from examkit.diagnostics import Finding, Severity
from examkit.sanitize import clean
from examkit.suggest import bare_command


@dataclass(frozen=True, slots=True)
class Loaded:
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
class Parts:
    """Files that have been read."""

    info: BankFile | None = None
    exams: dict[str, Exam] = field(default_factory=dict)
    files: dict[str, ReadFile] = field(default_factory=dict)
    notes: dict[str, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def around(self) -> Surroundings | None:
        """What questions stand in; None where `bank.toml` cannot be used."""
        return Surroundings(self.info, self.exams, self.notes) if self.info else None


def load(root: Path, *, lint: bool = False) -> Loaded:
    """Read and check the bank in a folder; on request also how its questions are written."""
    with gc_paused():
        sources = read_sources(root)
        parts = Parts()
        for source in sources.values():
            read_part(source, parts)
        loaded = assemble(parts, sources)
        return _linted(loaded, sources) if lint and not loaded.errors else loaded


def _linted(loaded: Loaded, sources: Mapping[str, Source]) -> Loaded:
    from examkit.bank.lint.runner import lint

    if loaded.bank is not None:
        lint(loaded.bank, sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    return replace(loaded, findings=tuple(findings))


def read_sources(root: Path) -> dict[str, Source]:
    """Read the text of all files."""
    sources: dict[str, Source] = {}
    size = 0
    for path in list_files(root):
        sources[path] = source = read_source(root, path)
        size += len(source.text)
        if size > MOST_BANK_BYTES:
            limit = MOST_BANK_BYTES >> 20
            source.add("unreadable-file", (), f"The bank is larger than {limit} MiB.", "Split it.")
            break
    if "bank.toml" not in sources:
        sources["bank.toml"] = Source("bank.toml", "")
        again = bare_command("bank", "new", "DIR")
        hint = f"Name the folder of a bank, or make one with: {again}"
        sources["bank.toml"].add("no-bank-file", (), "There is no bank.toml in this folder.", hint)
    return sources


def read_source(root: Path, path: str) -> Source:
    """Read the text of one file; if it cannot be, that is a finding."""
    if not path.isascii() and stored_path(path) != path:
        shown = clean(path)
        said, hint = "The file's name is not UTF-8 text.", "Rename the file."
        return Source(shown, "", [Finding(shown, 1, 1, "unreadable-file", "error", said, hint)])
    try:
        return Source(path, read_text(root, path))
    except UnreadableError as error:
        fault = Finding(path, error.line, 1, "unreadable-file", "error", error.message, error.hint)
        return Source(path, "", [fault])


def read_part(source: Source, parts: Parts) -> None:
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


def assemble(parts: Parts, sources: Mapping[str, Source]) -> Loaded:
    """Put the parts together and check how they fit."""
    around = parts.around
    if around is not None:
        checker = QuestionChecker(around)
        for file in parts.files.values():
            for placed in file.questions:
                checker.check(placed, sources[placed.path])
    bank = _bank(parts)
    check_contents(around, _contents(parts, bank), sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    return Loaded(bank, tuple(findings), digest_of(sources))


def _contents(parts: Parts, bank: Bank | None) -> Contents:
    ids = {path: file.ids for path, file in parts.files.items()}
    if bank is None:
        return Contents(ids, {}, {}, {})
    known = {name: known_of(placed) for name, placed in bank.questions.items()}
    pools = {exam: list(pool) for exam, pool in bank.pools.items()}
    return Contents(ids, known, dict(bank.groups), pools)


def _bank(parts: Parts) -> Bank | None:
    if parts.info is None:
        return None
    questions: dict[str, Placed] = {}
    for file in parts.files.values():
        for placed in file.questions:
            questions.setdefault(placed.question.id, placed)
    pools = pools_of(parts.exams, questions.values())
    groups = {
        group.id: PlacedGroup(path, index, group.stem)
        for path, file in parts.files.items()
        for index, group in enumerate(file.groups)
    }
    return Bank(parts.info, parts.exams, questions, parts.notes, pools, groups)


def digest_of(sources: Mapping[str, Source]) -> str:
    """Hash paths and contents, in the order of the paths."""
    total = hashlib.sha256()
    for path in sorted(sources):
        total.update(f"{path}\0{sha256(sources[path].text)}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def sha256(text: str) -> str:
    """Hash one file's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
