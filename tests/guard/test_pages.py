"""The contributors' pages are true: words and paths exist, and no retired word is left."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md")
DEV_PAGES = [f"docs/dev/{path.name}" for path in (ROOT / "docs" / "dev").glob("*.md")]
RETIRED = (
    "anew", "behaviour", "beside", "go on", "hand in", "handed in", "mend", "mends", "mix-up",
    "right or wrong", "session", "shall", "sitting", "so that", "strike it", "sureness",
    "take back", "tells", "told", "wish",
)  # fmt: skip
"""Words that another word replaced, or that read as translated."""


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def glossary_words(page: str, column: int = 0) -> list[str]:
    """Return the words in a column of every row, in lower case."""
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("|")]
    cells = [row[column] for row in rows if row[0].strip() not in ("Word", "---")]
    words = [word.strip().lower() for cell in cells for word in cell.split(",")]
    return [word for word in words if word]


def repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def package_text() -> str:
    """Return code and docs except the glossary, with identifiers split into words."""
    paths = [*(ROOT / "examkit").rglob("*.py"), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    texts = [p.read_text(encoding="utf-8") for p in paths if p.name != "glossary.md"]
    return as_words("\n".join(texts))


def as_words(text: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.findall(r"[a-z0-9-]+", apart.lower()))


def unused(words: list[str], text: str) -> list[str]:
    return [w for w in words if not re.search(rf"\b{re.escape(w)}(?:s|d|ed)?\b", text)]


WORDS = glossary_words(read("docs/glossary.md"))


def test_the_glossary_lists_each_word_once() -> None:
    assert len(WORDS) > 50
    assert repeated(WORDS) == []


def test_no_candidate_word_means_two_things() -> None:
    assert repeated(glossary_words(read("docs/glossary.md"), column=1)) == []


def test_each_word_of_the_glossary_is_used() -> None:
    assert unused(WORDS, package_text()) == []


def test_no_retired_word_is_in_the_glossary() -> None:
    assert set(WORDS) & set(RETIRED) == set()


def test_a_word_listed_twice_and_a_word_that_nobody_uses_are_found() -> None:
    page = "| Word | Meaning |\n| --- | --- |\n| slot | A. |\n| scored, Slot | B. |\n"

    words = glossary_words(page)

    assert words == ["slot", "scored", "slot"]
    assert repeated(words) == ["slot"]
    assert unused(["slot", "live attempt", "scor"], as_words("class LiveAttempt: slots")) == [
        "scor"
    ]


def test_every_package_is_in_the_architecture() -> None:
    page = read("docs/architecture.md")
    packages = {path.parent.name for path in (ROOT / "examkit").glob("*/__init__.py")}

    assert [name for name in sorted(packages) if f"| `{name}/` |" not in page] == []


@pytest.mark.parametrize("page", [*PAGES, *DEV_PAGES])
def test_every_path_a_page_names_exists(page: str) -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.py)`", read(page))
    places = (ROOT, ROOT / "examkit", ROOT / "examkit" / "tui")

    assert [path for path in named if not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_uses_no_retired_word(page: str) -> None:
    text = read(page).lower()

    assert [w for w in RETIRED if re.search(rf"\b{re.escape(w)}\b", text)] == []
