from __future__ import annotations

from collections import Counter
from itertools import groupby

import pytest

from examkit.bank.pool import PoolItem
from examkit.exam.assembly import LastSeen, assemble_drill, assemble_mock, exposure_tier, topic_caps
from examkit.exam.shuffle import MAX_DOMAIN_RUN, order_questions, shuffle_options
from tests.factories import make_exam, make_item, make_question

C03 = {"development": 30.0, "security": 26.0, "deployment": 22.0, "troubleshooting": 22.0}
EXAM = make_exam(C03, questions=65, unscored=15)
POOL = [
    make_item(f"{domain}-{n}", domain, f"{domain}-topic-{n % 5}")
    for domain in C03
    for n in range(40)
]


def domains(items: tuple[PoolItem, ...]) -> list[int]:
    counts = Counter(item.domain for item in items)
    return [counts[domain] for domain in C03]


@pytest.mark.parametrize("seed", range(25))
def test_a_form_meets_its_blueprint_and_repeats_nothing(seed: int) -> None:
    drawn = assemble_mock(EXAM, POOL, {}, str(seed))

    assert domains(drawn.items) == [20, 17, 14, 14]
    assert len({item.id for item in drawn.items}) == 65
    scored = tuple(item for item in drawn.items if item.id not in drawn.unscored)
    assert domains(scored) == [15, 13, 11, 11]
    assert drawn.shortfall == {}


def test_the_same_seed_gives_the_same_form_and_another_seed_another() -> None:
    assert assemble_mock(EXAM, POOL, {}, "a") == assemble_mock(EXAM, list(reversed(POOL)), {}, "a")
    assert assemble_mock(EXAM, POOL, {}, "a") != assemble_mock(EXAM, POOL, {}, "b")


@pytest.mark.parametrize("n", range(20))
def test_a_question_added_to_the_bank_displaces_at_most_one_other(n: int) -> None:
    before = {item.id for item in assemble_mock(EXAM, POOL, {}, "a").items}
    added = make_item(f"added-{n}", "security", "security-topic-1")
    after = {item.id for item in assemble_mock(EXAM, [*POOL, added], {}, "a").items}

    assert len(before - after) == (1 if added.id in after else 0)


def test_questions_never_seen_come_first() -> None:
    seen = {
        item.id: LastSeen(days=1, in_mock=True) for item in POOL if int(item.id.split("-")[1]) < 20
    }
    drawn = assemble_mock(EXAM, POOL, seen, "a")

    assert not seen.keys() & {item.id for item in drawn.items}


def test_among_seen_questions_the_longest_ago_comes_first() -> None:
    pool = [make_item(f"item-{n:02}") for n in range(10)]
    seen = {item.id: LastSeen(days=n, in_mock=True) for n, item in enumerate(pool)}
    drawn = assemble_drill(pool, seen, "a", 3)

    assert {item.id for item in drawn.items} == {"item-07", "item-08", "item-09"}


@pytest.mark.parametrize(
    ("seen", "tier"),
    [
        (None, 0),
        (LastSeen(31, in_mock=False), 1),
        (LastSeen(91, in_mock=True), 2),
        (LastSeen(31, in_mock=True), 3),
        (LastSeen(90, in_mock=True), 3),
        (LastSeen(30, in_mock=False), 4),
        (LastSeen(30, in_mock=True), 4),
    ],
)
def test_tier_of_exposure(seen: LastSeen | None, tier: int) -> None:
    assert exposure_tier(seen) == tier


@pytest.mark.parametrize("seed", range(20))
def test_enemies_never_meet_whoever_declares_them(seed: int) -> None:
    pool = [
        make_item(f"item-{n}", enemies=(f"item-{n + 1}",) if n % 2 == 0 else ()) for n in range(20)
    ]
    drawn = assemble_drill(pool, {}, str(seed), 20)

    pairs = Counter(int(item.id.split("-")[1]) // 2 for item in drawn.items)
    assert set(pairs.values()) == {1}


def test_enemies_in_different_domains_never_share_a_form() -> None:
    exam = make_exam({"build": 50, "secure": 50}, questions=2)
    pool = [make_item("b", "build", enemies=("s",)), make_item("s", "secure")]
    drawn = assemble_mock(exam, pool, {}, "a")

    assert len(drawn.items) == 1
    assert sum(drawn.shortfall.values()) == 1


def test_a_topic_does_not_crowd_out_the_others() -> None:
    pool = [make_item(f"big-{n}", topic="big") for n in range(50)]
    pool += [make_item(f"small-{n}", topic="small") for n in range(50)]
    caps = topic_caps(pool, 10)
    drawn = assemble_mock(make_exam({"build": 1}, questions=10), pool, {}, "a")

    assert caps == {"big": 9, "small": 9}
    topics = Counter(item.topic for item in drawn.items)
    assert max(topics.values()) <= 9


def test_topic_caps_yield_when_the_domain_would_run_short() -> None:
    pool = [make_item(f"big-{n}", topic="big") for n in range(10)]
    seen = {f"big-{n}": LastSeen(1, in_mock=True) for n in range(10)}
    small = [make_item(f"small-{n}", topic="small") for n in range(10)]
    drawn = assemble_mock(make_exam({"build": 1}, questions=12), pool + small, seen, "a")

    assert len(drawn.items) == 12


SKILLED = [
    make_item(f"skill-{skill}-{n}", skills=(f"1.{skill}", "1.0"), topic=f"topic-{n % 4}")
    for skill in range(12)
    for n in range(1 + 3 * skill)
]


@pytest.mark.parametrize("count", [5, 12, 20, 40])
@pytest.mark.parametrize("seed", range(10))
def test_no_skill_comes_twice_before_each_was_there_once(seed: int, count: int) -> None:
    exam = make_exam({"build": 1}, questions=count)
    drawn = Counter(item.skill for item in assemble_mock(exam, SKILLED, {}, str(seed)).items)

    assert drawn.total() == count
    if max(drawn.values()) > 1:
        assert len(drawn) == 12


def test_the_one_question_of_a_skill_is_drawn_though_its_topic_is_full() -> None:
    pool = [make_item(f"big-{n}", topic="big", skills=(f"1.{n}",)) for n in range(10)]
    pool += [make_item(f"small-{n}", topic=f"small-{n}", skills=("2.1",)) for n in range(30)]
    drawn = assemble_mock(make_exam({"build": 1}, questions=11), pool, {}, "a")

    assert len({item.skill for item in drawn.items}) == 11


def test_an_unseen_question_comes_before_one_of_another_skill() -> None:
    seen = {item.id: LastSeen(1, in_mock=True) for item in SKILLED if item.skill == "1.3"}
    drawn = assemble_mock(make_exam({"build": 1}, questions=40), SKILLED, seen, "a")

    assert not seen.keys() & {item.id for item in drawn.items}


def test_enemies_of_one_skill_leave_it_to_the_next_question_of_it() -> None:
    pool = [
        make_item("one", skills=("1.1",), enemies=("two",)),
        make_item("two", skills=("1.2",)),
        make_item("three", skills=("1.2",)),
        *(make_item(f"more-{n}", skills=("1.1",)) for n in range(20)),
    ]
    for seed in range(20):
        drawn = assemble_mock(make_exam({"build": 1}, questions=2), pool, {}, str(seed))
        assert {item.skill for item in drawn.items} == {"1.1", "1.2"}


def test_a_mock_draws_no_question_for_drills_only_and_a_drill_draws_both() -> None:
    pool = [
        make_item(f"{d}-{use}-{n}", d, use=use)
        for d in C03
        for use in ("exam", "drill")
        for n in range(30)
    ]
    drawn = assemble_mock(EXAM, pool, {}, "a")
    drill = assemble_drill(pool, {}, "a", 40)

    assert domains(drawn.items) == [20, 17, 14, 14]
    assert {item.use for item in drawn.items} == {"exam"}
    assert {item.use for item in drill.items} == {"exam", "drill"}
    assert assemble_mock(EXAM, [i for i in pool if i.use == "drill"], {}, "a").items == ()


def test_a_domain_with_too_few_questions_is_named() -> None:
    pool = [item for item in POOL if item.domain != "security"] + POOL[40:45]
    drawn = assemble_mock(EXAM, pool, {}, "a")

    assert drawn.shortfall == {"security": 12}
    assert len(drawn.items) == 65


@pytest.mark.parametrize("seed", range(30))
def test_domains_are_mixed_on_the_form(seed: int) -> None:
    items = assemble_mock(EXAM, POOL, {}, str(seed)).items

    runs = [len(list(group)) for _, group in groupby(item.domain for item in items)]
    assert max(runs) <= MAX_DOMAIN_RUN


def test_a_form_of_one_domain_still_has_all_its_questions() -> None:
    items = [make_item(f"item-{n}") for n in range(6)]

    assert {item.id for item in order_questions(items, "a")} == {item.id for item in items}


def test_a_short_form_keeps_the_share_of_unscored_questions() -> None:
    drawn = assemble_mock(EXAM, POOL, {}, "a", count=13)

    assert (len(drawn.items), len(drawn.unscored)) == (13, 3)


def test_key_positions_are_spread_evenly() -> None:
    question = make_question("lambda-retries", keys=(0,))
    places = Counter(shuffle_options(question, str(seed)).index(0) for seed in range(4000))

    assert all(900 <= places[position] <= 1100 for position in range(4))


def test_options_with_a_meaningful_order_are_not_shuffled() -> None:
    question = make_question("kept", ordered=True)

    assert {shuffle_options(question, str(seed)) for seed in range(50)} == {(0, 1, 2, 3)}
