"""Tables in any width: words stay whole, nothing is lost, and no line is too long."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from examkit.tui.markdown import to_blocks, to_excerpt
from examkit.tui.tables import column_widths
from examkit.tui.text_blocks import Annotated, LeftColumn, SideBySide, TextBlock, lay_out, literal

STORES = """\
Both store encrypted values.

| Need | Secrets Manager | Parameter Store |
| --- | --- | --- |
| automatic rotation built in | yes | no |
| resource policy for other accounts | yes | no (**advanced parameters** can be shared) |
| `charge` for standard use | per secret and call | none for standard parameters |
"""
HOSTILE = """\
| [bold]x[/] | a\\|b |
| --- | --- |
| 漢字漢字漢字 漢字漢字漢字漢字漢字漢字漢字漢字 | [@click=app.quit]y[/] |
| e\u0301e\u0301e\u0301 🇩🇪👩‍👩‍👧 | |
| | \u202eabc\x1b[31m |
"""
LONG = "| a | b |\n| --- | --- |\n| " + "x" * 70 + " | short words in here |"


def drawn(source: str, width: int, evidence: str = "") -> list[str]:
    return [line.plain for line in lay_out(to_blocks(source, evidence), width)]


@pytest.mark.parametrize("source", [STORES, HOSTILE, LONG])
@pytest.mark.parametrize("width", [*range(30, 60, 3), 72, 80, 96, 120])
def test_no_line_is_too_long_and_no_word_is_lost(source: str, width: int) -> None:
    lines = drawn(source, width)
    assert max(map(cell_len, lines)) <= width
    words = {word for block in to_blocks(source) for word in block.content.plain.split()}
    heads = set() if "─" in "".join(lines) else set(source.split("|")[1].split())
    shown = set(" ".join(lines).replace(":", " ").split())
    missing = {word for word in words - shown - heads if cell_len(word) <= width - 2}
    assert {word.replace(":", "") for word in missing} <= shown


def test_columns_are_as_wide_as_their_texts_if_there_is_room() -> None:
    assert drawn("| a | bb |\n| - | - |\n| cc | d |\n| e | f |", 40) == [
        "a   bb", "──────", "cc  d", "e   f",
    ]  # fmt: skip


def test_cells_wrap_in_their_columns_and_rows_stay_apart() -> None:
    table = STORES.partition("\n\n")[2]
    assert drawn(table, 60) == [
        "Need                Secrets Manager     Parameter Store",
        "──────────────────────────────────────────────────────────",
        "automatic rotation  yes                 no",
        "built in",
        "──────────────────────────────────────────────────────────",
        "resource policy     yes                 no (advanced",
        "for other accounts                      parameters can be",
        "                                        shared)",
        "──────────────────────────────────────────────────────────",
        "charge for          per secret and      none for standard",
        "standard use        call                parameters",
    ]


def test_rows_become_lists_where_columns_do_not_fit() -> None:
    assert drawn(STORES.partition("\n\n")[2], 38)[:7] == [
        "automatic rotation built in",
        "  Secrets Manager: yes",
        "  Parameter Store: no",
        "",
        "resource policy for other accounts",
        "  Secrets Manager: yes",
        "  Parameter Store: no (advanced",
    ]


@pytest.mark.parametrize(
    ("bodies", "texts", "room", "expected"),
    [
        ((5, 5), (5, 9), 40, (5, 9)),
        ((5, 40), (5, 40), 40, [5, 33]),
        ((30, 40), (30, 40), 40, [19, 19]),
        ((5, 20), (25, 20), 40, [5, 20]),
        ((30, 40), (30, 40), 25, ()),
    ],
)
def test_the_widest_columns_shrink(
    bodies: tuple[int, int], texts: tuple[int, int], room: int, expected: object
) -> None:
    assert column_widths((4, 4), bodies, texts, room) == expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("can be shared", ["Need", "resource policy"]),
        ("Both store", ["Both store"]),
        ("", ["Both store"]),
    ],
)
def test_an_excerpt_is_the_paragraph_or_the_row_with_its_headings(
    evidence: str, expected: list[str]
) -> None:
    blocks = to_excerpt(STORES, evidence)
    assert [
        block.content.plain.startswith(text) for block, text in zip(blocks, expected, strict=True)
    ] == [True] * len(expected)


@pytest.mark.parametrize(
    ("source", "evidence", "expected"),
    [
        ("One.\n\n**Traps**\n\n- a\n- b settles\n- c", "b settles", ["Traps", "b settles"]),
        ("Do this:\n\n```\ncode\n```\n\nMore.", "Do this", ["Do this:", "code"]),
        ("First.\n\n```\nx = 1\n```", "x = 1", ["First.", "x = 1"]),
        ("- a\n- b", "b", ["a", "b"]),
        ("", "", [""]),
    ],
)
def test_an_excerpt_has_the_lead_in_that_its_evidence_needs(
    source: str, evidence: str, expected: list[str]
) -> None:
    assert [block.content.plain for block in to_excerpt(source, evidence)] == expected


def test_a_bar_is_next_to_the_lines_with_evidence_and_no_others() -> None:
    source = "Author's **bold** comes first, and then the evidence that settles it all. More."
    lines = [line.plain for line in Annotated(to_blocks(source, "evidence that settles")).lines(34)]
    assert [line[0] for line in lines] == [" ", "▌", " "]
    lines = [line.plain for line in Annotated(to_blocks(STORES, "can be shared")).lines(62)]
    assert [line[-20:].strip() for line in lines if line.startswith("▌")] == [
        "parameters can be", "shared)",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "is_wide"), [(80, False), (85, False), (86, True), (150, True)])
def test_two_texts_are_side_by_side_where_there_is_room(width: int, is_wide: bool) -> None:
    left, right = (TextBlock(literal(text)) for text in ("left " * 60, "right"))
    lines = [line.plain for line in SideBySide([left], [right]).lines(width)]
    assert max(map(len, lines)) <= width
    assert ("right" in lines[0]) == is_wide


@pytest.mark.parametrize("width", [80, 85, 86, 130, 220])
@pytest.mark.parametrize("code", ["", "```\n" + "x" * 60 + "\n```"])
def test_a_text_is_where_it_will_be_next_to_another(width: int, code: str) -> None:
    left, options, right = [TextBlock(literal("left " * 60))], to_blocks(code), to_blocks("right")
    alone = LeftColumn(left, options).lines(width)
    together = SideBySide([*left, *options], right).lines(width)[: len(alone)]
    assert [line.plain.rstrip() for line in alone] == [
        line.plain.removesuffix("right").rstrip() for line in together
    ]


def test_code_is_not_broken_to_fit_a_column() -> None:
    code = to_blocks("```\n" + "x" * 60 + "\n```")
    note = TextBlock(literal("note"))
    for width, is_wide in ((100, False), (130, True)):
        [line] = [
            line.plain for line in SideBySide(code, [note]).lines(width) if "xx" in line.plain
        ]
        assert ("note" in line) == is_wide


@pytest.mark.parametrize(
    ("notes", "first"),
    [(1, 3), (6, 3), (7, 2), (9, 0)],
)
def test_notes_start_next_to_the_options_unless_that_makes_the_text_longer(
    notes: int, first: int
) -> None:
    left = [TextBlock(literal("stem\nstem")), *[TextBlock(literal("option"), gap=False)] * 6]
    left[1] = left[1]._replace(gap=True)
    right = [TextBlock(literal("\n".join(["note"] * notes)))]
    lines = [line.plain for line in SideBySide(left, right, above=1).lines(120)]
    assert next(i for i, line in enumerate(lines) if "note" in line) == first
    assert len(lines) == 9
