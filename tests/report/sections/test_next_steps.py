"""What to do next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from examkit.exam.grading import Outcome
from examkit.report.blocks import NextStep, Paragraph
from examkit.report.sections.next_steps import NextStepsSection
from examkit.tui.keymap import REPORT_KEYS
from tests.report.example import Asked, make_facts, report_of, running_example

RIGHT = Asked()
WRONG = Asked(outcome="wrong")


def steps(asked: list[Asked], **form: object) -> list[NextStep]:
    return list(report_of(asked, None, **form)[NextStepsSection].next)


def elsewhere(number: int) -> Asked:
    """A miss in a topic of its own."""
    return replace(WRONG, topic=f"topic-{number}", note=f"topic-{number}.md#part")


def test_the_running_example() -> None:
    drill, notes, sure = steps(running_example())
    assert (drill.kind, drill.key) == ("drill", "d")
    assert drill.args == {"domain": "performing", "count": 20}
    assert drill.text == "Drill High-performing: 20 questions, about 40 min"
    assert (notes.kind, notes.key) == ("notes", "o")
    assert notes.args == {"notes": ("caching.md#part-5", "caching.md#part-6", "caching.md#part-7")}
    assert (sure.kind, sure.key) == ("sure-but-wrong", "z")
    assert sure.text == "Review 4 questions you were sure of but missed"


CASES: list[tuple[list[Asked], list[str]]] = [
    ([RIGHT] * 10, ["mock"]),
    ([], ["mock"]),
    ([RIGHT] * 8 + [WRONG] * 2, ["drill", "notes", "wrong"]),
    ([RIGHT] * 8 + [WRONG], ["drill", "wrong", "mock"]),
    ([elsewhere(1), elsewhere(2)], ["drill", "wrong", "mock"]),
    ([RIGHT] * 8 + [replace(WRONG, confidence=3)], ["drill", "sure-but-wrong", "wrong"]),
    ([RIGHT] * 8 + [replace(WRONG, confidence=2)], ["drill", "wrong", "mock"]),
    ([replace(RIGHT, confidence=3)] * 8, ["mock"]),
    ([replace(WRONG, note="")] * 2, ["drill", "wrong", "mock"]),
    ([replace(WRONG, outcome="unanswered", confidence=3)], ["drill", "wrong", "mock"]),
]


def test_the_notes_to_read_cover_only_the_mistakes_they_are_about() -> None:
    notes = steps([RIGHT] * 8 + [replace(WRONG, note=""), WRONG, WRONG])[1]
    assert notes.text.endswith("(2 of 3 mistakes)")


@pytest.mark.parametrize(
    ("outcomes", "text"),
    [
        (["wrong"], "Review 1 mistake"),
        (["wrong", "partial"], "Review 2 mistakes"),
        (["wrong", "unanswered", "unanswered"], "Review 3 missed questions: 2 unanswered"),
        (["unanswered"], "Review 1 unanswered question"),
        (["unanswered", "unanswered"], "Review 2 unanswered questions"),
    ],
)
def test_an_unanswered_question_is_not_a_mistake(outcomes: list[Outcome], text: str) -> None:
    found = steps([RIGHT] * 8 + [replace(WRONG, note="", outcome=each) for each in outcomes])
    assert text in [step.text for step in found]


@pytest.mark.parametrize(("asked", "kinds"), CASES)
def test_kinds(asked: list[Asked], kinds: list[str]) -> None:
    assert [step.kind for step in steps(asked)] == kinds


@pytest.mark.parametrize(("asked", "_kinds"), CASES)
def test_the_key_of_a_step_does_it_on_the_screen_of_the_report(
    asked: list[Asked], _kinds: list[str]
) -> None:
    keys = {
        re.sub(r"review\('(.+)'\)", r"\1", command.id): command.shown_key for command in REPORT_KEYS
    }
    filters = {"wrong": "missed", "sure-but-wrong": "sure but missed"}
    for step in steps(asked):
        assert keys[filters.get(step.kind, step.kind)] == step.key


def test_a_drill_takes_the_time_that_is_known_of_the_candidate() -> None:
    asked = running_example()
    [drill, *_] = report_of(asked, make_facts(asked, drill_pace=45.0))[NextStepsSection].next
    assert drill.text == "Drill High-performing: 20 questions, about 15 min"


@pytest.mark.parametrize(
    ("at_hand", "domain", "text"),
    [
        (None, "performing", "Drill High-performing: 20 questions, about 40 min"),
        ({"performing": 20}, "performing", "Drill High-performing: 20 questions, about 40 min"),
        ({"performing": 2}, "performing", "Drill High-performing: 2 questions, about 4 min"),
        ({"secure": 1}, "secure", "Drill Secure: 1 question, about 2 min"),
    ],
)
def test_a_drill_has_no_more_questions_than_there_are(
    at_hand: dict[str, int] | None, domain: str, text: str
) -> None:
    asked = running_example()
    [drill, *_] = report_of(asked, make_facts(asked, at_hand=at_hand))[NextStepsSection].next
    count = at_hand[domain] if at_hand else 20
    assert (drill.text, drill.args) == (text, {"domain": domain, "count": count})


def test_a_domain_without_questions_is_not_drilled() -> None:
    steps = report_of(running_example(), make_facts(at_hand={}))[NextStepsSection].next
    assert [step.kind for step in steps] == ["notes", "sure-but-wrong", "wrong"]


def test_at_most_three_and_every_key_once() -> None:
    chosen = steps(running_example())
    assert len(chosen) == 3
    assert len({step.key for step in chosen}) == 3


def test_the_drill_is_where_most_of_the_exam_is_to_be_gained() -> None:
    heavy = [replace(WRONG, domain="secure")] * 8 + [replace(RIGHT, domain="secure")] * 8
    light = [replace(WRONG, domain="cost")] * 8 + [replace(RIGHT, domain="cost")] * 8
    assert steps(light + heavy)[0].args["domain"] == "secure"


def test_a_weak_domain_comes_before_a_heavier_one_that_is_fine() -> None:
    fine = [replace(WRONG, domain="secure")] + [replace(RIGHT, domain="secure")] * 40
    weak = [replace(WRONG, domain="cost")] * 8 + [replace(RIGHT, domain="cost")] * 5
    assert steps(fine + weak)[0].args["domain"] == "cost"


def test_notes_come_from_the_topics_with_the_largest_share_of_misses() -> None:
    asked = [
        *[replace(WRONG, topic="identity", note="identity.md#roles")] * 2,
        *[replace(RIGHT, topic="identity")] * 6,
        *[replace(WRONG, topic="storage", note="storage.md#classes")] * 2,
        elsewhere(1),
    ]
    notes = steps(asked)[1]
    assert notes.args == {"notes": ("storage.md#classes", "identity.md#roles")}
    assert notes.text == "Read 2 notes: Storage Classes, Identity Roles (4 of 5 mistakes)"


def test_after_a_drill_a_mock_shows_the_rest() -> None:
    assert steps([RIGHT] * 5, mode="drill", limit=None)[0].text == (
        "Take a mock exam to cover all domains"
    )


def test_without_verdicts_the_misses_of_this_attempt_choose_the_drill() -> None:
    careless = [replace(each, seconds=1.0) for each in running_example()]
    section = report_of(careless)[NextStepsSection]

    assert section.next[0].args["domain"] == "performing"
    assert section.note == "The drill is based on this attempt only."
    assert Paragraph(section.note) in section.summary()
    assert report_of(running_example())[NextStepsSection].note == ""


def test_a_drill_on_a_domain_without_a_verdict_says_so() -> None:
    known, few = [replace(RIGHT, domain="cost")] * 20, [replace(WRONG, domain="secure")] * 3
    section = report_of(known + few)[NextStepsSection]
    assert section.next[0].args["domain"] == "secure"
    assert section.note == "The drill's domain doesn't have enough data yet."
    assert Paragraph(section.note) in section.summary()
