"""What a candidate can study: the summary that Home shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.attempts.study_service import LARGE
from examkit.bank.index.index import BankIndex
from tests.banks import write_bank
from tests.services import Desk


def test_the_summary_of_a_large_bank_reads_no_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", each=LARGE, questions=10)
    with Desk(tmp_path).engine() as service:
        drawable = len(service.bank.pool("exam-1"))
        monkeypatch.setattr(BankIndex, "pool", None)
        assert service.quick_summary("exam-1") == (0, 120.0, drawable)


def test_the_summary_of_a_small_bank_counts_what_a_drill_could_ask(tmp_path: Path) -> None:
    with Desk(tmp_path).engine() as service:
        assert len(service.bank.pool("exam-1")) == 24
        assert service.quick_summary("exam-1") == (0, 120.0, 14)
