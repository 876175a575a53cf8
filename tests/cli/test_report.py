"""The report on the command line, with attempts that can't be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from examkit.cli.main import main
from tests.services import Desk


def submit_mocks(home: Path, count: int) -> tuple[str, list[str]]:
    """Submit mocks one after the other; return the bank's folder and their ids."""
    desk, attempts = Desk(home), []
    for _ in range(count):
        live = desk.engine().start_mock()
        live.submit()
        desk.clock.pass_time(3_600)
        attempts.append(live.attempt_id)
    return str(desk.folder / "bank"), attempts


def damage(home: Path, attempt: str) -> None:
    """Change an event of an attempt behind the program's back."""
    with closing(sqlite3.connect(home / "data" / "attempts.db")) as db, db:
        db.execute("DROP TRIGGER IF EXISTS event_stays")
        db.execute("UPDATE event SET body = body || ' ' WHERE attempt = ?", (attempt,))


@pytest.mark.parametrize("command", ["report", "review"])
def test_without_an_id_the_latest_readable_attempt_is_used(
    home: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, attempts = submit_mocks(home, 3)
    damage(home, attempts[2])

    assert main([command, "--bank", bank, "--format", "json"]) == 0
    output = capsys.readouterr()
    assert f"Attempt {attempts[2]} is damaged" in output.err
    assert f"Using {attempts[1]}" in output.err
    if command == "report":
        assert f'"attempt": "{attempts[1]}"' in output.out


def test_with_an_id_a_damaged_attempt_is_an_error(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, attempts = submit_mocks(home, 2)
    damage(home, attempts[1])

    assert main(["report", attempts[1], "--bank", bank]) == 1
    assert f"error: Attempt {attempts[1]} is damaged" in capsys.readouterr().err


def test_if_all_attempts_are_damaged_the_latest_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, [attempt] = submit_mocks(home, 1)
    damage(home, attempt)

    assert main(["report", "--bank", bank]) == 1
    assert f"error: Attempt {attempt} is damaged" in capsys.readouterr().err
