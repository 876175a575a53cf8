"""The rules for a second look find bad questions and spare good ones, in simulated classes.

The bounds are those of docs/dev/measurement.md, with room for the few classes simulated here.
"""

from __future__ import annotations

from simulate_items import measure_rules


def test_rules_find_bad_questions_and_spare_good_ones() -> None:
    shares = measure_rules(classes=20, size=30)
    assert shares["wrong key"]["any"] >= 0.9
    assert shares["nobody knows"]["any"] >= 0.75
    assert shares["good"]["any"] <= 0.2
    assert shares["good"]["key"] <= 0.03
