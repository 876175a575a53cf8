"""Anki packages (.apkg), read and written without Anki.

A note keeps its guid, so Anki updates it on the next import. Its date is made from its content,
because no clock is read. Anki must therefore be set to always update notes, not only newer ones.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from examkit.formats.anki.card import Card, make_cards, read_notes
from examkit.formats.anki.package_reader import find_collection, read_collection
from examkit.formats.anki.types import WRITERS
from examkit.formats.registry import Format, keep_whole
from examkit.formats.shared.draft import QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.zip_package import is_package, packed

FIELDS = ("Id", "Stem", "Options", "Answer", "Explanation", "Notes", "Domain", "examkit")
_MODEL = 1_704_067_200_001
"""The id of the note type. It is the same in every package, so Anki creates the type once."""
_MADE = 1_704_067_200
"""The Unix time used for all dates, so the same questions give the same bytes."""
_TAG = re.compile(r"<[^<>]*>")

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
_INTO_COL = f"INSERT INTO col VALUES ({', '.join('?' * 13)})"  # noqa: S608 - no input in it
_INTO_NOTES = f"INSERT INTO notes VALUES ({', '.join('?' * 11)})"  # noqa: S608
_INTO_CARDS = f"INSERT INTO cards VALUES ({', '.join('?' * 18)})"  # noqa: S608
_FRONT = """<div class="stem">{{Stem}}</div>
<div class="options">{{Options}}</div>"""
_BACK = """{{FrontSide}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
<div>{{Explanation}}</div>
{{#Notes}}<hr><div class="notes">{{Notes}}</div>{{/Notes}}"""
_CSS = """.card { font-family: sans-serif; font-size: 18px; text-align: left; }
pre { overflow-x: auto; padding: 0.5em; background: rgba(128, 128, 128, 0.15); }
.notes { font-size: 16px; opacity: 0.85; }"""


def collection(paper: QuestionSet) -> bytes:
    """Return an Anki package's SQLite database. The same questions always give the same bytes."""
    cards = make_cards(paper)
    decks = {card.guid: _deck(paper, card) for card in cards}
    first = 1_600_000_000_000 + _number(paper.title) % 100_000_000_000
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        database.execute(_INTO_COL, _col(sorted({*decks.values()})))
        for at, card in enumerate(cards):
            database.execute(_INTO_NOTES, _note(first + at, card))
            row = _card(first + at, at + 1, _number(decks[card.guid]))
            database.execute(_INTO_CARDS, row)
        database.commit()
        return database.serialize()


def _deck(paper: QuestionSet, card: Card) -> str:
    """Return the name of a card's deck, made from the questions' title and the card's domain."""
    title = " ".join(paper.title.replace("::", ": ").split()) or "examkit"
    domain = " ".join(html.unescape(card.domain).replace("::", ": ").split())
    return f"{title}::{domain}" if domain else title


def _number(text: str) -> int:
    """Hash a text to a number with 13 digits, as many as Anki's ids have."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return 1_000_000_000_000 + int.from_bytes(digest[:5], "big") % 600_000_000_000


def _note(number: int, card: Card) -> tuple[Any, ...]:
    fields = (
        html.escape(card.guid), card.stem, card.options, card.answer, card.explanation,
        card.notes, card.domain, card.source,
    )  # fmt: skip
    shown = html.unescape(_TAG.sub("", fields[0]))
    check = int(hashlib.sha1(shown.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {card.tags} " if card.tags else ""
    joined = "\x1f".join(fields)
    # Anki updates a note only if its date differs, so the date depends on the content.
    date = _MADE + _number(tags + joined) % 10_000_000
    return number, card.guid, _MODEL, date, -1, tags, joined, shown, check, 0, ""


def _card(number: int, due: int, deck: int) -> tuple[Any, ...]:
    return (number, number, deck, 0, _MADE, -1, 0, 0, due, *([0] * 8), "")


def _col(decks: list[str]) -> tuple[Any, ...]:
    stamp = _MADE * 1000
    values: tuple[Any, ...] = (
        _conf(),
        {str(_MODEL): _model()},
        dict(_decks(decks)),
        {"1": _options()},
        {},
    )
    texts = (json.dumps(value) for value in values)
    return (1, _MADE, stamp, stamp, 11, 0, 0, 0, *texts)


def _conf() -> dict[str, Any]:
    return {
        "activeDecks": [1], "addToCur": True, "collapseTime": 1200, "curDeck": 1,
        "curModel": str(_MODEL), "dueCounts": True, "estTimes": True, "newSpread": 0,
        "nextPos": 1, "sortBackwards": False, "sortType": "noteFld", "timeLim": 0,
    }  # fmt: skip


def _decks(names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, name in [(1, "Default"), *((_number(name), name) for name in names)]:
        today = {f"{kind}Today": [0, 0] for kind in ("new", "rev", "lrn", "time")}
        yield str(number), today | {
            "id": number, "name": name, "mod": _MADE, "usn": -1, "desc": "", "dyn": 0, "conf": 1,
            "collapsed": False, "extendNew": 10, "extendRev": 50,
        }  # fmt: skip


def _model() -> dict[str, Any]:
    face = {"font": "Arial", "size": 20, "media": [], "rtl": False, "sticky": False}
    template = {
        "name": "Card 1", "ord": 0, "qfmt": _FRONT, "afmt": _BACK, "did": None, "bqfmt": "",
        "bafmt": "",
    }  # fmt: skip
    return {
        "id": _MODEL, "name": "examkit question", "type": 0, "mod": _MADE, "usn": -1, "sortf": 1,
        "did": 1, "tmpls": [template], "css": _CSS, "tags": [], "vers": [], "latexPre": "",
        "latexPost": "", "req": [[0, "any", [1, 2]]],
        "flds": [{"name": name, "ord": at} | face for at, name in enumerate(FIELDS)],
    }  # fmt: skip


def _options() -> dict[str, Any]:
    """Return the deck options that Anki requires. They don't replace the user's own."""
    new = {"bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1}
    rev = {"bury": False, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1}
    lapse = {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0}
    return {
        "id": 1, "name": "Default", "autoplay": True, "maxTaken": 60, "mod": 0, "replayq": True,
        "timer": 0, "usn": 0, "new": new | {"perDay": 20, "separate": True},
        "rev": rev | {"perDay": 200}, "lapse": lapse,
    }  # fmt: skip


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is an Anki package, judged by its members."""
    if not is_package(file):
        return 0.0
    inside = b"collection.anki2" in file.data[-65_536:] or b"collection.anki2" in file.data[:4096]
    return 0.95 if inside else 0.0


def read(file: InputFile) -> ReadResult:
    """Read the notes of a package. A finding's line is the number of the note, from 1."""
    data = find_collection(file)
    return read_notes(file, read_collection(file, data) if data is not None else ())


def write(paper: QuestionSet) -> bytes:
    """Return a package with a deck for each domain."""
    return packed({"collection.anki2": collection(paper), "media": b"{}"})


FORMAT = Format(
    name="apkg",
    title="Anki package",
    suffix=".apkg",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)
