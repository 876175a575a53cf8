"""Nothing leaves the machine: every way through the program does without a socket."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.banks import write_bank

FORBID = """
import socket, sys
real = socket.socket
class Refused(real):
    def __init__(self, family=socket.AF_INET, *rest, **more):
        if family != socket.AF_UNIX:
            print("a socket was asked for", file=sys.stderr)
            raise SystemExit(99)
        super().__init__(family, *rest, **more)
def refuse(*_, **__):
    print("a name was looked up", file=sys.stderr)
    raise SystemExit(99)
socket.socket, socket.getaddrinfo, socket.create_connection = Refused, refuse, refuse
"""
COMMAND = FORBID + "from examkit.cli.main import main\nraise SystemExit(main(sys.argv[1:]))"
STEPS = (
    "m MockDialog",
    "enter InstructionsScreen",
    "enter AttemptScreen",
    "a n tab NavigatorScreen",
    "ctrl+s ChoiceDialog",
    "left enter ReportScreen",
    "2 e escape HomeScreen",
    "d DrillMenuScreen",
    "escape b TopicsScreen",
    "enter NotesReaderScreen",
    "escape escape slash SearchScreen",
    "x SearchScreen",
)
"""Keys to press in turn, each line with the screen that they lead to."""
APP = (
    FORBID
    + """
import asyncio
from pathlib import Path
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from tests.screens import ready, until
from tests.services import Desk
STEPS = {steps!r}
async def go():
    app = ExamkitApp(Desk(Path(sys.argv[1])).engine(), Config())
    app.context.data_folder = Path(sys.argv[1])
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        for step in STEPS:
            keys, screen = step.rsplit(" ", 1)
            await pilot.press(*keys.split())
            await until(app, lambda: type(app.screen).__name__ == screen)
        print("all steps", app.return_code)
asyncio.run(go())
"""
).replace("{steps!r}", repr(STEPS))


def run(code: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.fault("R59")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["bank", "check"],
        ["bank", "stats"],
        ["exam", "--plain", "--questions", "3"],
        ["drill", "--plain", "--due-first", "--questions", "3"],
        ["history"],
        ["plan"],
        ["search", "queue"],
        ["data", "check"],
        ["data", "paths"],
    ],
    ids=" ".join,
)
def test_commands_use_no_network(arguments: list[str]) -> None:
    done = run(COMMAND, *arguments, text="a\ns\nsubmit\nyes\n")
    assert done.returncode == 0, done.stderr


@pytest.mark.fault("R59")
def test_the_app_uses_no_network(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank")
    done = run(APP, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout == "all steps None\n"


def test_the_guard_notices_a_socket() -> None:
    code = FORBID + "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')"
    assert run(code).returncode == 99
