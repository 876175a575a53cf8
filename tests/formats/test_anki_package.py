"""Packages of Anki."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import sys
import types
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from examkit.formats.anki import package_reader
from examkit.formats.anki.card import make_card
from examkit.formats.anki.package import FIELDS, FORMAT, collection, detect, read, write
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.zip_package import packed
from examkit.question_types.choice import Option
from tests.formats.draft_cases import drafts
from tests.formats.promises import keeps, mutated, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "apkg"
SINGLE = Draft(
    type_="single",
    stem="Which *one*?",
    options=(Option("a < b", True, "as"), Option("`c`")),
    id="q-1",
    domain="security",
    tags=("k l",),
    excerpt="## Notes",
)
PAPER = QuestionSet("My: Exam", (SINGLE, Draft(type_="numeric", stem="n", answer=2.0)))
NOTES = "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, flds text)"
ODD = "INSERT INTO notes VALUES (1, 2, 3.5, x'ff00fe'), (2, 1, NULL, NULL)"


def package(script: str, member: str = "collection.anki2") -> bytes:
    """Pack a database that a script makes."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(script)
        return packed({member: database.serialize()})


def taken(data: bytes) -> ReadResult:
    return read(InputFile("deck.apkg", data))


def rows(paper: QuestionSet, query: str) -> list[tuple[Any, ...]]:
    """Ask the database that is written."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection(paper))
        return database.execute(query).fetchall()


@given(drafts())
@settings(max_examples=60)
def test_contract(draft: Draft) -> None:
    keeps(FORMAT, draft, replace(draft, id="another"))


def test_order_and_groups_come_back() -> None:
    many = tuple(replace(SINGLE, id=f"q-{n}", group="g") for n in (3, 1, 2, 9, 5))
    paper = QuestionSet("t", many, (Group("g", "A case."),))
    assert taken(write(paper)) == ReadResult(many, paper.groups)


# What Anki asks for


def test_members() -> None:
    with zipfile.ZipFile(io.BytesIO(write(PAPER))) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert archive.read("media") == b"{}"


def test_the_collection_holds_together() -> None:
    assert rows(PAPER, "PRAGMA integrity_check") == [("ok",)]
    assert rows(PAPER, "SELECT ver FROM col") == [(11,)]
    models, decks = (json.loads(text) for text in rows(PAPER, "SELECT models, decks FROM col")[0])
    (model,) = models
    assert rows(PAPER, "SELECT DISTINCT mid FROM notes") == [(int(model),)]
    assert [field["name"] for field in models[model]["flds"]] == list(FIELDS)
    names = {int(number): deck["name"] for number, deck in decks.items()}
    found = rows(PAPER, "SELECT did FROM cards ORDER BY due")
    assert [names[deck] for (deck,) in found] == ["My: Exam::security", "My: Exam"]
    assert rows(PAPER, "SELECT count(*) FROM cards JOIN notes ON nid = notes.id") == [(2,)]


def test_a_note() -> None:
    query = "SELECT guid, tags, flds, sfld, csum FROM notes ORDER BY id"
    guid, tags, fields, sort, check = rows(PAPER, query)[0]
    assert (guid, tags, sort) == ("q-1", " domain::security k_l ", "q-1")
    assert fields.split("\x1f")[:6] == [
        "q-1", "<p>Which <em>one</em>?</p>",
        '<ol type="A"><li>a &lt; b</li><li><code>c</code></li></ol>',
        "<p><b>A</b></p><ul><li><b>A</b> as</li></ul>", "", "<h2>Notes</h2>",
    ]  # fmt: skip
    assert len(fields.split("\x1f")) == len(FIELDS)
    assert check == int(hashlib.sha1(b"q-1", usedforsecurity=False).hexdigest()[:8], 16)


def test_ids_are_the_same_each_time_but_not_the_date_of_what_changed() -> None:
    query = "SELECT id, guid, mid, mod FROM notes ORDER BY id"
    changed = replace(PAPER, questions=(replace(SINGLE, stem="other"), PAPER.questions[1]))
    assert write(PAPER) == write(PAPER)
    before, after = rows(PAPER, query), rows(changed, query)
    assert [row[:3] for row in before] == [row[:3] for row in after]
    assert [old[3] == new[3] for old, new in zip(before, after, strict=True)] == [False, True]


def test_what_ends_a_field_is_kept_out_of_texts() -> None:
    draft = replace(SINGLE, stem="a\x1fb \ud800", domain="x\x1fy")
    back = taken(write(QuestionSet("t", (draft,))))
    assert back.questions == (replace(draft, stem="a\x1fb \ufffd"),)


# Reading


@pytest.mark.parametrize("name", ["genanki-0.13.1-legacy", "anki-26.9.3-legacy-anki21"])
def test_packages_of_other_tools(name: str) -> None:
    back = taken((DATA / f"{name}.apkg").read_bytes())
    assert back.questions == ()
    assert [(f.code, f.severity) for f in back.findings] == [("skipped", "info")]
    assert back.findings[0].message.startswith("A card without options")


def test_the_newest_form_asks_for_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    back = taken((DATA / "anki-26.9.3-anki21b-zstd.apkg").read_bytes())
    assert reported(back) == [("needs-zstandard", 1, 1)]
    assert "pip install examkit[anki]" in back.findings[0].hint


def test_the_newest_form() -> None:
    pytest.importorskip("zstandard")
    back = taken((DATA / "anki-26.9.3-anki21b-zstd.apkg").read_bytes())
    assert [finding.message for finding in back.findings] == ["A card without options was skipped."]


class Unpacked(io.BytesIO):
    """What a library that decompresses gives."""


def fake(monkeypatch: pytest.MonkeyPatch, data: bytes | None) -> None:
    """Stand in for the library: give some data, or fail."""
    module: Any = types.ModuleType("zstandard")
    module.ZstdError = type("ZstdError", (Exception,), {})

    def stream_reader(_: object) -> Unpacked:
        if data is None:
            raise module.ZstdError
        return Unpacked(data)

    module.ZstdDecompressor = lambda: types.SimpleNamespace(stream_reader=stream_reader)
    monkeypatch.setitem(sys.modules, "zstandard", module)


def test_the_schema_of_the_newest_form(monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_card(SINGLE, None).source.replace("'", "''")
    script = f"""{NOTES};
    CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase);
    INSERT INTO fields VALUES (7, 1, 'B'), (7, 0, 'Question'), (7, 2, 'A'), (7, 3, 'Answer');
    INSERT INTO notes VALUES (1, 'g', 7, 'q' || char(31) || 'y' || char(31) || 'x' || char(31)
      || 'A'), (2, 'h', 8, 'front' || char(31) || '{source}');"""  # noqa: S608
    with closing(sqlite3.connect(":memory:")) as database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.executescript(script)
        fake(monkeypatch, database.serialize())
    back = taken(packed({"collection.anki21b": b"zstd", "collection.anki2": b"old"}))
    assert back.questions[0] == SINGLE
    assert [(o.text, o.correct) for o in back.questions[1].options] == [("x", True), ("y", False)]
    assert reported(back) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "bad-collection"), (b"x" * 2_000, "package-refused")],
)
def test_the_newest_form_is_damaged_or_too_large(
    monkeypatch: pytest.MonkeyPatch, data: bytes | None, code: str
) -> None:
    monkeypatch.setattr(package_reader, "MAX_BYTES", 1_000)
    fake(monkeypatch, data)
    back = taken(packed({"collection.anki21b": b"zstd"}))
    assert reported(back) == [(code, 1, 1)]


def test_the_newer_collection_is_read() -> None:
    dummy = packed({"collection.anki2": b"", "collection.anki21": collection(PAPER)})
    assert len(taken(dummy).questions) == 2


def test_note_types_with_options() -> None:
    models = json.dumps(
        {"5": {"flds": [{"name": name} for name in ("Question", "Options", "Key")]}, "6": 7}
    )
    text = "<b>q</b>\x1fx|y\x1fB"
    columns = "CREATE TABLE col (models text); INSERT INTO col VALUES"
    rows = f"(1, 'g', 5, '{text}'), (2, 'h', 5, 'r' || char(31))"
    script = f"{NOTES}; {columns} ('{models}'); INSERT INTO notes VALUES {rows}"  # noqa: S608
    back = taken(package(script))
    (draft,) = back.questions
    assert (draft.stem, draft.line) == ("**q**", 1)
    assert [option.correct for option in draft.options] == [False, True]
    assert reported(back) == [("too-few-options", 2, 1), ("no-key", 2, 1)]


# Safety


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (
            "CREATE VIEW notes AS WITH RECURSIVE n(mid, flds) AS (SELECT 1, 'x' UNION ALL "
            "SELECT mid + 1, flds FROM n) SELECT mid, flds FROM n",
            "package-refused",
        ),
        ("CREATE TABLE other (a)", "package-refused"),
        ("CREATE TABLE notes (a)", "bad-collection"),
        ("CREATE TABLE notes (flds, mid AS (hex(zeroblob(100000000)))); "
         "INSERT INTO notes VALUES ('x')", "bad-collection"),
        (f"{NOTES}; CREATE VIEW col AS SELECT randomblob(9) AS models", ""),
        (f"{NOTES};{ODD}", ""),
    ],
)  # fmt: skip
def test_databases_of_strangers(script: str, code: str) -> None:
    assert [found for found, _, _ in reported(taken(package(script)))] == ([code] if code else [])


@pytest.mark.parametrize(("limit", "value"), [("MOST_NOTES", 2), ("MOST_TEXT", 100)])
def test_too_much(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(package_reader, limit, value)
    data = write(QuestionSet("t", tuple(replace(SINGLE, id=f"q-{n}") for n in range(4))))
    assert reported(taken(data)) == [("package-refused", 1, 1)]


def test_a_database_that_works_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_reader, "_MOST_STEPS", 0)
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
    script = f"{NOTES}; INSERT INTO notes {many} SELECT i, 'g', 1, 'x' FROM n"  # noqa: S608
    assert reported(taken(package(script))) == [("bad-collection", 1, 1)]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"collection.anki2": b"no database"}, "package-refused"),
        ({"collection.anki2": b"SQLite format 3\0"}, "bad-collection"),
        ({"media": b"{}"}, "no-questions"),
        ({"collection.anki2": b"\0" * (2 << 20)}, "package-refused"),
    ],
)
def test_packages_that_are_not_right(members: dict[str, bytes], code: str) -> None:
    assert reported(taken(packed(members))) == [(code, 1, 1)]


def test_a_journal_mode_that_needs_files_is_undone() -> None:
    data = collection(PAPER)
    walled = data[:18] + b"\2\2" + data[20:]
    assert len(taken(packed({"collection.anki2": walled})).questions) == 2


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (write(PAPER), 0.95),
        (packed({"imsmanifest.xml": b"<a/>"}), 0.0),
        (b"PK\x03\x04", 0.0),
        (b"collection.anki2", 0.0),
    ],
)
def test_recognition(data: bytes, sure: float) -> None:
    assert detect(InputFile("x", data)) == sure


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    survives_damage(FORMAT, write(PAPER), 150)
    for copy in mutated(collection(PAPER), 150):
        taken(packed({"collection.anki2": copy}))


def test_work_grows_as_the_file_does() -> None:
    def package(data: bytes) -> bytes:
        many = range(len(data) // 200)
        return write(QuestionSet("t", tuple(replace(SINGLE, id=f"q-{n}") for n in many)))

    grows_evenly(FORMAT, "x", made=package)
