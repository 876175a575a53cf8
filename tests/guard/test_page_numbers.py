"""The numbers that the pages for candidates give are those of the app."""

from __future__ import annotations

from pathlib import Path

from examkit.drills.todays_practice import MAX_QUESTIONS, MIN_QUESTIONS

ROOT = Path(__file__).parents[2]


def words(page: str) -> str:
    """Return the text of a page on one line."""
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def test_the_tutorial_names_the_length_of_todays_practice() -> None:
    text = words("docs/tutorial.md")
    assert f"from {MIN_QUESTIONS} to {MAX_QUESTIONS} questions a day" in text
    assert f"today's practice has {MIN_QUESTIONS} questions" in text
