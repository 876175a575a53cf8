"""The report as one HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from examkit.analytics.trend import mock_result
from examkit.report.facts import AttemptFacts, MixUpRow
from examkit.report.render.html import render
from tests.factories import Script, answered
from tests.report.example import Asked, form_of, make_facts, report_of, running_example

EVIL = "<script>alert(1)</script><img src=x onerror=y>&amp;\" ' \x1b[31m\u202ex"
MOCKS = tuple(
    mock_result(f"m-{n}", 1_800_000_000.0 + n * 86_400, 50, 30 + n, 1.0) for n in range(3)
)
REUSED = (*MOCKS, mock_result("m-9", 1_800_500_000.0, 50, 44, 0.3))


class Reader(HTMLParser):
    """Collects tags with their attributes, and what is text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def full_facts(**changes: object) -> AttemptFacts:
    rows = running_example()
    script = Script().start()
    for number in range(12):
        script.at(number + 1, answered(number, 1), answered(number, 0))
    facts = make_facts(
        rows,
        events=tuple(script.events),
        mocks=MOCKS,
        mix_ups=(MixUpRow(("a.md#x", "a.md#y"), ("X", "Y"), 2),),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def page(**changes: object) -> str:
    return render(report_of(running_example(), full_facts(**changes)))


def test_every_part_is_there() -> None:
    read = Reader(page())
    text = " ".join(read.text)
    for part in (
        "Result",
        "Readiness",
        "Domains",
        "Do next",
        "Trend",
        "Pace",
        "Time",
        "Confidence",
        "Changed answers",
        "Often confused",
    ):
        assert part in text
    assert read.count("svg") == 5
    assert "45 of 65 correct (69%)" in text
    assert "How this is calculated" in text


@pytest.mark.fault("R54")
def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = page()
    read = Reader(text)
    assert {tag for tag, _ in read.tags} & {"script", "img", "link", "iframe", "object"} == set()
    found = [attrs for _, attrs in read.tags for name in attrs if name in ("src", "href", "style")]
    assert found == []
    assert not any(name.startswith("on") for _, attrs in read.tags for name in attrs)
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_allows_its_own_style_and_nothing_else() -> None:
    text = page()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(a["content"] for t, a in Reader(text).tags if a.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.fault("R54")
def test_what_comes_from_a_bank_stays_text() -> None:
    rows = running_example()
    facts = full_facts(
        topic_titles=dict.fromkeys(("caching", "storage", "networks", "identity"), EVIL),
        note_titles={row.note: EVIL for row in rows},
        mix_ups=(MixUpRow(("a", "b"), (EVIL, EVIL), 2),),
    )
    exam = form_of(rows).exam
    domains = tuple(domain.model_copy(update={"title": EVIL}) for domain in exam.domains)
    exam = exam.model_copy(update={"title": EVIL, "domains": domains})
    text = render(report_of(rows, facts, exam=exam, title=EVIL))
    read = Reader(text)
    assert read.count("script") == 0
    assert read.count("img") == 0
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("&lt;script&gt;") > 10


def test_each_figure_has_a_text_alternative() -> None:
    figures = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    names = set()
    for figure in figures:
        tree = ElementTree.fromstring(figure)  # noqa: S314 -- our own figure
        space = "{http://www.w3.org/2000/svg}"
        title, told = tree.find(f"{space}title"), tree.find(f"{space}desc")
        assert title is not None
        assert told is not None
        assert title.text
        assert told.text
        assert tree.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        names.add(title.get("id"))
    assert len(names) == len(figures) == 5
    assert page().count("<figcaption>") == 5


def test_a_reused_mock_is_hollow() -> None:
    assert 'class="hollow"' not in page()
    assert 'class="hollow"' in page(mocks=REUSED)


def test_long_lists_have_an_end() -> None:
    many = tuple(
        mock_result(f"m-{n}", 1_800_000_000.0 + n * 86_400, 50, 30, 1.0) for n in range(40)
    )
    figure = re.search(r"<svg[^>]*fig-trend.*?</svg>", page(mocks=many), re.DOTALL)
    assert figure is not None
    assert figure[0].count("<circle") == 20
    rows = [Asked(outcome="wrong", note=f"identity.md#part-{n}") for n in range(65)]
    assert render(report_of(rows)).count("1 missed") == 24


@pytest.mark.parametrize("rows", [[], [Asked()], [Asked(outcome="unanswered", seconds=0)] * 3])
def test_small_and_empty_attempts(rows: list[Asked]) -> None:
    text = render(report_of(rows))
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")
