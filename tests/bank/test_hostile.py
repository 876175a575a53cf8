"""Files that a stranger made: nothing outside is read, nothing hangs, nothing crashes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from examkit.bank.index.index import open_if_current, open_or_build
from examkit.bank.loader import load_bank
from examkit.bank.safe_files import UnreadableError, safe_read
from examkit.errors import BankError
from tests.banks import write_bank

QUESTIONS = "questions/bread.toml"


def codes(root: Path) -> list[str]:
    return [finding.code for finding in load_bank(root).findings if finding.severity == "error"]


def replaced(folder: Path, data: bytes) -> Path:
    root = write_bank(folder)
    (root / QUESTIONS).write_bytes(data)
    return root


@pytest.mark.fault("R53")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    (root / QUESTIONS).unlink()
    os.mkfifo(root / QUESTIONS)

    assert codes(root) == ["unreadable-file"]


@pytest.mark.fault("R53")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    root = write_bank(tmp_path / "bank")
    (tmp_path / "secret.toml").write_text('topic = "secret"')
    (root / QUESTIONS).unlink()
    (root / QUESTIONS).symlink_to(tmp_path / "secret.toml")

    assert codes(root) == ["unreadable-file"]


@pytest.mark.fault("R48")
@pytest.mark.parametrize("folder", ["notes", "questions", "exams", "notes/caf\udce9"])
def test_a_name_that_is_not_utf_8_is_a_finding(tmp_path: Path, folder: str) -> None:
    root = write_bank(tmp_path / "bank")
    ending = ".md" if folder.startswith("notes") else ".toml"
    (root / folder).mkdir(exist_ok=True)
    odd = [root / folder / f"caf{letter}{ending}" for letter in ("\udce8", "\udce9")]
    for path in odd:
        path.write_text("")
    found = [finding for finding in load_bank(root).findings if finding.code == "unreadable-file"]
    shown = f"{folder}/caf\ufffd{ending}".replace("\udce9", "\ufffd")
    assert [finding.path for finding in found] == [shown] * 2
    for _ in range(2):
        with pytest.raises(BankError) as refused:
            open_or_build(root, tmp_path / "cache").close()
        assert [each for each in refused.value.findings if each.code == "unreadable-file"] == found
    odd[0].unlink()
    odd[1].rename(root / "bank.toml.old")
    assert "unreadable-file" not in codes(root)
    with suppress(BankError):
        open_or_build(root, tmp_path / "cache").close()
    assert open_if_current(root, tmp_path / "cache") is not None


def test_a_folder_that_is_a_link_holds_nothing(tmp_path: Path) -> None:
    root = write_bank(tmp_path / "bank")
    outside = write_bank(tmp_path / "other")
    (root / "questions" / "more").symlink_to(outside / "questions")

    loaded = load_bank(root)
    assert loaded.findings == ()


@pytest.mark.fault("R53")
@pytest.mark.parametrize(
    "path", ["../x.toml", "/etc/passwd", "a/../b", "a//b", "", ".", "a\0b", "a\\b", "./a"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnreadableError):
        safe_read(tmp_path, path)


@pytest.mark.fault("R53")
def test_a_large_file_is_refused(tmp_path: Path) -> None:
    assert codes(replaced(tmp_path, b"#" * (5 << 20))) == ["unreadable-file"]


def test_bytes_that_are_no_text_are_reported_with_their_line(tmp_path: Path) -> None:
    found = load_bank(replaced(tmp_path, b'topic = "bread"\n# caf\xe9\n')).findings
    [finding] = [finding for finding in found if finding.severity == "error"]

    assert (finding.code, finding.line) == ("unreadable-file", 2)


@pytest.mark.fault("R47")
@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 5_000 + b"]" * 5_000,
        b"a = " + b"9" * 10_000,
        b"a." * 2_000 + b"b = 1",
        b"[" + b"a." * 50 + b"b]",
        b'a = "\x00"',
        b'a = "\x1b]52;c;x\x07"',
        b"a = 0x" + b"f" * 100_000,
        b"[[questions]]\nid = nan",
        b"questions = 3",
        b"questions = [1, 2]",
        b"[[questions]]\noptions = 3",
        b"\xff\xfe\x00",
    ],
)
def test_a_bomb_is_a_finding(tmp_path: Path, data: bytes) -> None:
    found = load_bank(replaced(tmp_path, data)).findings

    assert any(f.severity == "error" and f.path == QUESTIONS for f in found)
    assert all("\x1b" not in str(f) and len(f.message) <= 300 for f in found)


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path, ending: bytes) -> None:
    root = write_bank(tmp_path)
    text = (root / QUESTIONS).read_bytes().replace(b"\n", ending)
    (root / QUESTIONS).write_bytes(b"\xef\xbb\xbf" + text)

    assert load_bank(root).findings == ()


def test_a_name_with_control_characters_does_not_reach_the_screen(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    text = (root / QUESTIONS).read_text()
    (root / QUESTIONS).write_text(text.replace("difficulty =", '"\\u001b[2Jkey" =', 1))

    assert all("\x1b" not in str(finding) for finding in load_bank(root).findings)
