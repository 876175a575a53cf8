"""Rules about the bank as a whole, on banks with planted cues."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from examkit.bank.lint.bank_rules import (
    bank_flaws,
    key_in_other_stem,
    longest,
    outdated_names,
    similar_pairs,
)
from examkit.bank.lint.rule import Item
from examkit.bank.lint.testwise import CueGain, credit, fit, measure_gains, solve, verdict
from tests.bank.lint.items import make_lint_item

WORDS = [a + b for a in "bdfgklmnprst" for b in ("alo", "emi", "ura", "oti", "ani", "ipe")]


def bank(plant: Callable[[list[str], int], list[str]], questions: int = 260) -> list[Item]:
    """Make questions of random words; `plant` may change the options, given the key's place."""
    chance = random.Random("planted")  # noqa: S311
    items = []
    for number in range(questions):
        texts = [" ".join(chance.choices(WORDS, k=chance.randint(4, 7))) for _ in range(4)]
        key = chance.randrange(4)
        stem = " ".join(chance.choices(WORDS, k=12)) + "?"
        items.append(make_lint_item(plant(texts, key), (key,), stem=stem, id=f"q-{number}"))
    return items


def plain(texts: list[str], key: int) -> list[str]:
    return texts


def long_key(texts: list[str], key: int) -> list[str]:
    return [text + " kalo demi" * (i == key) for i, text in enumerate(texts)]


def short_key(texts: list[str], key: int) -> list[str]:
    return [text if i == key else text + " kalo demi" for i, text in enumerate(texts)]


def likest_key(texts: list[str], key: int) -> list[str]:
    core = texts[key].split()
    return [text if i == key else f"{core[i % len(core)]} {text}" for i, text in enumerate(texts)]


def test_random_keys_show_no_cue() -> None:
    items = bank(plain)
    assert list(bank_flaws(items)) == []
    fixed, learned, cues = measure_gains(items)
    assert [verdict(fixed), verdict(learned)] == [None, None]
    assert not any(verdict(cue, single=True) for cue in cues)


@pytest.mark.parametrize(
    ("plant", "code"), [(long_key, "longest-is-key"), (likest_key, "likest-is-key")]
)
def test_a_planted_cue_is_found(plant: Callable[[list[str], int], list[str]], code: str) -> None:
    items = bank(plant)
    assert code in {found for found, *_ in bank_flaws(items)}
    _, learned, _ = measure_gains(items)
    assert learned.lift > 0.2
    assert verdict(learned) == "error"


def test_a_cue_of_length_has_a_hint_that_removes_it() -> None:
    hints = {code: hint for code, _, _, hint in bank_flaws(bank(short_key))}
    assert hints["shortest-is-key"] == "Shorten distractors or lengthen keys."
    hints = {code: hint for code, _, _, hint in bank_flaws(bank(long_key))}
    assert hints["longest-is-key"] == "Lengthen distractors or shorten keys."


def test_few_questions_prove_nothing() -> None:
    items = bank(long_key, questions=20)
    assert list(bank_flaws(items)) == []
    assert verdict(measure_gains(items)[0]) is None


def test_longest_counts_ties_by_their_share() -> None:
    item = make_lint_item(("aaaa", "bbbb", "cc", "dd"))
    assert longest([item]).hits == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("scores", "keys", "expected"),
    [
        ([3, 1, 1, 1], [0], 1.0),
        ([3, 1, 1, 1], [1], 0.0),
        ([1, 1, 1, 1], [2], 0.25),
        ([3, 2, 1, 1, 1], [0, 1], 1.0),
        ([3, 2, 2, 1, 1], [0, 2], 0.5),
        ([3, 2, 2, 1, 1], [1, 2], 0.0),
    ],
)
def test_credit(scores: list[float], keys: list[int], expected: float) -> None:
    assert credit(scores, keys) == expected


@pytest.mark.parametrize(
    ("hits", "single", "expected"),
    [(75.0, False, None), (90.0, False, "warning"), (110.0, False, "error"), (90.0, True, None)],
)
def test_verdict(hits: float, single: bool, expected: str | None) -> None:
    found = CueGain("T1", 300, hits, 75.0, 56.25)
    assert verdict(found, single=single) == expected


def test_the_logit_finds_the_weights_that_made_the_choices() -> None:
    chance = random.Random("choices")  # noqa: S311
    choices = []
    for _ in range(4_000):
        rows = [[chance.gauss(0, 1), chance.gauss(0, 1)] for _ in range(4)]
        # Adding Gumbel noise to a score and taking the highest is a draw from the model.
        noisy = [1.0 * a - 0.5 * b + gumbel(chance) for a, b in rows]
        choices.append((rows, noisy.index(max(noisy))))
    assert fit(choices, 3.0) == pytest.approx([1.0, -0.5], abs=0.08)


def gumbel(chance: random.Random) -> float:
    return -math.log(-math.log(chance.random()))


def test_solve() -> None:
    assert solve([[0.0, 2.0], [4.0, 1.0]], [6.0, 7.0]) == pytest.approx([1.0, 3.0])


def test_copies_and_rewordings_are_distinguished_from_others() -> None:
    first = make_lint_item(stem="A team reads a queue that delivers messages twice. Why?", id="q-a")
    copy = make_lint_item(stem="A team reads a queue that delivers messages twice. Why?", id="q-b")
    other = make_lint_item(
        ("Sort it.", "Bake it.", "Cool it.", "Salt it."), stem="Which dough rises?", id="q-c"
    )
    pairs = {
        (a.question.id, b.question.id): c for c, a, b in similar_pairs([first, copy, other], 0.0)
    }
    assert pairs["q-a", "q-b"] == pytest.approx(1.0)
    assert pairs.get(("q-a", "q-c"), 0.0) < 0.3


def test_a_stem_that_tells_another_key_is_found_unless_they_are_enemies() -> None:
    key = "Encrypted snapshot copies restore databases."
    asked = make_lint_item((key, "Bake.", "Cool.", "Salt."), id="q-a")
    stem = "A team restores databases from encrypted snapshot copies. What else helps?"
    teller = make_lint_item(stem=stem, id="q-b")
    enemy = make_lint_item(stem=stem, id="q-c", enemies=("q-a",))
    found = [(a.question.id, b.question.id) for a, b in key_in_other_stem([asked, teller, enemy])]
    assert found == [("q-a", "q-b")]


def test_outdated_names_are_found_in_keys_only() -> None:
    key = make_lint_item(("Use Amazon QLDB.", "Use a table.", "Use a file.", "Use a log."))
    distractor = make_lint_item(("Use a table.", "Use Amazon QLDB.", "Use a file.", "Use a log."))
    found = outdated_names([key, distractor], ["Amazon QLDB"])
    assert [(item is key, place) for item, place, _ in found] == [(True, 0)]
