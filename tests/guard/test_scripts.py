"""The two commands of a checkout, with stand-ins for what installs packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

UV = """#!/bin/sh
echo "$@" >>"$LOG"
[ "$FAIL" = "$2" ] && echo "$SAID" >&2 && exit 3
[ "$1" = venv ] || exit 0
for venv; do :; done
mkdir -p "$venv/bin"
printf '#!/bin/sh\\necho "python $*"\\n' >"$venv/bin/python"
chmod +x "$venv/bin/python"
"""


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """An environment in which `uv` writes down what it was asked for."""
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(UV)
    uv.chmod(0o755)
    return {
        "PATH": f"{uv.parent}{os.pathsep}{os.environ['PATH']}",
        "EXAMKIT_VENV": str(tmp_path / "venv"),
        "LOG": str(tmp_path / "log"),
        "FAIL": "",
        "SAID": "error",
        "TMPDIR": str(tmp_path),
    }


def run(
    name: str, machine: dict[str, str], *args: str, folder: Path = ROOT / "scripts"
) -> subprocess.CompletedProcess[str]:
    script = folder / name
    # From another folder: the scripts find their own checkout.
    return subprocess.run(
        [script, *args], env=machine, cwd="/", capture_output=True, text=True, check=False
    )


def asked(machine: dict[str, str]) -> list[str]:
    log = Path(machine["LOG"])
    return log.read_text().splitlines() if log.exists() else []


@pytest.mark.parametrize(
    ("script", "args", "output", "requirements"),
    [
        ("run", ["bank", "check"], "python -m examkit bank check", "requirements.txt"),
        ("test", ["-k", "bank"], "python -m pytest -k bank", "requirements-dev.txt"),
    ],
)
def test_sets_up_once_and_passes_arguments_through(
    script: str, args: list[str], output: str, requirements: str, machine: dict[str, str]
) -> None:
    first = run(script, machine, *args)
    assert (first.returncode, first.stdout.strip()) == (0, output)
    packages = [line for line in asked(machine) if line.startswith("pip install")]
    assert all(f"--python {machine['EXAMKIT_VENV']}/bin/python" in line for line in packages)
    assert "--require-hashes" in packages[0]
    assert packages[0].endswith(f"{ROOT}/{requirements}")
    before = asked(machine)
    again = run(script, machine, *args)
    assert (again.returncode, again.stdout.strip(), again.stderr) == (0, output, "")
    assert asked(machine) == before


def test_serves_from_a_folder_that_is_set_up_for_the_tests(machine: dict[str, str]) -> None:
    run("test", machine)
    before = asked(machine)
    assert run("run", machine).stdout.strip() == "python -m examkit"
    assert asked(machine) == before


def test_stops_where_installing_fails_and_tries_again(machine: dict[str, str]) -> None:
    failed = run("run", machine | {"FAIL": "install"})
    assert failed.returncode == 3
    assert "python -m" not in failed.stdout
    assert "examkit can't install what it needs." in failed.stderr
    assert run("run", machine).stdout.strip() == "python -m examkit"


NEEDED = "basename cat cksum dirname env grep head mkdir mktemp readlink rm sh touch"
OLD = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2"
exit 1
"""


@pytest.fixture
def bare(tmp_path: Path, machine: dict[str, str]) -> dict[str, str]:
    """A machine with the tools of each system, without uv and Python."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in NEEDED.split():
        tool = shutil.which(name)
        assert tool, name
        (folder / name).symlink_to(tool)
    return machine | {"PATH": str(folder)}


@pytest.mark.parametrize("script", ["run", "test"])
@pytest.mark.parametrize("old", ["", "Python 3.9.2"])
def test_without_a_recent_python_it_says_which_one_it_needs(
    script: str, old: str, bare: dict[str, str]
) -> None:
    if old:
        python = Path(bare["PATH"]) / "python3"
        python.write_text(OLD)
        python.chmod(0o755)
    done = run(script, bare)

    found = f", but found only {old}" if old else ""
    assert done.returncode == 1
    assert done.stderr == (
        f"examkit needs Python 3.11 or newer{found}. "
        "Install one from https://www.python.org/downloads/ and run this again.\n"
    )


@pytest.mark.parametrize("script", ["run", "test"])
@pytest.mark.parametrize(
    ("said", "output"),
    [
        ("error: Failed to fetch: dns error", "can't reach the internet"),
        ("NewConnectionError: Failed to establish a new connection", "can't reach the internet"),
        ("ERROR: No matching distribution found for textual==8.2.8", "can't reach the internet"),
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
    ],
)
def test_one_sentence_says_why_nothing_was_installed(
    script: str, said: str, output: str, machine: dict[str, str]
) -> None:
    done = run(script, machine | {"FAIL": "install", "SAID": said})
    setting, line = done.stderr.splitlines()

    assert done.returncode == 3
    assert setting.startswith("Setting up ")
    assert output in line
    assert said not in done.stderr


@pytest.mark.parametrize("script", ["run", "test"])
def test_a_folder_that_cannot_be_written_is_named(
    script: str, machine: dict[str, str], tmp_path: Path
) -> None:
    # A file in place of the folder above refuses everybody, root as well.
    (tmp_path / "file").touch()
    done = run(script, machine | {"EXAMKIT_VENV": str(tmp_path / "file" / "venv")})

    assert done.returncode == 1
    assert f"can't write to {tmp_path}/file/venv. Name a folder you can write to" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert asked(machine) == []


@pytest.mark.parametrize("script", ["run", "test"])
def test_a_symbolic_link_leads_to_the_checkout(
    script: str, machine: dict[str, str], tmp_path: Path
) -> None:
    first = tmp_path / "first"
    first.symlink_to(ROOT / "scripts" / script)
    links = tmp_path / "links"
    links.mkdir()
    (links / script).symlink_to(Path("..") / "first")
    done = run(script, machine, folder=links)

    assert done.returncode == 0
    assert done.stdout.startswith("python -m ")


def test_the_settings_of_mutmut_name_existing_paths() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "mutmut"
    ]
    selection = settings["pytest_add_cli_args_test_selection"]
    missing = [
        name
        for name in (*settings["source_paths"], *selection, *settings["also_copy"])
        if not (ROOT / name).exists()
    ]
    assert missing == []
