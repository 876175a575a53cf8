"""Notes and places proposed for questions: how often right, and written only on request."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from examkit.bank.loader import load_bank
from examkit.bank.suggestions import NoteSuggester, TagSuggester
from examkit.bank.toml.writer import set_keys
from examkit.cli.main import main
from tests.banks import write_bank
from tests.conftest import Figure

SHIPPED = Path(__file__).parents[2] / "questionbank" / "aws-developer-associate"


def test_the_first_proposal_is_most_often_the_authors_own(figure: Figure) -> None:
    bank = load_bank(SHIPPED).bank
    assert bank is not None
    sections = [(f"{f}#{s.slug}", s) for f, found in bank.notes.items() for s in found]
    linker, first, three = NoteSuggester(sections), 0, 0
    questions = [p.question for p in bank.questions.values() if not p.question.retired]
    for question in questions:
        bare = question.model_copy(update={"note": "", "evidence": ""})
        found = [each.note for each in linker.propose(bare)]
        first += found[:1] == [question.note]
        three += question.note in found
    linker.close()
    assert first / len(questions) >= 0.80
    assert three / len(questions) >= 0.93


def test_certain_places_are_right() -> None:
    bank = load_bank(SHIPPED).bank
    assert bank is not None
    questions = [p.question for p in bank.questions.values() if not p.question.retired]
    tagger, sure, right, all_right = TagSuggester(questions), 0, 0, 0
    for question in questions:
        found = tagger.propose(question)
        assert found is not None
        all_right += found.domain == question.domain
        if found.certainty >= 0.8:
            sure += 1
            right += found.domain == question.domain
    tagger.close()
    assert all_right / len(questions) > 0.7
    assert sure > len(questions) / 4
    assert right / sure > 0.9


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    root = write_bank(tmp_path / "bank", each=12)
    file = root / "questions" / "bread.toml"
    text = file.read_text()
    head, mark, rest = text.partition('id = "bread-4"')
    rest = rest.replace('note = "bread.md#rising"\nevidence = "rises because of yeast"\n', "", 1)
    rest = rest.replace('domain = "build"\n', "", 1)
    file.write_text("# By hand.\n" + head + mark + rest)
    return root


def test_a_note_is_proposed_and_written_on_request(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = bank / "questions" / "bread.toml"
    before = file.read_text()
    assert main(["bank", "suggest-notes", str(bank)]) == 0
    assert "bread-4" in capsys.readouterr().out
    assert file.read_text() == before
    assert main(["bank", "suggest-notes", str(bank), "--write"]) == 0
    assert "1 question without a note: 1 suggestion saved" in capsys.readouterr().out
    text = file.read_text()
    assert text.startswith("# By hand.\n")
    assert len(text.splitlines()) >= len(before.splitlines()) + 2
    loaded = load_bank(bank)
    assert loaded.errors == 0
    assert loaded.bank is not None
    assert loaded.bank.questions["bread-4"].question.note.startswith("bread.md#")


def test_a_place_is_proposed_and_written_on_request(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "suggest-tags", str(bank)]) == 0
    assert "build, topic bread" in capsys.readouterr().out
    assert main(["bank", "suggest-tags", str(bank), "--write", "--min-confidence", "0.9"]) == 0
    loaded = load_bank(bank)
    assert loaded.bank is not None
    assert loaded.bank.questions["bread-4"].question.domain == "build"


def test_notes_of_ones_own_are_taken(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "yeast.md").write_text(
        "# Yeast\n\n## What makes bread rise\n\nYeast is what makes bread rise, bread 4.\n"
    )
    assert (
        main(["bank", "suggest-notes", str(bank), "--notes", str(tmp_path / "mine"), "--write"])
        == 0
    )
    assert load_bank(bank).errors == 0
    assert (bank / "notes" / "yeast.md").exists()


def test_a_bank_without_notes_gets_no_proposal(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bank / "questions" / "salt.toml").unlink()
    for note in (bank / "notes").iterdir():
        note.unlink()
    file = bank / "questions" / "bread.toml"
    bare = [line for line in file.read_text().splitlines() if not line.startswith(("note", "evid"))]
    file.write_text("\n".join(bare))
    top = bank / "bank.toml"
    top.write_text(
        top.read_text().replace('notes = "bread.md"\n', "").replace('notes = "salt.md"', "")
    )
    assert main(["bank", "suggest-notes", str(bank), "--write"]) == 0
    assert "bread-4" in (output := capsys.readouterr().out)
    assert output.endswith(
        "12 questions without a note: 0 suggestions saved. "
        "Read each suggestion before you use it.\n"
    )


def test_notes_with_a_name_that_is_not_utf_8_are_refused(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "caf\udce9.md").write_text("# Yeast\n\nYeast makes bread rise.\n")
    assert (
        main(["bank", "suggest-notes", str(bank), "--notes", str(tmp_path / "mine"), "--write"])
        == 2
    )
    assert "isn't UTF-8 text." in capsys.readouterr().err
    assert load_bank(bank).errors == 0


OTHER_FORMS = {
    "several lines": """\
[[questions]]
id = "bread-x"
stem = "What makes bread number 12 rise as it should?"
evidence = '''
rises because
of yeast'''
# What follows is mine.
[[questions.options]]
text = "Yeast for bread"
correct = true
[[questions.options]]
text = "Stone"
""",
    "inline": """\
questions = [
  { id = "bread-x", stem = "What makes bread number 12 rise as it should?", options = [
    { text = "Yeast for bread", correct = true }, { text = "Stone" } ] },
]
""",
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_a_question_may_be_written_in_any_form(bank: Path, form: str) -> None:
    file = bank / "questions" / "more.toml"
    head = '# Mine.\ntopic = "bread"\ndifficulty = "easy"\n'
    file.write_text(head + OTHER_FORMS[form])
    assert load_bank(bank).errors == 0
    assert main(["bank", "suggest-notes", str(bank), "--write"]) == 0
    assert main(["bank", "suggest-tags", str(bank), "--write", "--min-confidence", "0"]) == 0
    loaded = load_bank(bank)
    assert loaded.errors == 0
    assert loaded.bank is not None
    question = loaded.bank.questions["bread-x"].question
    assert question.note.startswith("bread.md#")
    assert question.domain == "build"
    assert file.read_text().startswith("# Mine.\n")


def test_a_file_that_would_come_out_differently_stays(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()}
    monkeypatch.setattr("examkit.bank.toml.writer.dumps", lambda _: "id = '''")
    notes = bank.parent / "notes"
    notes.mkdir()
    (notes / "yeast.md").write_text("# Yeast\n\nYeast is what makes bread rise.\n")
    assert main(["bank", "suggest-notes", str(bank), "--notes", str(notes), "--write"]) == 1
    assert "questions/bread.toml: The file can't be changed safely." in capsys.readouterr().err
    assert {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()} == before


def test_a_new_key_stays_with_its_question() -> None:
    source = '[[questions]]\nid = "a-1"\n\n# The second.\n[[questions]]\nid = "b-1"\n'
    text = set_keys(source, {0: {"note": "n.md#s", "evidence": "e"}})
    assert text == source.replace('"a-1"\n', '"a-1"\nnote = "n.md#s"\nevidence = "e"\n')


def test_keys_are_set_and_all_else_stays() -> None:
    first = '# top\n[[questions]]\nid = "a-1" # mine\ntopic = "x"\nstem = """\nid = 1\n"""\n'
    source = f'{first}[[questions]]\nstem = "?"\nid = "b-1"\n'
    text = set_keys(source, {0: {"topic": "y", "note": "n.md#s"}, 1: {"domain": {"e": "d"}}})
    one, two = tomli.loads(text)["questions"]
    assert (one["topic"], one["note"], one["stem"]) == ("y", "n.md#s", "id = 1\n")
    assert two == {"stem": "?", "id": "b-1", "domain": {"e": "d"}}
    assert "# mine" in text


def test_a_question_without_a_note_shows_what_was_found(bank: Path) -> None:
    from tests.services import Desk

    engine = Desk(bank.parent).engine()
    question = engine.library.question("bread-4")
    found = engine.library.suggest_section(question)
    assert found is not None
    assert "rises because of" in found.text
    assert engine.library.suggest_section(engine.library.question("bread-5")) is None
    engine.close()
