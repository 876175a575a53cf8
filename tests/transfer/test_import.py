"""Files become a bank; the same files again change nothing, and nothing a person added is lost."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from examkit.cli.main import main
from examkit.errors import UsageError
from examkit.formats.shared.draft import Draft
from examkit.formats.shared.zip_package import packed
from examkit.question_types.choice import Option
from examkit.transfer.deduplicate import fingerprint, new_id
from examkit.transfer.import_plan import collect_files, plan_import
from examkit.transfer.placement import last_part
from tests.banks import write_bank

GIFT = """\
$CATEGORY: course/Baking

::Rise:: What makes bread rise? { =Yeast#It makes gas. ~Salt#It does not. ~Luck }

// [id:baking-order]
Which two are hot? { ~%50%Oven ~%50%Fire ~%-100%Ice }

When was it? {#1984:1}
"""


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.gift"
    path.write_text(GIFT)
    return path


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return tmp_path / "my bank"


def bring(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def questions(bank: Path) -> dict[str, object]:
    loaded = load_bank(bank)
    assert loaded.bank is not None
    assert loaded.errors == 0
    return {name: placed.question for name, placed in loaded.bank.questions.items()}


def test_files_become_a_bank_that_runs(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert bring(quiz, "--into", bank) == 0
    reported = capsys.readouterr()
    assert "3 questions read: 3 new, 0 updated, 0 unchanged, 0 left out" in reported.out
    assert "No note section: 3 questions. Get suggestions:" in reported.out
    loaded = load_bank(bank)
    assert loaded.bank is not None
    assert loaded.bank.info.id == "my-bank"
    assert [d.id for d in loaded.bank.exams["practice"].domains] == ["baking"]
    assert "baking-order" in loaded.bank.questions
    assert all(p.question.domain == "baking" for p in loaded.bank.questions.values())
    two = loaded.bank.questions["baking-order"].question
    assert two.stem.endswith("(Choose two.)")
    assert main(["exam", "--plain", "--bank", str(bank), "--questions", "3"]) == 0


def test_the_same_again_changes_nothing(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(quiz, "--into", bank)
    before = {path: path.read_bytes() for path in bank.rglob("*.toml")}
    assert bring(quiz, "--into", bank) == 0
    assert "0 new, 0 updated, 3 unchanged" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in bank.rglob("*.toml")} == before


def test_a_changed_source_updates_and_keeps_what_was_added(quiz: Path, bank: Path) -> None:
    bring(quiz, "--into", bank)
    file = bank / "questions" / "import-quiz.toml"
    text = file.read_text()
    file.write_text(text.replace('text = "Luck"', 'text = "Luck"\nrationale = "No."', 1))
    quiz.write_text(GIFT.replace("It makes gas.", "It makes CO2."))
    assert bring(quiz, "--into", bank) == 0
    text = file.read_text()
    assert "It makes CO2." in text
    assert 'rationale = "No."' in text
    assert len(questions(bank)) == 3


def test_questions_that_left_the_source_stay(quiz: Path, bank: Path) -> None:
    bring(quiz, "--into", bank)
    quiz.write_text(GIFT.partition("// [id")[0])
    assert bring(quiz, "--into", bank) == 0
    assert len(questions(bank)) == 3


def test_into_a_bank_of_others_nothing_is_placed_silently(
    quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_bank(tmp_path / "bank")
    before = (root / "questions" / "bread.toml").read_bytes()
    assert bring(quiz, "--into", root) == 0
    assert "No domain, so not in any exam: 3 questions. Get suggestions:" in capsys.readouterr().out
    assert (root / "questions" / "bread.toml").read_bytes() == before
    loaded = load_bank(root)
    assert loaded.errors == 0
    assert loaded.bank is not None
    assert {t.id for t in loaded.bank.info.topics} == {"bread", "salt", "baking"}
    assert bring(quiz, "--into", root, "--domain", "Building things") == 0
    assert questions(root)["baking-order"].domain == "build"  # type: ignore[attr-defined]


def test_errors_keep_everything_from_being_written_but_on_request(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz.write_text(GIFT + "\nNo key here? { ~one ~two }\n")
    assert bring(quiz, "--into", bank) == 1
    reported = capsys.readouterr()
    assert "Nothing was written." in reported.out
    assert not bank.exists()
    assert re.search(rf"{re.escape(str(quiz))}:\d+:\d+: error", reported.err)
    assert "^" in reported.err
    assert bring(quiz, "--into", bank, "--keep-going") == 1
    assert len(questions(bank)) == 3


def test_a_dry_run_writes_nothing(quiz: Path, bank: Path) -> None:
    assert bring(quiz, "--into", bank, "--dry-run") == 0
    assert not bank.exists()


def test_json_tells_all(quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(quiz, "--into", bank, "--format", "json") == 0
    reported = json.loads(capsys.readouterr().out)
    assert reported["counts"] == {"read": 3, "new": 3}
    assert reported["formats"] == {str(quiz): "gift"}
    assert "questions/import-quiz.toml" in reported["written"]


def test_the_same_question_twice_is_added_once(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = quiz.with_name("other.gift")
    other.write_text("What  makes bread RISE? { =Yeast ~Luck ~Salt }\n")
    assert bring(quiz, other, "--into", bank) == 0
    assert "This question is also in" in capsys.readouterr().err
    assert len(questions(bank)) == 3


def test_each_group_of_a_pool_gives_one_question(tmp_path: Path, bank: Path) -> None:
    rows = [
        {"id": f"G1{part}0{n}", "question": f"{part}{n}?", "refs": "[97.1]", "correct": 2}
        | {"answers": ["a", "b", "c", "d"], "figure": ""}
        for part in "ABC"
        for n in range(1, 5)
    ]  # fmt: skip
    pool = tmp_path / "pool.json"
    pool.write_text(json.dumps(rows))
    assert bring(pool, "--into", bank, "--domains-from", "topic", "--questions-per-domain", 1) == 0
    loaded = load_bank(bank)
    assert loaded.bank is not None
    exam = loaded.bank.exams["practice"]
    assert (exam.questions, [d.questions for d in exam.domains]) == (3, [1, 1, 1])


def test_columns_are_mapped_by_the_user(tmp_path: Path, bank: Path) -> None:
    table = tmp_path / "fragen.csv"
    table.write_text("Frage,Eins,Zwei,Loesung\nWas?,dies,das,B\n")
    maps = ["stem=Frage", "option_a=Eins", "option_b=Zwei", "answer=Loesung"]
    arguments = [part for each in maps for part in ("--map", each)]
    assert bring(table, "--into", bank, "--from", "csv", *arguments) == 0
    [question] = questions(bank).values()
    assert question.keys == (1,)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.bin", b"\x89PNG\r\n\x1a\n", "The file's format is unknown."),
        ("empty.txt", b"", "The file's format is unknown."),
    ],
)
def test_what_is_not_recognised_is_reported(
    tmp_path: Path,
    bank: Path,
    name: str,
    data: bytes,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / name).write_bytes(data)
    assert bring(tmp_path / name, "--into", bank) == 1
    assert said in capsys.readouterr().err
    assert not bank.exists()


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("nowhere", "pipe"):
        with pytest.raises(UsageError):
            collect_files([tmp_path / name])


def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert collect_files([tmp_path / "in"]) == []


def test_a_question_is_the_same_whatever_spaces_and_order() -> None:
    one = Draft(type_="single", stem="What is  it?", options=(Option("a", True), Option("b")))
    other = Draft(type_="single", stem="what is it?", options=(Option("b"), Option("a")))
    assert fingerprint(one) == fingerprint(other)
    name = new_id(one, set())
    assert name.startswith("what-is-it-")
    assert new_id(one, {name}) != name


@pytest.mark.parametrize(
    ("category", "part"),
    [("a/b/c", "c"), ("a", "a"), ("a/b//c", "b/c"), ("", ""), ("a/", "a")],
)
def test_the_last_part_of_a_category_names_it(category: str, part: str) -> None:
    assert last_part(category) == part


@pytest.mark.parametrize("number", [201, 2_500])
def test_errors_are_counted_however_many_they_are(
    quiz: Path, bank: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    losses = "".join(f"Write about {n}. {{}}\n\n" for n in range(number))
    errors = "".join(f"No key in {n}? {{ ~one ~two }}\n\n" for n in range(number))
    quiz.write_text(losses + errors)
    assert bring(quiz, "--into", bank) == 1
    reported = capsys.readouterr()
    assert f"{number:,} skipped, {number:,} errors" in reported.out
    assert len(reported.err.splitlines()) < 400
    assert f"and {number - 100} more like this" in reported.err
    assert bring(quiz, "--into", bank, "--format", "json") == 1
    listed = json.loads(capsys.readouterr().out)
    assert len(listed["findings"]) + listed.get("unlisted", 0) == 2 * number


def test_errors_inside_a_package_are_counted(bank: Path, tmp_path: Path) -> None:
    data = Path(__file__).parents[1] / "formats" / "data" / "canvas" / "multiple_choice.xml"
    broken = data.read_bytes().replace(b"<varequal", b"<unlike").replace(b"</varequal", b"</unlike")
    members = {f"{n}.xml.qti": broken for n in range(250)}
    (tmp_path / "quiz.zip").write_bytes(packed(members))
    plan = plan_import(collect_files([tmp_path / "quiz.zip"]), bank)
    assert plan.errors == 250


YES, NO = "Is it so? { =Yes ~No }\n", "Is it so? { ~Yes =No }\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (YES, NO),
        ("Is it so? {T}\n", "Is it so? {F}\n"),
        ("How many? {#3}\n", "How many? {#4}\n"),
        ("Which? { =a =b ~c }\n".replace("=a =b", "~%50%a ~%50%b"), "Which? { =a ~b ~c }\n"),
    ],
)
def test_the_same_question_with_another_answer_is_an_error(
    quiz: Path, bank: Path, first: str, second: str, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz.write_text(f"{first}\n{second}")
    assert bring(quiz, "--into", bank) == 1
    reported = capsys.readouterr()
    assert f"{quiz}:3:1: error contradiction: This question is also in {quiz}:1" in reported.err
    assert "2 questions read: 1 new, 0 updated, 0 unchanged, 1 left out" in reported.out
    assert not bank.exists()


def test_a_file_that_contradicts_the_bank_is_an_error(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz.write_text(YES)
    bring(quiz, "--into", bank)
    other = quiz.with_name("other.gift")
    other.write_text(NO)
    assert bring(other, "--into", bank) == 1
    assert "contradiction: questions/import-quiz.toml has this question" in (
        capsys.readouterr().err
    )
    other.write_text(YES)
    assert bring(other, "--into", bank) == 0
    assert "1 unchanged, 0 left out" in capsys.readouterr().out


def test_a_key_that_changes_in_its_source_is_updated_and_reported(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz.write_text(YES)
    bring(quiz, "--into", bank)
    quiz.write_text(NO)
    assert bring(quiz, "--into", bank) == 0
    assert "warning key-changed: The correct answer differed" in capsys.readouterr().err
    [question] = questions(bank).values()
    assert question.keys == (1,)  # type: ignore[attr-defined]


def test_two_questions_with_an_id_of_the_bank_are_both_kept(quiz: Path, bank: Path) -> None:
    text = "// [id:the-one]\nWhat is %s? { =a ~b }\n\n"
    quiz.write_text(text % "old")
    bring(quiz, "--into", bank)
    quiz.write_text(text % "new" + text % "newer")
    assert bring(quiz, "--into", bank) == 0
    assert {q.stem for q in questions(bank).values()} == {"What is new?", "What is newer?"}  # type: ignore[attr-defined]


@pytest.mark.fault("R52")
@pytest.mark.skipif(sys.platform == "darwin", reason="every name of a file is UTF-8 there")
def test_names_that_are_not_utf_8_are_shown_and_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / os.fsdecode(b"b\xe9")
    odd.mkdir()
    (odd / os.fsdecode(b"q\xff.gift")).write_text(GIFT)
    assert bring(odd, "--into", odd / "bank") == 0
    assert "Wrote" in capsys.readouterr().out
    assert len(questions(odd / "bank")) == 3


@pytest.mark.parametrize("topics", ["", 'topics = [{ id = "salt", title = "Salt" }]\n'])
def test_topics_are_added_in_any_form(quiz: Path, tmp_path: Path, topics: str) -> None:
    root = write_bank(tmp_path / "bank")
    (root / "questions" / "bread.toml").unlink()
    (root / "questions" / "salt.toml").unlink()
    top = root / "bank.toml"
    head = top.read_text().split("[[topics]]")[0]
    top.write_text(f"{head}{topics}# Mine.\n")
    assert bring(quiz, "--into", root) == 0
    loaded = load_bank(root).bank
    assert loaded is not None
    assert "baking" in [topic.id for topic in loaded.info.topics]
    assert top.read_text().startswith(head)
    assert "# Mine.\n" in top.read_text()


def test_a_range_is_the_same_answer_as_its_middle_with_a_tolerance(
    quiz: Path, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz.write_text("What is pi? {#3.1415:0.0005}\n\nWhat is pi? {#3.141..3.142}\n")
    assert bring(quiz, "--into", bank) == 0
    assert "warning duplicate: This question is also in" in capsys.readouterr().err
