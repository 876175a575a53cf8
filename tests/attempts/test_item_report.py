"""Questions measured by the answers of candidates, on a real bank and real stores."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from examkit.attempts.gathered_answers import Candidate, merge_candidates, read_candidate
from examkit.attempts.item_report import make_item_report
from examkit.attempts.live_attempt import LiveAttempt
from examkit.bank.index.index import open_or_build
from examkit.errors import UsageError
from examkit.report.item_report import ItemReport
from examkit.store.archive import ArchivedAttempt
from examkit.store.sqlite.store import open_store
from examkit.system_clock import DAY
from tests.banks import write_bank
from tests.services import Desk, answer

ANSWERED = 6
BANK = "small-bank"
Knows = Callable[[int], bool]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=3, questions=ANSWERED, unscored=0, single=True)
    return Desk(tmp_path)


def everything(_: int) -> bool:
    return True


def take(desk: Desk, knows: Knows = everything, *, seconds: float = 60, submit: bool = True) -> str:
    """Take a mock with the same questions for everyone; slots that `knows` are right."""
    with desk.engine() as engine:
        live: LiveAttempt = engine.start_mock(seed="class")
        for slot in range(len(live.form.slots)):
            live.visit(slot)
            desk.clock.pass_time(seconds)
            answer(live, slot, right=knows(slot))
        if submit:
            live.submit()
        desk.clock.pass_time(DAY)
        return live.attempt_id


def archived(desk: Desk) -> list[ArchivedAttempt]:
    with open_store(desk.folder / "data", read_only=True) as store:
        return [store.archived(attempt) for attempt in store.ids()]


def read(desk: Desk) -> Candidate:
    candidate, faults = read_candidate(archived(desk), BANK)
    assert faults == []
    return candidate


def measure(desk: Desk, *candidates: Candidate, domains: tuple[str, ...] = ()) -> ItemReport:
    index = open_or_build(desk.folder / "bank", desk.folder / "cache")
    try:
        return make_item_report(index, candidates, "exam-1", domains=domains)
    finally:
        index.close()


def test_one_attempt_of_one_candidate(desk: Desk) -> None:
    take(desk, lambda slot: slot != 0)
    report = measure(desk, read(desk))
    assert (report.candidates, report.attempts, report.selected) == (1, 1, ANSWERED)
    assert sorted(row.item.correct for row in report.rows) == [0.0, *[1.0] * 5]
    assert {row.item.answers for row in report.rows} == {1}
    assert {row.item.discrimination for row in report.rows} == {None}
    assert {row.item.seconds for row in report.rows} == {60.0}
    assert [row.instead for row in report.rows if not row.item.correct] == ["B"]
    assert not any(row.flags for row in report.rows)


def test_only_first_answers_count(desk: Desk) -> None:
    take(desk, lambda _: False)
    take(desk)
    report = measure(desk, read(desk))
    assert {row.item.correct for row in report.rows} == {0.0}
    assert report.excluded == {"repeated": ANSWERED}


def test_quick_answers_and_attempts_left_out_do_not_count(desk: Desk) -> None:
    take(desk, seconds=2)
    report = measure(desk, read(desk))
    assert (report.rows, report.excluded) == ((), {"too-quick": ANSWERED})
    with open_store(desk.folder / "data") as store:
        [name] = store.ids()
        store.leave_out(name, on=True)
    assert measure(desk, read(desk)).excluded == {"left-out": ANSWERED}


def test_an_unfinished_attempt_and_another_bank_do_not_count(desk: Desk) -> None:
    take(desk, submit=False)
    assert read(desk).attempts == {}
    take(desk)
    assert read_candidate(archived(desk), "another-bank")[0].attempts == {}
    assert len(read(desk).attempts) == 1


def test_discarded_attempts_do_not_count_and_later_answers_are_not_first_ones(desk: Desk) -> None:
    attempt = take(desk)
    take(desk)
    with open_store(desk.folder / "data") as store:
        store.discard(attempt, on=True)
    measured = measure(desk, read(desk))
    assert measured.rows == ()
    assert measured.excluded["left-out"] == ANSWERED


def test_answers_to_an_older_wording_are_left_out(desk: Desk) -> None:
    take(desk)
    file = desk.folder / "bank" / "questions" / "bread.toml"
    file.write_text(file.read_text().replace("for number 0", "for the number 0"))
    report = measure(desk, read(desk))
    assert "bread-0" not in {row.question for row in report.rows}
    assert len(report.rows) == ANSWERED - 1
    assert report.excluded == {"older-wording": 1}
    shutil.copytree(desk.folder / "bank", desk.folder / "later" / "bank")
    later = Desk(desk.folder / "later")
    take(later)
    report = measure(desk, read(desk), read(later))
    [row] = [row for row in report.rows if row.question == "bread-0"]
    assert (row.item.answers, row.older) == (1, 1)


def test_answers_to_a_removed_question_are_counted(desk: Desk) -> None:
    take(desk)
    file = desk.folder / "bank" / "questions" / "salt.toml"
    head, *questions = file.read_text().split("\n[[questions]]")
    file.write_text(head + "".join(f"\n[[questions]]{text}" for text in questions[:-1]))
    exam = desk.folder / "bank" / "exams" / "exam-1.toml"
    exam.write_text(exam.read_text().replace("questions = 6", "questions = 5"))
    report = measure(desk, read(desk))
    assert report.excluded == {"removed": 1}
    assert len(report.rows) == ANSWERED - 1


def test_candidates_who_share_an_attempt_are_one(desk: Desk) -> None:
    take(desk)
    first = read(desk)
    take(desk, lambda _: False)
    both = read(desk)
    shutil.copytree(desk.folder / "bank", desk.folder / "other" / "bank")
    other = Desk(desk.folder / "other")
    other.clock.pass_time(1)
    take(other)
    merged = merge_candidates([first, Candidate(), read(other), both])
    assert sorted(len(each.attempts) for each in merged) == [1, 2]
    # Two files that share nothing, and a third that has both.
    alone = Candidate(dict([*both.attempts.items()][1:]))
    assert len(merge_candidates([first, alone])) == 2
    assert len(merge_candidates([first, alone, both])) == 1


def test_a_damaged_attempt_is_a_fault_and_the_others_count(desk: Desk) -> None:
    take(desk)
    [sound] = archived(desk)
    damaged = [
        replace(sound, form="{}"),
        replace(sound, links=sound.links[1:]),
        replace(sound, attempt="../x"),
    ]
    candidate, faults = read_candidate([*damaged, sound], BANK)
    assert len(faults) == len(damaged)
    assert len(candidate.attempts) == 1


def test_a_domain_is_selected(desk: Desk) -> None:
    take(desk)
    report = measure(desk, read(desk), domains=("secure",))
    assert {row.domain for row in report.rows} == {"secure"}
    assert report.selected == ANSWERED / 2
    with pytest.raises(UsageError, match="Unknown domain 'nowhere'"):
        measure(desk, read(desk), domains=("nowhere",))
