"""The two commands of a checkout, with stand-ins for what installs packages."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

UV = """#!/bin/sh
echo "$@" >>"$LOG"
[ "$FAIL" = "$2" ] && exit 3
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
    }


def run(name: str, machine: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "scripts" / name
    # From another folder: the scripts find their own checkout.
    return subprocess.run(
        [script, *args], env=machine, cwd="/", capture_output=True, text=True, check=False
    )


def asked(machine: dict[str, str]) -> list[str]:
    log = Path(machine["LOG"])
    return log.read_text().splitlines() if log.exists() else []


@pytest.mark.parametrize(
    ("script", "args", "told", "requirements"),
    [
        ("run", ["bank", "check"], "python -m examkit bank check", "requirements.txt"),
        ("test", ["-k", "bank"], "python -m pytest -k bank", "requirements-dev.txt"),
    ],
)
def test_sets_up_once_and_passes_arguments_through(
    script: str, args: list[str], told: str, requirements: str, machine: dict[str, str]
) -> None:
    first = run(script, machine, *args)
    assert (first.returncode, first.stdout.strip()) == (0, told)
    packages = [line for line in asked(machine) if line.startswith("pip install")]
    assert all(f"--python {machine['EXAMKIT_VENV']}/bin/python" in line for line in packages)
    assert "--require-hashes" in packages[0]
    assert packages[0].endswith(f"{ROOT}/{requirements}")
    before = asked(machine)
    again = run(script, machine, *args)
    assert (again.returncode, again.stdout.strip(), again.stderr) == (0, told, "")
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
    assert run("run", machine).stdout.strip() == "python -m examkit"
