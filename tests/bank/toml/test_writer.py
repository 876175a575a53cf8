"""What is written as TOML is read back the same, and written again gives the same bytes."""

from __future__ import annotations

import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from examkit.bank.loader import load_bank
from examkit.bank.model import Group, Question
from examkit.bank.toml.writer import questions_toml, toml_literal
from examkit.question_types.choice import Option
from tests.banks import EVERY_TYPE, write_every_type

TEXTS = st.one_of(
    st.text(max_size=30).filter(lambda text: text.isprintable() or "\n" in text),
    st.lists(
        st.sampled_from(["'", "'''", '"', '"""', "\\", "\n", "\t", "x", " ", "#", "=", "é", "\r"]),
        max_size=8,
    ).map("".join),
)


@example("\r\n")
@example("a\r\n\rb")
@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    wanted = text.encode("utf-8", "ignore").decode()
    assert tomli.loads(f"x = {toml_literal(wanted)}")["x"] == wanted


@given(st.lists(st.tuples(TEXTS, st.booleans(), TEXTS), min_size=2, max_size=4), TEXTS)
def test_questions_come_back_and_give_the_same_bytes(
    rows: list[tuple[str, bool, str]], stem: str
) -> None:
    options = tuple(
        Option(text=text.encode("utf-8", "ignore").decode() or "x", correct=right, rationale=why)
        for text, right, why in rows
        for why in [why.encode("utf-8", "ignore").decode()]
    )
    values = {"id": "one-q", "topic": "t1", "difficulty": "easy", "stem": stem or "?"}
    values["stem"] = str(values["stem"]).encode("utf-8", "ignore").decode() or "?"
    question = Question(options=options, domain={"e1": "d1"}, **values)  # type: ignore[arg-type, call-arg]
    text = questions_toml([question], [Group(id="grp", stem="'''\nx")])
    read = tomli.loads(text)["questions"][0]
    again = Question.model_validate(read)
    assert again == question
    assert questions_toml([again], [Group(id="grp", stem="'''\nx")]) == text


def test_every_type_comes_back(tmp_path) -> None:  # type: ignore[no-untyped-def]
    root = write_every_type(tmp_path / "bank")
    bank = load_bank(root).bank
    assert bank is not None
    questions = [placed.question for placed in bank.questions.values()]
    groups = [Group(id=name, stem=group.stem) for name, group in bank.groups.items()]
    (root / "questions" / "bread.toml").write_text(questions_toml(questions, groups, head="A\n\nB"))
    again = load_bank(root).bank
    assert again is not None
    assert [placed.question for placed in again.questions.values()] == questions
    assert EVERY_TYPE.count("[[questions]]") == len(questions)
