"""Names of attempts, which are the same on every screen, in reports, and on the command line."""

from __future__ import annotations

import pytest

from examkit.humanize import join_titles, name_attempt

TITLES = {"build": "Building things", "bread": "Bread"}


@pytest.mark.parametrize(
    ("mode", "title", "name"),
    [
        ("mock", "mock exam", "Mock exam"),
        ("mock", "untimed mock exam", "Untimed mock exam"),
        ("drill", "drill: build", "Drill: Building things"),
        ("drill", "drill: due, build, bread", "Drill: Due for review, Building things, Bread"),
        ("drill", "drill: today", "Drill: Today's practice"),
        ("drill", "drill: mix-ups, unseen", "Drill: Often confused, new questions"),
        ("drill", "drill: all domains", "Drill: All domains"),
        ("drill", "drill: gone", "Drill: Gone"),
        ("drill", "drill: [red]x[/", "Drill: [red]x[/"),
    ],
)
def test_an_attempt_has_the_candidates_words(mode: str, title: str, name: str) -> None:
    assert name_attempt(mode, title, TITLES) == name


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        ([], ""),
        (["Events", "Queues"], "Events, Queues"),
        (["Memory, timeout, and storage", "Queues"], "Memory, timeout, and storage; Queues"),
    ],
)
def test_titles_with_commas_are_told_apart(titles: list[str], text: str) -> None:
    assert join_titles(titles) == text
