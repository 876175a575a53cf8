"""Each command line that is suggested runs as it is printed, pasted into a shell."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from examkit.cli.main import parser
from examkit.command_lines import bare_command, command, started_as
from tests.banks import write_bank

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SUGGESTED = re.compile(r"(?:: |^  )((?:'[^']*/my tools/examkit'|examkit) .*)$", re.MULTILINE)


class Shell:
    """A shell in which examkit was started by a path with a space in it."""

    def __init__(self, folder: Path) -> None:
        tools = folder / "my tools"
        tools.mkdir()
        self.program = tools / "examkit"
        self.program.write_text(f'#!/bin/sh\nexec {sys.executable} -m examkit "$@"\n')
        self.program.chmod(0o755)
        self.folder = folder
        self.bank = str(write_bank(folder / "bob's bank [1]", each=4, questions=4))

    def run(self, words: Sequence[str] | str, lines: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command line: words, or a text as it was printed."""
        program = str(self.program)
        text = words if isinstance(words, str) else shlex.join([program, *words])
        environment = os.environ | {
            "EXAMKIT_HOME": str(self.folder / "home"),
            "EXAMKIT_COMMAND": program,
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            ["sh", "-c", text],
            cwd=self.folder,
            env=environment,
            input=lines,
            capture_output=True,
            text=True,
            check=False,
        )

    def suggested(self, *words: str, lines: str = "") -> list[str]:
        done = self.run(words, lines)
        # The hint of a finding stands in brackets.
        return [text.removesuffix(")") for text in SUGGESTED.findall(done.stdout + done.stderr)]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def cases(bank: str) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Return command lines that suggest others, what is typed, and how many they suggest."""
    named = ("--bank", bank)
    yield ("history", *named), "", 1
    yield ("report", *named), "", 1
    yield ("plan", *named), "", 2
    yield ("drill", "--plain", *named, "--note", "ovens"), "", 1
    yield ("drill", "--plain", *named, "--mistakes"), "", 1
    yield ("exam", *named), "", 1
    yield ("resume", *named), "", 1
    yield ("bank", "check", "nowhere"), "", 0
    yield ("bank", "new", "it's new"), "", 1
    yield ("bank", "check", "."), "", 1
    yield ("exam", "--plain", *named), "a\nquit\n", 1
    yield ("report", "2020", *named), "", 1


def test_what_the_program_suggests_runs(shell: Shell) -> None:
    pasted = 0
    for words, lines, number in cases(shell.bank):
        found = shell.suggested(*words, lines=lines)
        assert len(found) >= number, words
        for text in found:
            done = shell.run(text, "quit\n")
            # It may find nothing; that the command line is not understood it may not say.
            needs_screen = done.stderr.startswith("error: No terminal found.")
            assert done.returncode in (0, 1) or needs_screen, f"{text}: {done.stderr}"
            assert "usage:" not in done.stderr
            assert "There is no" not in done.stderr.split("hint:")[0], f"{text}: {done.stderr}"
            pasted += 1
    assert pasted >= 10


def test_an_attempt_is_resumed_with_its_own_bank(shell: Shell) -> None:
    [text] = shell.suggested("exam", "--plain", "--bank", shell.bank, lines="a\nquit\n")
    done = shell.run(text, "quit\n")

    assert "question 1 of 4" in done.stdout
    assert shlex.quote(shell.bank) in text


@pytest.mark.parametrize(
    ("program", "bank", "words", "text"),
    [
        ("examkit", "", ("exam",), "examkit exam"),
        ("examkit", "ham", ("resume", "x"), "examkit --bank ham resume x"),
        ("../my co/scripts/run", "", ("exam",), "'../my co/scripts/run' exam"),
        ("examkit", "my bank", ("history",), "examkit --bank 'my bank' history"),
    ],
)
def test_a_suggestion_starts_what_was_started(
    program: str, bank: str, words: tuple[str, ...], text: str
) -> None:
    with started_as(program, bank):
        assert command(*words) == text
        assert "--bank" not in bare_command(*words)
    assert command("exam") == "examkit exam"


def lines_of(page: str) -> Iterator[str]:
    """Return the command lines of a page that are written to be typed."""
    for block in re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.M | re.S))


def typed(page: str) -> Iterator[list[str]]:
    for line in lines_of(page):
        text = line.strip().split(" && ")[-1]
        if not re.match(r"(scripts/run|examkit)( |$)", text):
            continue
        # A list of what there is, with placeholders or columns, is not to be typed.
        if re.search(r"[\[\]…|]|\.\.\.|\b[A-Z]{1,8}\b|  ", text):
            continue
        yield shlex.split(text.partition(" > ")[0].partition("  #")[0])[1:]


NAME = re.compile(r"[a-z]+(-[a-z]+)*", re.IGNORECASE)
"""A command or an action."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_line_on_a_page_is_understood(page: Path) -> None:
    for words in typed(page.read_text(encoding="utf-8")):
        # Named without what it takes, a command is spoken of.
        if len(words) > 2 or not all(map(NAME.fullmatch, words)):
            understood(words)


def examples(top: argparse.ArgumentParser) -> Iterator[str]:
    yield from re.findall(r"Example: (?:.* && )?examkit (.*)", top.epilog or "")
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from examples(each)


@pytest.mark.parametrize("example", sorted(set(examples(parser()))))
def test_each_example_of_the_help_is_understood(example: str) -> None:
    understood(shlex.split(example.partition(" > ")[0]))


def understood(words: list[str]) -> None:
    try:
        parser().parse_args(words)
    except SystemExit as refused:
        assert refused.code == 0, f"examkit {shlex.join(words)}"  # noqa: PT017 -- its code matters
    except Exception as error:
        raise AssertionError(f"examkit {shlex.join(words)}") from error
