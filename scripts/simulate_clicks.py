"""What a mock that was clicked through does to the chance of passing, with and without the rule.

The rule of version 1.0.0 compared an answer with a tenth of the candidate's own median time, which
the clicks themselves pull down.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from random import Random

from simulate_candidates import PACE, POPULATIONS, QUOTAS, Candidate
from simulate_numbers import DAYS_APART, TARGET

from examkit.analytics.counted_answers import average_age, usable_answers, weigh_answers
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.readiness import assess_readiness
from examkit.analytics.settings import WeightSettings
from examkit.analytics.trend import measure_reach
from examkit.exam.past_answer import PastAnswer

SECONDS = (3.0, 5.0, 7.0, 9.0)
"""Time per question of the mock that is clicked through."""
MOVED = 5
"""A change of the shown chance by this many points or more counts as moved."""
Rule = Callable[[Sequence[PastAnswer]], Sequence[PastAnswer]]
"""A function that returns the answers that count."""


def own_median(answers: Sequence[PastAnswer]) -> Sequence[PastAnswer]:
    """Return the answers that version 1.0.0 counted."""
    limit = max(3.0, 0.1 * statistics.median(a.seconds for a in answers if a.seconds))
    return [a for a in answers if a.fresh and (a.seconds or 0.0) >= limit]


def of_the_exam(answers: Sequence[PastAnswer]) -> Sequence[PastAnswer]:
    """Return the answers that count now."""
    return usable_answers(answers, PACE)


def in_100(answers: Sequence[PastAnswer], rule: Rule) -> float | None:
    """Return the chance shown after the answers in percent, or its range's middle, if any."""
    usable = rule(answers)
    shown = assess_readiness(
        estimate_domains(weigh_answers(usable, list(QUOTAS))),
        TARGET,
        timed_mock=True,
        average_age=average_age(usable),
        reached=measure_reach(answers, WeightSettings().half_life, PACE),
    )
    return statistics.mean(shown.in_100_range) if shown.in_100_range else shown.in_100


def change(number: int, seconds: float, rule: Rule) -> float | None:
    """Return by how many points a clicked mock moves a candidate's chance after a good one.

    Return None if a chance isn't shown, because too few answers count.
    """
    candidate = Candidate(Random(f"even {number}"), POPULATIONS["even"])
    answers = candidate.take(candidate.draw(), 0.0)
    clicked = candidate.take(candidate.draw(), float(DAYS_APART), seconds)
    before, after = in_100(answers, rule), in_100([*answers, *clicked], rule)
    return None if before is None or after is None else after - before


def print_clicks(people: int) -> None:
    """Print the mean change in points with its standard error, and how many people moved."""
    for name, rule in (("own median (1.0.0)", own_median), ("the exam's pace", of_the_exam)):
        for seconds in SECONDS:
            all_changes = (change(number, seconds, rule) for number in range(people))
            changes = [each for each in all_changes if each is not None]
            error = statistics.stdev(changes) / math.sqrt(len(changes))
            moved = sum(abs(each) >= MOVED for each in changes)
            mean, of = statistics.mean(changes), len(changes)
            print(f"{name:<20} {seconds:.0f} s  {mean:+.1f} ±{error:.1f}  moved {moved}/{of}")
