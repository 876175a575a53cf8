"""What is installed: few packages, each pinned by hash, none from a host that is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ["requirements.txt", "requirements-dev.txt", "requirements-audit.txt"]
MOST = 17
"""Packages a user installs; one more needs a decision."""
BUILDING = {"hatchling", "editables", "trove-classifiers", "pathspec", "pluggy", "packaging"}
"""Packages that only building needs."""


def pins(name: str) -> list[str]:
    text = (ROOT / name).read_text()
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


@pytest.mark.fault("R60")
@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    named = [block for block in blocks if re.match(r"[A-Za-z0-9._-]+==", block)]
    assert len(named) == len(pins(name)) > 5
    assert [block for block in named if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", [*FILES, "pyproject.toml"])
def test_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(
        r"--(extra-)?index-url|--find-links|git\+|file:|^\s*-e\s", text, re.MULTILINE
    )
    assert not re.search(r"https?://(?!github\.com|docs\.|json)", re.sub(r"#.*", "", text))


@pytest.mark.fault("R60")
def test_few_packages_are_needed() -> None:
    needed = {name.lower() for name in pins("requirements.txt")} - BUILDING
    assert len(needed) <= MOST, sorted(needed)


@pytest.mark.fault("R60")
def test_only_build_tools_are_taken_out_of_the_empty_environment() -> None:
    script = (ROOT / ".ci" / "run").read_text().replace("\\\n", " ")
    [names] = re.findall(r"pip uninstall --quiet --yes (hatchling .*)", script)
    assert set(names.split()) == BUILDING


@pytest.mark.fault("R60")
def test_what_is_declared_is_what_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[<>=~! \[]", each)[0].lower() for each in project["dependencies"]}
    source = "\n".join(path.read_text() for path in (ROOT / "examkit").rglob("*.py"))
    modules = {"markdown-it-py": "markdown_it"}
    unused = [
        name
        for name in declared
        if not re.search(rf"(import|from) {modules.get(name, name.replace('-', '_'))}\b", source)
    ]
    assert unused == []
