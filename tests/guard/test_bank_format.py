"""The page on the bank format: its examples can be pasted, and it quotes what the code prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from examkit.analytics.cut_score import DEFAULT_CUT_SHARE
from examkit.bank.loader import load_bank
from tests.bank.test_faults import FAULTS as BANK_FAULTS
from tests.bank.test_faults import with_escapes
from tests.bank.test_skills import FAULTS as SKILL_FAULTS
from tests.bank.test_skills import skilled_bank
from tests.banks import write_bank

PAGE = (Path(__file__).parents[2] / "docs" / "bank-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [b for b in BLOCKS if "[[questions]]" in b and not b.startswith("topic = ")]
QUOTED = dict(re.findall(r"^\| `([a-z-]+)` \| ((?:error|warning) \| .+) \|$", PAGE, re.MULTILINE))
"""The severity and example of each finding by its code."""
FAULTS: list[tuple[Callable[[Path], Path], str, str, str | None, str]]
FAULTS = [(write_bank, *fault[:4]) for fault in BANK_FAULTS]
FAULTS += [(skilled_bank, *fault[:4]) for fault in SKILL_FAULTS]
FAULTS += [
    (write_bank, "no-questions", "questions/bread.toml", None, ""),
    (write_bank, "unreadable-file", "questions/bread.toml", None, "\udcff"),
    (write_bank, "no-bank-file", "bank.toml", None, ""),
]
"""Ways to break a bank: who writes it, a code, a file, what is replaced, and by what."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_pasted_below_topic_and_domain(tmp_path: Path, example: str) -> None:
    root = write_bank(tmp_path / "bank")
    file = root / "questions" / "pasted.toml"
    file.write_text(f'topic = "bread"\ndomain = "build"\n\n{example}', encoding="utf-8")
    loaded = load_bank(root)
    assert [str(finding) for finding in loaded.findings if finding.severity == "error"] == []
    assert loaded.bank
    assert len(loaded.bank.questions) == 24 + example.count("[[questions]]")


def test_the_example_of_an_exam_can_be_pasted_at_its_end(tmp_path: Path) -> None:
    root = write_bank(tmp_path / "bank")
    [example] = [block for block in BLOCKS if "[[tasks]]" in block]
    file = root / "exams" / "exam-1.toml"
    file.write_text(file.read_text() + example.replace('"development"', '"build"'))

    assert load_bank(root).findings == ()


@pytest.mark.parametrize("code", sorted({fault[1] for fault in FAULTS}))
def test_the_page_quotes_a_finding_as_it_is_printed(tmp_path: Path, code: str) -> None:
    printed = [
        f"{finding.severity} | {finding.message} ({finding.hint})"
        for number, fault in enumerate(FAULTS)
        if fault[1] == code
        for finding in load_bank(broken_bank(tmp_path / f"{number}", *fault)).findings
        if finding.code == code
    ]

    assert QUOTED[code] in printed


def broken_bank(
    folder: Path, write: Callable[[Path], Path], code: str, path: str, old: str | None, new: str
) -> Path:
    root = write(folder)
    file = root / path
    if code == "no-bank-file":
        file.unlink()
    elif old is None:
        file.write_bytes(new.encode("utf-8", "surrogateescape"))
    else:
        file.write_text(with_escapes(file.read_text(), new).replace(old, new))
    return root


def test_every_finding_of_the_page_is_tested() -> None:
    assert set(QUOTED) == {fault[1] for fault in FAULTS}


def test_the_cut_score_without_a_scale_is_the_one_named() -> None:
    assert EXAMPLES
    assert f"the default is {DEFAULT_CUT_SHARE:.0%}" in PAGE
