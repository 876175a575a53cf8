"""Attempts under right hashes whose values cannot be, in files and in stores."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from examkit import paths
from examkit.cli.main import main
from examkit.config import Config
from examkit.exam.time_bounds import LATEST
from examkit.store.annotations import Annotation
from examkit.store.archive import ArchivedAttempt, dump, parse_archive
from examkit.store.codec import _adapter, _StoredForm
from examkit.store.hash_chain import ChainedEvent
from examkit.store.records import Discard, SlotOutcome
from examkit.store.sqlite import queries
from examkit.store.sqlite.store import SqliteStore, open_store
from examkit.tui.app import ExamkitApp
from tests.screens import press, ready, shown
from tests.services import Desk, answer

BAD = "20270115-080000-bad0"
Values = dict[str, Any]

CLOCKS: dict[str, object] = {
    "huge": 1e300, "endless": math.inf, "before everything": -1e18, "text": "yesterday",
    "year 10000": 253_402_300_800.0, "whole": 1_800_000_000, "yes": True, "none": None,
    "no number": math.nan, "before 1970": -1.0, "negative zero": -0.0,
}  # fmt: skip


def _set(**values: Any) -> Callable[[ArchivedAttempt], ArchivedAttempt]:
    return lambda packed: replace(packed, **values)


def _link(place: int, **values: Any) -> Callable[[ArchivedAttempt], ArchivedAttempt]:
    def change(packed: ArchivedAttempt) -> ArchivedAttempt:
        links = list(packed.links)
        links[place] = links[place]._replace(**values)
        return replace(packed, links=tuple(links))

    return change


def _body(
    kind: str, place: int, change: Callable[[Values], object]
) -> Callable[[ArchivedAttempt], ArchivedAttempt]:
    def changed(packed: ArchivedAttempt) -> ArchivedAttempt:
        links = list(packed.links)
        at = [n for n, link in enumerate(links) if link.kind == kind][place]
        body = json.loads(links[at].body)
        change(body)
        slot = body.get("slot", links[at].slot)
        links[at] = links[at]._replace(body=json.dumps(body, separators=(",", ":")), slot=slot)
        return replace(packed, links=tuple(links))

    return changed


def _form(change: Callable[[Values], object]) -> Callable[[ArchivedAttempt], ArchivedAttempt]:
    def changed(packed: ArchivedAttempt) -> ArchivedAttempt:
        stored = json.loads(packed.form)
        change(stored["form"])
        return replace(packed, form=json.dumps(stored, ensure_ascii=False, separators=(",", ":")))

    return changed


def _all_wall(value: Any) -> Callable[[ArchivedAttempt], ArchivedAttempt]:
    def changed(packed: ArchivedAttempt) -> ArchivedAttempt:
        return replace(packed, links=tuple(link._replace(wall=value) for link in packed.links))

    return changed


CHANGES: dict[str, Callable[[ArchivedAttempt], ArchivedAttempt]] = {
    **{f"start: {name}": _link(0, wall=value) for name, value in CLOCKS.items()},
    **{f"end: {name}": _link(-1, wall=value) for name, value in CLOCKS.items()},
    **{f"all: {name}": _all_wall(value) for name, value in CLOCKS.items()},
    **{f"elapsed: {name}": _link(-1, at=value) for name, value in CLOCKS.items()},
    "elapsed: whole": _link(2, at=7),
    "place: float": _link(2, seq=2.0),
    "place: yes": _link(1, seq=True),
    "slot: float": _link(1, slot=0.0),
    "slot: beyond": _body("visited", -1, lambda b: b.update(slot=99)),
    "slot: below": _body("visited", -1, lambda b: b.update(slot=-1)),
    "slot: another": _link(1, slot=1),
    "slot: too large to store": _body("visited", -1, lambda b: b.update(slot=2**70)),
    "option: beyond": _body("answered", 0, lambda b: b.update(response=[99])),
    "option: below": _body("answered", 0, lambda b: b.update(response=[-2])),
    "opened: endless": _body("opened", 0, lambda b: b["moment"].update(wall=math.inf)),
    "opened: no number": _body("opened", 0, lambda b: b["moment"].update(boot=math.nan)),
    "limit: endless": _form(lambda f: f.update(limit=math.inf)),
    "limit: below": _form(lambda f: f.update(limit=-5.0)),
    "no question": _form(lambda f: f.update(slots=[])),
    "no key": _form(
        lambda f: [option.update(correct=False) for option in f["slots"][0]["question"]["options"]]
    ),
    "order: short": _form(lambda f: f["slots"][0].update(order=[0])),
    "order: twice": _form(lambda f: f["slots"][0].update(order=[0, 0, 1, 2])),
    "scale: huge": _form(lambda f: f["exam"]["scale"].update(max=10**400)),
    "weight: huge": _form(lambda f: f["exam"]["domains"][0].update(weight=1e308)),
    "domain: none": _form(lambda f: f["slots"][0].update(domain="elsewhere")),
    "form: a list": _set(form=[1]),
    "id: a path": _set(attempt="../../etc"),
    "id: a number": _set(attempt=7),
    "nothing happened": _set(links=()),
}  # fmt: skip


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Desk:
    """Return a data folder with two finished attempts, and the bank they are of."""
    desk = Desk(tmp_path / "desk")
    engine = desk.engine()
    for _ in range(2):
        live = engine.start_mock()
        for slot in range(len(live.form.slots)):
            desk.clock.pass_time(30)
            answer(live, slot, right=slot % 2 == 0)
        live.submit()
        live.release()
    engine.close()
    return desk


def _packed(desk: Desk) -> list[ArchivedAttempt]:
    with open_store(desk.folder / "data", clock=desk.clock) as store:
        return [store.archived(row.id) for row in reversed(store.attempts())]


def _unpacked(file: Path) -> list[ArchivedAttempt]:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return list(parse_archive(lines).attempts)


def _archive(
    desk: Desk, change: Callable[[ArchivedAttempt], ArchivedAttempt]
) -> list[ArchivedAttempt]:
    """Return the two attempts, and before them a third one that was changed."""
    good = _packed(desk)
    return [change(replace(good[0], attempt=BAD)), *good]


@pytest.mark.fault("R61")
@pytest.mark.parametrize("name", CHANGES)
def test_impossible_values_are_refused_and_the_other_attempts_come_in(
    name: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, again = tmp_path / "in.jsonl", tmp_path / "again.jsonl"
    file.write_text("".join(dump(_archive(desk, CHANGES[name]), "1.0.0")), encoding="utf-8")
    assert main(["data", "import", str(file)]) == 1
    output = capsys.readouterr()
    assert output.out == "2 attempts added, 0 already there\n"
    assert len(output.err.splitlines()) == 1
    assert "Traceback" not in output.err
    assert main(["data", "check"]) == 0
    assert main(["data", "export", str(again)]) == 0
    assert _unpacked(again) == _packed(desk)


NOTE = Annotation("note", "kitchen", "q-1", 1_800_000_000.0, "Mind the salt.")
ANNOTATIONS: dict[str, Values] = {
    **{
        f"changed: {name}": {"changed": value}
        for name, value in CLOCKS.items()
        if name not in ("none", "no number")
    },
    "kind: another": {"kind": "drawing"},
    "kind: a line break": {"kind": "drawing\nof a cat"},
    "kind: a number": {"kind": 7},
    "bank: a list": {"bank": ["kitchen"]},
    "bank: nothing": {"bank": ""},
    "question: none": {"question": None},
    "question: a line break": {"question": "q-1\nq-2"},
    "question: long": {"question": "q" * 401},
    "text: a number": {"body": 7},
    "text: long": {"body": "x" * 2_001},
    "text: controls": {"body": "\x1b]52;c;aGk=\x07"},
    "text: bidi": {"body": "\u202e"},
    "bookmark: text": {"kind": "bookmark"},
}


@pytest.mark.fault("R61")
@pytest.mark.parametrize("name", ANNOTATIONS)
def test_impossible_notes_are_refused_and_all_else_comes_in(
    name: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, again = tmp_path / "in.jsonl", tmp_path / "again.jsonl"
    lines = dump(_packed(desk), "1.0.0", [NOTE._replace(**ANNOTATIONS[name]), NOTE])
    file.write_text("".join(lines), encoding="utf-8")
    assert main(["data", "import", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "2 attempts added, 0 already there\n1 personal note updated\n"
    assert len(printed.err.splitlines()) == 1
    assert main(["data", "export", str(again)]) == 0
    text = again.read_text(encoding="utf-8")
    assert parse_archive(text.splitlines(keepends=True)) == (tuple(_packed(desk)), (NOTE,))


@pytest.mark.fault("R61")
@pytest.mark.parametrize("discard", [[1, 2.0], [True, "now"], [True, 1e300], ["yes", 2.0]])
def test_an_impossible_discard_is_refused(
    discard: list[Any], desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    lines = dump(_archive(desk, _set(discard=Discard(*discard))), "1.0.0")
    file.write_text("".join(lines), encoding="utf-8")
    assert main(["data", "import", str(file)]) == 1
    assert capsys.readouterr().out == "2 attempts added, 0 already there\n"


def _as_version_1_0_0(store: SqliteStore, packed: ArchivedAttempt) -> None:
    """Store an attempt without looking at its values, as version 1.0.0 did."""
    stored = _adapter(_StoredForm).validate_json(packed.form)
    with store._db.writing() as db:
        queries.add_attempt(db, packed.attempt, stored.form, packed.form, packed.links[0].wall)
        queries.add_events(db, packed.attempt, packed.links)
        last = packed.links[-1]
        if last.kind == "finished":
            marks = [SlotOutcome(n, "right", 1e300) for n in range(len(stored.form.slots))]
            queries.save_outcomes(db, packed.attempt, marks, last.wall, "submitted")


COMMANDS = (
    ["history"],
    ["history", "--format", "json"],
    ["report"],
    ["review"],
    ["plan"],
    ["plan", "--format", "json"],
    ["search", "yeast"],
    ["compare"],
)
STORED = [
    name
    for name in CHANGES
    if not name.startswith(
        ("id:", "form:", "nothing", "slot: too", "scale", "start: no", "all: no")
    )
    and not name.endswith((": none", ": no number"))
]


LAST = ("end:", "elapsed:")
"""Changes of the last event alone."""


def _commands(bank: Path) -> Iterator[list[str]]:
    return ([*command, "--bank", str(bank)] for command in COMMANDS)


def _fill_store(desk: Desk, name: str, *, unfinished: bool) -> list[ArchivedAttempt]:
    """Store good attempts, which are returned, and one with the change `name`, as 1.0.0 did."""
    good = _packed(desk)
    bad = CHANGES[name](replace(good[0], attempt=BAD))
    if unfinished:
        bad = replace(bad, links=bad.links[:-1])
    with open_store(paths.data_dir()) as store:
        for each in (*good, bad):
            _as_version_1_0_0(store, each)
    return good


@pytest.mark.fault("R61")
@pytest.mark.parametrize("unfinished", [False, True])
@pytest.mark.parametrize("name", STORED)
def test_a_store_that_holds_such_an_attempt_goes_on(
    name: str,
    unfinished: bool,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = _fill_store(desk, name, unfinished=unfinished)
    for command in _commands(desk.folder / "bank"):
        code = main(command)
        output = capsys.readouterr()
        refused = [f"error: Attempt {BAD} is damaged"]
        # Where only its end was impossible, it goes on as a mock like any other.
        refused += (
            ["error: Notes and search are off"] if unfinished and name.startswith(LAST) else []
        )
        assert code == 0 or output.err.startswith(tuple(refused)), (command, output.err)
        if command[0] == "history":
            assert BAD in output.out + output.err
    monkeypatch.setattr("sys.stdin", _Lines("q\n"))
    assert main(["drill", "--plain", "--bank", str(desk.folder / "bank")]) == 0
    for each in good:
        assert main(["report", each.attempt, "--bank", str(desk.folder / "bank")]) == 0
    capsys.readouterr()
    file = tmp_path / "out.jsonl"
    code = main(["data", "export", str(file)])
    left_out = capsys.readouterr().err
    left = [each.attempt for each in _unpacked(file)]
    assert {each.attempt for each in good} <= set(left)
    assert (BAD in left) is (code == 0)
    assert code == 0 or f"Left out: Attempt {BAD}" in left_out


IMPOSSIBLE_DATES = [
    f"{what}: {clock}"
    for what in ("start", "all")
    for clock in ("huge", "endless", "text", "before 1970")
]


@pytest.mark.fault("R61")
@pytest.mark.parametrize("unfinished", [False, True])
@pytest.mark.parametrize(
    "name", [*IMPOSSIBLE_DATES, "end: text", "elapsed: huge", "opened: endless", "slot: beyond"]
)
def test_such_an_attempt_can_be_discarded_and_restored(
    name: str,
    unfinished: bool,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = _fill_store(desk, name, unfinished=unfinished)
    with open_store(paths.data_dir()) as store:
        seen = store.exposures("small-bank")

    def listed() -> str:
        assert main(["history", "--bank", str(desk.folder / "bank")]) == 0
        return "".join(capsys.readouterr())

    before, discard = listed(), ["discard", BAD, "--bank", str(desk.folder / "bank")]
    monkeypatch.setattr("sys.stdin", _Lines("discard\n"))
    assert main(discard) == 0
    capsys.readouterr()
    rest = listed()
    assert BAD not in rest
    assert all(each.attempt in rest for each in good)
    with open_store(paths.data_dir()) as store:
        assert store.exposures("small-bank") == seen
    assert main(["discard", "--undo", "--bank", str(desk.folder / "bank")]) == 2
    assert BAD in capsys.readouterr().err
    assert main([*discard, "--undo"]) == 0
    capsys.readouterr()
    assert listed() == before


class _Lines:
    """Input that ends."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)

    def readline(self) -> str:
        return self._lines.pop(0) if self._lines else ""

    def isatty(self) -> bool:
        return False


@pytest.mark.fault("R61")
@pytest.mark.parametrize("name", ["all: huge", "all: text", "start: endless", "elapsed: whole"])
async def test_home_starts_and_lists_it(name: str, desk: Desk) -> None:
    good = _packed(desk)
    with open_store(desk.folder / "data", clock=desk.clock) as store:
        _as_version_1_0_0(store, CHANGES[name](replace(good[0], attempt=BAD)))
        bad = replace(CHANGES[name](replace(good[0], attempt=f"{BAD}-2")), links=())
        links = CHANGES[name](good[0]).links[:-1]
        _as_version_1_0_0(store, replace(bad, links=links))
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app)
        assert "Mock exam" in shown(app)
        await pilot.press("h")
        await ready(app)
        if name != "elapsed: whole":
            assert BAD in shown(app)
            assert "can't be shown" in shown(app)
            await pilot.press("end", "enter")
            await pilot.pause()
            message = " ".join(" ".join(shown(app).splitlines()[-2:]).split())
            assert message.startswith(f"Attempt {BAD}")
            assert message.endswith("Your other attempts aren't affected.")
            assert "Discard this attempt?" in await press(pilot, ["delete"])
            rest = await press(pilot, ["left", "enter"])
            assert "Attempt discarded." in rest
            assert rest.count(BAD) == 1


@pytest.mark.fault("R61")
def test_the_last_year_that_can_be_dated_works(desk: Desk, capsys: Any) -> None:
    good = _packed(desk)[0]
    late = replace(
        good,
        attempt=BAD,
        links=tuple(
            link._replace(wall=LATEST - 10_000 + link.at, body=_moved(link, LATEST - 10_000))
            for link in good.links
        ),
    )
    with open_store(paths.data_dir()) as store:
        from examkit.attempts.archive_import import restore

        assert restore(store, [late]).added == 1
    for command in _commands(desk.folder / "bank"):
        assert main(command) == 0 or command[0] == "compare", command
    assert "Traceback" not in capsys.readouterr().err


def _moved(link: ChainedEvent, wall: float) -> str:
    if link.kind != "opened":
        return link.body
    body = json.loads(link.body)
    body["moment"]["wall"] = wall + link.at
    return json.dumps(body, separators=(",", ":"))
