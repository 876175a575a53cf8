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
from examkit.report.render.html import CSS, render
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
        "BELOW PASS",
        "of 1000, passing score 720",
        "Chance of passing",
        "Domains",
        "Do next",
        "Trend",
        "Time",
        "Confidence",
        "Changed answers",
        "Often confused",
    ):
        assert part in text
    assert read.count("h1") == 1
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
    figures = re.findall(r"<svg[^>]*role.*?</svg>", page(), re.DOTALL)
    names = set()
    for figure in figures:
        tree = ElementTree.fromstring(figure)  # noqa: S314 -- our own figure
        space = "{http://www.w3.org/2000/svg}"
        title, description = tree.find(f"{space}title"), tree.find(f"{space}desc")
        assert title is not None
        assert description is not None
        assert title.text
        assert description.text
        assert tree.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        names.add(title.get("id"))
    assert len(names) == len(figures) == 3
    assert page().count("<figcaption>") == 3


def test_a_drawing_without_a_text_alternative_is_next_to_its_text() -> None:
    drawings = re.findall(r"<svg[^>]*>", page())
    assert [tag for tag in drawings if "role" not in tag and 'aria-hidden="true"' not in tag] == []
    rows = re.findall(r"<li><span.*?</li>", page())
    assert [Reader(row).text for row in rows[:2]] == [
        ["Secure", "74%", "14/19", "borderline"],
        ["Resilient", "71%", "12/17", "borderline"],
    ]


def test_one_long_pause_does_not_flatten_the_other_bars() -> None:
    rows = [Asked(seconds=60.0)] * 9 + [Asked(seconds=3000.0)]
    text = render(report_of(rows, limit=10 * 120.0))
    figure = re.search(r"<svg[^>]*fig-pace.*?</svg>", text, re.DOTALL)
    assert figure is not None
    heights = [float(height) for height in re.findall(r'<rect[^>]*height="([\d.]+)"', figure[0])]
    assert heights[0] > 0.2 * max(heights)
    assert figure[0].count('class="gap"') == 1
    assert "1 bar is cut off at 4 min. Longest: 50 min." in text


@pytest.mark.parametrize(("seconds", "lines"), [(60.0, 0), (130.0, 1)])
def test_the_time_allowed_is_drawn_where_it_is_on_the_scale(seconds: float, lines: int) -> None:
    text = render(report_of([Asked(seconds=seconds)] * 10, limit=10 * 120.0))
    figure = re.search(r"<svg[^>]*fig-pace.*?</svg>", text, re.DOTALL)
    assert figure is not None
    assert figure[0].count('class="passline"') == figure[0].count("time allowed") == lines
    assert text.count("120 s") == 1


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palettes() -> list[dict[str, str]]:
    colors = [
        dict(re.findall(r"--([\w-]+): (#\w+)", block))
        for block in re.findall(r":root \{(.*?)\}", CSS.read_text(), re.DOTALL)
    ]
    return [{name: long(color) for name, color in each.items()} for each in colors]


def long(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])


@pytest.mark.parametrize("colors", palettes(), ids=["light", "dark", "print"])
def test_every_text_has_enough_contrast(colors: dict[str, str]) -> None:
    for name in ("ink", "quiet", "accent", "good", "warn", "bad"):
        for behind in ("card", "paper"):
            assert contrast(colors[name], colors[behind]) >= 4.5, (name, behind)
    for name in ("good-fill", "warn-fill", "bad-fill"):
        assert contrast(colors[name], colors["card"]) >= 3, name


def test_a_reused_mock_is_hollow() -> None:
    assert 'class="hollow"' not in page()
    assert 'class="hollow"' in page(mocks=REUSED)


def test_long_lists_have_an_end() -> None:
    many = tuple(
        mock_result(f"m-{n}", 1_800_000_000.0 + n * 86_400, 50, 30, 1.0) for n in range(40)
    )
    table = re.search(r"<table[^>]*fig-trend.*?</table>", page(mocks=many), re.DOTALL)
    assert table is not None
    assert table[0].count("<circle") == 20
    rows = [Asked(outcome="wrong", note=f"identity.md#part-{n}") for n in range(65)]
    assert render(report_of(rows)).count("1 missed") == 24


@pytest.mark.parametrize("rows", [[], [Asked()], [Asked(outcome="unanswered", seconds=0)] * 3])
def test_small_and_empty_attempts(rows: list[Asked]) -> None:
    text = render(report_of(rows))
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")


def test_terms_are_bold_and_a_domain_without_a_verdict_leaves_room_for_no_bar() -> None:
    page = render(report_of([Asked()] * 3))
    assert "<li><b>First-time answers</b>: your answers" in page
    assert '<span class="no-bar"></span>' in page
