"""The forecast of the real exam, without its gates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.analytics.counted_answers import WeightedAnswers
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.forecast import forecast_pass
from tests.analytics.examples import COUNTS, TARGET, running_example

# Right answers of 65, spread over the domains in proportion.
ONE_MOCK = [(42, 0.29), (45, 0.43), (47, 0.53), (50, 0.68), (52, 0.78), (55, 0.89)]


def spread(right: int, times: int = 1) -> tuple[WeightedAnswers, ...]:
    parts = [right * asked / 65 * times for _, asked in COUNTS.values()]
    return tuple(
        WeightedAnswers(domain, asked * times, part, part)
        for (domain, (_, asked)), part in zip(COUNTS.items(), parts, strict=True)
    )


def test_the_running_example() -> None:
    result = forecast_pass(estimate_domains(running_example()), TARGET)
    assert round(result.probability, 4) == 0.4253
    assert round(result.expected.mean, 4) == 0.6888
    assert (round(result.expected.low, 3), round(result.expected.high, 3)) == (0.603, 0.771)


@pytest.mark.parametrize(("right", "probability"), ONE_MOCK)
def test_one_mock(right: int, probability: float) -> None:
    result = forecast_pass(estimate_domains(spread(right)), TARGET)
    assert result.probability == pytest.approx(probability, abs=0.03)


def test_more_of_the_same_makes_surer() -> None:
    once = forecast_pass(estimate_domains(spread(52)), TARGET)
    thrice = forecast_pass(estimate_domains(spread(52, times=3)), TARGET)
    assert once.probability < thrice.probability
    assert thrice.expected.high - thrice.expected.low < once.expected.high - once.expected.low


def test_doubt_about_the_bank_stays_however_many_answers_there_are() -> None:
    result = forecast_pass(estimate_domains(spread(50, times=1_000)), TARGET)
    assert result.expected.high - result.expected.low > 0.08


def test_weights_need_not_add_up_to_one() -> None:
    percent = replace(TARGET, weights={d: 100 * w for d, w in TARGET.weights.items()})
    estimates = estimate_domains(running_example())
    result = forecast_pass(estimates, percent).probability
    assert result == pytest.approx(forecast_pass(estimates, TARGET).probability)


def test_some_domain_has_a_weight() -> None:
    with pytest.raises(ValueError, match="weight"):
        forecast_pass(estimate_domains(running_example()), replace(TARGET, weights={}))
