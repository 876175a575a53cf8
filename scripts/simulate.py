"""Check the statistics on simulated people, without reading or writing a file.

Usage: .venv/bin/python scripts/simulate.py practice [--people 24]
       .venv/bin/python scripts/simulate.py verdicts
       .venv/bin/python scripts/simulate.py readiness [--people 2000]
       .venv/bin/python scripts/simulate.py numbers [--people 400]
       .venv/bin/python scripts/simulate.py rules [--people 400]
       .venv/bin/python scripts/simulate.py items [--people 200]
       .venv/bin/python scripts/simulate.py clicks [--people 100]

`verdicts` prints how often ranges contain the true share, and how often weak domains are found.
`readiness` prints how often stated chances come true, with and without repeated questions.
`numbers` prints both for several populations in a world of its own, as in docs/dev/measurement.md.
`rules` compares other rules for weak domains there, on the same people.
`clicks` prints how far a mock that was clicked through moves the chance of passing.
`items` prints how often the rules for a second look flag good and bad questions in classes.
`practice` compares today's practice with other ways to choose questions on the shipped bank: the
final expected score, the questions seen, and how far today's practice leads, on the same people.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulate_clicks import print_clicks
from simulate_items import print_shares
from simulate_numbers import print_figures
from simulate_practice import print_table
from simulate_rules import print_rules


def verdicts() -> None:
    """Print the coverage of ranges, the error rates of weak verdicts, and how chances come true."""
    from tests.analytics import test_simulation as sim

    cases = sim.population()
    behind = [case for case in cases if case.truth <= case.rest - 0.15]
    fine = [case for case in cases if case.truth >= sim.LINE]
    bad = [case for case in cases if case.truth <= sim.LINE - 0.10]
    squares = [(c.estimate.point - c.truth) ** 2 for c in cases]
    raw = [(c.raw - c.truth) ** 2 for c in cases]
    print(f"80% range contains the truth         {sim.share([sim.covered(c) for c in cases]):.3f}")
    print(f"  where a domain is truly behind     {sim.share([sim.covered(c) for c in behind]):.3f}")
    print(f"error of estimate / of raw share     {math.sqrt(sum(squares) / sum(raw)):.3f}")
    print(f"called weak though above the cut     {sim.share([sim.weak(c) for c in fine]):.3f}")
    print(f"called weak where 10 points below    {sim.share([sim.weak(c) for c in bad]):.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        band = [case for case in cases if low <= case.verdict.p_below_cut < low + 0.2]
        stated = statistics.mean(case.verdict.p_below_cut for case in band)
        real = statistics.mean(case.truth < sim.LINE for case in band)
        print(f"stated below the cut {stated:.2f}, was {real:.2f}   ({len(band)} domains)")


def readiness(number: int) -> None:
    """Print how often stated chances of passing come true."""
    from tests.analytics.people import people, reliability, stated

    everyone = people(number, 20_240_101)
    passed = [person.passed for person in everyone]
    print(f"{number} people, {sum(passed)} pass")
    for label, repeats in (("first exposures only", False), ("repeats counted", True)):
        chances = [stated(person, count_repeats=repeats) for person in everyone]
        fit = reliability(chances, passed)
        line = f"Brier {fit.brier:.3f}  calibration error {fit.error:.3f}  slope {fit.slope:.2f}"
        high = [y for p, y in zip(chances, passed, strict=True) if 0.8 <= p < 0.9]
        print(f"{label:<22} {line}  80-90 in 100 means {100 * statistics.mean(high):.0f}")


def main() -> None:
    """Run the command that was typed."""
    parser = argparse.ArgumentParser(description="Check the statistics on simulated people.")
    choices = ["practice", "verdicts", "readiness", "numbers", "rules", "items", "clicks"]
    parser.add_argument("what", choices=choices)
    parser.add_argument("--people", type=int, default=None)
    args = parser.parse_args()
    match args.what:
        case "practice":
            print_table(args.people or 24)
        case "verdicts":
            verdicts()
        case "numbers":
            print_figures(args.people or 400)
        case "rules":
            print_rules(args.people or 400)
        case "items":
            print_shares(args.people or 200)
        case "clicks":
            print_clicks(args.people or 100)
        case _:
            readiness(args.people or 2_000)


if __name__ == "__main__":
    main()
