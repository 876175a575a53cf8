"""Every example on a page works: its commands run, and print what the page shows."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from examkit.cli.main import main
from examkit.system_clock import SystemClock
from tests.factories import FakeClock
from tests.pages import ROOT, Example, Reader, blocks, examples, matches

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp()
COMMAND = re.compile(r"^(\$ |examkit|scripts/|git |pipx |uv )", re.MULTILINE)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder with the index of the shipped bank."""
    home = tmp_path_factory.mktemp("indexed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXAMKIT_HOME", str(home))
        assert main(["bank", "stats"]) == 0
    return home / "cache"


@pytest.fixture
def reader(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Return a reader with an empty home, at noon on December 1, 2026."""
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    shutil.copytree(indexed, home / "cache")
    monkeypatch.chdir(folder)
    for name, value in {"HOME": str(tmp_path), "COLUMNS": "80", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("NO_COLOR", "1")
    clock = FakeClock(wall=NOON)
    monkeypatch.setattr(SystemClock, "now", lambda _: clock.now())
    return Reader(folder, clock)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_example_works(page: Path, reader: Reader) -> None:
    for example in examples(page.read_text(encoding="utf-8")):
        reader.follow(example)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_are_in_blocks_that_are_run(page: Path) -> None:
    for line, language, text in blocks(page.read_text(encoding="utf-8")):
        if language == "toml":
            tomllib.loads(text)
        assert language in ("sh", "console") or not COMMAND.search(text), f"line {line}"


EXAMPLES = """\
`bank.toml`:

```toml
id = "tea"
```

```sh
# A comment.
mkdir banks && mv bank.toml banks
```

1. Show it:

   ```console
   $ cat banks/bank.toml
   id = "tea"
   $ examkit --version
   examkit …
   ```

<!-- Readers don't see this.
```sh
cp banks/bank.toml seen.toml
```
-->
"""


def test_a_page_has_files_commands_and_outputs() -> None:
    assert list(examples(EXAMPLES)) == [
        Example(4, file="bank.toml", text='id = "tea"\n'),
        Example(9, "mkdir banks && mv bank.toml banks"),
        Example(15, "cat banks/bank.toml", 'id = "tea"\n'),
        Example(17, "examkit --version", "examkit …\n"),
        Example(23, "cp banks/bank.toml seen.toml"),
    ]


def test_the_examples_of_a_page_run_in_order(reader: Reader) -> None:
    for example in examples(EXAMPLES):
        reader.follow(example)
    assert (reader.folder / "seen.toml").read_text() == 'id = "tea"\n'


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("examkit --version", "examkit 0"),
        ("examkit nothing", None),
        ("examkit exam --exam nothing", None),
        ("cat nothing", None),
    ],
)
def test_an_example_that_does_not_work_is_found(
    command: str, output: str | None, reader: Reader
) -> None:
    with pytest.raises(AssertionError, match="line 3"):
        reader.follow(Example(3, command, output))


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\n\nb\n", False),
        ("a …z\n", "a to z\n", True),
        ("a …z\n", "a\nz\n", False),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nz\n", True),
        ("…\nz\n", "a\nz\n", True),
        ("a\n…\n", "a\nz\n", True),
        ("a\n…\n", "b\nz\n", False),
        ("(.*)\n", "a\n", False),
    ],
)
def test_an_ellipsis_stands_for_any_text(shown: str, output: str, same: bool) -> None:
    assert matches(shown, output) == same


def test_what_a_page_shows_after_a_prompt_is_typed(reader: Reader) -> None:
    shown = "…\n[question 1 of 1, 0 answered] > t\nNo time limit.\n…\n"
    reader.follow(Example(1, "examkit drill --plain --questions 1 --seed tea", shown))


def test_output_goes_to_a_file_and_the_app_opens(reader: Reader) -> None:
    reader.follow(Example(1, "scripts/run formats > formats.txt"))
    reader.follow(Example(2, "examkit exam --questions 5"))
    assert "Moodle" in (reader.folder / "formats.txt").read_text()
    assert main(["history"]) == 0
