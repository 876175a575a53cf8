from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.cli.completion import SHELLS
from examkit.cli.main import COMMANDS, MODULES, main, modules_for, parser


def completed(script: str, *words: str) -> list[str]:
    """Return the words that bash suggests for the last one."""
    typed = " ".join(f"'{word}'" for word in words)
    lines = f"{script}\nCOMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _shtab_examkit\n"
    command = ["bash", "-c", lines + 'printf "%s\\n" "${COMPREPLY[@]}"']
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("examkit", "dr"), ["drill"]),
        (("examkit", "bank", "st"), ["stats"]),
        (("examkit", "drill", "--mi"), ["--mistakes"]),
        (("examkit", "report", "--format", "m"), ["markdown"]),
    ],
)
def test_bash_completes_commands_options_and_choices(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], offered: list[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    assert completed(capsys.readouterr().out, *words) == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_examples_work_where_no_folder_is_there_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["completion", "--help"])
    lines = [x for x in capsys.readouterr().out.splitlines() if x.startswith("Example: ")]
    places = {**os.environ, "HOME": str(tmp_path)}
    places["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{places['PATH']}"
    for line in lines:
        subprocess.run(["bash", "-c", line.removeprefix("Example: ")], env=places, check=True)
    script = (tmp_path / ".local/share/bash-completion/completions/examkit").read_text()
    assert completed(script, "examkit", "dr") == ["drill"]
    assert (tmp_path / ".zfunc/_examkit").read_text().startswith("#compdef examkit\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "mistakes" in capsys.readouterr().out or shell == "tcsh"


def every(parent: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parent
    for action in parent._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from every(command)


@pytest.mark.parametrize("command", list(every(parser())), ids=lambda c: c.prog)
def test_each_command_has_an_example_and_describes_its_options(
    command: argparse.ArgumentParser,
) -> None:
    assert command.description
    assert command.epilog
    for line in command.epilog.splitlines():
        assert line.startswith("Example: ")
        called = line.removeprefix("Example: ").rpartition(" && ")[2].split(" > ")[0]
        assert called.startswith("examkit ")
        parser().parse_args(called.split()[1:])
    options = [a for a in command._actions if not isinstance(a, argparse._SubParsersAction)]
    assert [action.dest for action in options if not action.help] == []


def test_the_table_of_commands_is_complete() -> None:
    (subparsers,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert [*subparsers.choices] == [*COMMANDS]


@pytest.mark.parametrize(
    ("words", "modules"),
    [
        (["--bank"], MODULES),
        (["--help"], MODULES),
        (["exm"], MODULES),
        (["exam", "--plain"], ("attempt",)),
        (["--bank", "exam", "bank", "check"], ("bank",)),
    ],
)
def test_only_what_a_command_line_asks_for_is_loaded(
    words: list[str], modules: tuple[str, ...]
) -> None:
    assert modules_for(words) == modules


@pytest.mark.parametrize("words", [["exm"], ["--bank"], ["--bank", "b", "exm"]])
def test_a_wrong_command_line_lists_the_commands(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err
