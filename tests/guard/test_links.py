"""Every link on a page leads to a file, and to a heading if it names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.bank.notes import parse_notes

ROOT = Path(__file__).parents[2]
BANK_PAGES = [*(ROOT / "questionbank").glob("*.md"), *(ROOT / "questionbank").glob("*/*.md")]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted(BANK_PAGES)]
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)")


def broken_links(page: Path) -> Iterator[str]:
    """Yield the links of a page that lead nowhere."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for path, heading in LINK.findall(text):
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (heading and heading not in headings(target)):
            yield f"{path}#{heading}" if heading else path


def headings(page: Path) -> set[str]:
    return {section.slug for section in parse_notes(page.read_text("utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Tea\n\n[a](page.md#tea) [b](#tea) [c](#milk) [d](gone.md) [e](https://e.org/gone.md)\n\n"
        "```\n[f](gone.md)\n```\n"
    )

    assert list(broken_links(page)) == ["#milk", "gone.md"]


def test_every_page_is_in_the_list_of_all_pages() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / path).resolve() for path, _ in LINK.findall(index.read_text("utf-8"))}
    pages = {page for page in PAGES if page.is_relative_to(index.parent)} - {index}

    assert sorted(page for page in pages if not {page, page.parent} & listed) == []
