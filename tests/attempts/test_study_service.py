"""What a candidate can study: the summary that Home shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examkit.attempts.study_service import MANY
from examkit.bank.index.index import BankIndex
from tests.banks import write_bank
from tests.services import Desk


def test_the_first_practice_in_a_large_bank_reads_no_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", each=MANY, questions=10)
    with Desk(tmp_path).engine() as service:
        monkeypatch.setattr(BankIndex, "pool", None)
        today = service.todays_practice("exam-1")
        assert (today.review, today.new, today.minutes) == (0, 10, 20)


def test_the_first_practice_in_a_small_bank_is_what_the_drill_asks(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", each=4, questions=8)
    with Desk(tmp_path).engine() as service:
        today = service.todays_practice("exam-1")
        assert (today.review, today.new, today.minutes) == (0, 8, 20)


def write_versions(folder: Path) -> None:
    """Give the small bank a second exam version, and both their days."""
    root = write_bank(folder)
    exam = root / "exams" / "exam-1.toml"
    text = exam.read_text()
    exam.write_text(f"valid_from = 2027-01-20\n{text}")
    old = text.replace('id = "exam-1"', 'id = "exam-0"')
    (root / "exams" / "exam-0.toml").write_text(f"valid_until = 2027-01-19\n{old}")


@pytest.mark.parametrize(
    ("exam_day", "chosen", "expected"),
    [
        (None, "", "exam-0"),
        (date(2027, 1, 19), "", "exam-0"),
        (date(2027, 1, 20), "", "exam-1"),
        (date(2027, 1, 1), "", "exam-0"),
        (date(2027, 1, 20), "exam-0", "exam-0"),
        (None, "exam-x", "exam-0"),
    ],
)
def test_the_exam_is_the_one_offered_on_the_exam_date(
    tmp_path: Path, exam_day: date | None, chosen: str, expected: str
) -> None:
    write_versions(tmp_path / "bank")
    with Desk(tmp_path).engine(exam_day=exam_day) as service:
        assert service.today() == date(2027, 1, 15)
        service.set_preferences(service.preferences._replace(exam=chosen))
        assert service.default_exam == expected
