"""What every format promises, as functions that a test of one format calls."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from examkit.formats.registry import Format, carry
from examkit.formats.shared.draft import Draft, QuestionSet, ReadResult, normalize
from examkit.formats.shared.input_file import InputFile

JUNK = (b"\n", b"\xff", b"\x00", b"{", b"}", b"[", b"]", b'"', b"'", b",", b";", b"<", b">", b"&",
        b"\\ud800", b"NaN", b"1e999", b"-", b"=", b"\t", b"null", b"true", b"9" * 400)  # fmt: skip

BY_LIKENESS = {"aiken"}
"""Formats without a mark of their own: what begins like another format may be taken for it."""


def keeps(form: Format, *drafts: Draft) -> None:
    """Hold a format to its contract: what it carries comes back, and nothing else is claimed."""
    assert form.write is not None
    assert form.read is not None
    reported = [carry(form, draft) for draft in drafts]
    carried = tuple(each.draft for each in reported if each.draft is not None)
    for draft, each in zip(drafts, reported, strict=True):
        assert each.losses or each.draft == normalize(draft)
        assert each.draft is None or carry(form, each.draft).draft == each.draft
    data = form.write(QuestionSet("t", carried))
    file = InputFile(f"t{form.suffix}", data)
    if not carried:
        # Such a file may be refused; it is nothing that anybody takes out.
        return
    assert form.detect(file) >= 0.9 or form.name in BY_LIKENESS
    back = form.read(file)
    assert [each for each in back.findings if each.severity == "error"] == []
    assert back.questions == carried
    assert form.write(QuestionSet("t", back.questions, back.groups)) == data


def mutated(data: bytes, count: int) -> Iterator[bytes]:
    """Return damaged copies of a file, the same ones each time."""
    chance = random.Random(7)  # noqa: S311
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(copy) or 1)
            copy[at : at + chance.randrange(4)] = chance.choice(JUNK)
        yield bytes(copy)


def survives_damage(form: Format, data: bytes, count: int) -> None:
    """Check that damaged copies are read without an exception, with places that exist."""
    assert form.read is not None
    for copy in mutated(data, count):
        file = InputFile("quiz", copy)
        assert 0 <= form.detect(file) <= 1
        found = form.read(file)
        assert all(each.line > 0 and each.column > 0 for each in found.findings)


def reported(
    read: ReadResult, severities: Sequence[str] = ("error", "warning")
) -> list[tuple[str, int, int]]:
    """Return code, line and column of the findings."""
    return [(f.code, f.line, f.column) for f in read.findings if f.severity in severities]
