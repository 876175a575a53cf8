"""Notes as people write them."""

from __future__ import annotations

import pytest

from examkit.bank.notes import contains_evidence, parse_notes, slugify, visible_blocks

WILD = """\
<!-- made by a tool
# not a heading -->

---
title: "Front matter"
# neither is this
---

Words before any heading.

### Deep first

<img src="x.png" width="5"/> text

```sh
# a comment, no heading
```

Second level
------------

## Same
one

## Same
two

## Parent

### Child
child text
"""


def test_sections_of_a_wild_file() -> None:
    found = [(s.level, s.slug, s.line) for s in parse_notes(WILD)]

    assert found == [
        (0, "", 1),
        (3, "deep-first", 11),
        (2, "second-level", 19),
        (2, "same", 22),
        (2, "same-1", 25),
        (2, "parent", 28),
        (3, "child", 30),
    ]


def test_a_section_without_text_shows_those_below_it() -> None:
    sections = {s.slug: s for s in parse_notes(WILD)}

    assert sections["parent"].text == "### Child\n\nchild text"
    assert "a comment, no heading" in sections["deep-first"].text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Asynchronous invocation", "asynchronous-invocation"),
        ("  S3: what's new?  ", "s3-whats-new"),
        ("a - b", "a---b"),
        ("Größe & Maß", "größe--maß"),
        ("snake_case", "snake_case"),
    ],
)
def test_slugs_of_headings(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("retries the event twice", True),
        ("retries the *event* `twice`", True),
        ("retries\nthe event", True),
        ("twice more. Second", False),
        ("an item", True),
        ("one cell", True),
        ("other words", False),
        ("", False),
    ],
)
def test_evidence_stands_within_one_block(evidence: str, found: bool) -> None:
    section = (
        "Lambda **retries the\nevent** `twice` more.\n\nSecond.\n\n- an item\n\n"
        "| a |\n| - |\n| one cell |"
    )

    assert contains_evidence(visible_blocks(section), evidence) is found


def test_a_file_without_a_heading_has_at_most_one_section() -> None:
    assert parse_notes("") == ()
    assert parse_notes("\n\n") == ()
    [section] = parse_notes("Just a line.")
    assert (section.slug, section.level, section.text) == ("", 0, "Just a line.")


def test_no_two_sections_have_one_address() -> None:
    sections = parse_notes("before\n\n#\n\n## A\n\n## A\n\n## A-1\n\n##\n")
    assert [s.slug for s in sections] == ["", "section", "a", "a-1", "a-1-1", "section-1"]
