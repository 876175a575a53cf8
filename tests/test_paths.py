"""Folders are absolute, and one that another user could have made is not used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from examkit import paths
from examkit.cli.main import main
from tests.banks import write_bank


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of this user among temporary files; the usual places cannot be written."""
    shared = tmp_path / "tmp"
    shared.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    monkeypatch.setattr(paths, "_is_writable", lambda _: False)
    return shared / f"examkit-{os.getuid()}"


@pytest.mark.parametrize("home", ["x", ".", "x/../y"])
def test_a_relative_home_counts_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: str
) -> None:
    bank = str(write_bank(tmp_path / "bank"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXAMKIT_HOME", home)
    for command in ("history", "plan"):
        assert main([command, "--bank", bank]) == 0
    assert main(["data", "paths"]) == 0
    assert f"{tmp_path / home / 'data'}\n" in capsys.readouterr().out
    folders = (paths.data_dir(), paths.config_dir(), paths.cache_dir(), *paths.journal_dirs())
    assert all(folder.is_absolute() for folder in folders)


def test_a_relative_runtime_folder_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "run")
    assert all(folder.is_absolute() for folder in paths.journal_dirs())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users")
def test_a_temporary_folder_of_ones_own_is_used(temporary: Path) -> None:
    assert paths.cache_dir() == temporary
    assert paths.journal_dirs()[-1] == temporary
    temporary.mkdir(mode=0o700)
    assert paths.cache_dir() == temporary
    assert paths.journal_dirs()[-1] == temporary


@pytest.mark.fault("R73")
@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users")
@pytest.mark.parametrize("planted", ["other owner", "open to others", "link", "file"])
def test_a_temporary_folder_of_somebody_else_is_not(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    match planted:
        case "other owner":
            temporary.mkdir(mode=0o700)
            other = os.getuid() + 1
            monkeypatch.setattr("os.getuid", lambda: other)
            temporary = temporary.rename(temporary.with_name(f"examkit-{other}"))
        case "open to others":
            temporary.mkdir()
            temporary.chmod(0o777)
        case "link":
            (tmp_path / "theirs").mkdir(mode=0o700)
            temporary.symlink_to(tmp_path / "theirs")
        case _:
            temporary.write_text("")
    assert temporary not in paths.journal_dirs()
    own = paths.cache_dir()
    assert own != temporary
    assert own.parent == temporary.parent
    assert own.stat().st_mode & 0o077 == 0
    assert paths.cache_dir() == own
