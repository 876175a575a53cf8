"""Migration of a file to the current schema, in one transaction."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from examkit.errors import StoreError
from examkit.store.durability.backup import back_up, backup_name
from examkit.store.sqlite.connection import Database, pragma

SCHEMA = Path(__file__).with_name("schema")


class Step(NamedTuple):
    """One numbered file of the folder `schema`."""

    version: int
    """The schema version that it leads to."""
    statements: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """Read all steps, in order."""
    return tuple(
        Step(int(source.name[:4]), tuple(split(source.read_text(encoding="utf-8"))))
        for source in sorted(SCHEMA.glob("*.sql"))
    )


def split(script: str) -> Iterator[str]:
    """Cut a script into statements; a trigger is one, with the statements in it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def refuse_newer(path: Path, version: int, known: Sequence[Step]) -> None:
    """Raise StoreError for a schema version that only a later examkit knows."""
    if version > known[-1].version:
        raise StoreError(
            f"{path} was made by a newer examkit; it was not changed.",
            "Update examkit to open it.",
        )


def upgrade(connection: sqlite3.Connection, todo: Sequence[Step]) -> None:
    """Take the steps that a file lacks, inside the caller's transaction."""
    present = pragma(connection, "user_version")
    for step in todo:
        if step.version > present:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.version}")


def upgrade_file(database: Database, todo: Sequence[Step], wall: float) -> None:
    """Upgrade an open file at the time `wall` (UTC seconds), after a copy of it was made.

    Raises StoreError; the file is then as it was.
    """
    # The transaction keeps other writers out while the copy reads, and its commit shuts
    # readers out too; another program may have upgraded the file before it began.
    with database.writing() as connection:
        version = pragma(connection, "user_version")
        if version < todo[-1].version:
            path = database.path
            back_up(path, path.parent / "backups" / backup_name(path, version, wall))
            upgrade(connection, todo)
