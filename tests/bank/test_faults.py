"""Broken banks, one fault each: every fault is found, at its line, with its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from tests.banks import write_bank

BREAD = "questions/bread.toml"
EXAM = "exams/exam-1.toml"

TOPIC = 'topic = "bread"\n'
DOMAIN = 'domain = "build"'
ADDED = f'{TOPIC}[[questions]]\nid = "x-1"\ndomain = "build"\ndifficulty = "easy"\nstem = "?"\n'
SPLIT = f'{TOPIC}[[groups]]\nid = "g-1"\nstem = "?"\n' + "".join(
    f'[[questions]]\nid = "x-{n}"\ndomain = "{domain}"\ndifficulty = "easy"\nstem = "?"\n'
    'type = "numeric"\nanswer = 1\ngroup = "g-1"\n'
    for n, domain in enumerate(("build", "secure"))
)

FAULTS: list[tuple[str, str, str, str, str]] = [
    # code, file, what is replaced, by what, text of the line it is reported at
    ("toml-syntax", BREAD, 'id = "bread-1"', "id = 'don't'", "id = 'don't'"),
    ("toml-limit", BREAD, 'topic = "bread"', "[a.b.c.d.e.f.g.h.i.j]", "[a.b.c"),
    ("toml-limit", BREAD, 'difficulty = "medium"', f"x = {'9' * 5_000}", "topic"),
    ("control-character", BREAD, "Somebody makes bread for number 2", r'\u001b]52;c;x', "stem"),
    ("invisible-character", BREAD, "Luck for bread 2", "Luck\u202e for bread 2", "text"),
    ("missing-key", BREAD, 'difficulty = "medium"\n', "", 'topic = "bread"'),
    ("missing-key", BREAD, 'id = "bread-1"\n', "", "[[questions]]"),
    ("unknown-key", BREAD, "difficulty", "dificulty", "dificulty"),
    ("unknown-key", BREAD, 'topic = "bread"', 'topik = "bread"', "topik"),
    ("wrong-type", BREAD, "correct = true", 'correct = "yes"', "correct"),
    ("wrong-type", BREAD, 'difficulty = "medium"', 'difficulty = "easy"\nordered = 3', "ordered"),
    ("wrong-value", BREAD, '"medium"', '"middling"', "difficulty"),
    ("wrong-value", BREAD, 'id = "bread-1"', 'id = "Bread 1"', 'id = "Bread 1"'),
    ("wrong-value", BREAD, '["https://example.org/bread"]', '["javascript:x"]', "references"),
    ("too-long", EXAM, 'title = "Exam One"', f'title = "{"x" * 500}"', "title"),
    ("duplicate-id", BREAD, 'id = "bread-2"', 'id = "bread-1"', 'id = "bread-1"'),
    ("duplicate-id", "questions/salt.toml", 'id = "salt-2"', 'id = "bread-1"', "bread-1"),
    ("unknown-topic", BREAD, 'topic = "bread"\n', 'topic = "breed"\n', 'topic = "breed"'),
    ("unknown-domain", BREAD, 'domain = "build"', 'domain = "built"', "domain"),
    ("unknown-exam", BREAD, 'domain = "build"', 'domain = { "exam-2" = "build" }', "domain"),
    ("unknown-exam", "bank.toml", 'default_exam = "exam-1"', 'default_exam = "exam-9"', "default"),
    ("unknown-note", BREAD, "bread.md#rising", "bread.md#raising", "note"),
    ("unknown-note", "bank.toml", 'notes = "bread.md"', 'notes = "toast.md"', "notes"),
    ("no-evidence", BREAD, "rises because of yeast", "rises because of luck", "evidence"),
    ("unknown-enemy", BREAD, 'id = "bread-1"', 'id = "bread-1"\nenemies = ["bread-99"]', "enemies"),
    ("self-enemy", BREAD, 'id = "bread-1"', 'id = "bread-1"\nenemies = ["bread-1"]', "enemies"),
    ("no-key", BREAD, "correct = true", "", "[[questions.options]]"),
    ("all-keys", BREAD, "about it.\"\n\n", 'about it."\ncorrect = true\n', "[[questions.options]]"),
    ("equal-options", BREAD, '"Water for bread 2"', '"Yeast for bread 2 "', "text"),
    ("choose-count", BREAD, "(Choose two.)", "(Choose three.)", "stem"),
    ("wrong-kind", BREAD, 'id = "bread-1"', 'id = "bread-1"\nanswer = 4', "answer"),
    ("too-few-options", BREAD, TOPIC, ADDED, "[[questions]]"),
    ("too-few-items", BREAD, TOPIC, f'{ADDED}type = "ordering"\nitems = ["one"]\n', "items"),
    ("too-few-pairs", BREAD, TOPIC, f'{ADDED}type = "matching"\npairs = [["a", "b"]]\n', "pairs"),
    ("equal-options", BREAD, TOPIC, f'{ADDED}type = "ordering"\nitems = ["a", "a "]\n', "items"),
    ("no-key", BREAD, TOPIC, f'{ADDED}type = "numeric"\n', "[[questions]]"),
    ("unknown-group", BREAD, 'id = "bread-1"', 'id = "bread-1"\ngroup = "nobody"', "group"),
    ("empty-group", BREAD, TOPIC, f'{TOPIC}[[groups]]\nid = "g-1"\nstem = "?"\n', "[[groups]]"),
    ("duplicate-id", BREAD, TOPIC, TOPIC + '[[groups]]\nid = "g-1"\nstem = "?"\n' * 2, "g-1"),
    ("split-group", BREAD, TOPIC, SPLIT, "[[groups]]"),
    ("no-domain", BREAD, 'domain = "build"\n', "", "[[questions]]"),
    ("no-note", BREAD, 'note = "bread.md#rising"\n', "", "[[questions]]"),
    ("no-rationale", BREAD, 'rationale = "Luck', 'correct = false #', "[[questions.options]]"),
    ("weight-or-questions", EXAM, "weight = 40", "", "[[domains]]"),
    ("thin-domain", EXAM, "questions = 10", "questions = 100", "[[domains]]"),
    ("wrong-value", EXAM, "unscored = 2", "unscored = 10", "unscored"),
    ("wrong-value", EXAM, "pass = 720", "pass = 1720", "pass"),
]  # fmt: skip


def broken(folder: Path, path: str, old: str, new: str) -> list[tuple[str, str, str]]:
    """Break one thing; gives code, path and the text of the line of each finding."""
    root = write_bank(folder)
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(with_escapes(text, new).replace(old, new))
    found = load_bank(root).findings
    return [(f.code, f.path, (root / f.path).read_text().split("\n")[f.line - 1]) for f in found]


def with_escapes(text: str, new: str) -> str:
    """Return a file in which escapes such as that of `new` count."""
    if "\\u001b" not in new:
        return text
    return text.replace("stem = '''\nSomebody", 'stem = """\nSomebody').replace("'''", '"""')


@pytest.mark.parametrize(("code", "path", "old", "new", "line"), FAULTS)
def test_a_fault_is_found_at_its_line(
    tmp_path: Path, code: str, path: str, old: str, new: str, line: str
) -> None:
    found = broken(tmp_path, path, old, new)

    assert any(c == code and p == path and line in text for c, p, text in found), found[:5]


@pytest.mark.parametrize(("folder", "code"), [("exams", "unknown-exam"), ("notes", "unknown-note")])
def test_an_absent_folder_is_one_finding(tmp_path: Path, folder: str, code: str) -> None:
    root = write_bank(tmp_path)
    for path in (root / folder).iterdir():
        path.unlink()

    assert [finding.code for finding in load_bank(root).findings] == [code]


def test_a_bank_without_topics_is_one_finding(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    head = (root / "bank.toml").read_text().partition("[[topics]]")[0]
    (root / "bank.toml").write_text(head)

    [finding] = load_bank(root).findings
    assert (finding.path, finding.code) == ("bank.toml", "unknown-topic")


@pytest.mark.parametrize("path", [EXAM, BREAD, "notes/bread.md"])
def test_a_file_that_cannot_be_read_is_not_reported_by_those_that_need_it(
    tmp_path: Path, path: str
) -> None:
    root = write_bank(tmp_path)
    (root / path).write_bytes(b"\xff")

    [finding] = load_bank(root).findings
    assert (finding.path, finding.code) == (path, "unreadable-file")


def test_a_sound_bank_has_no_findings(tmp_path: Path) -> None:
    loaded = load_bank(write_bank(tmp_path))

    assert loaded.findings == ()
    assert loaded.bank is not None
    assert len(loaded.bank.questions) == 24


def test_all_faults_come_out_at_once(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    bread, salt = root / BREAD, root / "questions/salt.toml"
    bread.write_text(bread.read_text().replace("medium", "middling", 1).replace("#rising", "#x", 3))
    salt.write_text(salt.read_text() + "\nnonsense")

    codes = [finding.code for finding in load_bank(root).findings]
    assert {"wrong-value", "unknown-note", "toml-syntax"} <= set(codes)


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ('explanation = "x"', "Move it above [[questions.options]]"),
        ("corect = true", "Did you mean correct?"),
    ],
)
def test_a_key_at_the_wrong_place_gets_the_right_hint(tmp_path: Path, new: str, hint: str) -> None:
    root = write_bank(tmp_path)
    text = (root / BREAD).read_text().replace("correct = true", new, 1)
    (root / BREAD).write_text(text)

    [finding] = [f for f in load_bank(root).findings if f.code == "unknown-key"]
    assert hint in finding.hint
    assert finding.id == "bread-0"


def test_single_brackets_are_explained(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    (root / BREAD).write_text('[questions]\nid = "x"\n')

    [finding] = [f for f in load_bank(root).findings if f.path == BREAD]
    assert "[[questions]]" in finding.hint


def test_a_folder_without_a_bank_is_reported(tmp_path: Path) -> None:
    [finding] = load_bank(tmp_path).findings

    assert (finding.code, finding.severity) == ("no-bank-file", "error")


def test_an_empty_questions_file_is_a_warning(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    (root / "questions" / "later.toml").write_text("")

    [finding] = load_bank(root).findings
    assert (finding.code, finding.severity) == ("no-questions", "warning")
