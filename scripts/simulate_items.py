"""How often the rules for a second look flag good and bad questions, in simulated classes.

Questions follow the model of `simulate_candidates`, with four options. In each class, everybody
answers the same 65 questions. Two of them are bad: one is marked with a wrong key, and nobody
knows the answer to the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from random import Random

from simulate_candidates import PACE, POPULATIONS

from examkit.analytics.item_answers import FirstAnswer
from examkit.analytics.item_flags import Norms, find_flags
from examkit.analytics.item_statistics import ItemKey, measure_item

QUESTIONS, OPTIONS = 65, "ABCD"
KEY = ItemKey(("A",), ("B", "C", "D"))
WRONG_KEY, UNKNOWN = 0, 1
"""Positions of the two bad questions."""
RULES = ("key", "discrimination", "distractor")
SIZES = (30, 50, 100)


def flag_questions(size: int, chance: Random) -> Iterator[tuple[int, set[str]]]:
    """Yield the position of each question with the rules that flag it, for a class of this size."""
    questions = [_make_question(chance) for _ in range(QUESTIONS)]
    picks = [_take(questions, chance) for _ in range(size)]
    totals = [sum(pick == "A" for pick in own) for own in picks]
    for position in range(QUESTIONS):
        answers = []
        for own, total in zip(picks, totals, strict=True):
            correct = own[position] == "A"
            rest = (total - correct) / (QUESTIONS - 1)
            answers.append(FirstAnswer(float(correct), correct, 60.0, (own[position],), rest))
        flags = find_flags(measure_item(answers, KEY), KEY, "medium", Norms(PACE, {}))
        yield position, {flag.rule for flag in flags}


def _make_question(chance: Random) -> tuple[float, float, list[float]]:
    """Return a question's slope, its difficulty, and how attractive its distractors are."""
    attraction = [chance.lognormvariate(0, 0.6) for _ in OPTIONS[1:]]
    return chance.lognormvariate(0, 0.3), chance.gauss(0, 1), attraction


def _take(questions: list[tuple[float, float, list[float]]], chance: Random) -> list[str]:
    kind = POPULATIONS["even"]
    ability, picks = chance.gauss(kind.mean, kind.spread), []
    for position, (slope, level, attraction) in enumerate(questions):
        known = 1 / (1 + math.exp(-slope * (ability - level)))
        knows = chance.random() < (known if position != UNKNOWN else 0)
        if knows or chance.random() < 1 / len(OPTIONS):
            picks.append("B" if position == WRONG_KEY else "A")
        else:
            others = "ACD" if position == WRONG_KEY else "BCD"
            picks += chance.choices(others, attraction)
    return picks


def measure_rules(classes: int, size: int) -> dict[str, dict[str, float]]:
    """Return the share of questions that each rule flags, by kind of question."""
    flagged: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for number in range(classes):
        for position, rules in flag_questions(size, Random(f"items {size} {number}")):
            kind = {WRONG_KEY: "wrong key", UNKNOWN: "nobody knows"}.get(position, "good")
            total[kind] += 1
            for rule in rules:
                flagged[kind, rule] += 1
            flagged[kind, "any"] += bool(rules)
    return {
        kind: {rule: flagged[kind, rule] / total[kind] for rule in (*RULES, "any")}
        for kind in ("good", "wrong key", "nobody knows")
    }


def print_shares(classes: int) -> None:
    """Print the table of docs/dev/measurement.md."""
    print("| question | candidates | key | discrimination | distractor | any |")
    for size in SIZES:
        for kind, shares in measure_rules(classes, size).items():
            cells = " | ".join(f"{share:.2f}" for share in shares.values())
            print(f"| {kind} | {size} | {cells} |")
