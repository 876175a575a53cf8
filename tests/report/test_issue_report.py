"""A doubted question as a file for its author, and two attempts beside each other."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from examkit.analytics.trend import mock_result
from examkit.exam.attempt_state import SlotState
from examkit.question_types.base import Response
from examkit.report.compare import compare_attempts, render
from examkit.report.issue_report import write_issue
from tests.factories import make_form, make_question, make_slot
from tests.report.example import report_of, running_example

EVIL = "</pre><script>x</script>\n```\n# head\n[a](javascript:b) \x1b[2J"


def test_a_doubt_holds_what_its_author_needs() -> None:
    question = make_question("q-one", references=("https://example.org/page",))
    form = make_form([make_slot(question)])
    name, text = write_issue(
        form, form.slots[0], SlotState(response=Response((1,))), "B is right as well."
    )
    assert name == f"q-one-{form.slots[0].digest[:8]}.md"
    for part in ("B is right as well.", question.stem.strip(), "https://example.org/page"):
        assert part in text
    assert "- Correct answer: A" in text
    assert f"A. (correct, number 1 in the bank) {question.options[0].text}" in text
    assert f"B. (number 2 in the bank) {question.options[1].text}" in text
    assert "- My answer: B" in text
    assert f"content digest {form.slots[0].digest}" in text


def test_a_doubt_names_options_by_their_letters_on_screen() -> None:
    question = make_question("q-one")
    slot = replace(make_slot(question), order=(1, 3, 0, 2))
    state = SlotState(response=Response((1,)))
    text = write_issue(make_form([slot]), slot, state, "A is right as well.")[1]
    assert "- Correct answer: C" in text
    assert "- My answer: A" in text
    assert f"A. (number 2 in the bank) {question.options[1].text}" in text
    assert f"C. (correct, number 1 in the bank) {question.options[0].text}" in text


def test_a_doubt_lists_the_items_whose_letters_the_response_names() -> None:
    ordering = {"type_": "ordering", "options": (), "items": ("knead", "rise", "bake")}
    question = make_question("q-one").model_copy(update=ordering)
    slot = replace(make_slot(question), order=(2, 0, 1))
    state = SlotState(response=Response((1, 0, 2)))
    text = write_issue(make_form([slot]), slot, state, "A comes last.")[1]
    assert "- Correct answer: B C A" in text
    assert "- My answer: C B A" in text
    assert "A. (number 3 in the bank) bake\nB. (number 1 in the bank) knead\n" in text


def test_the_name_of_the_file_is_no_path() -> None:
    form = make_form([make_slot(digest="/../../x")])
    assert write_issue(form, form.slots[0], SlotState(), "")[0] == "q-one-x.md"


def test_text_of_a_bank_stays_in_its_fence() -> None:
    question = make_question("q-one").model_copy(update={"stem": EVIL})
    form = make_form([make_slot(question)])
    html = MarkdownIt("commonmark").render(write_issue(form, form.slots[0], SlotState(), EVIL)[1])
    assert "<script>" not in html
    assert "javascript:" not in [line for line in html.splitlines() if "<a " in line]
    assert "<a " not in html
    assert html.count("<h1>") == 1
    assert "\x1b" not in html


def test_two_mocks_are_compared_with_luck() -> None:
    one, other = report_of(running_example()), report_of(running_example())
    points = (mock_result("a", 1.8e9, 50, 30, 1.0), mock_result("b", 1.8e9 + 86_400, 50, 44, 1.0))
    text = render(compare_attempts(one, other, points))
    assert "30 of 50 correct (60%" in text
    assert "Up 28 points. Chance alone would cause a change this large about 1 time in" in text
    assert "Secure" in text
    assert "14/19" in text
    assert "reused" not in text


def test_reused_mocks_are_practice() -> None:
    one = report_of(running_example())
    points = (mock_result("a", 1.8e9, 50, 30, 0.2), mock_result("b", 1.8e9 + 86_400, 50, 31, 1.0))
    text = render(compare_attempts(one, one, points))
    assert "this shows practice more than knowledge" in text
    assert "Chance alone can explain a difference of up to" in text
