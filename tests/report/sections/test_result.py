"""What a report says first: the verdict, the score on its scale, and the chance of passing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from examkit.exam.form import Mode
from examkit.report.render import html, json, markdown, text
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ENOUGH_SCORED, ResultSection
from tests.report.example import Asked, form_of, report_of, running_example, sheet_of


def mock(right: int, wrong: int = 0, *, fresh: bool = True) -> Report:
    """Report a mock with that many correct and incorrect answers."""
    asked = [Asked(fresh=fresh)] * right + [Asked(outcome="wrong", fresh=fresh)] * wrong
    return report_of(asked)


def test_a_mock_has_a_score_on_the_exam_s_scale() -> None:
    score = report_of(running_example())[ResultSection].score

    assert score is not None
    assert (score.low, score.value, score.high) == (630, 700, 760)
    assert (score.passing, score.scale, score.unit) == (720, (100, 1000), "")
    assert score.place(550) == 0.5


@pytest.mark.parametrize(
    ("right", "verdict", "tone"), [(36, "PASS", "success"), (35, "BELOW PASS", "error")]
)
def test_the_verdict_is_pass_or_below_pass(right: int, verdict: str, tone: str) -> None:
    result = mock(right, 50 - right)[ResultSection]

    assert (result.verdict, result.tone) == (verdict, tone)
    assert result.no_score_reason == ""
    assert result.doubt.startswith("Close to the passing score")


@pytest.mark.parametrize(("right", "side"), [(16, "Above"), (13, "Below")])
@pytest.mark.parametrize("write", [text.render, markdown.render, html.render])
def test_a_short_mock_has_no_verdict_if_it_could_go_either_way(
    right: int, side: str, write: Callable[[Report], str]
) -> None:
    report = mock(right, 20 - right)
    page = " ".join(re.sub(r"<[^>]*>", "", write(report)).split())

    assert (report[ResultSection].verdict, report[ResultSection].tone) == ("", "plain")
    assert f"{right} of 20 correct ({5 * right}%)" in page
    assert f"{side} the passing score, but too close to call with so few questions." in page
    assert not re.search(r"\bPASS\b", page)
    assert json.as_dict(report)["passed"] is (right == 16)


@pytest.mark.parametrize(("right", "verdict"), [(19, "PASS"), (8, "BELOW PASS")])
def test_a_short_mock_has_a_verdict_if_its_likely_range_is_on_one_side(
    right: int, verdict: str
) -> None:
    result = mock(right, 20 - right)[ResultSection]

    assert (result.verdict, result.doubt) == (verdict, "")


def test_a_mock_without_a_scale_has_a_score_in_percent() -> None:
    asked = running_example()
    form = form_of(asked)
    form = replace(form, exam=form.exam.model_copy(update={"scale": None}))
    result = Report(form, sheet_of(form, asked), report_of(asked).facts)[ResultSection]

    assert result.score is not None
    assert (result.score.value, result.score.unit, result.score.passing) == (69, "%", 72)
    assert (result.verdict, result.scaled) == ("BELOW PASS", None)


def test_too_few_scored_questions_give_no_score() -> None:
    few = mock(ENOUGH_SCORED - 1)[ResultSection]

    assert (few.score, few.scaled, few.verdict, few.tone) == (None, None, "", "plain")
    assert few.no_score_reason == "No score: you need at least 10 scored questions."
    assert mock(ENOUGH_SCORED)[ResultSection].verdict == "PASS"


def test_a_mock_of_seen_questions_gives_no_score() -> None:
    result = mock(20, fresh=False)[ResultSection]

    assert (result.score, result.verdict) == (None, "")
    assert result.no_score_reason == "No score: you had seen 20 of these 20 questions before."


def partly_seen(seen: int, mode: Mode = "mock") -> Report:
    """Report 65 answers, of which the first `seen` were to questions asked before."""
    asked = [replace(each, fresh=n >= seen) for n, each in enumerate(running_example())]
    return report_of(asked, mode=mode)


@pytest.mark.parametrize("write", [text.render, markdown.render, html.render])
def test_seen_questions_are_named_once_and_next_to_the_score(
    write: Callable[[Report], str],
) -> None:
    page = " ".join(re.sub(r"<[^>]*>", " ", write(partly_seen(24))).split())
    sentence = "You had seen 24 of these 65 questions, which can raise this score."

    assert sentence in page.partition("Chance of passing")[0]
    assert page.count("You had seen") == 1


def test_without_a_score_seen_questions_are_named_under_what_counts() -> None:
    first, _, details = text.render(partly_seen(24, mode="drill")).partition("WHAT COUNTS")

    assert "You had seen" not in first
    assert "You had seen 24 of these 65 questions before, so they don't affect estimates." in (
        " ".join(details.split())
    )


@pytest.mark.parametrize("seen", [0, 40])
def test_only_a_score_can_be_raised_by_seen_questions(seen: int) -> None:
    assert partly_seen(seen)[ResultSection].reused == ""


def answered_quickly(rapid: int, mode: Mode = "mock") -> Report:
    """Report 65 answers, so many of them in a second."""
    asked = [
        replace(each, seconds=1.0 if number < rapid else 96.0)
        for number, each in enumerate(running_example())
    ]
    return report_of(asked, mode=mode)


def test_a_mock_that_was_clicked_through_has_no_score_and_no_verdict() -> None:
    result = answered_quickly(14)[ResultSection]

    assert (result.score, result.scaled, result.scaled_range) == (None, None, None)
    assert (result.verdict, result.tone) == ("", "plain")
    assert result.no_score_reason == (
        "No score: you answered 14 of 65 questions too quickly to have read them."
    )
    assert answered_quickly(13)[ResultSection].score is not None


def test_the_json_of_a_mock_that_was_clicked_through_has_no_outcome() -> None:
    assert json.as_dict(answered_quickly(14))["passed"] is None
    assert json.as_dict(answered_quickly(13))["passed"] is False


def test_the_text_of_a_mock_that_was_clicked_through_has_no_range() -> None:
    first_page = text.render(answered_quickly(65)).split("DO NEXT")[0]

    assert "No score: you answered 65 of 65 questions too quickly to have read them." in first_page
    assert first_page.count("too quickly") == 1
    assert not re.search(r"PASS|Likely|of 1000", first_page)
    assert "45 of 65 correct" in first_page
    assert "DO NEXT\n 1  Drill " in text.render(answered_quickly(65))


def test_a_drill_that_was_clicked_through_says_that_it_counts_for_nothing() -> None:
    report = answered_quickly(60, mode="drill")
    reason = (
        "This drill doesn't count toward estimates: "
        "you answered 60 of 65 questions too quickly to have read them."
    )

    assert report[ResultSection].unused_reason == reason
    assert report[ResultSection].no_score_reason == ""
    assert reason in " ".join(text.render(report).split())
    assert answered_quickly(13, mode="drill")[ResultSection].unused_reason == ""


def test_a_drill_has_no_verdict() -> None:
    asked = running_example()
    result = report_of(asked, mode="drill")[ResultSection]

    assert (result.score, result.verdict, result.no_score_reason) == (None, "", "")


def test_the_chance_of_passing_has_a_number_a_word_and_a_color() -> None:
    readiness = report_of(running_example())[ReadinessSection]

    assert (readiness.chance, readiness.chance_share) == ("40–50%", 0.45)
    assert (readiness.word, readiness.tone) == ("a toss-up", "warning")


def test_without_enough_answers_there_is_no_chance() -> None:
    readiness = mock(10)[ReadinessSection]

    assert (readiness.chance, readiness.chance_share) == ("", None)
    assert (readiness.word, readiness.tone) == ("", "plain")


def test_a_domain_has_the_share_of_this_attempt() -> None:
    rows = report_of([Asked("secure"), Asked("secure", outcome="wrong")])[DomainsSection].domains

    assert [row.share for row in rows] == [0.5, None, None, None]
    assert {row.tone for row in rows} == {"plain"}
