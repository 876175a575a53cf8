"""Changing settings in the file: nothing else in it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import FILE, MAX_BYTES, read_config
from examkit.config_file import Value, save_settings
from examkit.errors import ExamkitError


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("", {"theme": "nord"}, 'theme = "nord"\n'),
        ("", {"theme": ""}, ""),
        ("# mine\n", {"extra_minutes": 30}, "# mine\nextra_minutes = 30\n"),
        ('theme = "x" # c\n', {"theme": "nord"}, 'theme = "nord" # c\n'),
        ("theme = 'x'\r\n", {"theme": "nord"}, 'theme = "nord"\r\n'),
        ("theme = '''\nx'''\n", {"theme": "nord"}, 'theme = "nord"\n'),
        ("ascii=true", {"ascii": False}, "ascii=false"),
        ("half_life = 7 # c\n", {"half_life_days": 21.0}, "half_life = 21.0 # c\n"),
        ("own_rest = 7\n", {"prior_strength": 5.0}, "own_rest = 5.0\n"),
        ("cover_options = true\n", {"hide_options": False}, "cover_options = false\n"),
        ("half_life_days = 14\n", {"half_life_days": 14.0}, "half_life_days = 14\n"),
        ("exam_date = 2026-12-15\n", {"exam_date": "2027-01-01"}, 'exam_date = "2027-01-01"\n'),
        ("exam_date = 2026-12-15\n", {"exam_date": ""}, 'exam_date = ""\n'),
        (
            "[keys] # mine\nflag = 'f2'\n",
            {"theme": "nord"},
            "theme = \"nord\"\n\n[keys] # mine\nflag = 'f2'\n",
        ),
        ("keys.flag = 'f2'\n", {"ascii": True}, "keys.flag = 'f2'\nascii = true\n"),
        ("", {"banks": ("/a", "/b [red]")}, 'banks = ["/a", "/b [red]"]\n'),
        (
            "banks = [\n  '/a', # c\n]\n",
            {"theme": "x"},
            "banks = [\n  '/a', # c\n]\ntheme = \"x\"\n",
        ),
        ("", {"bank": 'a"\\\n'}, 'bank = "a\\"\\\\\\n"\n'),
    ],
)
def test_a_setting_is_changed_and_all_else_stays(
    tmp_path: Path, before: str, values: dict[str, Value], after: str
) -> None:
    (tmp_path / FILE).write_bytes(before.encode())
    config = save_settings(tmp_path, values)
    assert (tmp_path / FILE).read_bytes().decode() == after
    assert config == read_config(tmp_path)
    for name, value in values.items():
        assert getattr(config, name) == value


@pytest.mark.parametrize(
    ("before", "values", "problem"),
    [
        ("no toml [", {"theme": "nord"}, r"config\.toml:1"),
        ("typo = 1\n", {"theme": "nord"}, "unknown setting 'typo'"),
        ("", {"extra_minutes": 601}, "must be from 0 to 600"),
        ("", {"practice_questions": 9}, "must be 0 or from 10 to 40"),
        ("", {"exam_date": "soon"}, "isn't a valid date"),
        ("#" * (MAX_BYTES + 1), {"theme": "nord"}, "is larger than"),
        ("#" * MAX_BYTES, {"theme": "nord"}, "is larger than"),
    ],
)
def test_a_setting_that_cannot_be_saved_changes_nothing(
    tmp_path: Path, before: str, values: dict[str, Value], problem: str
) -> None:
    (tmp_path / FILE).write_text(before)
    with pytest.raises(ExamkitError, match=problem):
        save_settings(tmp_path, values)
    assert (tmp_path / FILE).read_text() == before


def test_bytes_that_are_not_text_are_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"theme = '\xff'\n")
    with pytest.raises(ExamkitError, match="it isn't UTF-8 text"):
        save_settings(tmp_path, {"theme": "nord"})


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text("# mine\n")

    def fill(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fill)
    with pytest.raises(ExamkitError, match="No space left on device") as failed:
        save_settings(tmp_path, {"theme": "nord"})
    assert failed.value.hint == "Set theme in the file yourself."
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_text() == "# mine\n"


def test_the_folder_is_created(tmp_path: Path) -> None:
    save_settings(tmp_path / "new" / "folder", {"theme": "nord"})
    assert read_config(tmp_path / "new" / "folder").theme == "nord"
