"""What people kept with version 1.0.0 still loads, and shows the same numbers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest

from examkit import paths
from examkit.cli.main import main
from examkit.config import read_config
from examkit.store.sqlite.store import open_store
from examkit.system_clock import ClockReading, SystemClock

DATA = Path(__file__).parent / "data" / "v1_0_0"
FINISHED = sorted(path.stem for path in (DATA / "reports").iterdir())
ADVICE = {"text", "how", "reused", "next", "low", "high", "low90", "high90"}
"""Sentences of a report, which may be worded anew."""
OF_OLD_EVIDENCE = ADVICE | {
    "estimate", "low", "high", "low90", "high90", "below", "scaled", "scaled_range", "trend",
}  # fmt: skip
"""What differs in reports without new questions: old evidence now counts less, and a repeated form
has no scaled score."""
MOCK, DRILL = (
    row["attempt"]
    for row in json.loads((DATA / "history.json").read_text(encoding="utf-8"))
    if row["finished"] is None
)
"""The attempts that are open."""


@pytest.fixture(autouse=True)
def kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out what was kept, and set the clocks to when it was shown."""
    shutil.copytree(DATA / "home", home)
    now = ClockReading(**json.loads((DATA / "now.json").read_text(encoding="utf-8")))
    monkeypatch.setattr(SystemClock, "now", lambda _: now)
    return home


def stored(name: str) -> Any:
    values = json.loads((DATA / name).read_text(encoding="utf-8"))
    if "notes_to_read" in values:
        # Version 1.0.0 also listed the missing note of questions that have none.
        values["notes_to_read"] = [each for each in values["notes_to_read"] if each["note"]]
    return values


def shown(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def same(before: Any, now: Any, differing: Set[str] = frozenset(ADVICE)) -> Any:
    """Return `before`, with all that is new in `now`: keys may come, but none may go."""
    if isinstance(before, dict) and isinstance(now, dict):
        known = {
            key: now[key]
            if key in differing and key in now
            else same(value, now.get(key), differing)
            for key, value in before.items()
        }
        return {**now, **known}
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [same(*pair, differing) for pair in zip(before, now, strict=True)]
    return before


def test_the_settings_are_read() -> None:
    assert read_config(paths.config_dir())._asdict() == {
        "bank": "kitchen",
        "exam": "cook-1",
        "extra_minutes": 7,
        "hide_clock": True,
        "theme": "high-contrast",
        "exam_date": "2026-12-15",
        "half_life_days": 21.0,
        "prior_strength": 12.5,
        "hide_options": True,
        "ascii": True,
        "show_pace": False,
        "skip_instructions": False,
        "practice_questions": 0,
        "reduced_motion": False,
        "banks": (),
        "keys": {},
    }


def test_the_bank_has_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    bank = DATA / "home" / "data" / "banks" / "kitchen"
    assert main(["bank", "check", str(bank)]) == 0
    assert "21 questions, 0 errors" in capsys.readouterr().out


def test_the_history_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    now = shown(capsys, "history")
    assert now == same(stored("history.json"), now)


@pytest.mark.parametrize("attempt", FINISHED)
@pytest.mark.parametrize("what", ["report", "review"])
def test_reports_and_reviews_are_the_same(
    what: str, attempt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = shown(capsys, what, attempt), stored(f"{what}s/{attempt}.json")
    is_repeated = what == "report" and before["fresh"] == 0
    differing = OF_OLD_EVIDENCE if is_repeated else ADVICE
    assert now == same(before, now, differing)


def test_all_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out.startswith("9 attempts, 305 events, no damage found")


def test_open_attempts_go_on_with_what_waited_in_the_journal(kept: Path) -> None:
    with open_store(kept / "data", journals=[kept / "data"]) as store:
        assert [row.id for row in store.unfinished()] == [MOCK, DRILL]
        before = len(store.events(MOCK))
        waited = (kept / "data" / f"unsaved-{MOCK}.jsonl").read_text(encoding="utf-8").splitlines()
        assert store.outbox(MOCK).waiting == ()
        assert len(store.events(MOCK)) == before + len(waited)
    assert list((kept / "data").glob("unsaved-*")) == []


def test_the_archive_comes_back_and_leaves_again(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept / "data" / "attempts.db").unlink()
    assert main(["data", "import", str(DATA / "attempts.jsonl")]) == 0
    assert capsys.readouterr().out.startswith("9 attempts added")
    assert main(["data", "export", str(tmp_path / "again.jsonl")]) == 0
    before, after = (
        path.read_text(encoding="utf-8").splitlines()[1:-1]
        for path in (DATA / "attempts.jsonl", tmp_path / "again.jsonl")
    )
    assert after == before
    now = shown(capsys, "history")
    assert now == same(stored("history.json"), now)
    now = shown(capsys, "report", FINISHED[0])
    assert now == same(stored(f"reports/{FINISHED[0]}.json"), now)
