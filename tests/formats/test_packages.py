"""Damaged packages of every format give questions or findings, and never a traceback."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.formats import registry
from examkit.formats.anki.package import collection
from examkit.formats.shared.draft import Draft, QuestionSet
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.zip_package import Package, packed
from examkit.question_types.choice import Option

DATA = Path(__file__).parent / "data"
SINGLE = Draft(type_="single", stem="q", id="q-1", options=(Option("a", True), Option("b")))
PAPER = QuestionSet("t", (SINGLE,))


def packages() -> Iterator[tuple[str, bytes]]:
    """Return packages as others and we ourselves write them, with the format of each."""
    formats = registry.formats()
    for name in ("apkg", "qti"):
        write = formats[name].write
        assert write is not None
        yield name, write(PAPER)
    for path in sorted((DATA / "apkg").glob("*.apkg")):
        yield "apkg", path.read_bytes()
    yield "qti", packed({p.name: p.read_bytes() for p in (DATA / "qti-package").glob("*.xml")})
    yield "canvas", packed({f"{p.stem}.xml.qti": p.read_bytes() for p in DATA.glob("canvas/*.xml")})


PACKAGES = list(packages())


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage some bytes, half of them in the directory at the end, or cut the file."""
    copy = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        near = chance.random() < 0.5
        at = len(copy) - 1 - chance.randrange(min(len(copy), 600) if near else len(copy))
        copy[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        if not copy:
            return b""
    return bytes(copy[: chance.randrange(len(copy) + 1)]) if chance.random() < 0.1 else bytes(copy)


def inside(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of a package, and leave the package whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name, held in members.items() if held])
    return packed({**members, name: damaged(members[name], chance)})


def is_told(form: str, data: bytes) -> bool:
    """Read a package; tell whether questions or findings came out."""
    for each in registry.formats().values():
        assert 0 <= each.detect(InputFile("x", data)) <= 1
    read = registry.formats()[form].read
    assert read is not None
    file = InputFile("x", data)
    found = read(file)
    assert all(finding.line > 0 and finding.message.isprintable() for finding in found.findings)
    return bool(found.questions or found.findings)


@pytest.mark.fault("R51", "R52")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("form", "data"), PACKAGES, ids=lambda value: str(value)[:4])
def test_damaged_packages_give_questions_or_findings(form: str, data: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(40):
        assert is_told(form, damaged(data, chance))
        assert is_told(form, inside(data, chance))


@pytest.mark.fault("R52")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"CREATE TABLE", b"CREATE T\xe3BLE"),
        (b"CREATE TABLE notes", b"CREATE TABLE n\xffte\xe3"),
        (b"CREATE TABLE", b"CREATE\xe3\xe3ABLE"),
    ],
)
def test_a_collection_whose_schema_is_no_text_is_a_finding(old: bytes, new: bytes) -> None:
    data = collection(PAPER)
    assert old in data
    assert is_told("apkg", packed({"collection.anki2": data.replace(old, new)}))


@pytest.mark.fault("R51")
def test_a_member_without_a_name_is_a_finding() -> None:
    file = InputFile("p.zip", _nameless(packed({"x": b"x"})))
    assert list(Package(file).names()) == []
    assert [finding.code for finding in file.findings] == ["package-refused"]


def _nameless(data: bytes) -> bytes:
    """Take the only name off the directory of a package."""
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[at : at + 28] + b"\0\0" + data[at + 30 : end - 1]
    size = len(entry).to_bytes(4, "little")
    return data[:at] + entry + data[end : end + 12] + size + data[end + 16 :]


@pytest.mark.fault("R51")
@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_each_damaged_byte_of_a_member_is_a_finding(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("collection.anki2", b"SQLite format 3\0" + b"x" * 900)
    data = out.getvalue()
    for at in range(46, data.index(b"PK\x01\x02")):
        assert is_told("apkg", data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
