"""The examples of a page: files to write, and commands to type with the output they show.

A block of a page is an example by its language:

- `sh`: commands, one a line. Each must succeed.
- `console`: lines that start with `$ ` are commands, and what follows is their output. `…` stands
  for any text, and on a line of its own for any lines. What follows a prompt is typed.
- any other: a file, if the line above is its name, such as `` `bank/questions/tea.toml`: ``.

A block in an HTML comment is an example that readers don't see: it prepares the next one. All
examples of a page run in order, in one empty folder and one empty home.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from examkit.cli.main import main
from tests.factories import FakeClock

ROOT = Path(__file__).parents[1]
NOT_RUN = (
    "cd examkit",
    "git clone ",
    "pipx ",
    "scripts/lint",
    "scripts/test",
    "sudo apt install ",
    "uv tool ",
    "wsl ",
)
"""Starts of commands that need the internet or change the computer."""
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^ *`(\S+)`:\n\n\Z", re.MULTILINE)
EXAMKIT = re.compile(r"((?:[A-Z_]+=\S+ )*)(?:examkit|scripts/run)(?: |$)")
ESCAPES = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Example:
    """A file to write, or a command to type."""

    line: int
    command: str = ""
    output: str | None = None
    """What the page shows; None if it shows nothing."""
    file: str = ""
    text: str = ""


def blocks(page: str) -> Iterator[tuple[int, str, str]]:
    """Yield the first line's number, the language, and the text of each block of a page."""
    for line, language, text, _ in _named_blocks(page):
        yield line, language, text


def _named_blocks(page: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield what `blocks` does, and the name of the file above each block, or an empty text."""
    end = 0
    for found in FENCE.finditer(page):
        text = re.sub(rf"^{found[1]}", "", found[3], flags=re.MULTILINE)
        name = FILE.search(page[end : found.start()])
        end = found.end()
        line = page.count("\n", 0, found.start()) + 2
        yield line, found[2], text, name[1] if name else ""


def examples(page: str) -> Iterator[Example]:
    """Yield the examples of a page in order."""
    for line, language, text, name in _named_blocks(page):
        if language == "sh":
            yield from _typed(line, text)
        elif language == "console":
            yield from _shown(line, text)
        elif name:
            yield Example(line, file=name, text=text)


def _typed(line: int, text: str) -> Iterator[Example]:
    for number, command in enumerate(text.splitlines(), line):
        if command.strip() and not command.startswith("#"):
            yield Example(number, command)


def _shown(line: int, text: str) -> Iterator[Example]:
    before, *parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not before, f"line {line}: a console block starts with a command"
    for part in parts:
        command, _, output = part.partition("\n")
        yield Example(line, command, output)
        line += part.count("\n")


def matches(shown: str, output: str) -> bool:
    """Return whether an output is what a page shows."""
    pattern = re.escape("\n" + "\n".join(map(str.rstrip, shown.strip("\n").split("\n"))))
    pattern = re.sub(r"\\\n…(?=\\\n|$)", r"(\\n[^\\n]*)*?", pattern).replace("…", r"[^\n]*?")
    lines = "\n".join(map(str.rstrip, output.strip("\n").split("\n")))
    return re.fullmatch(pattern, "\n" + lines) is not None


class Terminal(StringIO):
    """What a terminal of 80 columns shows."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        return ESCAPES.sub("", self.getvalue())


class Keyboard:
    """Types at each prompt what the page shows after it, each line after half a minute."""

    def __init__(self, shown: str, terminal: Terminal, clock: FakeClock) -> None:
        self._left = shown.split("\n")
        self._terminal = terminal
        self._clock = clock

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        """Type a line, or end the input if the page shows no more."""
        self._clock.pass_time(30)
        prompt = self._terminal.text.rpartition("\n")[2]
        while prompt and self._left:
            line = self._left.pop(0)
            typed = line.removeprefix(prompt)
            if typed not in (line, ""):
                self._terminal.write(f"{typed}\n")
                return f"{typed}\n"
        return ""


@dataclass
class Reader:
    """Someone who does what a page shows, in a folder."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)

    def follow(self, example: Example) -> None:
        """Write an example's file, or run its commands and compare their output."""
        if example.file:
            path = self.folder / example.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.text, encoding="utf-8")
            return
        terminal = Terminal()
        keyboard = Keyboard(example.output or "", terminal, self.clock)
        codes = [self._run(part, terminal, keyboard) for part in example.command.split(" && ")]
        where = f"line {example.line}: $ {example.command}\n{terminal.text}"
        if example.output is None:
            assert set(codes) <= {0}, where
        elif not example.command.startswith(NOT_RUN):
            assert matches(example.output, terminal.text), where

    def _run(self, command: str, terminal: Terminal, keyboard: Keyboard) -> int:
        if command.startswith(NOT_RUN):
            return 0
        if not (found := EXAMKIT.match(command)):
            return self._run_in_shell(command, terminal)
        variables = dict(each.split("=", 1) for each in shlex.split(found[1]))
        line, _, target = command.partition("  #")[0].partition(" > ")
        words = shlex.split(line.removeprefix(found[1]))[1:]
        words = [name for word in words for name in self._expand(word)]
        written = Terminal() if target else terminal
        with patch.dict(os.environ, variables):
            code = run_examkit(words, keyboard, written, terminal)
        if target:
            (self.folder / target.strip()).write_text(written.text, encoding="utf-8")
        return code

    def _expand(self, word: str) -> list[str]:
        if word.startswith("~"):
            return [str(Path(word).expanduser())]
        found = self.folder.glob(word) if "*" in word else ()
        return sorted(str(path.relative_to(self.folder)) for path in found) or [word]

    def _run_in_shell(self, command: str, terminal: Terminal) -> int:
        assert "examkit" not in re.split(r"[ |;]", command), f"can't run: {command}"
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        terminal.write(done.stdout + done.stderr)
        return done.returncode


def run_examkit(words: list[str], keyboard: Keyboard, output: Terminal, errors: Terminal) -> int:
    """Run a command line up to where the app would open, and return its exit code."""
    with (
        patch("examkit.tui.app.ExamkitApp.run"),
        patch.object(sys, "stdin", keyboard),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        try:
            return main(words)
        except SystemExit as left:
            return int(left.code or 0)
