"""The page on formats lists each format with what it can do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examkit.formats.registry import BUILT_IN, carry, find_format
from examkit.transfer.deduplicate import to_draft
from tests.question_types.questions import QUESTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| `(\w+)` \| (yes|no) \| (yes|no) \| ([\w -]*) ?\| .+ \|$", PAGE, re.MULTILINE
)
MISSING = {(): "all", ("short-text",): "all but short text"}
ONLY_SINGLE = tuple(name for name in QUESTIONS if name != "single")


def describe_types(name: str) -> str:
    """Return the question types that a file in this format can hold."""
    form = find_format(name)
    if form.write is None:
        return ""
    drafts = {kind: carry(form, to_draft(question)).draft for kind, question in QUESTIONS.items()}
    absent = tuple(kind for kind, draft in drafts.items() if draft is None)
    return {**MISSING, ONLY_SINGLE: "single"}[absent]


def test_the_page_lists_every_format_once() -> None:
    assert [row[0] for row in ROWS] == sorted(BUILT_IN)


@pytest.mark.parametrize(("name", "read", "written", "types"), ROWS, ids=str)
def test_the_page_says_what_a_format_can_do(name: str, read: str, written: str, types: str) -> None:
    form = find_format(name)

    assert (read == "yes", written == "yes") == (form.read is not None, form.write is not None)
    assert types.strip() == describe_types(name)
