"""The weakest domain: the same one on Home, in the drill menu, in a plan, and in a report."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from examkit.attempts.service import AttemptService
from examkit.cli.main import main
from examkit.drills.request import DrillRequest
from examkit.report.sections.next_steps import NextStepsSection
from examkit.system_clock import DAY
from tests.banks import write_bank
from tests.services import Desk, answer

EXAM = "exam-1"


@pytest.fixture
def desk(home: Path) -> Desk:
    write_bank(home / "bank", each=60, questions=24, minutes=48)
    return Desk(home)


def take_mock(desk: Desk, service: AttemptService, known: str, seconds: float = 60) -> None:
    """Take a mock with all answers correct in one domain, and incorrect in the other."""
    live = service.start_mock()
    for number, slot in enumerate(live.form.slots):
        live.visit(number)
        desk.clock.pass_time(seconds)
        answer(live, number, right=slot.domain == known)
    live.submit()
    live.release()
    desk.clock.pass_time(DAY)


def take_drill(desk: Desk, service: AttemptService, domain: str, right: int, wrong: int) -> None:
    """Take a drill on one domain, with the questions to miss last."""
    live = service.start_drill(request=DrillRequest(domains=(domain,), count=right + wrong))
    for number in range(right + wrong):
        desk.clock.pass_time(60)
        answer(live, number, right=number < right)
        live.reveal(number)
    live.submit()
    live.release()
    desk.clock.pass_time(DAY)


def first_to_drill(service: AttemptService) -> str:
    """Return the domain that the report of the latest attempt recommends."""
    return str(service.past.report()[NextStepsSection].next[0].args["domain"])


def drilled(service: AttemptService) -> set[str]:
    """Return the domains that a drill of weak areas asks."""
    plan = service.plan_drill(EXAM, DrillRequest(priority=True, count=5))
    return {item.domain for item in plan.selection.items}


def test_every_place_names_the_same_domain_with_the_same_estimate(desk: Desk) -> None:
    service = desk.engine()
    for known in ("build", "build", "build", "secure"):
        take_mock(desk, service, known)

    counts, dashboard = service.drill_counts(EXAM), service.dashboard(EXAM)
    assert dashboard is not None
    bars = {row.title: row.share for row in dashboard.progress.domains}
    exam = service.bank.exam(EXAM)
    assert {exam.domain(name).title: share for name, share in counts.estimates.items()} == bars
    assert counts.weak[0] == first_to_drill(service) == "secure"
    assert drilled(service) <= set(counts.weak)


@pytest.mark.parametrize(
    ("drills", "first"),
    [
        ([("build", 20, 0), ("secure", 4, 1)], "build"),
        ([("build", 19, 1), ("secure", 0, 3)], "secure"),
        ([("build", 12, 12), ("secure", 4, 1)], "build"),
        ([("secure", 16, 8), ("build", 5, 0), ("secure", 16, 4)], "secure"),
    ],
)
def test_every_place_names_the_same_domain_while_one_has_few_answers(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    drills: list[tuple[str, int, int]],
    first: str,
) -> None:
    service = desk.engine()
    for domain, right, wrong in drills:
        take_drill(desk, service, domain, right, wrong)
    counts, title = service.drill_counts(EXAM), service.bank.exam(EXAM).domain(first).title
    assert first_to_drill(service) == first
    assert counts.weak[:1] in ((), (first,))
    assert drilled(service) <= set(counts.weak or {"build", "secure"})
    assert service.todays_practice(EXAM).mainly in ("", title)
    assert main(["plan", "--bank", str(desk.folder / "bank")]) == 0
    shown = capsys.readouterr().out
    assert ("Weak areas" in shown) == bool(counts.weak)
    named = re.findall(r"(?:based on estimates\)\n  |Mostly )([A-Z][a-z ]+[a-z])", shown)
    assert set(named) <= {title}


def test_clicks_leave_counts_to_name_a_domain(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    service = desk.engine()
    for known in ("secure", "secure", "build"):
        take_mock(desk, service, known, seconds=2)

    counts = service.drill_counts(EXAM)
    assert (counts.weak, counts.weak_basis, counts.too_quick) == (("secure",), "counts", True)
    assert counts.estimates == {}
    dashboard = service.dashboard(EXAM)
    assert dashboard is not None
    assert (
        dashboard.progress.uncounted
        == "72 answers don't count: you answered too quickly to have read the questions."
    )
    assert first_to_drill(service) == "secure"
    assert drilled(service) == {"secure"}
    assert service.plan_drill(EXAM, DrillRequest(due_first=True)).estimates == {}

    assert main(["plan", "--bank", str(desk.folder / "bank")]) == 0
    plan = capsys.readouterr().out
    assert (
        "Weak areas, largest gain first (based on counts: answered too quickly)\n"
        "  Securing things\n"
    ) in plan
    assert "estimate" not in plan


def test_after_a_mock_that_was_clicked_through_the_next_one_waits_a_day(home: Path) -> None:
    write_bank(home / "bank", each=60, questions=24, minutes=48)
    desk = Desk(home)
    service = desk.engine(exam_day=date(2027, 2, 1))

    def advice() -> tuple[str, int, bool]:
        plan = service.plan(EXAM)
        assert plan is not None
        assert service.todays_practice(EXAM).mock == plan.mock
        return plan.mock, plan.mock_in, plan.mock_too_quick

    take_mock(desk, service, "build", seconds=2)
    assert advice() == ("first", 0, False)
    desk.clock.pass_time(-DAY / 2)
    assert advice() == ("later", 1, True)

    desk.clock.pass_time(DAY / 2)
    take_mock(desk, service, "build")
    assert advice() == ("later", 1, False)


def test_the_plan_lists_weak_areas_with_their_estimates(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    service = desk.engine()
    for known in ("build", "build"):
        take_mock(desk, service, known)
    share = round(100 * service.drill_counts(EXAM).estimates["secure"])

    assert main(["plan", "--bank", str(desk.folder / "bank")]) == 0
    shown = capsys.readouterr().out
    assert (
        f"Weak areas, largest gain first (based on estimates)\n  Securing things  {share}%\n"
        in shown
    )
