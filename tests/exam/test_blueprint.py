from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.exam.blueprint import domain_weights, largest_remainder, make_blueprint
from tests.factories import make_exam

C03 = {"development": 30.0, "security": 26.0, "deployment": 22.0, "troubleshooting": 22.0}
C02 = {"development": 32.0, "security": 26.0, "deployment": 24.0, "troubleshooting": 18.0}
SAA = {"a": 30.0, "b": 26.0, "c": 24.0, "d": 20.0}


@pytest.mark.parametrize(
    ("wanted", "total", "expected"),
    [
        (C03, 65, [20, 17, 14, 14]),
        (C02, 65, [21, 17, 15, 12]),
        (C03, 50, [15, 13, 11, 11]),
        (SAA, 65, [19, 17, 16, 13]),
        (SAA, 20, [6, 5, 5, 4]),
        (SAA, 50, [15, 13, 12, 10]),
        (SAA, 10, [3, 3, 2, 2]),
        (SAA, 0, [0, 0, 0, 0]),
        ({"only": 5.0}, 7, [7]),
        ({"x": 1.0, "y": 1.0}, 3, [2, 1]),
    ],
)
def test_seats_go_by_largest_remainder(
    wanted: dict[str, float], total: int, expected: list[int]
) -> None:
    assert list(largest_remainder(wanted, total).values()) == expected


def test_a_scarce_domain_gives_its_seats_to_the_others_and_is_named() -> None:
    plan = make_blueprint(
        C03, {"development": 100, "security": 5, "deployment": 100, "troubleshooting": 100}, 65
    )

    assert plan.quotas["security"] == 5
    assert sum(plan.quotas.values()) == 65
    assert plan.shortfall == {"security": 12}


def test_a_fixed_number_of_questions_serves_as_weight() -> None:
    exam = make_exam()
    fixed = exam.model_copy(
        update={
            "domains": tuple(
                d.model_copy(update={"weight": None, "questions": n})
                for d, n in zip(exam.domains, (21, 44), strict=True)
            )
        }
    )

    assert largest_remainder(domain_weights(fixed), 65) == {"build": 21, "secure": 44}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.5, 100), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)),
    st.integers(0, 120),
)
def test_quotas_never_exceed_supply_and_use_all_that_there_is(
    wanted: dict[str, float], supply: dict[str, int], total: int
) -> None:
    plan = make_blueprint(wanted, supply, total)

    assert all(plan.quotas[d] <= supply.get(d, 0) for d in wanted)
    assert sum(plan.quotas.values()) == min(total, sum(supply.get(d, 0) for d in wanted))
