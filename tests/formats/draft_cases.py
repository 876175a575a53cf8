"""Drafts of every kind, with the texts that formats trip over."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from examkit.formats.shared.draft import Draft, normalize, trimmed
from examkit.question_types.choice import Option
from examkit.question_types.common_fields import TypeName

NASTY = (
    "{", "}", "~", "=", "#", ":", "\\", "\\n", "\\\\n", "// comment", "::title::", "[html]",
    "$CATEGORY: a/b", "A) option", "ANSWER: B", "->", "- [x] done", "```\ncode\n\n  more\n```",
    "'''", '"""', "]]>", "&amp;", "<b>bold</b>", "\t", "\u2028", "\u00a0", "שלום", "👩‍👩‍👧",
    "e\u0301",
    "0", "\n\n", "\n", "  ", "| a | b |", "1. one", "> quote", "# head", "*", "_", "`x`", "a;b,c",
    '"quoted"', "=1+1", "@x", "+1", "-2", "%50%", "$\\sqrt{25}$", "{% url %}", "https://a.b/c//d",
    "T", "TRUE", "...", "!", "^", "(x)", "[ ]", "References:", "---", "<!-- id: x -->", "</quiz>",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text("abc XYZ019.,é", min_size=1, max_size=8)),
    min_size=1,
    max_size=5,
).map(" ".join)
SOME = TEXTS.filter(lambda text: bool(trimmed(text)))
MAYBE = st.one_of(st.just(""), SOME)
IDS = st.one_of(st.just(""), st.from_regex(r"\A[a-z0-9][a-z0-9-]{2,20}\Z"))
WORDS = st.from_regex(r"\A[a-z][a-z0-9-]{1,12}\Z")
URLS = st.sampled_from(("https://docs.example.org/a?b=c&d=e", "http://example.org/x_y(z)"))
COMMON: Any = {
    "stem": SOME,
    "id": IDS,
    "title": st.one_of(st.just(""), SOME.map(lambda text: " ".join(text.split()))),
    "domain": st.one_of(st.just(""), WORDS),
    "topic": st.one_of(st.just(""), WORDS),
    "difficulty": st.sampled_from(("", "easy", "medium", "hard")),
    "tags": st.lists(WORDS, max_size=2, unique=True).map(tuple),
    "explanation": MAYBE,
    "references": st.lists(URLS, max_size=2, unique=True).map(tuple),
    "note": st.sampled_from(("", "lambda.md#cold-starts")),
    "evidence": MAYBE,
    "as_of": st.sampled_from((None, "2026-11")),
    "exams": st.sampled_from(((), ("exam-1", "exam-2"))),
    "domains": st.sampled_from(((), (("exam-1", "build"), ("exam-2", "secure")))),
    "enemies": st.sampled_from(((), ("q-else",))),
    "ordered": st.booleans(),
    "use": st.sampled_from((None, "drill")),
    "skills": st.sampled_from(({}, {"exam-1": ("1.1", "2.1"), "exam-2": ()})),
    "retired": st.booleans(),
}


def _distinct(texts: list[str]) -> bool:
    return len({trimmed(text) for text in texts}) == len(texts)


def _texts(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(SOME, min_size=least, max_size=most).filter(_distinct)


@st.composite
def choices(draw: st.DrawFn) -> Draft:
    """Draw a question with options."""
    texts = draw(_texts(2, 5))
    keys = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1))
    notes = st.sampled_from((None, "lambda.md#layers"))
    options = tuple(
        Option(text, i in keys, draw(MAYBE), draw(notes)) for i, text in enumerate(texts)
    )
    kind: TypeName = "single" if len(keys) == 1 else "multiple"
    return Draft(type_=kind, options=options, **draw(st.fixed_dictionaries(COMMON)))


@st.composite
def orderings(draw: st.DrawFn) -> Draft:
    """Draw a question that puts items in order."""
    items = tuple(draw(_texts(2, 5)))
    return Draft(type_="ordering", items=items, **draw(st.fixed_dictionaries(COMMON)))


@st.composite
def matchings(draw: st.DrawFn) -> Draft:
    """Draw a question that matches sides."""
    texts = draw(_texts(4, 8))
    half = len(texts) // 2
    pairs = tuple(zip(texts[:half], texts[half : half * 2], strict=True))
    extra = tuple(texts[half * 2 :])
    return Draft(type_="matching", pairs=pairs, extra=extra, **draw(st.fixed_dictionaries(COMMON)))


@st.composite
def numerics(draw: st.DrawFn) -> Draft:
    """Draw a question that asks for a number."""
    number = draw(st.integers(-(10**6), 10**6)) / draw(st.sampled_from((1, 10, 1000)))
    tolerance = draw(st.sampled_from((0.0, 0.5, 0.001, 25.0)))
    unit = draw(st.sampled_from(("", "GB", "%")))
    common = draw(st.fixed_dictionaries(COMMON))
    return Draft(type_="numeric", answer=number, tolerance=tolerance, unit=unit, **common)


@st.composite
def short_texts(draw: st.DrawFn) -> Draft:
    """Draw a question that asks for a word or phrase."""
    case, accents = draw(st.booleans()), draw(st.booleans())
    return Draft(
        type_="short-text",
        accepted=tuple(draw(_texts(1, 4))),
        ignore_case=case,
        ignore_accents=accents,
        **draw(st.fixed_dictionaries(COMMON)),
    )


def drafts() -> st.SearchStrategy[Draft]:
    """Draw a valid question of any kind, with trimmed texts or not."""
    kinds = st.one_of(choices(), orderings(), matchings(), numerics(), short_texts())
    return st.one_of(kinds, kinds.map(normalize))
