"""The figures on how the shipped bank was checked."""

from __future__ import annotations

from review_figures import documentation_figures, rationale_figures, solve_figures

FULL = {"agreed": "1", "second": "0", "realism": "2", "language": "2", "distractors": "2"}


def test_a_score_that_was_not_asked_for_costs_no_full_marks() -> None:
    rows = [FULL, FULL | {"realism": ""}, FULL | {"language": "1"}]

    assert solve_figures(rows) == {
        "solved": 3,
        "disagreed": 0,
        "second answers": 0,
        "full marks": 2,
        "not rated for realism": 1,
    }


def test_who_disagrees_or_names_a_second_answer_is_counted() -> None:
    counts = solve_figures([FULL | {"agreed": "0"}, FULL | {"second": "1"}])

    assert (counts["disagreed"], counts["second answers"]) == (1, 1)


def test_readings_of_the_documentation_are_counted_by_result() -> None:
    rows = [{"result": result} for result in ("reference", "carried", "carried")]

    assert documentation_figures(rows) == {"carried": 2, "reference": 1}


def test_a_question_whose_rationales_nobody_read_is_counted_as_such() -> None:
    rows = [{"rationales": result} for result in ("true", "", "corrected", "true")]

    assert rationale_figures(rows) == {"corrected": 1, "not read yet": 1, "true": 2}
