"""Each field of a question reaches every format, or its loss is reported.

The fields come from the models of the bank, so that a new one can't be forgotten.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from examkit.bank.loader import load_bank
from examkit.bank.model import Question
from examkit.cli.main import main
from examkit.formats.json.native import encoded_question
from examkit.formats.registry import Format, carry, formats
from examkit.formats.shared.draft import Draft, QuestionSet, differing_fields, normalize
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from examkit.question_types.common_fields import TypeName
from examkit.question_types.registry import TYPES
from examkit.transfer.deduplicate import Place, to_draft, to_question
from tests.banks import write_bank, write_every_type

WRITTEN = sorted(name for name, form in formats().items() if form.write)
OPTION: dict[str, Any] = {
    "text": "Yeast", "correct": True, "rationale": "It rises.", "note": "bread.md#baking",
}  # fmt: skip
OPTIONS = (OPTION, {"text": "Salt"}, {"text": "Time", "rationale": "It only waits."})
COMMON: dict[str, Any] = {
    "id": "q-full", "topic": "bread", "domain": {"exam-1": "build", "exam-2": "secure"},
    "exams": ("exam-1",), "difficulty": "hard", "stem": "What makes bread rise?",
    "note": "bread.md#rising", "evidence": "rises because of", "explanation": "Because.",
    "references": ("https://example.org/a",), "enemies": ("q-other",), "as_of": "2026-11",
    "ordered": True, "retired": True, "group": "bakery", "use": "drill",
    "skills": {"exam-1": ("1.1.2", "1.1.1"), "exam-2": ("2.1",)},
}  # fmt: skip
PARTS: dict[TypeName, dict[str, Any]] = {
    "single": {"options": OPTIONS},
    "multiple": {"options": (*OPTIONS, {"text": "Warmth", "correct": True}),
                 "stem": "What makes bread rise? (Choose two.)"},
    "ordering": {"type": "ordering", "items": ("Mix it", "Bake it")},
    "matching": {"type": "matching", "pairs": (("Yeast", "rises"), ("Oven", "bakes")),
                 "extra": ("dances",)},
    "numeric": {"type": "numeric", "answer": 37.5, "tolerance": 0.5, "unit": "minutes"},
    "short-text": {"type": "short-text", "accepted": ("Yeast", "Baker's yeast"),
                   "ignore_case": False, "ignore_accents": True},
}  # fmt: skip
"""A value for every field, with which a question of each kind is written."""


def full(kind: TypeName, **changes: Any) -> Question:
    return Question.model_validate(COMMON | PARTS[kind] | changes)


def named_fields() -> set[str]:
    """Name the fields of a question as files name them."""
    return {field.alias or name for name, field in Question.model_fields.items()}


def test_every_field_of_the_models_has_a_value_here() -> None:
    used = {name for kind in TYPES for name in COMMON | PARTS[kind]}
    assert used == named_fields()
    assert OPTION.keys() == {field.name for field in fields(Option)}


def without(question: Question, name: str) -> Question:
    """Reset one field of a question to its default, or to another value where it has none."""
    attribute = {"type": "type_"}.get(name, name)
    default = Question.model_fields[attribute].get_default(call_default_factory=True)
    others = {"id": "q-else", "topic": "salt", "difficulty": "easy", "stem": "Else?"}
    return question.model_copy(update={attribute: others.get(name, default)})


@pytest.mark.parametrize("kind", tuple(TYPES))
def test_every_field_of_a_question_is_in_its_draft(kind: TypeName) -> None:
    question = full(kind)
    for name in COMMON | PARTS[kind]:
        if name != "type":
            assert to_draft(question) != to_draft(without(question, name)), name


@pytest.mark.parametrize("field", sorted(OPTION))
def test_every_field_of_an_option_is_in_its_draft(field: str) -> None:
    question = full("single")
    first, *rest = question.options
    default = getattr(Option("Else"), field)
    changed = (replace(first, **{field: default}), *rest)
    assert to_draft(question) != to_draft(question.model_copy(update={"options": changed}))


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("kind", tuple(TYPES))
def test_what_does_not_come_back_is_reported(name: str, kind: TypeName) -> None:
    form = formats()[name]
    for retired in (False, True):
        draft = to_draft(full(kind, retired=retired))
        reported = carry(form, draft)
        lost = {loss.part for loss in reported.losses}
        if reported.draft is None:
            assert lost == {"question"}
            continue
        data = form.write(QuestionSet("t", (reported.draft,)))  # type: ignore[misc]
        [back] = form.read(InputFile("f", data)).questions  # type: ignore[misc]
        assert {*differing_fields(normalize(draft), back)} == lost
        assert back.retired == retired


@pytest.mark.parametrize("kind", tuple(TYPES))
def test_our_json_carries_the_whole_question_and_back(kind: TypeName) -> None:
    question = full(kind)
    form = formats()["json"]
    reported = carry(form, to_draft(question))
    assert reported.losses == ()
    assert reported.draft is not None
    [back] = form.read(InputFile("f", form.write(QuestionSet("t", (reported.draft,))))).questions  # type: ignore[misc]
    place = Place(question.topic, "", question.group, back.domains)
    assert to_question(back, question.id, place, InputFile("f", b"")) == question


def test_a_format_that_forgets_a_field_is_found_out() -> None:
    """A format of others that claims no loss, and has one."""
    form = formats()["json"]
    draft = to_draft(full("numeric", retired=False))
    forgetful = Format(
        name="plain", title="", suffix="", detect=form.detect,
        round_trip=lambda d: form.round_trip(Draft(type_=d.type, stem=d.stem, answer=d.answer)),  # type: ignore[misc]
    )  # fmt: skip
    lost = {loss.part for loss in carry(forgetful, draft).losses}
    assert lost == {
        *differing_fields(draft, Draft(type_="numeric", stem=draft.stem, answer=draft.answer))
    }


EXTRA = """
[[questions]]
id = "bread-full"
type = "numeric"
difficulty = "hard"
domain = { "exam-1" = "build" }
exams = ["exam-1"]
stem = "How long does it bake?"
answer = 37.5
unit = "minutes"
as_of = "2026-11"
enemies = ["bread-0"]

[[questions]]
id = "bread-old"
difficulty = "easy"
domain = "build"
stem = "What makes it rise?"
retired = true
ordered = true
options = [{ text = "Yeast", correct = true, note = "bread.md#baking" }, { text = "Salt" }]
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    root = write_bank(tmp_path / "bank")
    file = root / "questions" / "bread.toml"
    file.write_text(file.read_text() + EXTRA)
    return root


def questions_of(root: Path) -> dict[str, Question]:
    found = load_bank(root).bank
    assert found is not None
    return {name: placed.question for name, placed in found.questions.items()}


def test_json_brings_a_bank_back_as_it_was(bank: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert main(["export", "--bank", str(bank), "--to", "json", "--output", str(target)]) == 0
    copy = shutil.copytree(bank, tmp_path / "copy")
    (copy / "questions" / "bread.toml").unlink()
    assert main(["import", str(target), "--into", str(copy)]) == 0
    assert questions_of(copy) == questions_of(bank)
    before = {path: path.read_bytes() for path in copy.rglob("*.toml")}
    assert main(["import", str(target), "--into", str(copy)]) == 0
    assert {path: path.read_bytes() for path in copy.rglob("*.toml")} == before


TASKS = """
[[tasks]]
number = "1.1"
title = "Bread"
domain = "build"

[[tasks]]
number = "2.1"
title = "Salt"
domain = "secure"
"""


@pytest.mark.parametrize(
    ("skills", "left_out"),
    [
        ({"exam-1": ["1.1", "2.1"]}, ""),
        ({"exam-1": ["1.1", "1.9"]}, "exam-1 were left out: exam-1 doesn't list skill 1.9."),
        ({"exam-1": ["2.1"]}, "exam-1 were left out: The main skill, 2.1, is in the secure domain"),
        ({"exam-9": ["1.1"]}, "exam-9 were left out: Unknown exam exam-9."),
    ],
)
def test_skills_that_a_bank_does_not_have_are_left_out_in_words(
    bank: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    skills: dict[str, list[str]],
    left_out: str,
) -> None:
    exam = bank / "exams" / "exam-1.toml"
    exam.write_text(exam.read_text() + TASKS)
    question = {"id": "q-new", "kind": "numeric", "stem": "How many?", "answer": 1, "use": "drill"}
    document = {"examkit": 1, "questions": [question | {"domain": "build", "skills": skills}]}
    source = tmp_path / "new.json"
    source.write_text(json.dumps(document))
    assert main(["import", str(source), "--into", str(bank), "--format", "json"]) == 0

    reported = [f["message"] for f in json.loads(capsys.readouterr().out)["findings"]]
    assert any(left_out in message for message in reported) if left_out else reported == []
    made = questions_of(bank)["q-new"]
    assert made.use == "drill"
    assert made.skills == ({} if left_out else {"exam-1": ("1.1", "2.1")})
    assert load_bank(bank).errors == 0


def test_what_another_bank_does_not_have_is_left_out_in_words(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    assert main(["export", "--bank", str(bank), "--to", "json", "--output", str(target)]) == 0
    found = json.loads(target.read_text())
    found["questions"] = [q for q in found["questions"] if q["id"] in ("bread-full", "bread-old")]
    target.write_text(json.dumps(found))
    into = tmp_path / "new"
    arguments = ["import", str(target), "--into", str(into), "--format", "json"]
    capsys.readouterr()
    assert main(arguments) == 0
    reported = {f["message"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert reported == {
        "The enemy bread-0 was left out, because it isn't in this bank.",
        "The question was left out of the exam exam-1, "
        "because this bank doesn't have that exam or domain.",
        "An option's note, bread.md#baking, was left out, because it isn't in this bank.",
    }
    assert load_bank(into).errors == 0
    asked = questions_of(into)["bread-full"]
    assert (asked.unit, asked.as_of, asked.enemies) == ("minutes", "2026-11", ())


@pytest.mark.parametrize("name", [n for n in WRITTEN if n not in ("json", "anki", "apkg", "qti")])
def test_an_export_names_what_it_drops_and_waits_for_allow_loss(
    bank: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    arguments = ["export", "--bank", str(bank), "--to", name, "--output", str(target)]
    if name == "markdown":
        assert main(arguments) == 0
        assert '"unit": "minutes"' in target.read_text()
        return
    assert main(arguments) == 1
    reported = capsys.readouterr().err
    parts = () if name == "aiken" else ("unit", "as_of", "enemies", "exams", "domains")
    for part in (*parts, "notes of options"):
        assert f"{part} in " in reported
    assert "can't mark questions as retired" in reported
    assert not target.exists()


def test_an_empty_question_is_as_short_in_json_as_before() -> None:
    """Fields that hold nothing are left out, so that files of 1.0.0 stay the same bytes."""
    draft = Draft(type_="numeric", stem="?", answer=1.0)
    assert encoded_question(draft) == {
        "kind": "numeric", "stem": "?", "answer": 1.0, "tolerance": 0.0,
    }  # fmt: skip


def test_a_shared_stem_that_is_changed_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_every_type(tmp_path / "bank")
    file = next(f for f in (root / "questions").iterdir() if "bakery" in f.read_text())
    file.write_text(file.read_text().replace("A bakery bakes", "A <b> [x](javascript:y)  bakes"))
    for name in ("gift", "moodle"):
        target = tmp_path / f"out.{name}"
        arguments = ["export", "--bank", str(root), "--to", name, "--output", str(target)]
        assert main(arguments) == 1
        assert "The shared stem of group bakery was changed" in capsys.readouterr().err
        assert main([*arguments, "--allow-lossy"]) == 0
        assert "](javascript:" not in target.read_text()
