"""The registry of sections, and what a new section needs: nothing but itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Self

import pytest

from examkit.report.blocks import Block, Items, Paragraph
from examkit.report.render import html, json, markdown, text
from examkit.report.report import Report, Section
from examkit.report.sections import registry
from examkit.report.sections.registry import FIRST_PAGE, SECTIONS, find_section
from tests.report.example import report_of, running_example

RENDERERS = Path(text.__file__).parent


def test_every_section_has_a_name_of_its_own() -> None:
    assert [find_section(kind.name) for kind in SECTIONS] == [*SECTIONS]


def test_two_sections_with_the_same_json_key_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Second(Section):
        right: int

    with pytest.raises(ValueError, match="Second repeats JSON keys: right"):
        json.merge_shapes([*SECTIONS, Second])


def test_every_summary_is_on_the_first_page() -> None:
    shown = [section for group in FIRST_PAGE for section in group]
    assert {type(s) for s in report_of(running_example()) if [*s.summary()]} <= {*shown}
    assert len(shown) == len({*shown})


@pytest.mark.parametrize("file", sorted(RENDERERS.glob("*.py")), ids=lambda file: file.name)
def test_a_renderer_knows_no_section(file: Path) -> None:
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    modules = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    assert {m for m in modules if "sections" in m} <= {"examkit.report.sections.registry"}


@dataclass(frozen=True, slots=True)
class CountSection(Section):
    """A section that only these tests have."""

    name = "count"
    label = "Counted"
    heading = "What was counted"

    letters: int

    @classmethod
    def build(cls, report: Report) -> Self:
        return cls(len(report.form.exam.id))

    def summary(self) -> Iterable[Block]:
        yield Paragraph(f"{self.letters} letters & signs")

    def details(self) -> Iterable[Block]:
        yield Items(["one per item"])


def test_a_new_section_is_in_every_form_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (registry, text, markdown, html):
        monkeypatch.setattr(module, "FIRST_PAGE", (*FIRST_PAGE, (CountSection,)))
    monkeypatch.setattr(registry, "SECTIONS", (*SECTIONS, CountSection))
    report = report_of(running_example())
    written = text.render(report), markdown.render(report), unescape(html.render(report))
    for page in written:
        plain = page.replace("\\", "")
        assert "7 letters & signs" in plain
        assert "counted" in plain.lower()
        assert "one per item" in plain
    assert json.as_dict(report)["letters"] == 7
