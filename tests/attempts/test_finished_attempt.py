"""Reports over several attempts, through the engine, on a real bank and a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.drills.preview import describe_time_needed
from examkit.drills.request import DrillRequest
from examkit.errors import ExamkitError, UsageError
from examkit.exam.grading import RegradeResult
from examkit.report.compare import render
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.domains_this_attempt import ThisAttemptSection
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ResultSection
from examkit.report.sections.trend import TrendSection
from examkit.system_clock import DAY
from tests.banks import write_bank
from tests.services import Desk, answer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=40, questions=24, minutes=60, unscored=4)
    return Desk(tmp_path)


def work(desk: Desk, live: LiveAttempt, right: int, seconds: float = 60) -> LiveAttempt:
    """Answer everything, the first so many right, and hand in."""
    for slot in range(len(live.form.slots)):
        live.visit(slot)
        desk.clock.pass_time(seconds)
        answer(live, slot, right=slot < right)
    live.submit()
    return live


def test_estimates_take_all_fresh_answers_up_to_the_attempt(desk: Desk) -> None:
    engine = desk.engine()
    first = work(desk, engine.start_mock(), 24)
    assert engine.past.report()[CountedAnswersSection].rests_on.answers == 24
    desk.clock.pass_time(14 * DAY)
    work(desk, engine.start_mock(), 12)
    output = engine.past.report()
    assert output[CountedAnswersSection].rests_on.sittings == 2
    assert output[CountedAnswersSection].rests_on.answers == pytest.approx(24 + 24 * 0.5, abs=0.1)
    assert output[CountedAnswersSection].rests_on.days == 15
    assert [row.asked for row in output[DomainsSection].domains] == [
        row.asked for row in output[ThisAttemptSection].alone
    ]
    pairs = zip(output[DomainsSection].domains, output[ThisAttemptSection].alone, strict=True)
    assert all(row.estimate > alone.estimate for row, alone in pairs)
    before = engine.past.report(first.attempt_id)
    assert (
        before[CountedAnswersSection].rests_on.sittings,
        before[CountedAnswersSection].rests_on.answers,
    ) == (1, 24)


def test_attempts_that_ended_at_one_moment_stay_separate(desk: Desk) -> None:
    engine = desk.engine()
    first, second = engine.start_drill(request=DrillRequest(count=4)), engine.start_mock()
    for slot in range(4):
        first.visit(slot)
        desk.clock.pass_time(60)
        answer(first, slot, right=False)
    work(desk, second, 24)
    first.submit()
    assert engine.past.report(second.attempt_id)[CountedAnswersSection].rests_on.sittings == 2
    assert len(engine.past.report(second.attempt_id)[TrendSection].trend) == 1
    latest = {answer.attempt for answer in engine.learner_state().answers}
    assert latest == {first.attempt_id, second.attempt_id}


def other_bank(folder: Path) -> Path:
    """Write the same bank under another id."""
    file = write_bank(folder) / "bank.toml"
    file.write_text(file.read_text().replace("small-bank", "other-bank"))
    return folder


def test_a_second_issue_report_leaves_the_first_unchanged(desk: Desk) -> None:
    engine, folder = desk.engine(), desk.folder / "doubts"
    work(desk, engine.start_mock(), 24)
    paths = [
        engine.past.issue_report(None, 0, reason, folder) for reason in ("one", "two", "three")
    ]
    assert len(set(paths)) == 3
    assert [path.stem[len(paths[0].stem) :] for path in paths] == ["", "-2", "-3"]
    for path, reason in zip(paths, ("one", "two", "three"), strict=True):
        assert f"\n{reason}\n" in path.read_text()


def test_the_latest_attempt_is_the_latest_on_the_bank(desk: Desk) -> None:
    other = other_bank(desk.folder / "other")
    mine = work(desk, desk.engine().start_mock(), 24)
    desk.clock.pass_time(DAY)
    engine = desk.engine(bank=other)
    with pytest.raises(ExamkitError, match="haven't finished an attempt with this bank"):
        engine.past.report()
    theirs = work(desk, engine.start_mock(), 4)
    assert engine.past.report()[HeaderSection].attempt == theirs.attempt_id
    assert desk.engine().past.load().row.id == mine.attempt_id
    assert desk.engine().past.load(theirs.attempt_id).row.id == theirs.attempt_id


def test_a_drill_places_answers_as_the_report_does(desk: Desk) -> None:
    folder = desk.folder / "bank"
    text = (folder / "exams" / "exam-1.toml").read_text()
    (folder / "exams" / "exam-2.toml").write_text(text.replace("exam-1", "exam-2"))
    for file in (folder / "questions").glob("*.toml"):
        moved = 'domain = { exam-1 = "secure", exam-2 = "build" }'
        file.write_text(file.read_text().replace('domain = "secure"', moved))
    engine = desk.engine()
    work(desk, engine.start_mock("exam-1"), 12)
    work(desk, engine.start_mock("exam-2"), 12)
    output = {row.id: row.estimate for row in engine.past.report()[DomainsSection].domains}
    standing, exam = engine.learner_state(), engine.bank.exam("exam-2")
    assert dict(standing.estimates(exam)) == pytest.approx(output)


def test_reused_questions_are_no_evidence(desk: Desk) -> None:
    engine = desk.engine()
    for _ in range(3):
        work(desk, engine.start_mock(), 20)
        desk.clock.pass_time(DAY)
    before = engine.past.report()
    work(desk, engine.start_mock(), 24)
    after = engine.past.report()
    assert after[HeaderSection].asked - after[CountedAnswersSection].fresh == 14
    more = (
        after[CountedAnswersSection].rests_on.answers
        - before[CountedAnswersSection].rests_on.answers
    )
    assert more < after[CountedAnswersSection].fresh


def test_a_mock_clicked_through_is_no_evidence(desk: Desk) -> None:
    engine = desk.engine()
    read = work(desk, engine.start_mock(), 20).attempt_id
    desk.clock.pass_time(DAY)
    clicked = work(desk, engine.start_mock(), 0, seconds=1).attempt_id
    output = engine.past.report()
    assert output[CountedAnswersSection].rests_on.sittings == 1
    assert output[ResultSection].right == 0
    assert [row.attempt for row in output[TrendSection].trend] == [read]
    dashboard = engine.dashboard("exam-1")
    assert dashboard is not None
    assert len(dashboard.progress.scores) == 1
    assert engine.past.careless() == {clicked}


def test_a_list_shows_no_score_of_what_was_clicked_through(desk: Desk) -> None:
    engine = desk.engine()
    work(desk, engine.start_mock(), 20)
    desk.clock.pass_time(DAY)
    work(desk, engine.start_mock(), 6, seconds=1)
    work(desk, engine.start_drill(request=DrillRequest(count=5)), 3, seconds=1)
    drill, clicked, read = engine.past.finished()
    assert (drill.is_careless, clicked.is_careless, read.is_careless) == (True, True, False)
    assert (clicked.score, clicked.cut, clicked.passes, clicked.is_in_trend) == (
        "", None, False, False,
    )  # fmt: skip
    assert clicked.share == 6 / 24
    assert read.score


def test_a_comparison_shows_no_range_of_what_was_clicked_through(desk: Desk) -> None:
    engine = desk.engine()
    work(desk, engine.start_mock(), 10)
    desk.clock.pass_time(DAY)
    work(desk, engine.start_mock(), 20, seconds=1)
    first, second, verdict, *_ = render(engine.past.compare()).splitlines()
    assert "likely" in first
    assert second.endswith(
        "correct. No score: you answered 24 of 24 questions too quickly to have read them."
    )
    assert verdict == (
        "In one mock, you answered many questions too quickly to have read them, "
        "so scores aren't compared."
    )
    desk.clock.pass_time(DAY)
    work(desk, engine.start_mock(), 20, seconds=1)
    assert "In both mocks, you answered many questions too quickly" in render(engine.past.compare())


def test_the_trend_holds_the_mocks_until_then(desk: Desk) -> None:
    engine = desk.engine()
    first = work(desk, engine.start_mock(), 10)
    desk.clock.pass_time(DAY)
    work(desk, engine.start_drill(request=DrillRequest(count=5)), 5)
    desk.clock.pass_time(DAY)
    work(desk, engine.start_mock(), 22)
    trend = engine.past.report()[TrendSection]
    assert len(trend.trend) == 2
    assert trend.step is not None
    assert trend.step.points > 0
    assert engine.past.report(first.attempt_id)[TrendSection].step is None


def test_an_abandoned_mock_is_not_in_the_trend(desk: Desk) -> None:
    engine = desk.engine()
    first = engine.start_mock()
    answer(first, 0)
    first.release()
    desk.clock.pass_time(DAY)
    engine.close_expired()
    assert engine.past.report(first.attempt_id)[TrendSection].trend == ()
    work(desk, engine.start_mock(), 12)
    desk.clock.pass_time(DAY)
    last = work(desk, engine.start_mock(), 24)
    desk.clock.pass_time(60)
    third = engine.start_mock()
    answer(third, 0)
    third.submit()
    output = engine.past.report(last.attempt_id)
    assert [point.asked for point in output[TrendSection].trend] == [20, 20]
    assert output[TrendSection].step is not None
    broken = engine.past.report(third.attempt_id)
    assert (broken[TrendSection].step, broken[TrendSection].trend) == (
        None,
        output[TrendSection].trend,
    )
    for pair in ((first.attempt_id, last.attempt_id), (last.attempt_id, third.attempt_id)):
        said = render(engine.past.compare(*pair))
        assert "One mock was less than 90% finished" in said
        assert "luck" not in said


def test_old_reports_show_a_corrected_key(desk: Desk) -> None:
    engine = desk.engine()
    mock = work(desk, engine.start_mock(), 24)
    assert engine.past.report()[ResultSection].corrected is None
    engine.close()
    single = next(s.question for s in mock.form.slots if len(s.question.keys) == 1)
    file = desk.folder / "bank" / "questions" / f"{single.topic}.toml"
    text = file.read_text()
    start = text.index(f'id = "{single.id}"')
    end = text.find("[[questions]]", start)
    block = text[start : end if end > 0 else len(text)]
    head, keyed, other, *rest = block.split("[[questions.options]]")
    parts = [head, keyed.replace("correct = true", ""), f"{other}correct = true\n", *rest]
    file.write_text(text.replace(block, "[[questions.options]]".join(parts)))
    result = desk.engine().past.report()[ResultSection]
    assert result.corrected == RegradeResult(right=23, asked=24, changed=(single.id,))
    assert result.right == 24


def test_two_mocks_are_compared(desk: Desk) -> None:
    engine = desk.engine()
    first = work(desk, engine.start_mock(), 10)
    with pytest.raises(ExamkitError, match="your first mock exam"):
        engine.past.compare()
    desk.clock.pass_time(DAY)
    second = work(desk, engine.start_mock(), 20)
    output = engine.past.compare()
    assert [report[HeaderSection].attempt for report in (output.before, output.after)] == [
        first.attempt_id,
        second.attempt_id,
    ]
    assert render(engine.past.compare(first.attempt_id, second.attempt_id)) == render(output)


def test_a_mock_of_a_new_exam_version_is_compared_with_the_last_of_the_old(desk: Desk) -> None:
    folder = desk.folder / "bank" / "exams"
    text = (folder / "exam-1.toml").read_text(encoding="utf-8")
    (folder / "exam-2.toml").write_text(text.replace("exam-1", "exam-2"), encoding="utf-8")
    engine = desk.engine()
    first = work(desk, engine.start_mock("exam-1"), 10)
    desk.clock.pass_time(DAY)
    work(desk, engine.start_mock("exam-2"), 20)
    output = engine.past.compare()
    assert output.before[HeaderSection].attempt == first.attempt_id
    assert "The exam version changed: EXAM-1 before, EXAM-2 after." in render(output)


def test_report_and_drill_menu_state_the_same_time_for_a_drill(desk: Desk) -> None:
    engine = desk.engine()
    work(desk, engine.start_mock(), 4, seconds=30)
    [drill, *_] = engine.past.report()[NextStepsSection].next
    domain, count = str(drill.args["domain"]), int(str(drill.args["count"]))
    planned = engine.plan_drill(None, DrillRequest(domains=(domain,), count=count))
    assert planned.pace == planned.exam.minutes * 60 / planned.exam.questions / 2
    assert drill.text.endswith(describe_time_needed(len(planned.selection.items), planned.pace))


def test_a_drill_asks_no_more_than_the_bank_holds(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", each=5, questions=6, minutes=12, unscored=0)
    desk = Desk(tmp_path)
    engine = desk.engine()
    work(desk, engine.start_mock(), 0)
    [drill, *_] = engine.past.report()[NextStepsSection].next
    assert drill.text == "Drill Building things: 5 questions, about 10 min"
    desk.clock.pass_time(DAY)
    request = DrillRequest(domains=("build",), priority=True, count=20)
    assert len(engine.plan_drill(None, request).selection.items) == drill.args["count"] == 5


@pytest.mark.parametrize(("each", "in_bank"), [(24, True), (12, False)])
def test_readiness_asks_for_no_more_than_the_bank_holds(
    tmp_path: Path, each: int, in_bank: bool
) -> None:
    write_bank(tmp_path / "bank", each=each, questions=6, minutes=12, unscored=0)
    desk = Desk(tmp_path)
    engine = desk.engine()
    work(desk, engine.start_mock(), 6)
    output = engine.past.report()[ReadinessSection].readiness
    assert output is not None
    assert output.missing is not None
    assert (output.missing.questions, output.missing.in_bank) == (34, in_bank)


def test_an_issue_report_is_written_to_a_file(desk: Desk, tmp_path: Path) -> None:
    engine = desk.engine()
    mock = work(desk, engine.start_mock(), 10)
    path = engine.past.issue_report(None, 2, "Both are right.", tmp_path / "doubts")
    assert path.parent == tmp_path / "doubts"
    assert path.name.startswith(mock.form.slots[2].question.id)
    assert "Both are right." in path.read_text()
    with pytest.raises(UsageError, match="Question 25 doesn't exist"):
        engine.past.issue_report(None, 24, "", tmp_path / "doubts")
