"""A bank damaged at random gives findings: no traceback, no hang, no loss of memory."""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from tests.banks import write_bank
from tests.conftest import Figure

NASTY = [
    b"\x00", b"\xff", b"\x1b[2J", b'"""', b"'''", b"[[", b"]]", b"=", b"\n", b"1e999", b"9" * 400,
    b"[" * 200, b"{" * 200, b"nan", b"2026-13-99", b"\xe2\x80\xae", b"#", b"\\u0000", b"\\uD800",
    b"true", b'id = "../../etc/passwd"\n', b"[questions]\n", b"[[questions.options]]\n",
]  # fmt: skip


def damage(data: bytes, chance: random.Random) -> bytes:
    """Change, take out, double or put in something, a few times."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data) + 1)
        end = min(len(data), place + chance.choice([1, 3, 40, 400]))
        match chance.randrange(4):
            case 0:
                data = data[:place] + chance.choice(NASTY) + data[place:]
            case 1:
                data = data[:place] + data[end:]
            case 2:
                data = data[:end] + data[place:end] + data[end:]
            case _:
                data = data[:place] + chance.randbytes(end - place) + data[end:]
    return data


@pytest.mark.fault("R48")
def test_a_damaged_bank_gives_findings(
    tmp_path: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    runs = 27_000 if request.config.getoption("slow") else 1_000
    root = write_bank(tmp_path / "bank", each=3)
    files = [p for p in sorted(root.rglob("*")) if p.is_file()]
    whole = {path: path.read_bytes() for path in files}
    chance = random.Random(20_261_123)  # noqa: S311 -- reproducible
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest, faulty = 0.0, 0
    for _ in range(runs):
        path = chance.choice(files)
        path.write_bytes(damage(whole[path], chance))
        begun = time.perf_counter()
        loaded = load_bank(root)
        slowest = max(slowest, time.perf_counter() - begun)
        faulty += bool(loaded.errors)
        assert loaded.bank is not None or loaded.errors
        assert all(finding.path and finding.message for finding in loaded.findings)
        path.write_bytes(whole[path])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    figure(f"{runs} damaged banks, {faulty} with errors, slowest {slowest:.3f} s, {grown:.0f} MiB")
    assert faulty > runs / 4
    assert grown < 100
