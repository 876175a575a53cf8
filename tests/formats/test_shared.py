"""What all formats stand on: XML, packages and HTML from strangers, and formats of others."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examkit.errors import UsageError
from examkit.formats import registry
from examkit.formats.shared.draft import Draft, QuestionSet, ReadResult, RoundTrip
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.html import (
    html_to_markdown,
    looks_like_html,
    markdown_to_html,
    round_trips,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import (
    make_tags,
    split_references,
    tagged,
    with_references,
)
from examkit.formats.shared.xml import parse_xml
from examkit.formats.shared.zip_package import MOST_MEMBERS, Package, packed
from examkit.question_types.choice import Option
from examkit.question_types.numeric import Numeric
from examkit.question_types.registry import TYPES
from tests.formats.draft_cases import drafts
from tests.formats.promises import keeps, survives_damage
from tests.formats.work import grows_evenly

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


@pytest.mark.fault("R50")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{LAUGHS}]><x>&j;</x>", "xml-refused"),
        (f"<!DOCTYPE x [<!ENTITY a '{'A' * 50_000}'>]><x>{'&a;' * 50_000}</x>", "xml-refused"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>', "xml-refused"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><x/>', "xml-refused"),
        ("<x>" * 500_000, "xml-refused"),
        ("<x>&nbsp;</x>", "xml-syntax"),
        ("<x><y></x>", "xml-syntax"),
        ("", "xml-syntax"),
        ("<x>\x00</x>", "xml-syntax"),
        ('<?xml version="1.0" encoding="rot13"?><x/>', "xml-syntax"),
        ('<?xml version="1.0" encoding="shift_jis"?><x/>', "xml-syntax"),
    ],
)
def test_hostile_xml_is_a_finding_at_once(text: str, code: str) -> None:
    file = InputFile("x.xml", text.encode())
    tracemalloc.start()
    assert parse_xml(file) is None
    assert tracemalloc.get_traced_memory()[1] < 200 << 20
    tracemalloc.stop()
    assert [finding.code for finding in file.findings] == [code]


def test_a_doctype_is_passed_over_and_elements_know_their_place() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "x.dtd">\n'
    text = f'{head}<n:a xmlns:n="u"><b c="1">t</b>\n  <d/></n:a>'
    root = parse_xml(InputFile("x.xml", text.encode()))
    assert root is not None
    [d] = root.every("d")
    assert (root.tag, root.text("b"), d.place) == ("a", "t", (4, 3))


def zipped(*members: tuple[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                entry.external_attr = 0o120777 << 16
            package.writestr(entry, data)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """Make the directory of a zip file say that its member has 10 bytes."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]


@pytest.mark.fault("R51")
@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "C:\\x", "a\\b", "a/../../b", "a\x1b]52;c;x\x07", "C:x"],
)
def test_names_that_leave_a_package_are_not_read(name: str) -> None:
    file = InputFile("p.zip", zipped((name, b"x"), ("fine", b"y")))
    package = Package(file)
    assert list(package.names()) == ["fine"]
    assert [finding.code for finding in file.findings] == ["package-refused"]
    assert file.findings[0].message.isprintable()


@pytest.mark.fault("R51")
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "data",
    [
        zipped(("a", b"\0" * (300 << 20))),
        lying(zipped(("a", b"\0" * (30 << 20)))),
        zipped(("a", b"x"), link="a"),
        zipped(("a", b"x"), ("b", b"y")).replace(b"b\x79", b"a\x79").replace(b"\0\0b", b"\0\0a"),
        zipped(("a", b"x" * 5_000))[:60],
        b"PK\x03\x04" + b"\0" * 200,
    ],
    ids=["bomb", "lying", "link", "twice", "cut", "garbage"],
)
def test_hostile_packages_are_findings(data: bytes) -> None:
    file = InputFile("p.zip", data)
    tracemalloc.start()
    package = Package(file)
    for name in list(package.names()):
        package.read(name)
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()
    assert file.findings
    assert {finding.code for finding in file.findings} == {"package-refused"}


@pytest.mark.fault("R51")
def test_too_many_members_and_too_much_in_all_are_refused() -> None:
    file = InputFile("p.zip", zipped(*((f"m{n}", b"") for n in range(MOST_MEMBERS + 1))))
    assert list(Package(file).names()) == []
    chunk = bytes(range(256)) * (15 << 12)
    large = InputFile("p.zip", packed({f"m{n}": chunk for n in range(6)}))
    package = Package(large)
    read = [package.read(name) for name in package.names()]
    assert sum(len(data) for data in read if data) <= 64 << 20
    assert large.findings


def test_a_package_is_written_the_same_each_time() -> None:
    members = {"a.txt": b"one", "b/c.txt": b"two"}
    assert packed(members) == packed(members)
    package = Package(InputFile("p.zip", packed(members)))
    assert {name: package.read(name) for name in package.names()} == members


@pytest.mark.parametrize(
    ("html", "markdown", "dropped"),
    [
        ("<p>What is <b>S3</b>?</p>", "What is **S3**?", ()),
        ("<ul><li>a<ul><li>b</li></ul></li>\n<li>c</li></ul>", "- a\n  - b\n- c", ()),
        ("<pre><code>a\n  b\n</code></pre>", "```\na\n  b\n```", ()),
        ("x <code>a<br/>b</code> y", "x\n\n```\na\nb\n```\n\ny", ()),
        ("x <code>a</code> <tt>b</code></tt>", "x `a` `b``", ()),
        ("<script>evil()</script>x<style>y</style>", "x", ("script", "style")),
        ('<a href="javascript:x">y</a>', "y", ()),
        ('<a href="https://a.b/c">y</a>', "[y](https://a.b/c)", ()),
        ('<img src="a/b.png" alt="A" onerror="x">', "[A]", ("image b.png",)),
        ("1. no list", "1\\. no list", ()),
        ("a_b * c and *d*", "a_b * c and \\*d\\*", ()),
        ("&lt;b&gt; &amp; &nbsp;x", "<b> & x", ()),
        ("<svg onload=x><p>in</svg>out", "out", ("svg",)),
        ("<blink>x</blink>", "x", ("tag blink",)),
        ("10<sup>3</sup> H<sub>2</sub>O x<sup>n+1</sup>", "10³ H₂O xⁿ⁺¹", ()),
        ("x<sub>max</sub> 1<sup>st</sup>", "x\\_(max) 1^(st)", ()),
        ("2<sup>3<sup>4</sup></sup>", "2^(3⁴)", ()),
        ("<p>10<sup>3</p><sup></sup>x</sup>", "10³\n\nx", ()),
        ("<code>2<sup>8</sup></code>", "`2⁸`", ()),
        (
            "a<table><tr><th>x<th align=right>y<tr><td>1|2</td><td><b>3</b></td></table>b",
            "a\n\n| x | y |\n| --- | ---: |\n| 1\\|2 | **3** |\n\nb",
            (),
        ),
        (
            "<table><tr><td colspan=2>a</td></tr><tr><td rowspan=2>b</td><td>c<br>d</td></tr>"
            "<tr><td>e</td></tr></table>",
            "| a |  |\n| --- | --- |\n| b | c d |\n|  | e |",
            ("merged table cells", "line breaks in a table"),
        ),
        (
            "<table><tr><td>a<table><tr><td>b</table></td><td>c</td></tr></table>",
            "| a b | c |\n| --- | --- |",
            ("a table inside a table", "line breaks in a table"),
        ),
        ("<table><tr><td><p>one<p>two</table>", "one\n\ntwo", ()),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str, dropped: tuple[str, ...]) -> None:
    assert html_to_markdown(html) == (markdown, dropped)


_TAGS = [
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "pre",
    "code",
    "sup",
    "sub",
    "ul",
    "li",
    "p",
    "br",
    "b",
    "a",
    "thead",
    "div",
    "script",
]
_PIECES = [*(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS), "3", "\n", "|",
           "<td rowspan=9999 colspan=9999>", '<code class="language-x">']  # fmt: skip


@pytest.mark.fault("R52")
@given(st.lists(st.sampled_from(_PIECES), max_size=14))
@settings(max_examples=300)
def test_tags_are_read_in_any_order(pieces: list[str]) -> None:
    html_to_markdown("".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "Plain.",
        "Two\n\nparts",
        "`code` **b** *i*",
        "```py\nx\n\n  y\n```",
        "- a\n- b",
        "1. a\n2. b",
        "10³ of x^(max) and x\\_(min)",
        "a\n\n| x | y |\n| --- | ---: |\n| 1 | 2 |\n\nb",
    ],
)
def test_plain_markdown_survives_html(text: str) -> None:
    assert round_trips(text)


def test_html_of_markdown_lets_nothing_through() -> None:
    text = "<script>x</script> [a](javascript:b) <img src=x onerror=y>"
    assert "<script" not in markdown_to_html(text)
    assert "<img" not in markdown_to_html(text)
    assert 'href="javascript' not in markdown_to_html(text)


HTML = registry.Format(
    name="html",
    title="HTML alone",
    suffix=".html",
    detect=lambda file: float(looks_like_html(file.text)),
    read=lambda file: ReadResult((Draft(type_="single", stem=html_to_markdown(file.text)[0]),)),
)


@pytest.mark.parametrize(
    "text",
    [
        "<",
        "<b>",
        "&",
        "_",
        "*",
        "[",
        "a ",
        "<p><ul><li>",
        "<sup>",
        "<sub>x</sub>",
        "<td>",
        "<tr><td>|",
    ],
)
@pytest.mark.parametrize("head", ["", "<table><tr>", "<pre>"])
def test_work_on_html_grows_as_it_does(text: str, head: str) -> None:
    grows_evenly(HTML, text, head)


def test_tags_and_references_come_back() -> None:
    draft = Draft(type_="single", stem="?", topic="t", difficulty="easy", tags=("x", "y:z"))
    bare = Draft(type_="single", stem="?")
    assert tagged(bare, make_tags(draft)) == draft
    text = with_references("Because.", ["https://a.b", "https://c.d"])
    assert split_references(text) == ("Because.", ("https://a.b", "https://c.d"))
    assert split_references("No list.") == ("No list.", ())


def test_faults_have_the_same_words_everywhere() -> None:
    bad = Draft(type_="single", stem=" ", options=(Option("a"), Option("a"), Option("")))
    assert tuple(fault.message for fault in find_faults(bad)) == (
        "The stem is empty.",
        "No option is marked as correct.",
        "An option has no text.",
        "Two options are the same.",
    )


EVERY_FAULT = [
    ({"type_": "single"}, ["empty-stem", "too-few-options", "no-key"]),
    (
        {"type_": "single", "options": (Option("a", True),) * 2},
        ["two-keys", "duplicate-option"],
    ),
    ({"type_": "multiple", "options": (Option(""), Option("a", True))}, ["empty-option"]),
    ({"type_": "ordering"}, ["too-few-items"]),
    ({"type_": "matching"}, ["too-few-pairs"]),
    ({"type_": "numeric"}, ["no-number"]),
]


@pytest.mark.parametrize(("parts", "codes"), EVERY_FAULT)
def test_a_fault_has_its_code_where_it_arises(parts: dict[str, Any], codes: list[str]) -> None:
    """No code hangs on the words of a message, which may be written anew at any time."""
    faults = find_faults(Draft(stem="" if "empty-stem" in codes else "q", **parts))
    assert [fault.code for fault in faults] == codes
    assert all(fault.message and fault.hint and fault.part for fault in faults)


class Guess(Numeric):
    """A type that no format knows."""

    name = "guess"


WRITTEN = sorted(name for name, form in registry.formats().items() if form.write)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_type_that_a_format_has_not_registered_is_left_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TYPES, "guess", Guess())
    draft = Draft(type_="guess", stem="q", answer=1.0)
    trip = registry.carry(registry.find_format(name), draft)
    if name == "json":
        assert trip == RoundTrip(draft)
        return
    assert trip.draft is None
    assert [loss.part for loss in trip.losses] == ["question"]
    assert trip.losses[0].why.endswith("can't store questions of type guess.")


def test_a_format_of_others_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings a format names it in its entry points; here one is made up."""
    entry = EntryPoint("plain", "tests.formats.test_shared:PLAIN", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group else [])
    registry.formats.cache_clear()
    try:
        assert registry.find_format("plain") is PLAIN
        file = InputFile("x", b"PLAIN What? yes/no")
        assert registry.detect_format(file) is PLAIN
    finally:
        monkeypatch.undo()
        registry.formats.cache_clear()
    with pytest.raises(UsageError, match="Unknown format 'plain'"):
        registry.find_format("plain")


def _read_plain(file: InputFile) -> ReadResult:
    stem, _, rest = file.text.removeprefix("PLAIN ").partition("? ")
    first, second = (
        Option(text, right) for text, right in zip(rest.split("/"), (True, False), strict=True)
    )
    return ReadResult((Draft(type_="single", stem=f"{stem}?", options=(first, second)),))


PLAIN = registry.Format(
    name="plain",
    title="A format of others",
    suffix=".plain",
    detect=lambda file: float(file.data.startswith(b"PLAIN")),
    read=_read_plain,
)


def test_every_built_in_format_goes_by_its_name() -> None:
    assert {name: form.name for name, form in registry.formats().items()} == {
        name: name for name in registry.BUILT_IN
    }


READ = [name for name, form in registry.formats().items() if form.read]
WRITTEN = [name for name, form in registry.formats().items() if form.write]
WITHOUT_FIXTURES = {"anki"}
"""Formats of which we read only what we wrote."""


@pytest.mark.parametrize("name", sorted({*READ} - WITHOUT_FIXTURES))
def test_fixtures_of_each_format_are_recognised_as_it(name: str) -> None:
    folder = Path(__file__).parent / "data" / name
    assert folder.is_dir(), f"{folder} should hold files as others write them"
    for path in folder.iterdir():
        if path.name != "SOURCES.txt" and not path.name.startswith("LICENSE"):
            found = registry.detect_format(InputFile(str(path), path.read_bytes()))
            assert found is not None, path
            assert found.name == name, path


@pytest.mark.parametrize("name", WRITTEN)
@given(asked=st.lists(drafts(), max_size=3))
@settings(max_examples=10)
def test_each_format_that_is_written_keeps_its_promises(name: str, asked: list[Draft]) -> None:
    form = registry.formats()[name]
    assert form.round_trip is not None
    assert form.write is not None
    # Ids are what a bank cannot have twice; that two drafts have one is no fault of a format.
    named = [replace(draft, id=f"q-{number}") for number, draft in enumerate(asked)]
    keeps(form, *named)
    carried = (registry.carry(form, draft).draft for draft in named)
    written = form.write(QuestionSet("t", tuple(filter(None, carried))))
    survives_damage(form, written, 5)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("unit", ["a\t", "A) x\n", "{", "<a>", "1. x\n\n", '"a",'])
def test_work_grows_as_the_file_does(name: str, unit: str) -> None:
    grows_evenly(registry.formats()[name], unit)


def _walk_on(file: InputFile) -> ReadResult:
    found = 0
    for at, _ in enumerate(lines := file.text.split("\n")):
        for _ in lines[at::50]:
            found += 1
    return ReadResult((Draft(type_="single", stem=str(found)),))


def test_work_that_grows_faster_is_noticed() -> None:
    form = replace(HTML, read=_walk_on)
    with pytest.raises(AssertionError, match="steps became"):
        grows_evenly(form, "a\n")
