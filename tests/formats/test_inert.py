"""Exported files run nothing and fetch nothing in the programs that take them."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from examkit.formats.registry import carry, formats
from examkit.formats.shared.draft import Draft, Group, QuestionSet, normalize
from examkit.formats.shared.html import hidden, inert, markdown_to_html, may_act, revealed, shown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, parse_xml
from examkit.question_types.choice import Option
from tests.hostile_markdown import EVIL, TEXTS, acting

TAGS = set(
    "p br hr b em strong code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 a div"  # noqa: SIM905
    " table thead tbody tr th td".split()
)
MARKDOWN_EXTRA = ("[a](https://e.example){onclick=alert(1)}", "# head {onclick=alert(1)}")


class Acting(HTMLParser):
    """Collects what could act in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(tag)
        for name, value in attrs:
            is_web = name == "href" and re.match("https?://", value or "", re.IGNORECASE)
            is_plain = name in ("class", "type", "start", "title", "style") and tag != "a"
            if not (is_web or is_plain or name == "title"):
                self.found.append(f"{tag} {name}={value}")


def in_html(source: str) -> list[str]:
    parser = Acting()
    parser.feed(source)
    parser.close()
    return parser.found


def paper(evil: str, name: str) -> QuestionSet:
    """Put a text everywhere, and take what the format carries."""
    common: Any = {"stem": evil, "explanation": evil, "group": "g-1", "excerpt": evil}
    options = (Option(f"{evil} 1", True, evil), Option(f"{evil} 2", False, evil))
    asked = (
        Draft(type_="single", id="q-1", options=options, title=" ".join(evil.split()), **common),
        Draft(type_="ordering", id="q-2", items=(f"{evil} 1", f"{evil} 2"), **common),
        Draft(type_="matching", id="q-3", pairs=((f"{evil} 1", "a"), (f"{evil} 2", "b")), **common),
        Draft(type_="numeric", id="q-4", answer=1.0, unit="<i>", **common),
    )
    kept = [reported.draft for each in asked if (reported := carry(formats()[name], each)).draft]
    return QuestionSet(f"Title {evil}", tuple(d for d in kept if d), (Group("g-1", evil),))


def written(evil: str, name: str) -> bytes:
    return formats()[name].write(paper(evil, name))  # type: ignore[misc]


def fields_of(data: bytes) -> Iterator[str]:
    """Return the fields of an Anki package that cards show."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
        for (row,) in database.execute("select flds from notes"):
            yield from row.split("\x1f")[:-1]
        database.close()


def texts_of(root: Element) -> Iterator[tuple[str, str]]:
    """Return the texts of Moodle XML that it shows as a format says."""
    named = ("questiontext", "generalfeedback", "answer", "feedback", "subquestion")
    for element in root.every(*named):
        if (form := element.get("format")) and element.child("text"):
            yield form, element.text("text")


@pytest.mark.fault("R54")
@pytest.mark.parametrize("evil", [*EVIL, *MARKDOWN_EXTRA])
def test_a_card_runs_and_fetches_nothing(evil: str) -> None:
    assert [found for text in fields_of(written(evil, "apkg")) for found in in_html(text)] == []
    head, _, body = written(evil, "anki").decode().partition("#tags column:4\n")
    assert "<script" not in head.partition("#deck:")[0]
    for _, front, back, *_ in csv.reader(io.StringIO(body), delimiter="\t"):
        assert in_html(front) + in_html(back) == []


@pytest.mark.fault("R54")
@pytest.mark.parametrize("evil", [*EVIL, *MARKDOWN_EXTRA])
def test_an_item_of_qti_runs_and_fetches_nothing(evil: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(evil, "qti"))) as package:
        for name in package.namelist():
            if name.startswith("items/"):
                root = parse_xml(InputFile(name, package.read(name)))
                assert root is not None
                assert not any(root.every("img", "script", "object", "i", "b"))
                links = [element.get("href") for element in root.every("a")]
                assert [href for href in links if not re.match("https?://|$", href)] == []


def moodle_acts(data: bytes) -> list[str]:
    root = parse_xml(InputFile("q.xml", data))
    assert root is not None
    found = []
    for form, text in texts_of(root):
        assert form in ("markdown", "html", "plain_text")
        found += in_html(text) if form == "html" else links(text) if form == "markdown" else []
    return found


def links(text: str) -> list[str]:
    """Name what acts in Markdown, but for links to the web, which a reader may follow."""
    return [f for f in acting(text) if not f.startswith(("link http://", "link https://"))]


def gift_acts(data: bytes) -> list[str]:
    """Name tags of the texts themselves; those of HTML that we write are others."""
    plain = re.sub(r"\\([~=#{}:\\])", r"\1", data.decode())
    lines = [line for line in plain.split("\n") if not line.startswith(("//", "::"))]
    return re.findall(
        r"<(?:script|img|i|!|\?|/?div)\b|!\[(?!CDATA)|\]\((?!https?:)", "\n".join(lines)
    )


def markdown_acts(data: bytes) -> list[str]:
    """Name what acts but for the comments that are ours; behind one there is no other tag."""
    ours = re.compile(r"<!-- examkit .*? -->|<!---->")
    html = ("html_block", "html_inline")
    return [f for f in links(data.decode()) if not f.startswith(html) or "<" in ours.sub("", f)]


ACTS = {"moodle": moodle_acts, "gift": gift_acts, "markdown": markdown_acts}


@pytest.mark.fault("R54")
@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("evil", EVIL)
def test_no_markdown_acts_where_it_goes(name: str, evil: str) -> None:
    assert ACTS[name](written(evil, name)) == []


@pytest.mark.fault("R54")
@pytest.mark.parametrize("name", ["moodle", "markdown"])
@given(evil=TEXTS)
@settings(max_examples=60)
def test_no_mix_of_them_acts(name: str, evil: str) -> None:
    if evil.strip():
        assert ACTS[name](written(evil, name)) == []


@given(text=TEXTS)
@settings(max_examples=400)
def test_what_is_inert_acts_nowhere(text: str) -> None:
    assert links(inert(text)) == []
    assert inert(inert(text)) == inert(text)
    assert in_html(markdown_to_html(text)) == []
    assert revealed(hidden(text)) == text
    form, safe = shown(text)
    assert (in_html(safe) if form == "html" else links(safe)) == []


@pytest.mark.parametrize("evil", EVIL)
def test_our_markdown_brings_every_text_back(evil: str) -> None:
    form = formats()["markdown"]
    options = (Option(f"c {evil}", True, f"d {evil}"), Option("e"))
    asked = Draft(type_="single", id="q-1", options=options, stem=f"a {evil}")
    draft = normalize(replace(asked, explanation=f"b {evil}"))
    reported = carry(form, draft)
    assert reported.losses == () or "\r" in evil or "\u2028" in evil
    assert reported.draft is not None
    back = form.read(InputFile("f.md", form.write(QuestionSet("t", (reported.draft,)))))  # type: ignore[misc]
    assert back.questions == (reported.draft,)


def test_markdown_without_such_texts_is_written_and_read_as_in_1_0_0() -> None:
    form = formats()["markdown"]
    plain = QuestionSet("t", (Draft(type_="numeric", stem="a < b & `c`", answer=1.0),))
    assert form.write(plain).startswith(b"<!-- examkit questions 1 -->")  # type: ignore[misc]
    old = b"<!-- examkit questions 1 -->\n\n## Question 1\n\n&lt;b&gt;\n\n**Number** 1\n"
    [draft] = form.read(InputFile("f.md", old)).questions  # type: ignore[misc]
    assert draft.stem == "&lt;b&gt;"


def test_code_of_the_web_goes_to_moodle_without_loss() -> None:
    draft = Draft(type_="single", stem="What is `<Resource>`?\n\n```xml\n<a>b</a>\n```",
                  options=(Option("A `<tag>`", correct=True), Option("b")))  # fmt: skip
    assert may_act(draft.stem)
    for name in ("moodle", "gift"):
        assert carry(formats()[name], draft).losses == ()
