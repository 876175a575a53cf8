"""The short result of a drill, and what its keys start."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.tui import held_enter
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.attempt import AttemptScreen
from examkit.tui.screens.drill_result import DrillResultScreen
from tests.banks import write_bank
from tests.factories import FakeClock
from tests.screens import press, ready, shown, until
from tests.services import Desk, answer

SIZE = (80, 24)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExamkitApp:
    """Return an app with Home."""
    monkeypatch.setattr(held_enter, "QUIET", 0.01)
    write_bank(tmp_path / "bank", each=40, questions=24, minutes=60, unscored=4)
    return ExamkitApp(Desk(tmp_path).engine(), Config())


async def finish_drill(
    pilot: Pilot[int],
    *,
    correct: int,
    count: int = 4,
    domain: str = "",
    seconds: float = 0,
    today: bool = False,
    request: DrillRequest | None = None,
) -> None:
    """Start a drill through the router, of `request` if given, and finish it."""
    app = pilot.app
    assert isinstance(app, ExamkitApp)
    domains = (domain,) if domain else ()
    usual = DrillRequest(domains=domains, count=count, due_first=today)
    app.router.start_drill(request or usual)
    await pilot.pause()
    assert isinstance(app.screen, AttemptScreen)
    live = app.screen.attempt
    for slot in range(count):
        live.visit(slot)
        clock = app.context.service._clock
        assert isinstance(clock, FakeClock)
        clock.pass_time(seconds)
        answer(live, slot, right=slot < correct)
        live.reveal(slot)
    live.submit()
    app.screen.finish()
    await pilot.pause()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (160, 50)])
async def test_a_drill_ends_in_its_result(app: ExamkitApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=9, count=10)
        await pilot.pause()
        screen = shown(app)
        for text in (
            "of 10 correct",
            "Domains",
            "10 more questions",
            "Review 1 mistake",
            "Full report",
        ):
            assert text in screen
        assert app.screen.query_one("ScrollPane").max_scroll_y == 0


@pytest.mark.parametrize(
    ("done", "step"),
    [
        (4, "6 more questions the rest of today's practice"),
        (10, "10 more questions extra, you're done for today"),
    ],
)
async def test_todays_practice_continues_with_the_rest_of_it(
    app: ExamkitApp, done: int, step: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=done, count=done, today=True)
        await until(app, lambda: step in " ".join(shown(app).split()))
        await press(pilot, ["enter"])
        await until(app, lambda: isinstance(app.screen, AttemptScreen))
        assert f"Question 1 of {step.split(maxsplit=1)[0]}" in shown(app)


@pytest.mark.parametrize(
    ("correct", "step"),
    [(0, "3 more questions a drill like this one"), (3, "3 more questions the rest of today's")],
)
async def test_the_next_drill_is_as_long_as_questions_still_fit(
    app: ExamkitApp, correct: int, step: str
) -> None:
    mistakes = DrillRequest(kinds=frozenset({"mistakes"}), count=4)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=1)
        await finish_drill(pilot, correct=correct, count=3, request=mistakes)
        await until(app, lambda: step in " ".join(shown(app).split()))
        await press(pilot, ["enter"])
        await until(app, lambda: isinstance(app.screen, AttemptScreen))
        assert "Question 1 of 3" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_drill_that_was_clicked_through_says_why_it_does_not_count(
    app: ExamkitApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=9, count=10, seconds=2)
        await pilot.pause()
        screen = " ".join(shown(app).split())
        assert "This drill doesn't count toward estimates: you answered 10 of 10" in screen
        assert "of 10 correct" in screen
        assert app.screen.query_one("ScrollPane").max_scroll_y == 0


@pytest.mark.parametrize(("plain", "times"), [(False, 0), (True, 1)])
async def test_the_number_of_correct_answers_is_written_once(
    app: ExamkitApp, plain: bool, times: int
) -> None:
    app.context.config = Config(ascii=plain)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=9, count=10)
        await pilot.pause()
        screen = shown(app)
        assert "of 10 correct" in screen
        assert screen.count("9 of 10") == times
        assert app.screen.query_one("Digits").display is not plain
        assert "% " not in screen


async def test_a_drill_on_one_domain_shows_its_topics(app: ExamkitApp) -> None:
    domain = app.context.service.bank.exam("exam-1").domains[0].id
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=4, domain=domain)
        await pilot.pause()
        assert "Topics" in shown(app)
        assert "Review" not in shown(app).partition("Do next")[2].partition("Full report")[0]


@pytest.mark.parametrize(("earlier", "times"), [(False, 0), (True, 1)])
async def test_verdicts_that_use_other_attempts_say_so(
    app: ExamkitApp, earlier: bool, times: int
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        if earlier:
            await finish_drill(pilot, correct=2, count=24, seconds=60)
        await finish_drill(pilot, correct=2, count=30, seconds=60)
        await until(app, lambda: "of 30 correct" in shown(app))
        assert "borderline" in shown(app) or "needs improvement" in shown(app)
        assert shown(app).count("Verdicts are based on all your attempts.") == times


async def test_enter_starts_the_same_drill_again_and_back_leads_home(app: ExamkitApp) -> None:
    domain = app.context.service.bank.exam("exam-1").domains[1].id
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        home = app.screen
        await finish_drill(pilot, correct=2, domain=domain)
        await until(app, lambda: isinstance(app.screen, DrillResultScreen))
        await press(pilot, ["enter"])
        assert isinstance(app.screen, AttemptScreen)
        form = app.screen.attempt.form
        assert {slot.domain for slot in form.slots} == {domain}
        assert len(form.slots) == 4
        live = app.screen.attempt
        answer(live, 0)
        live.submit()
        app.screen.finish()
        await pilot.pause()
        await press(pilot, ["escape"])
        assert app.screen is home


async def test_keys_show_the_mistakes_and_the_full_report(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await finish_drill(pilot, correct=2)
        await pilot.pause()
        assert "Question 3 of 4" in await press(pilot, ["w"])
        assert "of 4 correct" in await press(pilot, ["escape"])
        assert "2 of 4 correct" in await press(pilot, ["tab"])
        assert "of 4 correct" in await press(pilot, ["escape"])
