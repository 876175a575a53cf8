"""`examkit data`: where things are kept, and looking after them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import __version__, paths
from examkit.cli.common import accept_old_command, add_command
from examkit.errors import ExamkitError
from examkit.humanize import pluralize
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.store.sqlite.store import SqliteStore


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "data",
        "your attempts: where they are, check, export, import, delete",
        example="data export attempts.jsonl",
        description="Your attempts, settings and caches. EXAMKIT_HOME moves them all.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_command(actions, "paths", "print the folders", example="data paths").set_defaults(
        handler=show_paths
    )
    accept_old_command(actions, "paths", "path")
    add_command(
        actions, "check", "read everything against its hashes", example="data check"
    ).set_defaults(handler=check)
    export_parser = add_command(
        actions,
        "export",
        "write all attempts to a file (JSON Lines)",
        example="data export attempts.jsonl",
    )
    export_parser.add_argument("file", metavar="FILE", type=Path, help="a new file")
    export_parser.set_defaults(handler=export)
    import_parser = add_command(
        actions, "import", "add the attempts of a file", example="data import attempts.jsonl"
    )
    import_parser.add_argument("file", metavar="FILE", type=Path, help="a file that was exported")
    import_parser.add_argument(
        "--partial", action="store_true", help="take what comes before a fault of the file"
    )
    import_parser.set_defaults(handler=import_attempts)
    delete_parser = add_command(
        actions, "delete", "delete all attempts with their copies", example="data delete"
    )
    every = "own banks, settings and caches as well"
    delete_parser.add_argument("--all", action="store_true", help=every)
    delete_parser.add_argument("--yes", action="store_true", help="do not ask")
    delete_parser.set_defaults(handler=delete)


def show_paths(args: argparse.Namespace) -> int:  # noqa: ARG001 -- the form of a handler
    """Print the folders."""
    sys.stdout.write(f"data    {paths.data_dir()}\n")
    sys.stdout.write(f"config  {paths.config_dir()}\n")
    sys.stdout.write(f"cache   {paths.cache_dir()}\n")
    return 0


def _store(*, read_only: bool = False) -> SqliteStore:
    from examkit.store.sqlite.connection import COMMAND_SECONDS
    from examkit.store.sqlite.store import open_store

    return open_store(paths.data_dir(), read_only=read_only, patience=COMMAND_SECONDS)


def check(args: argparse.Namespace) -> int:  # noqa: ARG001 -- the form of a handler
    """Check everything; exit code 1 where something is damaged."""
    from examkit.attempts.maintenance import verify as look

    with _store(read_only=True) as store:
        found = look(store)
    for fault in found.faults:
        sys.stdout.write(sanitize(fault) + "\n")
    told = "all whole" if not found.faults else f"{len(found.faults)} damaged"
    read = f"{pluralize(found.attempts, 'attempt')}, {pluralize(found.events, 'event')}"
    sys.stdout.write(f"{read}, {told}\n")
    return 1 if found.faults else 0


def export(args: argparse.Namespace) -> int:
    """Write all attempts to a new file, which appears whole or not at all.

    Return 1 where some were left out, because they are damaged.
    """
    from examkit.attempts.maintenance import gather
    from examkit.store.archive import dump
    from examkit.store.private_files import exists, private_file

    if args.file.is_symlink() or exists(args.file):
        raise ExamkitError(f"There is already a file {args.file}.", "Name another.")
    with _store(read_only=True) as store:
        found = gather(store)
    draft = args.file.with_name(f".{args.file.name}.{os.getpid()}.new")
    try:
        private_file(draft)
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(dump(found.attempts, __version__))
        draft.replace(args.file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or "unknown reason"
        raise ExamkitError(f"{args.file} cannot be written: {reason}.", "Name another.") from None
    for fault in found.faults:
        sys.stderr.write(f"left out: {sanitize(fault)}\n")
    sys.stderr.write(f"Wrote {pluralize(len(found.attempts), 'attempt')} to {args.file}\n")
    return 1 if found.faults else 0


def import_attempts(args: argparse.Namespace) -> int:
    """Add the attempts of a file; exit code 1 where some were not taken."""
    from examkit.attempts.maintenance import restore
    from examkit.store.archive import parse_archive
    from examkit.system_clock import rest

    try:
        with args.file.open(encoding="utf-8", newline="\n") as file:
            packed = parse_archive(file, partial=args.partial)
    except UnicodeDecodeError:
        raise ExamkitError(f"{args.file} is no UTF-8 text.", "Export it again.") from None
    except OSError as error:
        raise ExamkitError(f"{args.file} cannot be read: {error.strerror}.", "") from None
    except ExamkitError as error:
        raise ExamkitError(f"{args.file}: {error.message}", error.hint) from None
    with _store() as store:
        done = restore(store, packed, rest)
    for fault in done.faults:
        sys.stderr.write(sanitize(fault) + "\n")
    already = f"{done.known} {'was' if done.known == 1 else 'were'} there already"
    sys.stdout.write(f"{pluralize(done.added, 'attempt')} added, {already}\n")
    return 1 if done.faults else 0


def delete(args: argparse.Namespace) -> int:
    """Delete all attempts with their copies, after a question; say what is kept."""
    from examkit.attempts.maintenance import delete as wipe
    from examkit.config import FILE

    settings = [paths.config_dir(), paths.cache_dir()]
    folders = [paths.data_dir(), *(settings if args.all else [])]
    spared = () if args.all else (paths.BANKS, FILE)
    if not (args.yes or _confirmed(folders, spared)):
        sys.stdout.write("Nothing was deleted.\n")
        return 1
    left = [path for folder in folders for path in wipe(folder, spared)]
    left += _without_journals()
    for path_left in left:
        sys.stderr.write(f"{path_left} could not be deleted\n")
    sys.stdout.write("Deleted.\n" if not left else "Not all was deleted.\n")
    if not args.all:
        kept = [paths.data_dir() / paths.BANKS, paths.config_dir() / FILE, paths.cache_dir()]
        sys.stdout.write("".join(f"Kept: {path}\n" for path in kept if path.exists()))
    return 1 if left else 0


def _without_journals() -> list[Path]:
    """Delete events that waited elsewhere after a fault; gives what could not be deleted."""
    from examkit.store.durability.journal import pending_journals

    left = []
    for path in pending_journals(paths.journal_dirs()):
        try:
            path.unlink()
        except OSError:
            left.append(path)
    return left


def _confirmed(folders: Iterable[Path], spared: Iterable[str]) -> bool:
    but = " but " + " and ".join(spared) if spared else ""
    sys.stdout.write("".join(f"This deletes everything in {folder}{but}\n" for folder in folders))
    sys.stdout.write("Type delete: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == "delete"
