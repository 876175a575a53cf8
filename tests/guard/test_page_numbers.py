"""The numbers that the pages for candidates give are those of the app."""

from __future__ import annotations

from pathlib import Path

from examkit.drills.todays_practice import MAX_QUESTIONS, MIN_QUESTIONS
from examkit.tui.mock_request import SHORTER

ROOT = Path(__file__).parents[2]


def words(page: str) -> str:
    """Return the text of a page on one line."""
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def test_the_tutorial_names_the_length_of_todays_practice() -> None:
    text = words("docs/tutorial.md")
    assert f"from {MIN_QUESTIONS} to {MAX_QUESTIONS} questions a day" in text
    assert f"today's practice has {MIN_QUESTIONS} questions" in text


def test_the_pages_name_the_shorter_mocks_where_one_is_started() -> None:
    longer, shorter = SHORTER
    assert f"the number of questions (65, {longer}, or {shorter})" in words("docs/tutorial.md")
    assert f"choose {longer} or {shorter} questions before you start" in words("README.md")
