"""Finding words in notes and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from examkit.bank.notes import Section, parse_notes
from examkit.bank.search import MAX_LENGTH, MAX_WORDS, Search, is_cut, plain, words_in
from tests.factories import make_question

NOTES = [
    (
        "s3.md#versioning",
        Section(
            "versioning",
            "Versioning",
            2,
            "Keeps **old versions**. [Page](https://example.org/kept)",
            1,
        ),
    ),
    (
        "s3.md#lifecycle",
        Section("lifecycle", "Lifecycle", 2, "A rule expires old versions after some days.", 9),
    ),
    ("sqs.md#dead-letters", Section("dead-letters", "Dead-letter queues", 2, "Résumé of it.", 1)),
]


@pytest.fixture
def search() -> Iterator[Search]:
    question = make_question("q-one", stem="Which `queue` keeps what failed?")
    with Search(NOTES, [question]) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("versioning", ["s3.md#versioning", "s3.md#lifecycle"]),
        ("expires versions", ["s3.md#lifecycle"]),
        ("lifecyc", ["s3.md#lifecycle"]),
        ("expi vers", ["s3.md#lifecycle"]),
        ("resume", ["sqs.md#dead-letters"]),
        ("dead-letter", ["sqs.md#dead-letters"]),
        ("failed", ["q-one"]),
        ("expires zebra", ["s3.md#lifecycle"]),
        ("zebra", []),
        ("", []),
        ('" OR * NEAR( : -', []),
        ("title:", []),
    ],
)
def test_words_are_found_in_titles_first(search: Search, text: str, expected: list[str]) -> None:
    assert [hit.ref for hit in search.find(text)] == expected


def test_a_hit_tells_what_it_is_and_where_it_matches(search: Search) -> None:
    [hit] = search.find("queue failed")
    assert (hit.kind, hit.title) == ("question", "Which queue keeps what failed?")
    assert [text for text, is_match in hit.snippet if is_match][:2] == ["queue", "failed"]
    assert "".join(text for text, _ in hit.snippet).startswith("Which queue keeps what failed?")


def test_markup_of_a_note_is_not_shown(search: Search) -> None:
    [hit] = [hit for hit in search.find("old") if hit.ref == "s3.md#versioning"]
    assert "".join(text for text, _ in hit.snippet) == "Keeps old versions. Page"


TABLE = """Each queue has a delay.

### Common traps

The timeout starts later.

| Target | Delay |
| --- | --- |
| queue | 5 minutes |
| topic | none |

**The end**

Then it ends.
"""


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("starts", "Each queue has a delay. The timeout starts later. Then it ends."),
        (
            "traps",
            "Each queue has a delay. · Common traps · The timeout starts later. Then it ends.",
        ),
        (
            "topic",
            "Each queue has a delay. The timeout starts later. · topic · none · Then it ends.",
        ),
    ],
)
def test_a_snippet_has_headings_and_table_rows_only_if_they_match(word: str, text: str) -> None:
    with Search([("sqs.md#delay", Section("delay", "Delay", 2, TABLE, 1))]) as search:
        [hit] = search.find(word)
    assert "".join(piece for piece, _ in hit.snippet) == text


def test_a_note_of_only_a_table_has_a_snippet() -> None:
    rows = "| Target | Delay |\n| --- | --- |\n| queue | 5 minutes |"
    with Search([("sqs.md#delay", Section("delay", "Retention", 2, rows, 1))]) as search:
        [hit] = search.find("retention")
    assert "queue · 5 minutes" in "".join(piece for piece, _ in hit.snippet)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("## Title\n\n- one\n* two\n> - three", "Title\n\none\ntwo\nthree"),
        ("| Need | Store |\n| --- | :-: |\n| `a` | b |", "Need · Store\na · b"),
        ("**Bold**, *so*, **`code`**, `s3:Get*`", "Bold, so, code, s3:Get*"),
        ("5 * 3 > 2 - 1", "5 * 3 > 2 - 1"),
        ("```yaml\n- # a: *b\n```\n---\nend", "- # a: *b\nend"),
        ("[Page](https://example.org) and [not one]", "Page and [not one]"),
        ("[" * 5_000, "[" * 5_000),
        ("*" * 5_000 + " " * 5_000 + "-" * 5_000 + "x", "-" * 5_000 + "x"),
    ],
)  # fmt: skip
def test_a_note_is_searched_as_people_read_it(source: str, text: str) -> None:
    assert plain(source).strip() == text


def test_own_notes_are_found() -> None:
    asked = make_question("q-one", stem="Which `queue` keeps what failed?")
    note = ("q-one", asked.stem, "Remember: *maximum* receives")
    with Search(NOTES, [asked], [note]) as search:
        [hit] = search.find("remember maximum")
        assert (hit.kind, hit.ref) == ("your note", "q-one")
        assert hit.title == "Which queue keeps what failed?"
        assert "".join(text for text, _ in hit.snippet) == "Remember: *maximum* receives"
        assert [hit.kind for hit in search.find("failed")] == ["question"]


def test_own_notes_come_first() -> None:
    with Search(NOTES, own_notes=[("q-one", "Which queue?", "old versions expire")]) as search:
        assert [hit.ref for hit in search.find("expire")] == ["q-one", "s3.md#lifecycle"]


def test_a_bank_without_notes_is_searched() -> None:
    with Search([], [make_question("q-one", stem="Which queue keeps what failed?")]) as search:
        assert [hit.ref for hit in search.find("queue")] == ["q-one"]


def test_only_a_heading_without_text_is_left_out() -> None:
    source = (
        "# Empty\n\n## Own\n\nyeast and salt\n\n### Short\n\nyeast\n\n## Full\n\nflour\n\n###\n"
    )
    notes = [(section.slug, section) for section in parse_notes(source)]
    with Search(notes) as search:
        assert {hit.ref for hit in search.find("yeast")} == {"own", "short"}
        assert [hit.ref for hit in search.find("flour")] == ["full"]


@pytest.mark.fault("R63")
@pytest.mark.parametrize(
    "text",
    [
        "a b c " * 1_000,
        " ".join(f"w{number}" for number in range(1_000)),
        "x" * 100_000,
        "Old old OLD " * 500 + "zebra",
    ],
)
def test_a_long_search_costs_no_more_than_a_few_words(search: Search, text: str) -> None:
    traced: list[str] = []
    search._db.set_trace_callback(traced.append)
    search.find(text)
    # FTS5 lists its own statements, too, as comments.
    statements = [statement for statement in traced if not statement.startswith("--")]
    terms = [term for statement in statements for term in re.findall(r"\"\w+\"\*", statement)]
    assert len(statements) <= 2
    assert 0 < len(terms) <= 2 * MAX_WORDS
    assert max(map(len, terms)) <= MAX_LENGTH + 3
    assert is_cut(text) is not text.startswith("a b c")


def test_words_count_once_whatever_their_case(search: Search) -> None:
    assert words_in("Old old versions OLD") == ("old", "versions")
    assert not is_cut("Old old versions OLD")
    assert search.find("old " * 300) == search.find("Old")
