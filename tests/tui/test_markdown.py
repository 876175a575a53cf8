"""Markdown as it comes to the screen."""

from __future__ import annotations

import pytest
from textual.content import Content

from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import EVIDENCE, TextBlock, indent, lay_out, literal


def drawn(source: str, width: int = 40, evidence: str = "") -> str:
    return "\n".join(line.plain for line in lay_out(to_blocks(source, evidence), width))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("**bold** and `code`", "bold and code"),
        ("# Title\n\ntext", "Title\n\ntext"),
        ("- a\n- b", "• a\n• b"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("- a\n  - b", "• a\n  • b"),
        ("> said", "┃ said"),
        ("```json\n{\n  1\n}\n```", "│ {\n│   1\n│ }"),
        ("| a | bb |\n| - | - |\n| cc | d |", "a   bb\n──────\ncc  d"),
        ("[text](https://example.org)", "text"),
        ("<b>raw</b>", "<b>raw</b>"),
        ("![alt](x.png)", "[image: alt]"),
        ("arr[0] = b[i]", "arr[0] = b[i]"),
        ("Launch an [ec2] instance", "Launch an [ec2] instance"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_each_kind_of_block(source: str, expected: str) -> None:
    assert drawn(source) == expected


def test_lines_after_the_first_hang_under_the_text() -> None:
    assert drawn("- one two three four five", width=12) == "• one two\n  three four\n  five"


def test_evidence_is_marked_across_line_breaks_and_marks() -> None:
    [block] = to_blocks("It **retries\nthe** event twice, then stops.", "retries the event `twice`")

    [span] = [span for span in block.content.spans if span.style == EVIDENCE]
    assert block.content.plain[span.start : span.end] == "retries the event twice"


def test_options_hang_from_their_letter() -> None:
    blocks = indent(to_blocks("first line\n\nsecond"), Content("A  "))

    assert [line.plain for line in lay_out(blocks, 20)] == ["A  first line", "", "   second"]


def test_code_keeps_its_lines_and_is_cut_where_it_must() -> None:
    assert drawn("```\nabcdefghijkl mn\n```", width=12) == "│ abcdefghij\n│ kl mn"


def test_control_characters_do_not_reach_the_screen() -> None:
    text = literal("a\x1b]52;c;x\x07b\u202ec").plain

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_block_without_room_still_shows() -> None:
    assert TextBlock(Content("word")).lines(1) == [Content("word")]
