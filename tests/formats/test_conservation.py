"""No question of a file goes without a word: all are read, skipped or refused, each with a finding.

How many questions a file holds is counted in its raw text, by marks that no reader of ours looks
for in the same way; the number beside it was checked by eye.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from examkit.formats import registry
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.zip_package import packed
from examkit.transfer.import_plan import plan_import, write_plan

DATA = Path(__file__).parent / "data"


def count_of(mark: str) -> Callable[[bytes], int]:
    """Count a mark in the raw text."""
    return lambda data: len(re.findall(mark, data.decode("utf-8-sig"), re.MULTILINE))


def blocks_of_gift(data: bytes) -> int:
    """Count blocks between empty lines that hold more than comments and a category."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if not line.startswith(("//", "$CATEGORY"))]
    return sum(bool(block.strip()) for block in re.split(r"\n[ \t]*\n", "\n".join(lines)))


RAW: dict[str, Callable[[bytes], int]] = {
    "aiken": count_of(r"^ANSWER:"),
    "apkg": lambda _: 1,
    "canvas": count_of(r"<item[ >]"),
    "csv": lambda data: len(data.decode().strip().splitlines()) - 1,
    "gift": blocks_of_gift,
    "json": lambda data: len(json.loads(data)),
    "markdown": count_of(r"^<quiz>"),
    "moodle": count_of(r'<question type="(?!category)'),
    "qti": count_of(r"<(?:assessmentItem|qti-assessment-item)\s"),
    "qti-package": count_of(r"<assessmentItem\s"),
    "toml": count_of(r"^ *\[\[(?:\w+\.)?questions\]\]"),
}
"""How the questions of a file are counted without its reader, by folder."""

READ = {
    "aiken/aiken-to-forms.txt": (2, 0, 0),
    "apkg/anki-26.9.3-anki21b-zstd.apkg": (0, 1, 0),
    "apkg/anki-26.9.3-legacy-anki21.apkg": (0, 1, 0),
    "apkg/genanki-0.13.1-legacy.apkg": (0, 1, 0),
    "canvas/matching.xml": (1, 0, 0),
    "canvas/mc_feedback.xml": (1, 0, 0),
    "canvas/multiple_answer_canvas.xml": (1, 0, 0),
    "canvas/multiple_choice.xml": (1, 0, 0),
    "canvas/numeric_exact_match.xml": (2, 0, 0),
    "canvas/numeric_within_range.xml": (1, 0, 0),
    "canvas/true_false.xml": (1, 0, 0),
    "csv/ham-pool.csv": (6, 0, 0),
    "gift/peg-category1.gift": (0, 0, 0),
    "gift/peg-escapeAll.gift": (1, 0, 0),
    "gift/peg-essay1.gift": (0, 1, 0),
    "gift/peg-matching1.gift": (2, 0, 0),
    "gift/peg-mc2.gift": (1, 0, 0),
    "gift/peg-mc4.gift": (1, 0, 0),
    "gift/peg-numerical1.gift": (10, 0, 0),
    "gift/peg-shortAnswer1.gift": (2, 0, 0),
    "gift/peg-tag_id.gift": (0, 1, 0),
    "gift/peg-tf2.gift": (2, 0, 0),
    "gift/py-categories.gift": (3, 3, 0),
    "gift/py-inline.gift": (3, 1, 0),
    "gift/py-markdow.gift": (0, 3, 0),
    "gift/py-match.gift": (1, 0, 0),
    "gift/py-moodleFormat.gift": (0, 5, 0),
    "gift/py-multiple.gift": (1, 0, 0),
    "gift/py-numerical.gift": (4, 0, 0),
    "gift/py-short.gift": (4, 0, 0),
    "gift/py-single.gift": (4, 0, 0),
    "gift/py-specials.gift": (3, 0, 0),
    "gift/py-trueFalse.gift": (3, 0, 0),
    "json/ham-pool.json": (6, 0, 0),
    "markdown/demo-quiz.md": (2, 1, 0),
    "moodle/calculated.xml": (0, 1, 0),
    "moodle/computational.xml": (1, 0, 0),
    "moodle/prez.xml": (1, 0, 0),
    "qti/choice_match_correct.xml": (1, 0, 0),
    "qti/modalFeedback_basic.xml": (1, 0, 0),
    "qti/ordered_match.xml": (0, 1, 0),
    "qti/qti22_basic_i9b_map_response.xml": (1, 0, 0),
    "qti/qti22_basic_q20.xml": (0, 1, 0),
    "qti/qti22_basic_q2_single.xml": (0, 0, 1),
    "qti/qti22_basic_q4_order_interaction.xml": (1, 0, 0),
    "qti/responseProcessing_equalRounded_tolerance.xml": (0, 0, 1),
    "qti-package/choice_multiple.xml": (1, 0, 0),
    "qti-package/choice_simple.xml": (1, 0, 0),
    "qti-package/inline_choice.xml": (1, 0, 0),
    "qti-package/match_interaction.xml": (1, 0, 0),
    "qti-package/text_entry.xml": (1, 0, 0),
    "toml/ch03-01-variables-and-mutability-sec1-variables.toml": (1, 2, 0),
    "toml/ch03-02-data-types-sec1-scalar.toml": (2, 1, 0),
    "toml/python-quiz.toml": (15, 0, 0),
    "toml/quiz-example.toml": (1, 2, 0),
}
"""How many questions are read, skipped and refused."""

FILES = [
    path
    for path in sorted(DATA.glob("*/*"))
    if not path.name.startswith(("LICENSE", "SOURCES", "imsmanifest"))
]
NAMES = [path.relative_to(DATA).as_posix() for path in FILES]


def refused(file: InputFile) -> int:
    """Count the questions that errors leave out; one may have several errors."""
    return len({f.id or f"line {f.line}" for f in file.findings if f.severity == "error"})


def skipped(file: InputFile) -> int:
    """Count the questions of kinds that no bank has."""
    return sum(finding.code == "skipped" for finding in file.findings)


def test_every_fixture_is_counted() -> None:
    assert set(NAMES) == set(READ)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_question_is_read_or_reported(path: Path) -> None:
    if "zstd" in path.name:
        pytest.importorskip("zstandard")
    file = InputFile(path.name, path.read_bytes())
    form = registry.detect_format(file)
    assert form is not None
    assert form.read is not None
    found = form.read(file)
    reported = len(found.questions), skipped(file), refused(file)
    assert reported == READ[path.relative_to(DATA).as_posix()]
    assert sum(reported) == RAW[path.parent.name](file.data)


@pytest.mark.parametrize(
    ("name", "folder", "suffix"), [("canvas", "canvas", ".xml.qti"), ("qti", "qti", ".xml")]
)
def test_a_package_gives_what_its_members_give(name: str, folder: str, suffix: str) -> None:
    paths = [path for path in FILES if path.parent.name == folder]
    file = InputFile("p.zip", packed({f"{p.stem}{suffix}": p.read_bytes() for p in paths}))
    read = registry.formats()[name].read
    assert read is not None
    reported = len(read(file).questions), skipped(file), refused(file)
    single = [READ[path.relative_to(DATA).as_posix()] for path in paths]
    assert reported == tuple(map(sum, zip(*single, strict=True)))


def test_a_file_without_questions_is_reported(tmp_path: Path) -> None:
    data = (DATA / "gift" / "peg-category1.gift").read_bytes()
    plan = plan_import([InputFile("x.gift", data)], tmp_path / "bank")
    assert [(f.code, f.severity) for f in plan.findings] == [("no-questions", "warning")]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_question_that_was_read_is_in_the_bank_or_reported(
    path: Path, tmp_path: Path
) -> None:
    if "zstd" in path.name:
        pytest.importorskip("zstandard")
    plan = plan_import([InputFile(path.name, path.read_bytes())], tmp_path / "bank")
    write_plan(plan)
    made = load_bank(tmp_path / "bank").bank if plan.files else None
    kept = len(made.questions) if made else 0
    reported = sum(f.code in ("duplicate", "contradiction") for f in plan.findings)
    assert kept == plan.counts["new"]
    assert kept + reported == plan.counts["read"] == READ[path.relative_to(DATA).as_posix()][0]
    assert plan.counts["skipped"] == READ[path.relative_to(DATA).as_posix()][1]
