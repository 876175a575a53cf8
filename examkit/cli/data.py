"""`examkit data`: the folders of your data, and maintenance of your attempts."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import __version__, paths
from examkit.cli import output
from examkit.cli.options import accept_old_command, add_command
from examkit.errors import ExamkitError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.store.annotations import Annotation, AnnotationKind
    from examkit.store.sqlite.store import SqliteStore


def add_parsers(commands: Any) -> None:
    """Add the `data` command and its actions."""
    example = "data export attempts.jsonl"
    about = "manage your attempts, settings, and caches"
    parser = add_command(commands, "data", None, about, example=example)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    about = "show where your files are stored (set EXAMKIT_HOME to change this)"
    add_command(actions, "paths", show_paths, about, example="data paths")
    accept_old_command(actions, "paths", "path")
    about = "check attempts, personal notes, and bookmarks for damage"
    add_command(actions, "check", check, about, example="data check")
    about = "write attempts, personal notes, and bookmarks to a file"
    exporter = add_command(actions, "export", export, about, example=example)
    exporter.add_argument("file", metavar="FILE", type=Path, help="new file")
    exporter.add_flag("--attempts-only", "leave out personal notes and bookmarks (for sharing)")
    about, example = "add the contents of an exported file", "data import attempts.jsonl"
    importer = add_command(actions, "import", import_attempts, about, example=example)
    importer.add_argument("file", metavar="FILE", type=Path, help="exported file")
    importer.add_flag("--partial", "import up to the first error")
    about = "delete all attempts, personal notes, bookmarks, and backups"
    deleter = add_command(actions, "delete", delete, about, example="data delete")
    deleter.add_flag("--all", "delete your banks, settings, and caches too")
    deleter.add_flag("--yes", "don't ask for confirmation")


def show_paths(_: argparse.Namespace) -> int:
    """Print the folders that contain the user's data, settings, and caches."""
    output.print_text(f"data    {paths.data_dir()}")
    output.print_text(f"config  {paths.config_dir()}")
    output.print_text(f"cache   {paths.cache_dir()}")
    return 0


def _open_store(*, read_only: bool = False) -> SqliteStore:
    from examkit.store.sqlite.connection import COMMAND_SECONDS
    from examkit.store.sqlite.store import open_store

    return open_store(paths.data_dir(), read_only=read_only, patience=COMMAND_SECONDS)


def check(_: argparse.Namespace) -> int:
    """Verify all attempts and print any damage. Return 1 if an attempt is damaged."""
    from examkit.attempts.maintenance import verify

    with _open_store(read_only=True) as store:
        result = verify(store)
    for fault in result.faults:
        output.print_text(fault)
    counts = [pluralize(result.attempts, "attempt"), pluralize(result.events, "event")]
    counts += _count(result.annotations)
    counts.append(f"{len(result.faults)} damaged" if result.faults else "no damage found")
    output.print_text(", ".join(counts))
    return 1 if result.faults else 0


def export(args: argparse.Namespace) -> int:
    """Write attempts, notes, and bookmarks to a new file. Return 1 if damaged ones were skipped."""
    from examkit.attempts.maintenance import gather
    from examkit.store.archive import dump
    from examkit.store.private_files import exists

    if args.file.is_symlink() or exists(args.file):
        raise ExamkitError(f"{args.file} already exists.", "Choose another name.")
    with _open_store(read_only=True) as store:
        gathered = gather(store)
    annotations = () if args.attempts_only else gathered.annotations
    _write_new(args.file, dump(gathered.attempts, __version__, annotations))
    for fault in gathered.faults:
        output.print_note(f"Left out: {fault}")
    current = [each for each in annotations if each.body]
    contents = [pluralize(len(gathered.attempts), "attempt"), *_count(current)]
    output.print_note(f"Wrote {', '.join(contents)} to {args.file}")
    return 1 if gathered.faults else 0


def _count(annotations: Iterable[Annotation]) -> list[str]:
    """Return how many notes and bookmarks there are as texts, such as `2 personal notes`.

    If there are none of a kind, its text is left out.
    """
    numbers = Counter(each.kind for each in annotations)
    nouns: dict[AnnotationKind, str] = {"note": "personal note", "bookmark": "bookmark"}
    return [pluralize(numbers[kind], noun) for kind, noun in nouns.items() if numbers[kind]]


def _write_new(path: Path, lines: Iterable[str]) -> None:
    """Write a new file that only the user can read, completely or not at all."""
    from examkit.store.private_files import private_file

    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        private_file(draft)
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        message = f"{path} can't be written: {error.strerror or 'unknown reason'}."
        raise ExamkitError(message, "Choose another name.") from None


def import_attempts(args: argparse.Namespace) -> int:
    """Add the attempts, notes, and bookmarks in a file. Return 1 if some were refused."""
    from examkit.attempts.archive_import import restore
    from examkit.store.archive import parse_archive
    from examkit.system_clock import rest

    try:
        with args.file.open(encoding="utf-8", newline="\n") as file:
            archive = parse_archive(file, partial=args.partial)
    except UnicodeDecodeError:
        raise ExamkitError(f"{args.file} isn't UTF-8 text.", "Export it again.") from None
    except OSError as error:
        raise ExamkitError(f"{args.file} can't be read: {error.strerror}.") from None
    except ExamkitError as error:
        raise ExamkitError(f"{args.file}: {error.message}", error.hint) from None
    with _open_store() as store:
        result = restore(store, archive.attempts, rest, archive.annotations)
    for fault in result.faults:
        output.print_note(fault)
    output.print_text(f"{pluralize(result.added, 'attempt')} added, {result.known} already there")
    if result.discarded:
        output.print_text(f"{pluralize(result.discarded, 'attempt')} discarded or restored")
    if result.annotations:
        output.print_text(f"{', '.join(_count(result.annotations))} updated")
    return 1 if result.faults else 0


def delete(args: argparse.Namespace) -> int:
    """Delete attempts, notes, bookmarks, and backups after confirmation, and print what is left.

    With --all, also delete banks, settings, and caches. Return 1 if nothing was confirmed, or if a
    file couldn't be deleted.
    """
    from examkit.attempts.maintenance import delete as delete_folder
    from examkit.config import FILE

    settings = [paths.config_dir(), paths.cache_dir()]
    folders = [paths.data_dir(), *(settings if args.all else [])]
    spared = () if args.all else (paths.BANKS, FILE)
    if not (args.yes or _is_confirmed(folders, spared)):
        output.print_text("Nothing was deleted.")
        return 1
    failed = [path for folder in folders for path in delete_folder(folder, spared)]
    failed += _delete_journals()
    for path in failed:
        output.print_note(f"{path} couldn't be deleted")
    output.print_text("Some files couldn't be deleted." if failed else "Deleted.")
    if not args.all:
        left = [paths.data_dir() / paths.BANKS, paths.config_dir() / FILE, paths.cache_dir()]
        for path in filter(Path.exists, left):
            output.print_text(f"Not deleted: {path}")
    return 1 if failed else 0


def _delete_journals() -> list[Path]:
    """Delete the journals of unsaved events. Return the paths that could not be deleted."""
    from examkit.store.durability.journal import pending_journals

    failed = []
    for path in pending_journals(paths.journal_dirs()):
        try:
            path.unlink()
        except OSError:
            failed.append(path)
    return failed


def _is_confirmed(folders: Iterable[Path], spared: Iterable[str]) -> bool:
    exceptions = " except " + " and ".join(spared) if spared else ""
    for folder in folders:
        output.print_text(f"This deletes everything in {folder}{exceptions}")
    sys.stdout.write("Type delete to confirm: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == "delete"
