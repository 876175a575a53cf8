"""The report as values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.exam.grading import Outcome
from examkit.report.render import html, markdown, text
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.method import MethodSection
from examkit.report.sections.missed_topics import MissedTopicsSection, TopicRow
from examkit.report.sections.notes import NotesSection, NoteToRead
from examkit.report.sections.pace import PaceSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ResultSection, Scored
from tests.factories import make_exam
from tests.report.example import Asked, form_of, make_facts, report_of, running_example

WRONG = Asked(outcome="wrong")


def test_header() -> None:
    header = report_of(running_example())[HeaderSection]
    assert (header.attempt, header.mode, header.exam, header.asked) == (
        "attempt-1",
        "mock",
        "saa-c03",
        65,
    )
    assert (header.elapsed, header.limit) == (7080.0, 7800.0)


def test_result_of_the_running_example() -> None:
    result = report_of(running_example())[ResultSection]
    assert (result.right, result.unanswered) == (45, 0)
    assert result.scored == Scored(65, 45)
    assert (result.passed, result.scaled, result.scaled_range) == (False, 700, (630, 760))


def test_the_result_is_that_of_the_scored_questions() -> None:
    asked = [Asked()] * 18 + [WRONG] * 7 + [replace(WRONG, scored=False)] * 10
    result = report_of(asked)[ResultSection]
    assert result.right == 18
    assert (result.scored, result.share) == (Scored(25, 18), 0.72)
    assert result.passed is True


def test_domains_of_the_running_example() -> None:
    rows = report_of(running_example())[DomainsSection].domains
    assert [row.id for row in rows] == ["secure", "resilient", "performing", "cost"]
    assert [row.title for row in rows][2] == "High-performing"
    assert [row.weight for row in rows] == [30, 26, 24, 20]
    assert [(row.right, row.asked) for row in rows] == [(14, 19), (12, 17), (9, 16), (10, 13)]
    assert [round(row.estimate, 3) for row in rows] == [0.713, 0.697, 0.631, 0.723]
    assert [row.verdict for row in rows] == ["near line", "near line", "weak", "near line"]
    assert [round(row.below, 2) for row in rows] == [0.51, 0.58, 0.83, 0.46]


def test_readiness_of_the_running_example() -> None:
    readiness = report_of(running_example())[ReadinessSection].readiness
    assert readiness is not None
    assert (readiness.word, readiness.in_100, readiness.answers) == ("toss-up", 45, 65)


def test_unscored_questions_are_evidence() -> None:
    asked = [replace(a, scored=False) for a in running_example()[:15]] + running_example()[15:]
    assert sum(row.evidence for row in report_of(asked)[DomainsSection].domains) == 65


def test_seen_questions_are_not_evidence() -> None:
    asked = [replace(a, fresh=False) for a in running_example()[:24]] + running_example()[24:]
    report = report_of(asked)
    assert sum(row.evidence for row in report[DomainsSection].domains) == 41
    assert report[DomainsSection].domains[0].asked == 19
    assert report[DomainsSection].domains[0].verdict == "too few"
    evidence = report[CountedAnswersSection]
    assert (evidence.fresh, evidence.reused) == (
        41,
        "You had seen 24 of these 65 questions before, so they don't affect estimates.",
    )


def test_seen_questions_change_no_estimate() -> None:
    asked = running_example()
    more = [replace(Asked(), fresh=False)] * 40
    alone, with_seen = report_of(asked), report_of(asked + more)
    assert [d.estimate for d in alone[DomainsSection].domains] == [
        d.estimate for d in with_seen[DomainsSection].domains
    ]


def test_no_number_from_a_mock_that_is_less_than_four_fifths_fresh() -> None:
    asked = running_example() + [replace(Asked(), fresh=False)] * 20
    readiness = report_of(asked)[ReadinessSection].readiness
    assert readiness is not None
    assert readiness.state == "words"


def test_no_number_from_an_untimed_mock() -> None:
    readiness = report_of(running_example(), limit=None)[ReadinessSection].readiness
    assert readiness is not None
    assert (readiness.state, readiness.in_100) == ("words", None)


def test_all_fresh() -> None:
    evidence = report_of(running_example())[CountedAnswersSection]
    assert (evidence.fresh, evidence.reused) == (65, None)


def test_a_drill_has_no_pass_no_scale_and_no_readiness() -> None:
    report = report_of([Asked()] * 12 + [WRONG] * 8, mode="drill", limit=None)
    assert (
        report[ResultSection].passed,
        report[ResultSection].scaled,
        report[ReadinessSection].readiness,
    ) == (None, None, None)
    assert report[DomainsSection].domains[0].evidence == 10
    assert [row.id for row in report[DomainsSection].shown] == ["secure"]


def test_without_a_scale_there_is_no_scaled_score() -> None:
    exam = make_exam({"secure": 50, "resilient": 20, "performing": 20, "cost": 10}, scale=None)
    report = report_of([Asked()] * 8 + [WRONG] * 2, exam=exam)
    assert report[ResultSection].scaled is None
    assert report[ResultSection].pass_line == 0.72
    assert any("assumed" in line for line in report[MethodSection].how)


@pytest.mark.parametrize("outcome", ["wrong", "partial", "unanswered"])
def test_what_is_not_right_is_missed(outcome: Outcome) -> None:
    asked = [replace(Asked(), outcome=outcome)] * 2
    report = report_of(asked)
    assert report[NotesSection].notes_to_read == (
        NoteToRead("identity.md#roles", "Identity Roles", 2),
    )
    assert report[MissedTopicsSection].topics == (TopicRow("identity", "Identity", 2, 0),)


def test_notes_to_read_are_exactly_those_of_the_misses() -> None:
    asked = [
        Asked(note="a.md#right"),
        replace(WRONG, note="a.md#once"),
        replace(WRONG, note="b.md#twice"),
        Asked(note="b.md#twice"),
        replace(WRONG, note="c.md#also-once"),
        replace(WRONG, note="b.md#twice"),
    ]
    notes = report_of(asked)[NotesSection].notes_to_read
    assert [(note.note, note.misses) for note in notes] == [
        ("b.md#twice", 2),
        ("a.md#once", 1),
        ("c.md#also-once", 1),
    ]


def test_a_missed_question_without_a_note_names_none_to_read() -> None:
    asked = [replace(WRONG, note=""), replace(WRONG, note="a.md#once")]
    notes = report_of(asked)[NotesSection].notes_to_read
    assert [(note.note, note.misses) for note in notes] == [("a.md#once", 1)]


def test_topics_with_two_or_more_misses_largest_share_first() -> None:
    asked = [
        *[replace(WRONG, topic="identity")] * 2,
        *[Asked(topic="identity")] * 2,
        replace(WRONG, topic="storage"),
        *[replace(WRONG, topic="caching")] * 3,
    ]
    assert [(row.id, row.misses) for row in report_of(asked)[MissedTopicsSection].topics] == [
        ("caching", 3),
        ("identity", 2),
    ]


def test_ids_stand_in_for_missing_titles() -> None:
    report = report_of([WRONG] * 2, make_facts(topic_titles={}, note_titles={}))
    assert report[MissedTopicsSection].topics[0].title == "identity"
    assert report[NotesSection].notes_to_read[0].title == "identity.md#roles"


def test_pace_is_that_of_answered_questions() -> None:
    asked = [
        Asked(seconds=10),
        Asked(seconds=30),
        Asked(seconds=80),
        Asked(outcome="unanswered", seconds=500),
        Asked(outcome="unanswered", seconds=0),
    ]
    pace = report_of(asked)[PaceSection].pace
    assert (pace.median, pace.unanswered, pace.allowed) == (30, 2, 1560)


def test_how_the_numbers_are_made() -> None:
    how = "\n".join(report_of(running_example())[MethodSection].how)
    for part in (
        "never count for more than 15 answers",
        "720 corresponds to 72% correct (assumed)",
        "meant to contain the true value 80% of the time",
        "it did so 86% of the time",
        "0" * 12,
        "seed seed",
        "examkit 0.0.0",
    ):
        assert part in how
    assert "m =" not in how
    assert how.count("72%") == how.count("15 ") == 1


def test_an_empty_attempt_has_a_report() -> None:
    report = report_of([])
    assert report[HeaderSection].asked == report[CountedAnswersSection].fresh == 0
    assert report[PaceSection].pace.median is None


def test_the_same_attempt_gives_the_same_report() -> None:
    assert [*report_of(running_example())] == [*report_of(running_example())]


def test_the_form_is_not_changed() -> None:
    asked = running_example()
    before = form_of(asked)
    report_of(asked)
    assert form_of(asked) == before


def test_only_the_method_says_what_a_likely_range_is() -> None:
    for render in (text.render, markdown.render, html.render):
        page = " ".join(render(report_of(running_example())).split())
        assert page.count("80% of the time") == 1
        assert page.count("likely range") + page.count("Likely range") > 1
