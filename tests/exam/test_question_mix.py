from __future__ import annotations

from collections import Counter

import pytest

from examkit.bank.pool import PoolItem
from examkit.exam.assembly import LastSeen, assemble_mock, topic_caps
from examkit.exam.question_mix import WHOLE_FORM, balance_mix, trait_targets
from tests.factories import make_exam, make_item

C03 = {"development": 30.0, "security": 26.0, "deployment": 22.0, "troubleshooting": 22.0}
QUOTAS = {"development": 20, "security": 17, "deployment": 14, "troubleshooting": 14}
EXAM = make_exam(C03, questions=65, unscored=15)
GRADES = ("easy", "medium", "medium", "hard")
TYPES = ("single", "single", "single", "multiple", "single", "single")
POOL = [
    make_item(
        f"{domain}-{n}",
        domain,
        f"{domain}-{n % 5}",
        difficulty=GRADES[(n * 7 + n // 20) % 4],
        type=TYPES[(n * 5 + n // 20) % 6],
        skills=(f"{domain}.{n % 20}",),
        enemies=(f"{domain}-{n + 1}",) if n % 9 == 0 else (),
    )
    for domain in C03
    for n in range(160)
]


def mix(items: tuple[PoolItem, ...]) -> Counter[str]:
    return Counter(value for item in items for value in (item.difficulty, item.type))


@pytest.mark.parametrize("seed", range(200))
def test_each_form_has_the_mix_of_the_pool(seed: int) -> None:
    drawn = assemble_mock(EXAM, POOL, {}, str(seed)).items
    targets = trait_targets(POOL, QUOTAS)

    for value, count in mix(drawn).items():
        assert abs(count - targets[WHOLE_FORM, value]) <= 1
    assert Counter(item.domain for item in drawn) == QUOTAS


@pytest.mark.parametrize("seed", range(20))
def test_exchanges_keep_skills_topics_and_enemies(seed: int) -> None:
    drawn = assemble_mock(EXAM, POOL, {}, str(seed)).items
    ids = {item.id for item in drawn}

    assert len(ids) == 65
    assert not any(ids & set(item.enemies) for item in drawn)
    for domain, quota in QUOTAS.items():
        items = [item for item in drawn if item.domain == domain]
        caps = topic_caps([item for item in POOL if item.domain == domain], quota)
        assert max(Counter(item.skill for item in items).values()) == 1
        assert all(n <= caps[topic] for topic, n in Counter(i.topic for i in items).items())


@pytest.mark.parametrize("seed", range(20))
def test_unseen_questions_come_before_a_better_mix(seed: int) -> None:
    seen = {item.id: LastSeen(1, in_mock=True) for item in POOL if item.difficulty == "hard"}
    drawn = assemble_mock(EXAM, POOL, seen, str(seed)).items

    assert mix(drawn)["hard"] == 0


def test_the_order_of_the_pool_does_not_matter() -> None:
    assert assemble_mock(EXAM, POOL, {}, "a") == assemble_mock(EXAM, POOL[::-1], {}, "a")


def test_targets_are_each_domains_share_and_their_sum() -> None:
    pool = [
        *(make_item(f"b-{n}", "build", difficulty="hard" if n < 2 else "easy") for n in range(8)),
        *(make_item(f"s-{n}", "secure", difficulty="hard") for n in range(2)),
    ]
    targets = trait_targets(pool, {"build": 4, "secure": 1})

    assert targets["build", "hard"] == 1
    assert targets["build", "easy"] == 3
    assert targets["secure", "hard"] == 1
    assert targets[WHOLE_FORM, "hard"] == 2
    assert targets[WHOLE_FORM, "single"] == 5


EASY = [make_item(f"easy-{n}", difficulty="easy") for n in range(4)]
HARD = [make_item(f"hard-{n}", difficulty="hard") for n in range(4)]


def difficulties(chosen: tuple[PoolItem, ...]) -> Counter[str]:
    return Counter(item.difficulty for item in chosen)


def test_only_peers_are_exchanged() -> None:
    together = balance_mix(EASY, EASY + HARD, lambda item: item.domain, "a")
    apart = balance_mix(EASY, EASY + HARD, lambda item: item.difficulty, "a")

    assert difficulties(together) == {"easy": 2, "hard": 2}
    assert apart == tuple(EASY)


def test_enemies_of_the_other_questions_stay_out() -> None:
    fixed = make_item("fixed", "secure", enemies=("hard-0",))
    hard = [
        HARD[0],
        HARD[1]._replace(enemies=("fixed",)),
        HARD[2]._replace(enemies=("easy-0", "easy-1", "easy-2", "easy-3")),
    ]
    chosen = balance_mix([*EASY, fixed], [*EASY, *hard, fixed], lambda item: item.domain, "a")

    assert chosen == (*EASY, fixed)


def test_an_enemy_of_the_question_that_leaves_can_replace_it() -> None:
    hard = [item._replace(enemies=("easy-0",)) for item in HARD]
    chosen = balance_mix(EASY[:1], [EASY[0], *hard], lambda item: item.domain, "a")

    assert difficulties(chosen) == {"hard": 1}


def test_questions_that_share_a_stem_stay() -> None:
    grouped = [item._replace(group="stem") for item in EASY]
    hard = [item._replace(group="other") for item in HARD]

    assert balance_mix(grouped, grouped + HARD, lambda item: item.domain, "a") == tuple(grouped)
    assert balance_mix(EASY, EASY + hard, lambda item: item.domain, "a") == tuple(EASY)


def test_a_pool_of_one_kind_keeps_what_was_drawn() -> None:
    pool = [make_item(f"item-{n:02}") for n in range(40)]

    assert balance_mix(pool[:10], pool, lambda item: item.domain, "a") == tuple(pool[:10])
