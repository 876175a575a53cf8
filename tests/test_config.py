"""Settings that make no sense: one sentence each, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.cli.main import main
from examkit.config import FILE, FORMER_NAMES, MAX_BYTES, Config, read_config
from examkit.config_file import save_settings
from examkit.errors import ExamkitError

TOO_MUCH = "a value is too long or nested too deeply"


@pytest.mark.fault("R64")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" + ".a" * 1_000 + " = 1", TOO_MUCH),
        ("[" + "a." * 1_000 + "a]", TOO_MUCH),
        ("extra_minutes = " + "9" * 5_000, TOO_MUCH),
        ("a = " + "[" * 100_000, f"is larger than {MAX_BYTES >> 10} KiB"),
        ("#" * (MAX_BYTES + 1), f"is larger than {MAX_BYTES >> 10} KiB"),
        ("half_life = 1" + "0" * 400, "half_life must be from 1 to 3650"),
        ("half_life_days = -1" + "0" * 400, "half_life_days must be from 1 to 3650"),
        ("half_life = 7\nhalf_life_days = 7", "half_life is the old name of half_life_days"),
        ("half_life_days = 7\nhalf_life = 7", "half_life is the old name of half_life_days"),
        ("k" * 5_000 + " = 1", "unknown setting 'kkk"),
    ],
)
def test_an_absurd_setting_has_words(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / FILE
    path.write_text(text)
    with pytest.raises(ExamkitError, match=said) as refused:
        read_config(tmp_path)
    assert len(str(refused.value)) < len(str(path)) + 120
    with pytest.raises(ExamkitError):
        save_settings(tmp_path, {"exam_date": "2026-12-15"})
    assert path.read_text() == text


@pytest.mark.fault("R64")
def test_values_nested_deeply_have_words(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("bank = " + "[" * 20_000 + "]" * 20_000)
    with pytest.raises(ExamkitError):
        read_config(tmp_path)


@pytest.mark.fault("R64")
@pytest.mark.parametrize("name", ["x" * 5_000, "x/" * 3_000, "x\udcff", "a\0b"])
def test_an_absurd_bank_has_words(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "check", name]) == 2
    assert main(["plan", "--bank", name]) == 2
    output = capsys.readouterr().err
    assert output.count("Unknown bank") == 2
    assert max(map(len, output.splitlines())) < 120
    if name.isprintable():
        (home / "config").mkdir(parents=True)
        (home / "config" / FILE).write_text(f'bank = "{name}"\n')
        assert main(["plan"]) == 2
        assert "Unknown bank" in capsys.readouterr().err


@pytest.mark.fault("R76")
def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "examkit.toml"
    real.write_text("# mine\nhide_clock = true\n")
    real.chmod(0o600)
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / FILE).symlink_to(Path("..") / "dotfiles" / "examkit.toml")

    save_settings(folder, {"exam_date": "2026-12-15"})

    assert (folder / FILE).is_symlink()
    assert real.read_text() == '# mine\nhide_clock = true\nexam_date = "2026-12-15"\n'
    assert real.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in real.parent.iterdir()] == ["examkit.toml"]


@pytest.mark.parametrize(
    ("old", "value"), [("half_life", 7.0), ("own_rest", 3.0), ("cover_options", True)]
)
def test_a_setting_is_read_by_its_former_name(tmp_path: Path, old: str, value: object) -> None:
    (tmp_path / FILE).write_text(f"{old} = {str(value).lower()}\n")
    assert getattr(read_config(tmp_path), FORMER_NAMES[old]) == value
    assert save_settings(tmp_path, {"exam_date": "2026-12-15"}).exam_date == "2026-12-15"
    assert getattr(read_config(tmp_path), FORMER_NAMES[old]) == value


def test_each_former_name_is_tested_and_none_is_suggested(tmp_path: Path) -> None:
    assert set(FORMER_NAMES) == {"half_life", "own_rest", "cover_options"}
    (tmp_path / FILE).write_text("no_such = 1\n")
    with pytest.raises(ExamkitError) as refused:
        read_config(tmp_path)
    known = refused.value.hint.removeprefix("Known settings: ").rstrip(".").split(", ")
    assert set(known).isdisjoint(FORMER_NAMES)
    assert known == list(Config._fields)
