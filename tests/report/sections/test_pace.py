"""The summary of how fast the candidate answered, and of what is unanswered."""

from __future__ import annotations

from pathlib import Path

from examkit.report.sections.pace import PaceSection
from tests.services import Desk, answer


def test_an_answer_with_too_few_options_is_incomplete(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    mock = desk.engine().start_mock()
    for slot in range(len(mock.form.slots) - 1):
        answer(mock, slot)
        desk.clock.pass_time(60)
    several = next(n for n, slot in enumerate(mock.form.slots[:-1]) if len(slot.question.keys) > 1)
    mock.choose(several, mock.form.slots[several].question.keys[0])
    mock.submit()
    report = desk.engine().past.report(mock.attempt_id)
    assert report[PaceSection].pace.text.endswith("1 of 10 unanswered, 1 incomplete.")
