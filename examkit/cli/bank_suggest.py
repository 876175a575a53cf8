"""`examkit bank suggest-notes` and `suggest-tags`: proposals for questions that were imported."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from examkit.cli.common import accept_old_command, add_command, add_renamed_option, bank_places
from examkit.command_lines import bare_command
from examkit.errors import ExamkitError, UsageError
from examkit.humanize import pluralize
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.bank.bank import Bank
    from examkit.bank.notes import Section

MIN_CONFIDENCE = 0.8


def add_parsers(actions: Any) -> None:
    """Add the actions to `examkit bank`."""
    linking = add_command(
        actions,
        "suggest-notes",
        "propose sections of the notes for questions",
        example="bank suggest-notes my-bank --notes notes --write",
    )
    _add_common(linking)
    linking.add_argument("--notes", metavar="DIR", type=Path, help="Markdown to take as notes")
    linking.set_defaults(handler=suggest_notes)
    tagging = add_command(
        actions,
        "suggest-tags",
        "propose domains and topics for questions",
        example="bank suggest-tags my-bank --write",
    )
    _add_common(tagging)
    add_renamed_option(
        tagging,
        "--min-confidence",
        "--least",
        metavar="CONFIDENCE",
        type=float,
        default=MIN_CONFIDENCE,
        help="write proposals that are at least so certain, from 0 to 1 (default: 0.8)",
    )
    tagging.set_defaults(handler=suggest_tags)
    accept_old_command(actions, "suggest-notes", "link")
    accept_old_command(actions, "suggest-tags", "tag")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bank", metavar="BANK", help="a bank's id, or a folder")
    parser.add_argument("--write", action="store_true", help="write the proposals into the bank")


def suggest_notes(args: argparse.Namespace) -> int:
    """Propose a section for each question that names none."""
    from examkit.bank.suggest.notes import NoteSuggester

    root, bank = _bank(args.bank)
    bank, texts = _with_notes(bank, args.notes) if args.notes else (bank, {})
    linker = NoteSuggester(_sections(bank))
    open_ones = [p for p in bank.questions.values() if not (p.question.note or p.question.retired)]
    changes: _Changes = defaultdict(dict)
    for placed in open_ones:
        found = linker.propose(placed.question)
        for number, each in enumerate(found):
            first = placed.question.id if number == 0 else ""
            _say(f"{first:<40} {each.score:6.1f}  {each.note}  {each.section.title}")
        if not found:
            _say(f"{placed.question.id:<40}      -  no section is like it")
        elif found[0].evidence:
            values = {"note": found[0].note, "evidence": found[0].evidence}
            changes[placed.path][placed.index] = values
    linker.close()
    what = "without a note"
    return _end(root, changes, len(open_ones), what, write=args.write, others=texts)


def suggest_tags(args: argparse.Namespace) -> int:
    """Propose domain and topic for each question that is in no domain."""
    from examkit.bank.suggest.tags import TagSuggester

    root, bank = _bank(args.bank)
    questions = [placed.question for placed in bank.questions.values()]
    if not any(question.domain for question in questions):
        raise UsageError("No question of this bank has a domain.", "Give a few theirs by hand.")
    tagger = TagSuggester(questions)
    open_ones = [
        p for p in bank.questions.values() if not (p.question.domain or p.question.retired)
    ]
    changes: _Changes = defaultdict(dict)
    for placed in open_ones:
        found = tagger.propose(placed.question)
        if found is None:
            _say(f"{placed.question.id:<40}    -  nothing is like it")
            continue
        domain = (
            found.domain if isinstance(found.domain, str) else " / ".join(found.domain.values())
        )
        _say(f"{placed.question.id:<40} {found.certainty:4.2f}  {domain}, topic {found.topic}")
        if found.certainty >= args.min_confidence:
            values: dict[str, Any] = {"domain": found.domain, "topic": found.topic}
            changes[placed.path][placed.index] = values
    tagger.close()
    return _end(root, changes, len(open_ones), "in no domain", write=args.write)


_Changes = defaultdict[str, dict[int, dict[str, Any]]]


def _bank(name: str) -> tuple[Path, Bank]:
    from examkit.bank.discovery import find_bank
    from examkit.bank.loader import load_bank

    root = find_bank(name, bank_places())
    bank = load_bank(root).bank
    if bank is None:
        see = bare_command("bank", "check", root)
        raise UsageError(f"The bank in {root} cannot be read.", f"See: {see}")
    return root, bank


def _sections(bank: Bank) -> Iterator[tuple[str, Section]]:
    for file, sections in bank.notes.items():
        yield from ((f"{file}#{section.slug}", section) for section in sections)


def _with_notes(bank: Bank, folder: Path) -> tuple[Bank, dict[str, str]]:
    """Add the Markdown of a folder to a bank; return also the texts that the bank lacks."""
    from dataclasses import replace

    from examkit.bank.index.staleness import stored_path
    from examkit.bank.notes import parse_notes
    from examkit.bank.safe_files import read_text

    notes, new = dict(bank.notes), dict[str, str]()
    for path in sorted(folder.glob("*.md")):
        if stored_path(path.name) != path.name:
            raise UsageError(f"The name of {path} is not UTF-8 text.", "Rename the file.")
        text = read_text(folder, path.name)
        notes.setdefault(path.name, parse_notes(text))
        if path.name not in bank.notes:
            new[f"notes/{path.name}"] = text
    return replace(bank, notes=notes), new


def _end(
    root: Path,
    changes: _Changes,
    number: int,
    what: str,
    *,
    write: bool,
    others: Mapping[str, str] = MappingProxyType({}),
) -> int:
    from examkit.bank.replacement import write_files

    ready = sum(len(each) for each in changes.values())
    if write:
        edited = {path: _edited(root, path, each) for path, each in changes.items()}
        write_files(root, {**others, **edited})
    done = f"{ready} written" if write else f"{ready} to write with --write"
    _say(f"{pluralize(number, 'question')} {what}: {done}. Read each before you rely on it.")
    return 0


def _edited(root: Path, path: str, changes: dict[int, dict[str, Any]]) -> str:
    """Return a questions file with the changes made. Raises ExamkitError that names the file."""
    from examkit.bank.safe_files import read_text
    from examkit.bank.toml.editor import with_keys

    try:
        return with_keys(read_text(root, path), changes)
    except ExamkitError as error:
        raise ExamkitError(f"{path}: {error.message} Nothing was written.", error.hint) from None


def _say(text: str) -> None:
    sys.stdout.write(sanitize(text) + "\n")
