"""What a candidate can study: the summary that Home shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.attempts.study_service import MANY
from examkit.bank.index.index import BankIndex
from tests.banks import write_bank
from tests.services import Desk


def test_the_summary_of_a_large_bank_reads_no_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", each=MANY, questions=10)
    with Desk(tmp_path).engine() as service:
        monkeypatch.setattr(BankIndex, "pool", None)
        assert service.quick_summary("exam-1", None) == (0, 120.0, 10)


def test_the_summary_of_a_small_bank_counts_what_the_drill_asks(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", each=4, questions=8)
    with Desk(tmp_path).engine() as service:
        assert service.quick_summary("exam-1", None) == (0, 150.0, 8)
