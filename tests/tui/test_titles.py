"""Titles in narrow places, which are cut the same way on every screen."""

from __future__ import annotations

import pytest

from examkit.tui.titles import shorten


@pytest.mark.parametrize(
    ("title", "width", "expected"),
    [
        ("Development with AWS Services", 29, "Development with AWS Services"),
        ("Development with AWS Services", 28, "Development"),
        ("Testing and Deployment", 12, "Testing"),
        ("Drill: S3, Lambda, and IAM", 17, "Drill: S3, Lambda"),
        ("Troubleshooting", 8, "Trouble…"),
    ],
)
def test_a_title_is_cut_before_a_conjunction_if_possible(
    title: str, width: int, expected: str
) -> None:
    assert shorten(title, width) == expected
