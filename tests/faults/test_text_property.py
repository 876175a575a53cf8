"""Any text of a bank, notes or an import can be drawn, and draws nothing but itself."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examkit.bank.notes import parse_notes
from examkit.sanitize import sanitize
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import lay_out, literal

NASTY = st.sampled_from(
    [
        "\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b31m", "\x00", "\u202e", "\u200b", "\U000e0041",
        "[/b]", "[@click=app.quit]", "```", "`", "**", "| a |\n|---|\n", "<b>", "](x)", "# ", "> ",
        "- ", "\r", "\t", "&amp;", "\u8a66", "\U0001f469\u200d\U0001f467", "e\u0301" * 5,
    ]
)  # fmt: skip
TEXT = st.lists(st.one_of(st.text(max_size=30), NASTY), max_size=12).map("".join)


def is_harmless(text: str) -> bool:
    """Whether no character of it drives a terminal or turns text round."""
    return not any(
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for char in text
    )


@pytest.mark.fault("R37")
@given(TEXT)
@settings(max_examples=1_500)
def test_cleaning_leaves_nothing_that_drives_a_terminal(text: str) -> None:
    cleaned = sanitize(text)
    assert is_harmless(cleaned)
    assert sanitize(cleaned) == cleaned


@pytest.mark.fault("R40")
@given(TEXT, st.integers(8, 120))
@settings(max_examples=1_000)
def test_any_markdown_is_laid_out(text: str, width: int) -> None:
    for line in lay_out(to_blocks(text), width):
        assert is_harmless(line.plain)
        assert all("@click" not in str(span.style) for span in line.spans)
        assert "\n" not in line.plain


@pytest.mark.fault("R40")
@given(TEXT)
@settings(max_examples=500)
def test_literal_text_is_shown_literally(text: str) -> None:
    assert literal(text).plain == sanitize(text)


@given(TEXT)
@settings(max_examples=500)
def test_any_notes_are_cut_into_sections(text: str) -> None:
    sections = parse_notes(text)
    assert len({section.slug for section in sections}) == len(sections)
    assert all(is_harmless(section.title) for section in sections)


MONSTERS: dict[str, Callable[[int], str]] = {
    "one line": lambda size: "a" * size * 500,
    "many lines": lambda size: "x\n" * size * 25,
    "deep quotes": lambda size: "> " * size + "x",
    "deep lists": lambda size: "- " * size + "x",
    "wide table": lambda size: "| a " * (size // 6) + "|\n",
}


@pytest.mark.fault("R42")
@pytest.mark.parametrize("name", MONSTERS)
def test_monstrous_text_is_laid_out_with_work_that_grows_as_the_text(name: str) -> None:
    monster = MONSTERS[name]
    assert lay_out(to_blocks(monster(2_000)), 80)
    small, large = (calls(monster(size)) for size in (500, 1_000))
    assert large <= 2.5 * small


def calls(text: str) -> int:
    """Count the functions called to lay a text out."""
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        lay_out(to_blocks(text), 80)
    finally:
        sys.setprofile(None)
    return counted
