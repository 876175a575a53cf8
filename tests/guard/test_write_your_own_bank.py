"""The page that tells how to write a bank, followed as it stands."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "write-your-own-bank.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:# file: |<!-- file: )(\S+)(?: -->)?\n(.*)", re.DOTALL)


def steps() -> Iterator[tuple[str, str]]:
    """Return each command, and each file with its text, in order."""
    for kind, text in BLOCK.findall(PAGE):
        if kind == "sh":
            yield from (("", line) for line in text.splitlines())
        else:
            found = FILE.match(text)
            assert found, text
            yield found[1], found[2]


def test_the_page_leads_to_a_bank_that_can_be_sat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXAMKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nsubmit\nyes\n"))
    output = []
    for file, text in steps():
        if file:
            Path(file).write_text(text, encoding="utf-8")
        elif text.startswith("rm "):
            for name in shlex.split(text)[1:]:
                Path(name).unlink()
        else:
            arguments = shlex.split(text)[1:]
            assert main([*arguments, "--plain"] if arguments[0] == "exam" else arguments) == 0
            output.append(capsys.readouterr().out)

    assert "3 questions, 0 errors, 0 warnings" in output[1]
    assert "3 questions, 0 errors" in output[2]
    assert "Question 1 of 3" in output[-1]
    assert "DOMAINS" in output[-1]
