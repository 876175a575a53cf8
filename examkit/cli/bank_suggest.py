"""`examkit bank suggest-notes` and `suggest-tags`: suggestions for imported questions."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import bank_places
from examkit.cli.options import CommandParser, accept_old_command, add_command
from examkit.command_lines import bare_command
from examkit.errors import ExamkitError, UsageError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.bank.bank import Bank
    from examkit.bank.notes import Section

Changes = defaultdict[str, dict[int, dict[str, Any]]]
"""Questions file -> index of a question in it -> field name -> new value."""


def add_parsers(actions: Any) -> None:
    """Add the suggestion actions to `examkit bank`."""
    example = "bank suggest-notes my-bank --notes notes --write"
    about = "suggest a note section for each question without a note"
    noter = add_command(actions, "suggest-notes", suggest_notes, about, example=example)
    _add_bank_and_write(noter)
    noter.add_value("--notes", "DIR", "folder of Markdown files to use as notes", type=Path)
    about = "suggest a domain and a topic for each question without a domain"
    example = "bank suggest-tags my-bank --write"
    tagger = add_command(actions, "suggest-tags", suggest_tags, about, example=example)
    _add_bank_and_write(tagger)
    name, about = "--min-confidence", "minimum confidence for --write, from 0 to 1 (default: 0.8)"
    tagger.add_value(name, "CONFIDENCE", about, old="--least", type=float, default=0.8)
    accept_old_command(actions, "suggest-notes", "link")
    accept_old_command(actions, "suggest-tags", "tag")


def _add_bank_and_write(parser: CommandParser) -> None:
    parser.add_argument("bank", metavar="BANK", help="bank ID or folder")
    parser.add_flag("--write", "save the suggestions in the bank")


def suggest_notes(args: argparse.Namespace) -> int:
    """Print suggested note sections for each question without a note.

    With --write, save the best suggestion for each question if it comes with evidence.
    """
    from examkit.bank.suggestions import NoteSuggester

    root, bank = _load_bank(args.bank)
    bank, texts = _with_notes(bank, args.notes) if args.notes else (bank, {})
    suggester = NoteSuggester(_sections(bank))
    untagged = [p for p in bank.questions.values() if not (p.question.note or p.question.retired)]
    changes = Changes(dict)
    for located in untagged:
        name, proposals = located.question.id, suggester.propose(located.question)
        for proposal in proposals:
            title = proposal.section.title
            output.print_text(f"{name:<40} {proposal.score:6.1f}  {proposal.note}  {title}")
            name = ""
        if not proposals:
            output.print_text(f"{name:<40}      -  no similar section")
        elif best := proposals[0].evidence:
            values = {"note": proposals[0].note, "evidence": best}
            changes[located.path][located.index] = values
    suggester.close()
    _finish(root, changes, len(untagged), "without a note", write=args.write, new_files=texts)
    return 0


def suggest_tags(args: argparse.Namespace) -> int:
    """Print a suggested domain and topic for each question without a domain.

    With --write, save the suggestions whose certainty is at least --min-confidence.
    """
    from examkit.bank.suggestions import TagSuggester

    root, bank = _load_bank(args.bank)
    questions = [located.question for located in bank.questions.values()]
    if not any(question.domain for question in questions):
        hint = "Set the domain of a few questions first."
        raise UsageError("No question in this bank has a domain.", hint)
    suggester = TagSuggester(questions)
    untagged = [p for p in bank.questions.values() if not (p.question.domain or p.question.retired)]
    changes = Changes(dict)
    for located in untagged:
        tag = suggester.propose(located.question)
        if tag is None:
            output.print_text(f"{located.question.id:<40}    -  no similar question")
            continue
        domain = tag.domain if isinstance(tag.domain, str) else " / ".join(tag.domain.values())
        text = f"{tag.certainty:4.2f}  {domain}, topic {tag.topic}"
        output.print_text(f"{located.question.id:<40} {text}")
        if tag.certainty >= args.min_confidence:
            values = {"domain": tag.domain, "topic": tag.topic}
            changes[located.path][located.index] = values
    suggester.close()
    _finish(root, changes, len(untagged), "without a domain", write=args.write)
    return 0


def _load_bank(name: str) -> tuple[Path, Bank]:
    from examkit.bank.loader import load_bank
    from examkit.bank.repository import find_bank

    root = find_bank(name, bank_places())
    bank = load_bank(root).bank
    if bank is None:
        check = bare_command("bank", "check", root)
        raise UsageError(f"The bank in {root} has errors.", "List them.", command=check)
    return root, bank


def _sections(bank: Bank) -> Iterator[tuple[str, Section]]:
    for file, sections in bank.notes.items():
        yield from ((f"{file}#{section.slug}", section) for section in sections)


def _with_notes(bank: Bank, folder: Path) -> tuple[Bank, dict[str, str]]:
    """Return the bank with a folder's Markdown files added to its notes.

    A file with the same name as one of the bank's is ignored. Also return the added files: path
    inside the bank -> text.
    """
    from dataclasses import replace

    from examkit.bank.notes import parse_notes
    from examkit.bank.safe_files import has_utf8_name, read_text

    notes, new_files = dict(bank.notes), dict[str, str]()
    for path in sorted(folder.glob("*.md")):
        if not has_utf8_name(path.name):
            raise UsageError(f"The name of {path} isn't UTF-8 text.", "Rename the file.")
        text = read_text(folder, path.name)
        notes.setdefault(path.name, parse_notes(text))
        if path.name not in bank.notes:
            new_files[f"notes/{path.name}"] = text
    return replace(bank, notes=notes), new_files


def _finish(
    root: Path,
    changes: Changes,
    questions: int,
    lack: str,
    *,
    write: bool,
    new_files: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Save the suggested changes in the bank if `write` is set, and print how many there are.

    `questions` is the number of questions that lack something, and `lack` names it, such as
    `without a note`. `new_files` maps paths to the texts of notes files to write as well.
    """
    from examkit.bank.file_writer import write_files

    count = sum(len(each) for each in changes.values())
    if write:
        edited = {path: _edit(root, path, each) for path, each in changes.items()}
        write_files(root, {**new_files, **edited})
    ready = pluralize(count, "suggestion")
    result = f"{ready} saved" if write else f"{ready} ready to save with --write"
    count_text = pluralize(questions, "question")
    output.print_text(f"{count_text} {lack}: {result}. Read each suggestion before you use it.")


def _edit(root: Path, path: str, changes: dict[int, dict[str, Any]]) -> str:
    """Return a questions file's text with changes made. Raise ExamkitError if that fails.

    `changes` maps the index of a question to its new values by field name.
    """
    from examkit.bank.safe_files import read_text
    from examkit.bank.toml.writer import set_keys

    try:
        return set_keys(read_text(root, path), changes)
    except ExamkitError as error:
        raise ExamkitError(f"{path}: {error.message} Nothing was written.", error.hint) from None
