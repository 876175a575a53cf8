"""Upgrade a store's file to the current schema in one transaction."""

from __future__ import annotations

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
    """One upgrade of the schema, from a numbered file in the folder `schema`."""

    version: int
    """The schema's version after the step."""
    statements: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """Return all upgrade steps, in order of version."""
    return tuple(
        Step(int(source.name[:4]), tuple(split(source.read_text(encoding="utf-8"))))
        for source in sorted(SCHEMA.glob("*.sql"))
    )


def split(script: str) -> Iterator[str]:
    """Yield the statements of a SQL script; a trigger, with all it runs, is one statement."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def refuse_newer(path: Path, version: int, known: Sequence[Step]) -> None:
    """Raise StoreError if a file's schema version is newer than all steps in `known`."""
    if version > known[-1].version:
        raise StoreError(
            f"{path} is from a newer version of examkit, so it wasn't changed.",
            "Update examkit to open it.",
        )


def upgrade(connection: sqlite3.Connection, todo: Sequence[Step]) -> None:
    """Run the upgrade steps that a database hasn't had yet, inside the caller's transaction.

    `todo` has all steps; those up to the database's schema version are skipped.
    """
    present = pragma(connection, "user_version")
    for step in todo:
        if step.version > present:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.version}")


def upgrade_file(database: Database, todo: Sequence[Step], wall: float) -> None:
    """Back up an open file and upgrade it unless it is current.

    `todo` has all upgrade steps, and `wall` is the time now in UTC seconds. Raises StoreError if
    that fails, and then leaves the file unchanged.
    """
    # Read inside the transaction, because another program might have upgraded the file.
    with database.writing() as connection:
        version = pragma(connection, "user_version")
        if version < todo[-1].version:
            path = database.path
            back_up(path, path.parent / "backups" / backup_name(path, version, wall))
            upgrade(connection, todo)
