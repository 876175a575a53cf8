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
APP = (
    FORBID
    + """
import asyncio
from pathlib import Path
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from tests.services import Desk
async def go():
    app = ExamkitApp(Desk(Path(sys.argv[1])).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        for keys in (["m", "enter", "enter"], ["a", "n", "tab", "ctrl+s", "left", "enter"],
                     ["r", "q", "e", "q"], ["d", "escape"],
                     ["b", "enter", "q", "q"], ["slash", "x"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
asyncio.run(go())
"""
)


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


def test_the_guard_notices_a_socket() -> None:
    code = FORBID + "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')"
    assert run(code).returncode == 99
