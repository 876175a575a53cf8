"""The page of the bank format: its examples run, its numbers are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examkit.analytics.cut_score import DEFAULT_CUT_SHARE
from examkit.bank.loader import load_bank
from tests.banks import write_bank

PAGE = (Path(__file__).parents[2] / "docs" / "bank-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [block for block in BLOCKS if "[[questions]]" in block]


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
    [example] = [block for block in BLOCKS if block not in EXAMPLES]
    file = root / "exams" / "exam-1.toml"
    file.write_text(file.read_text() + example.replace('"development"', '"build"'))

    assert load_bank(root).findings == ()


def test_the_cut_score_without_a_scale_is_the_one_named() -> None:
    assert EXAMPLES
    assert f"the default is {DEFAULT_CUT_SHARE:.0%}" in PAGE
