"""Each key that a page for candidates names works on a screen which that part is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
ATTEMPT, RESULT = "Mock exam and drill", "Drill result"
PARTS = {
    "README.md": {
        "Your first ten minutes": ("Home", ATTEMPT, RESULT),
        "Frequently asked questions": ("Review",),
        "Accessibility": (ATTEMPT,),
    },
    "docs/tutorial.md": {
        "Tutorial: from ten questions to your weak areas": ("Home",),
        "2. Answer ten questions (twenty minutes)": ("Home", ATTEMPT, RESULT),
        "3. Set your exam date (one minute)": ("Home", "Settings"),
        "4. Take a mock exam (up to 130 minutes)": (ATTEMPT, "Navigator", "Home"),
        "5. Read the report (five minutes)": ("Report",),
        "6. Drill your weak areas (twenty to forty minutes)": ("Report", ATTEMPT),
        "7. Every day": ("Home",),
    },
    "docs/drills.md": {
        "Choose a drill": ("Home", ATTEMPT),
        "In a drill": (ATTEMPT,),
        "The study plan": ("Home",),
    },
    "docs/faq.md": {
        "Which version of the exam should I study for?": ("Home",),
        "Does it need the internet?": (ATTEMPT,),
        "Why do I see boxes or question marks?": ("Home",),
        "What if I close the terminal in the middle of an exam?": ("Home",),
        "Can I have extra time?": ("Home",),
        "How do I update examkit?": ("Home",),
        "What if an answer is wrong?": (RESULT, "Report", "Review"),
        "Someone else used my computer. Can I remove their attempt?": ("Home", "History"),
    },
}
"""The screens that each part of a page is about. Other parts name no key."""


def parts(page: str) -> dict[str, str]:
    """Return the text below each heading of a page, without blocks."""
    text = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    found = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def keys(table: str) -> set[str]:
    """Return the keys in the first column of a table."""
    rows = (line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `"))
    return {key for row in rows for key in re.findall(r"`(.+?)`", row)}


SCREENS = {screen: keys(table) for screen, table in parts(KEYS).items()}
ALL = set().union(*SCREENS.values())


def unknown(text: str, screens: tuple[str, ...]) -> list[str]:
    """Return the keys in a text that work on none of these screens."""
    works = set().union(*(SCREENS[screen] for screen in screens))
    return [key for key in re.findall(r"`(.+?)`", text) if key in ALL - works]


@pytest.mark.parametrize("page", PARTS)
def test_each_key_works_where_a_page_names_it(page: str) -> None:
    screens = PARTS[page]
    found = parts((ROOT / page).read_text(encoding="utf-8"))

    assert set(screens) <= set(found)
    for heading, text in found.items():
        assert unknown(text, screens.get(heading, ())) == [], heading


def test_a_key_of_another_screen_is_found() -> None:
    assert unknown("`m` starts, `R` reports, `data` is no key", ("Home",)) == ["R"]
    assert {"m", "d", ","} <= SCREENS["Home"]
