"""What the panels and rows of Home write, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from examkit.analytics.readiness import MissingEvidence, Readiness
from examkit.attempts.dashboard import Dashboard, MissedTopic, Today
from examkit.attempts.progress import DomainProgress, Progress
from examkit.attempts.resumable import ResumableAttempt
from examkit.bank.summary import BankSummary, ExamSummary
from examkit.drills.recall import Recall
from examkit.report.sections.readiness import ReadinessSection
from examkit.store.records import AttemptRow
from examkit.tui.charts import FAINT
from examkit.tui.exam_versions import exams_to_choose
from examkit.tui.home.activity import STYLE, draw_days, draw_totals
from examkit.tui.home.facts import HomeFacts
from examkit.tui.home.missed_topics import draw_missed
from examkit.tui.home.readiness import draw_chance, draw_domains
from examkit.tui.home.rows import (
    build_rows,
    countdown,
    describe_bank,
    describe_drills,
    describe_mock,
)
from examkit.tui.home.today_panel import draw_today
from examkit.tui.report.tones import bar_style, text_style
from examkit.tui.widgets.key_rows import KeyRow, KeyRows, whole_parts

TODAY = date(2026, 12, 15)
DOMAINS = (
    DomainProgress("Development with AWS Services", 0.81, "ok"),
    DomainProgress("Security", 0.53, "weak"),
)


def make_progress(
    *scores: int, domains: tuple[DomainProgress, ...] = DOMAINS, uncounted: str = ""
) -> Progress:
    """Return progress without a prediction."""
    ready = ReadinessSection(None, None, {}, "")
    return Progress(ready, domains, uncounted, 0.72, scores, 720, 1000)


@pytest.mark.parametrize("width", [40, 76])
def test_home_says_why_answers_do_not_count(width: int) -> None:
    text = "60 answers don't count: you answered 38 of the questions too quickly to have read them."
    _, *more = draw_chance(make_progress(uncounted=text), "m", width)
    assert " ".join(line.plain.strip() for line in more) == text
    assert all(line.cell_length <= width for line in more)
    assert len(draw_chance(make_progress(), "m", width)) == 1


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (
            Today(20, 10, 25, "Security", 0, 0, None),
            "30 questions · about 25 min\n20 to review · 10 new, mostly Security",
        ),
        (Today(0, 10, 25, "", 0, 0, None), "10 new questions · about 25 min"),
        (Today(5, 0, 4, "", 0, 0, None), "5 questions to review · about 4 min"),
        (Today(0, 0, 0, "", 0, 0, None), "Nothing to practice today.\nSee Drills."),
        (
            Today(0, 9, 8, "Troubleshooting and Optimization", 0, 0, None),
            "9 new questions · about 8 min\nMostly Troubleshooting",
        ),
        (
            Today(8, 17, 38, "", 0, 0, None, done=15),
            "25 more questions · about 38 min\n8 to review · 17 new · 15 done today",
        ),
        (
            Today(0, 5, 8, "Security", 0, 0, None, done=5),
            "5 more new questions · about 8 min\nMostly Security · 5 done today",
        ),
        (
            Today(4, 6, 15, "Security", 0, 0, None, done=42, is_done=True),
            "Done for today · 42 questions\nWant more? 10 questions, about 15 min",
        ),
        (
            Today(0, 0, 0, "", 0, 0, None, done=5),
            "Nothing more to practice today.\nSee Drills.",
        ),
        (
            Today(0, 0, 0, "", 0, 0, None, done=10, is_done=True),
            "Done for today · 10 questions\nNothing more to practice today. See Drills.",
        ),
    ],
)
def test_todays_practice_says_each_number_once(today: Today, expected: str) -> None:
    assert "\n".join(line.plain for line in draw_today(today)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, ""), (0, "exam today"), (1, "exam tomorrow"), (13, "exam in 13 days")],
)
def test_the_days_until_the_exam_are_counted(days: int | None, expected: str) -> None:
    assert countdown(days) == expected


def test_without_progress_the_panel_names_the_key_that_fills_it() -> None:
    assert [line.plain for line in draw_chance(None, "m", 70)] == [
        "Press m for a mock exam to see your chance of passing."
    ]


@pytest.mark.parametrize(
    ("has_mock", "answers", "hint"),
    [
        (False, 45.0, "finish a full mock"),
        (True, 57.2, "8 more new answers"),
        (False, 65.0, "finish a full mock"),
    ],
)
def test_a_chance_in_words_says_what_a_percentage_needs(
    has_mock: bool, answers: float, hint: str
) -> None:
    ready = ReadinessSection(Readiness("words", answers, "toss-up"), None, {}, "")
    progress = replace(make_progress(), readiness=ready, has_timed_mock=has_mock)
    line = draw_chance(progress, "m", 120)[0].plain
    assert line.startswith(f"A toss-up · {hint} for a percentage")


@pytest.mark.parametrize(
    ("questions", "hint"),
    [
        (11, "For a prediction, answer 11 new questions in mocks or 22 in drills."),
        (1, "For a prediction, answer 1 new question in mocks or 2 in drills."),
    ],
)
def test_a_prediction_needs_twice_as_many_answers_in_drills(questions: int, hint: str) -> None:
    lacking = Readiness("too little", 20, missing=MissingEvidence(questions, None, 0))
    progress = replace(make_progress(), readiness=ReadinessSection(lacking, None, {}, ""))
    assert [line.plain.rstrip() for line in draw_chance(progress, "m", 76)] == [hint]
    narrow = draw_chance(progress, "m", 54)
    assert " ".join(line.plain.strip() for line in narrow) == hint
    assert all(line.cell_length <= 54 for line in narrow)


def test_an_unfinished_mock_is_finished_before_another_is_started() -> None:
    assert [line.plain for line in draw_chance(None, "", 70)] == [
        "Finish your mock exam to see your chance of passing."
    ]


def test_chance_and_score_share_a_line_only_if_both_fit() -> None:
    assert len(draw_chance(make_progress(630), "m", 76)) == 1
    assert [line.plain for line in draw_chance(make_progress(630), "m", 50)] == [
        "Not enough data for a prediction yet.",
        "Last mock 630, 720 to pass",
    ]
    assert "▄█ 690, 720 to pass" in draw_chance(make_progress(550, 690), "m", 50)[1].plain


@pytest.mark.parametrize(
    ("passes", "style"), [(True, "text-success"), (False, "text-error"), (None, "bold")]
)
def test_the_latest_score_has_a_color_only_with_a_verdict(passes: bool | None, style: str) -> None:
    progress = replace(make_progress(800), passes=passes)
    [span] = [each for each in draw_chance(progress, "m", 90)[0].spans if "bold" in str(each.style)]
    assert str(span.style).endswith(style)


def test_the_latest_score_names_its_share_of_new_questions_if_some_were_seen() -> None:
    partly_seen = replace(make_progress(550, 690), new=0.67)
    [_, line] = draw_chance(partly_seen, "m", 50)
    assert line.plain == "Mocks ▄█ 690, 67% new questions"


@pytest.mark.parametrize("width", [51, 76, 120])
def test_each_domain_has_its_share_and_its_verdict_in_words(width: int) -> None:
    lines = [line.plain for line in draw_domains(make_progress(), width)]
    assert [len(line.rstrip()) <= width for line in lines] == [True, True]
    assert lines[0].startswith("Development")
    assert "81%  meets" in lines[0]
    assert "53%  needs improvement" in lines[1]


@pytest.mark.parametrize("height", [0, 4])
def test_a_verdict_and_its_bar_have_the_colors_of_a_report(height: int) -> None:
    weak = (DOMAINS[1],)
    lines = draw_domains(make_progress(domains=weak), 76, height)
    styles = {str(span.style) for line in lines for span in line.spans}
    found = {style.split()[-1] for style in styles if "error" in style}
    assert found == {text_style("error"), bar_style("error")}


def test_unknown_domains_are_one_line() -> None:
    unknown = (DomainProgress("Security", 0.65, "too few"),)
    assert len(draw_domains(make_progress(domains=unknown), 76)) == 1


@pytest.mark.parametrize("height", [0, 4])
def test_a_domain_without_enough_data_has_an_empty_bar(height: int) -> None:
    unknown = DomainProgress("Security", 0.65, "too few")
    lines = draw_domains(make_progress(domains=(DOMAINS[0], unknown)), 76, height)
    known, other = (line.plain for line in lines if "─" in line.plain)
    assert "█" in known
    assert "█" not in other
    assert "%" not in other
    assert "not enough data" in lines[-2 if height else -1].plain


@pytest.mark.parametrize(("height", "count"), [(3, 2), (4, 4), (5, 5)])
def test_domains_use_the_height_for_full_titles_and_longer_bars(height: int, count: int) -> None:
    title = "Development with AWS Services and More"
    domains = (DomainProgress(title, 0.81, "ok"), DOMAINS[1])
    lines = [line.plain for line in draw_domains(make_progress(domains=domains), 51, height)]
    assert len(lines) == count
    assert (title in lines[0]) == (height > 3)
    assert all(len(line) <= 51 for line in lines)


TOPICS = (MissedTopic("AWS Lambda", 3, 4), MissedTopic("Secrets, parameters and more", 1, 4))


@pytest.mark.parametrize(("height", "count"), [(1, 1), (2, 2), (3, 3), (9, 3)])
def test_topics_to_review_are_as_many_as_fit(height: int, count: int) -> None:
    lines = [line.plain for line in draw_missed(TOPICS, 50, height)]
    assert len(lines) == count
    assert lines[0].startswith("AWS Lambda")
    assert lines[0].endswith("3 of 4 missed")
    assert all(len(line) <= 50 for line in lines)


def test_topics_to_review_have_the_color_of_what_is_borderline() -> None:
    (line,) = draw_missed(TOPICS[:1], 50, 1)
    assert bar_style("warning") in {str(span.style) for span in line.spans}


def test_the_last_days_are_columns_with_their_letters() -> None:
    days = (0,) * 12 + (5, 10)
    dashboard = Dashboard(make_progress(), Recall(12, 0.82), days, TODAY, 141, 796)
    assert draw_days(dashboard, 52, 1)[0].plain == "· " * 12 + "▄ █"
    assert {str(span.style) for span in draw_days(dashboard, 52, 1)[0].spans} == {FAINT, STYLE}
    assert STYLE not in {bar_style(tone) for tone in ("success", "warning", "error")}
    chart = [line.plain for line in draw_days(dashboard, 52, 3)]
    assert len(chart) == 3
    assert chart[-1].split() == [*"WTFSSMTWTFSSMT"]
    assert chart[0].endswith("█  10")
    totals = [line.plain for line in draw_totals(dashboard, 60)]
    assert totals[0].startswith("141 of 796 questions seen")
    assert totals[1] == "You remember about 82% of what you've practiced."


OLD = ExamSummary("x-2", "X", None, date(2026, 12, 31), 65, 130, 15, {})
NEW = ExamSummary("x-3", "X", date(2027, 1, 1), None, 65, 130, 15, {})


@pytest.mark.parametrize(
    ("exam_date", "today", "expected"),
    [
        (None, date(2026, 12, 31), ["x-2", "x-3"]),
        (None, date(2027, 1, 1), ["x-3"]),
        (date(2026, 12, 31), date(2026, 12, 1), ["x-2"]),
        (date(2027, 1, 1), date(2026, 12, 1), ["x-3"]),
        (date(2026, 12, 1), date(2026, 12, 31), ["x-2", "x-3"]),
    ],
)
def test_only_exams_that_can_be_taken_then_are_offered(
    exam_date: date | None, today: date, expected: list[str]
) -> None:
    assert [exam.id for exam in exams_to_choose([OLD, NEW], exam_date, today)] == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (HomeFacts(), "mock drills history topics settings"),
        (HomeFacts(is_new=True, exam=OLD), "date mock drills topics settings"),
        (HomeFacts(is_new=True, exam=OLD, choices=2), "exam date mock drills topics settings"),
        (HomeFacts(is_broken=True), "settings"),
    ],
)
def test_home_lists_what_can_be_opened(facts: HomeFacts, expected: str) -> None:
    rows = build_rows(facts, TODAY, 0.0, lambda name: name[0])
    assert " ".join(row.id for row in rows) == expected


@pytest.mark.parametrize(
    ("title", "started", "has_practice"),
    [
        ("drill: today", TODAY, False),
        ("drill: today", TODAY - timedelta(1), True),
        ("drill: security", TODAY, True),
    ],
)
def test_practice_started_today_is_resumed_and_not_offered_twice(
    title: str, started: date, has_practice: bool
) -> None:
    noon = datetime.combine(started, time(12)).timestamp()
    row = AttemptRow("a", "drill", "x", "x-2", title, noon, None, None, 10, 0, 10, 0, 10)
    facts = HomeFacts(resumable=(ResumableAttempt(row, 0, 3, None),))
    rows = build_rows(facts, TODAY, 0.0, lambda name: name[0])
    assert ("today" in [row.id for row in rows]) == has_practice


@pytest.mark.parametrize(
    ("missed", "due", "expected"),
    [
        (15, 2, "15 missed · 2 due for review"),
        (15, 0, "15 missed"),
        (0, 2, "2 due for review"),
        (0, 0, "by domain, topic, or custom mix"),
    ],
)
def test_drills_count_only_what_there_is(missed: int, due: int, expected: str) -> None:
    assert describe_drills(Today(0, 10, 12, "", missed, due, None)) == expected


def test_the_bank_has_as_many_questions_as_the_exam_can_ask() -> None:
    bank = BankSummary("x", "X", "x-2", (OLD,), 813, 1, 1, (), (), 0)
    exam = OLD._replace(domains={"a": 12, "b": 800})
    assert describe_bank(bank, exam) == "812 questions · 1 note"


def test_a_row_without_a_key_lines_up_with_the_others() -> None:
    rows = KeyRows([KeyRow("date", "", "Exam date"), KeyRow("mock", "m", "Mock exam")])
    assert [line.plain[:6] for line in rows.wrap(40)] == ["    Ex", " m  Mo"]


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (65, "65 questions · 130 min · or shorter"),
        (21, "21 questions · 130 min · or shorter"),
        (20, "20 questions · 130 min"),
    ],
)
def test_a_mock_can_be_shorter_than_the_exam(questions: int, expected: str) -> None:
    exam = OLD._replace(questions=questions)
    assert describe_mock(exam, 0, recommended=False) == expected


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (53, "Mock exam · 0:20:00 left · question 1 · started 08:00"),
        (52, "Mock exam · 0:20:00 left · question 1"),
        (20, "Mock exam"),
        (4, "Mock exam"),
    ],
)
def test_a_description_ends_with_a_whole_part(width: int, expected: str) -> None:
    assert whole_parts("Mock exam · 0:20:00 left · question 1 · started 08:00", width) == expected
