"""Commands that print stay light: what they must not load is checked in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "pygments", "tomlkit")


def loaded(code: str, home: str) -> set[str]:
    """All modules and packages that are loaded after running the code."""
    probe = f"{code}\nimport sys; print('\\n@@' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=False,
        env={"EXAMKIT_HOME": home, "PATH": ""},
    )
    assert "@@" in done.stdout, done.stderr
    return set(done.stdout.rsplit("@@", 1)[1].split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import examkit", {*HEAVY, "pydantic", "tomli", "sqlite3", "argparse"}),
        ("import examkit.attempts.service", {*HEAVY, "pydantic", "tomli", "markdown_it"}),
        ("from examkit.cli.main import dispatch; dispatch([])", {*HEAVY, "argparse", "sqlite3"}),
        (
            "import examkit.tui.app, examkit.store.sqlite.store",
            {"argparse", "hashlib", "tomli", "tomlkit"},
        ),
        (
            "import examkit.tui.app, examkit.attempts.service, examkit.store.sqlite.store",
            {
                "examkit.exam.events",
                "examkit.question_types.base",
                "examkit.question_types.common_fields",
                "examkit.drills.preview",
                "examkit.drills.request",
                "examkit.analytics",
                "examkit.report",
                "examkit.formats",
                "examkit.transfer",
            },
        ),
        (
            "import examkit.drills.preview, examkit.drills.review_dates, examkit.analytics.pace",
            {*HEAVY, "pydantic", "tomli", "sqlite3"},
        ),
        (
            "import examkit.exam.attempt_state, examkit.analytics.verdicts",
            {*HEAVY, "tomli", "sqlite3"},
        ),
        (
            "import examkit.tui.app, examkit.bank.index.index",
            {"pydantic", "tomli", "tomlkit", "markdown_it"},
        ),
    ],
)
def test_importing_loads_nothing_heavy(code: str, absent: set[str], tmp_path: object) -> None:
    assert loaded(code, str(tmp_path)) & absent == set()


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        ("'--version'", {*HEAVY, "pydantic", "tomli", "sqlite3"}),
        ("'--help'", {*HEAVY, "pydantic", "tomli", "sqlite3"}),
        ("'exam', '--help'", {*HEAVY, "pydantic", "tomli", "sqlite3"}),
        ("'bank', 'check'", set(HEAVY)),
        ("'history'", set(HEAVY)),
        ("'report'", set(HEAVY)),
    ],
)
def test_a_command_loads_nothing_heavy(arguments: str, absent: set[str], tmp_path: object) -> None:
    code = f"""
from examkit.cli.main import main
try:
    main([{arguments}])
except SystemExit:
    pass
"""
    assert loaded(code, str(tmp_path)) & absent == set()
