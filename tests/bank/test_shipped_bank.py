"""What the shipped bank promises: size, forms, wording."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from examkit.bank.bank import Bank
from examkit.bank.lint.bank_rules import longest
from examkit.bank.lint.runner import lint_items
from examkit.bank.lint.testwise import measure_gains
from examkit.bank.loader import load_bank
from examkit.bank.pool import PoolItem
from examkit.exam.assembly import LastSeen, assemble_mock, mock_pool
from examkit.exam.question_mix import WHOLE_FORM, trait_targets

ROOT = Path(__file__).parents[2] / "questionbank" / "aws-developer-associate"
QUOTAS = {
    "dva-c03": {"development": 20, "security": 17, "deployment": 14, "troubleshooting": 14},
    "dva-c02": {"development": 21, "security": 17, "deployment": 15, "troubleshooting": 12},
}


@cache
def shipped() -> Bank:
    bank = load_bank(ROOT).bank
    assert bank is not None
    return bank


@pytest.mark.parametrize("candidate", range(5))
@pytest.mark.parametrize("exam", QUOTAS)
def test_nine_mocks_share_no_question(exam: str, candidate: int) -> None:
    bank, seen = shipped(), dict[str, LastSeen]()
    for number in range(9):
        seed = f"mock-{candidate}-{number}"
        drawn = assemble_mock(bank.exams[exam], bank.pools[exam], seen, seed, None)
        ids = {item.id for item in drawn.items}
        assert len(ids) == 65
        assert not ids & set(seen)
        seen |= dict.fromkeys(ids, LastSeen(days=1.0, in_mock=True))


@pytest.mark.parametrize("exam", QUOTAS)
def test_a_thousand_forms_have_exact_quotas_and_no_enemies(exam: str) -> None:
    bank = shipped()
    for number in range(500):
        drawn = assemble_mock(bank.exams[exam], bank.pools[exam], {}, f"form-{number}", None)
        assert Counter(item.domain for item in drawn.items) == QUOTAS[exam]
        ids = {item.id for item in drawn.items}
        assert not any(ids & set(item.enemies) for item in drawn.items)
        assert len(drawn.unscored) == 15
        assert all(item.use == "exam" for item in drawn.items)


@pytest.mark.parametrize("exam", QUOTAS)
def test_two_hundred_forms_are_equally_hard(exam: str) -> None:
    bank = shipped()
    targets = trait_targets(mock_pool(bank.pools[exam]), QUOTAS[exam])
    for number in range(100):
        drawn = assemble_mock(bank.exams[exam], bank.pools[exam], {}, f"form-{number}", None)
        hard = sum(item.difficulty == "hard" for item in drawn.items)
        multiple = sum(item.type == "multiple" for item in drawn.items)
        assert abs(hard - targets[WHOLE_FORM, "hard"]) <= 3
        assert abs(multiple - targets[WHOLE_FORM, "multiple"]) <= 3


@pytest.mark.parametrize("exam", QUOTAS)
def test_a_thousand_forms_spread_over_the_skills_of_each_domain(exam: str) -> None:
    bank = shipped()
    supply = {(i.domain, i.skill) for i in bank.pools[exam] if i.use == "exam"}
    for number in range(500):
        drawn = assemble_mock(bank.exams[exam], bank.pools[exam], {}, f"form-{number}", None)
        skills = Counter((item.domain, item.skill) for item in drawn.items)
        ids = {item.id for item in drawn.items}
        twice = {domain for (domain, _), count in skills.items() if count > 1}
        for domain, skill in supply - skills.keys():
            rest = [
                i for i in bank.pools[exam] if (i.domain, i.skill, i.use) == (domain, skill, "exam")
            ]
            assert domain not in twice or all(_is_barred(i, drawn.items, ids) for i in rest)


def _is_barred(item: PoolItem, drawn: tuple[PoolItem, ...], ids: set[str]) -> bool:
    return bool(ids & set(item.enemies)) or any(item.id in other.enemies for other in drawn)


def test_its_size_and_mix() -> None:
    questions = [placed.question for placed in shipped().questions.values()]
    kinds = Counter(question.type for question in questions)
    difficulty = Counter(question.difficulty for question in questions)
    assert len(questions) >= 640
    assert 0.15 <= kinds["multiple"] / len(questions) <= 0.25
    assert 0.2 <= difficulty["easy"] / len(questions) <= 0.3
    assert 0.2 <= difficulty["hard"] / len(questions) <= 0.3
    assert sum("```" in question.stem for question in questions) >= 40
    with_note = sum(any(option.note for option in q.options) for q in questions)
    assert with_note / len(questions) >= 0.5
    assert all(question.references for question in questions)
    for question in questions:
        wanted = {"single": (4,), "multiple": (5, 6)}[question.type]
        assert len(question.options) in wanted, question.id


def test_a_reader_without_knowledge_does_not_beat_chance() -> None:
    items = lint_items(shipped())
    fixed, learned, _ = measure_gains(items)
    length = longest(items)
    assert fixed.lift <= 0.03
    assert learned.lift <= 0.03
    assert abs(length.rate - length.expected) <= 0.05
