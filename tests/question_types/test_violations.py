"""What keeps the fields of a question from making a whole one."""

from __future__ import annotations

from typing import Any

import pytest

from examkit.bank.model import Question
from examkit.question_types.registry import find_type


def find_codes(**values: Any) -> list[str]:
    common = {"id": "q-one", "topic": "t1", "domain": "d1", "difficulty": "easy", "stem": "Why?"}
    question = Question.model_validate({**common, **values})
    return [code for code, *_ in find_type(question).find_violations(question)]


def make_options(texts: str, keys: str) -> list[dict[str, Any]]:
    return [{"text": text, "correct": text in keys} for text in texts]


@pytest.mark.parametrize(
    ("texts", "keys", "stem", "codes"),
    [
        ("abc", "a", "Why?", []),
        ("a", "a", "Why?", ["too-few-options"]),
        ("abc", "", "Why?", ["no-key"]),
        ("abc", "abc", "Why? (Choose three.)", ["all-keys"]),
        ("aab", "b", "Why?", ["equal-options"]),
        ("abc", "ab", "Why? (Choose two.)", []),
        ("abc", "ab", "Why? Select 2", []),
        ("abc", "ab", "Why?", ["choose-count"]),
        ("abc", "a", "Why? (Choose two.)", ["choose-count"]),
        ("abc", "a", "Which would you choose?", []),
    ],
)
def test_options(texts: str, keys: str, stem: str, codes: list[str]) -> None:
    assert find_codes(options=make_options(texts, keys), stem=stem) == codes


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"type": "ordering", "items": ["a", "b"]}, []),
        ({"type": "ordering", "items": ["a"]}, ["too-few-items"]),
        ({"type": "ordering", "items": ["a b", "a  b"]}, ["equal-options"]),
        ({"type": "matching", "pairs": [["a", "1"], ["b", "2"]], "extra": ["3"]}, []),
        ({"type": "matching", "pairs": [["a", "1"]]}, ["too-few-pairs"]),
        ({"type": "matching", "pairs": [["a", "1"], ["a", "2"]]}, ["equal-options"]),
        ({"type": "matching", "pairs": [["a", "1"], ["b", "1"]]}, ["equal-options"]),
        ({"type": "matching", "pairs": [["a", "1"], ["b", "2"]], "extra": list("345678")}, []),
        (
            {"type": "matching", "pairs": [["a", "1"], ["b", "2"]], "extra": list("3456789")},
            ["too-long"],
        ),
        ({"type": "numeric", "answer": 1.5}, []),
        ({"type": "numeric"}, ["no-key"]),
    ],
)
def test_other_types(values: dict[str, Any], codes: list[str]) -> None:
    assert find_codes(**values) == codes
