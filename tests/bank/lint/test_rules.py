"""Each rule on a fault and on its absence."""

from __future__ import annotations

import pytest

from examkit.bank.lint.rule import Item
from examkit.bank.lint.runner import RULES
from examkit.bank.lint.text_rules import reading_grade
from tests.bank.lint.items import TEXTS, make_lint_item

KEY_WITH_REASON = "Raise the timeout, because a message comes back before it is done."
LONG = " ".join(["word"] * 121) + ". Which helps?"
HARD = (
    "Notwithstanding organizational considerations regarding interdependent infrastructural "
    "responsibilities, administrators systematically institutionalize authentication "
    "configurations. Which configuration demonstrates appropriateness?"
)


def one(place: int, text: str) -> tuple[str, ...]:
    """Return the usual options with one of them replaced."""
    return (*TEXTS[:place], text, *TEXTS[place + 1 :])


CASES: dict[str, tuple[Item, Item]] = {
    "key-longest": (
        make_lint_item(one(0, KEY_WITH_REASON)),
        make_lint_item(
            (*one(0, KEY_WITH_REASON)[:3], f"Use a topic, because {'many ' * 5}listen.")
        ),
    ),
    "absolute-distractors": (
        make_lint_item(one(1, "Always add a second queue.")),
        make_lint_item(("Never raise it.", "Always add a second queue.", *TEXTS[2:])),
    ),
    "hedged-key": (
        make_lint_item(one(0, "Usually raise the timeout.")),
        make_lint_item(("Usually raise it.", "Sometimes add a queue.", *TEXTS[2:])),
    ),
    "echo": (
        make_lint_item(one(0, "Change the timeout.")),
        make_lint_item(("Change the timeout.", "Change the filter.", *TEXTS[2:])),
    ),
    "article": (
        make_lint_item(("alarm", "queue", "event", "index"), stem="The service needs an"),
        make_lint_item(("alarm", "order", "event", "index"), stem="The service needs an"),
    ),
    "all-of-the-above": (make_lint_item(one(3, "All of the above")), make_lint_item()),
    "none-of-the-above": (make_lint_item(one(3, "None of these")), make_lint_item()),
    "letters": (
        make_lint_item(one(3, "Both A and C")),
        make_lint_item(one(3, "A role that account A and B share")),
    ),
    "similar-options": (
        make_lint_item(("Raise the limit of it.", "Raise the limit of it, it.", "No.")),
        make_lint_item(),
    ),
    "contained-option": (
        make_lint_item(("A second queue", "A second queue with a filter", "A topic", "A rule")),
        make_lint_item(("2 units", "12 units", "20 units", "32 units"), ordered=True),
    ),
    "number-order": (
        make_lint_item(("20 units", "10 units", "40 units", "80 units"), ordered=True),
        make_lint_item(("10 units", "20 units", "40 units", "80 units"), ordered=True),
    ),
    "option-count": (make_lint_item(("Yes.", "No.")), make_lint_item()),
    "converging-key": (
        make_lint_item(
            (
                "Raise queue timeout twice",
                "Raise queue",
                "Timeout twice",
                "Write programs",
            )
        ),
        make_lint_item(),
    ),
    "opposites": (
        make_lint_item(("Keep the filter.", "Never keep the filter.", *TEXTS[2:])),
        make_lint_item(("Use a topic.", "Keep the filter.", "Never keep the filter.", "Raise it.")),
    ),
    "uneven-lengths": (
        make_lint_item(one(1, "Add a second queue that takes what the first one could not do.")),
        make_lint_item(),
    ),
    "mixed-forms": (make_lint_item(one(1, "A second queue")), make_lint_item()),
    "vague-words": (make_lint_item(one(2, "Often drop the filter.")), make_lint_item()),
    "shared-start": (
        make_lint_item(tuple(f"Set the timeout to {n}." for n in (1, 2, 3, 4))),
        make_lint_item(),
    ),
    "quiet-negative": (
        make_lint_item(stem="A team has a queue. Which change is not needed?"),
        make_lint_item(stem="It must not wait. Which change takes the least effort?"),
    ),
    "double-negative": (
        make_lint_item(one(1, "It does not wait."), stem="Which of these is NOT a reason?"),
        make_lint_item(stem="Which of these is NOT a reason?"),
    ),
    "no-question": (make_lint_item(stem="A team has a queue."), make_lint_item(stem="It needs:")),
    "unfocused-stem": (make_lint_item(stem="Which is true?"), make_lint_item()),
    "long-stem": (make_lint_item(stem=LONG), make_lint_item()),
    "hard-to-read": (make_lint_item(stem=HARD), make_lint_item()),
    "letter-in-rationale": (
        make_lint_item(rationale="Unlike option B, it waits for the queue."),
        make_lint_item(),
    ),
    "thin-rationale": (make_lint_item(rationale="Wrong."), make_lint_item()),
    "no-reference": (make_lint_item(references=()), make_lint_item()),
}


def test_every_rule_has_a_case_and_a_docstring() -> None:
    assert {rule.code for rule in RULES} == set(CASES)
    assert all(rule.about for rule in RULES)


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_fault_and_nothing_else(code: str) -> None:
    rule = next(rule for rule in RULES if rule.code == code)
    fault, sound = CASES[code]
    assert list(rule.check(fault))
    assert not list(rule.check(sound))


def test_a_sound_question_has_no_flaws() -> None:
    item = make_lint_item()
    assert [rule.code for rule in RULES if list(rule.check(item))] == []


def test_shuffled_numbers_are_reported() -> None:
    rule = next(rule for rule in RULES if rule.code == "number-order")
    assert list(rule.check(make_lint_item(("1 GB", "2 GB", "3 GB", "4 GB"))))


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("", 0.0),
        # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59.
        ("The cat sat on the mat.", -1.45),
    ],
)
def test_reading_grade(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade, abs=1e-9)
