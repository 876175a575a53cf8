"""No text in the code, the docs, or the starter bank reads as translated."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PHRASES = [
    re.compile(line, re.IGNORECASE)
    for line in (Path(__file__).parent / "data" / "translated_phrases.txt").read_text().splitlines()
    if not line.startswith("#")
]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examkit/bank/template/**/*.*")
    for path in ROOT.glob(pattern)
    if path.is_file()
)
MODULES = sorted(path for name in ("examkit", "scripts") for path in (ROOT / name).rglob("*.py"))


def read_code_texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each comment and string in a module, docstrings included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, " ".join(node.value.split())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def read_paragraphs(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each paragraph or row of a page, without its code."""
    line = 1
    for block in re.split(r"(\n\n|\n(?=[|#-]))", re.sub(r"`[^`\n]*`", "``", source)):
        if block.strip():
            yield line, " ".join(block.split())
        line += block.count("\n")


def find_phrases(texts: Iterator[tuple[int, str]]) -> list[str]:
    """Return each translated phrase as `line: phrase`."""
    return [
        f"{line}: {match[0]}"
        for line, text in texts
        for phrase in PHRASES
        if (match := phrase.search(text))
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_reads_as_native_english(path: Path) -> None:
    assert find_phrases(read_code_texts(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_reads_as_native_english(path: Path) -> None:
    assert find_phrases(read_paragraphs(path.read_text(encoding="utf-8"))) == []


def test_a_translated_phrase_is_found_in_each_kind_of_text() -> None:
    code = '"""Is stored anew."""\nx = f"Go on {1}"  # in the meantime\n'
    page = "# Title\n\nIt is stored\nanew.\n| `anew` | beside it |\n"
    assert find_phrases(read_code_texts(code)) == ["1: anew", "2: Go on", "2: in the meantime"]
    assert find_phrases(read_paragraphs(page)) == ["3: anew", "5: beside"]
