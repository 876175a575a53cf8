"""Writing a bank's files: all or nothing, inside the folder, and never what would not read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from examkit.bank.file_writer import write_files
from examkit.bank.safe_files import MAX_FILE_BYTES
from examkit.errors import ExamkitError
from examkit.transfer.import_plan import ImportPlan, write_plan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "bank" / "questions").mkdir(parents=True)
    (tmp_path / "bank" / "bank.toml").write_text("old = 1\n")
    return tmp_path / "bank"


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("questions/a.toml", "a = '''\n", "questions/a.toml would not be valid TOML"),
        ("questions/a.toml", "a" + ".a" * 2_000 + " = 1\n", "would not be valid TOML"),
        ("questions/a.toml", "#" * (MAX_FILE_BYTES + 1), "would be larger than 4 MiB"),
        ("../a.toml", "a = 1\n", "outside the bank's folder"),
        ("/a.toml", "a = 1\n", "outside the bank's folder"),
    ],
)
def test_nothing_is_written_if_one_text_is_refused(
    root: Path, path: str, text: str, said: str
) -> None:
    with pytest.raises(ExamkitError, match=said):
        write_plan(ImportPlan(root, {"bank.toml": "new = 1\n", path: text}))
    assert [each.name for each in root.rglob("*") if each.is_file()] == ["bank.toml"]
    assert (root / "bank.toml").read_text() == "old = 1\n"


@pytest.mark.fault("R53")
def test_no_link_leads_out(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine").write_text("mine")
    (root / "notes").symlink_to(other)
    with pytest.raises(ExamkitError, match="and banks can't contain links"):
        write_files(root, {"notes/a.md": "text"})
    (root / ".bank.toml.new").symlink_to(other / "mine")
    (root / "questions" / "a.toml").symlink_to(other / "mine")
    write_files(root, {"bank.toml": "new = 1\n", "questions/a.toml": "a = 1\n"})
    assert [each.name for each in other.iterdir()] == ["mine"]
    assert (other / "mine").read_text() == "mine"
    assert (root / "questions" / "a.toml").read_text() == "a = 1\n"


def test_a_file_keeps_its_permissions(root: Path) -> None:
    (root / "bank.toml").chmod(0o644)
    write_files(root, {"bank.toml": "new = 1\n", "notes/deep/a.md": "text"})
    assert stat.S_IMODE((root / "bank.toml").stat().st_mode) == 0o644
    assert (root / "notes" / "deep" / "a.md").read_text() == "text"
    assert list(root.glob(".*")) == []
