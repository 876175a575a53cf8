"""The benchmark: what else the machine does changes no figure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE_PROCESSOR = """
import os, sys
sys.argv = ["bench"]
sys.path.insert(0, "scripts")
import bench
bench.compileall.compile_dir = lambda *a, **k: None
bench.measure = lambda *_: iter([bench.Figure("processors", len(os.sched_getaffinity(0)), 1)])
sys.exit(bench.main())
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no way to choose a processor")
def test_all_figures_are_measured_on_one_processor() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_PROCESSOR], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("met") == 1


def test_waiting_for_a_processor_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import bench_time

    waits = iter([5.0, 7.5])
    times = iter([100.0, 103.0])
    monkeypatch.setattr(bench_time, "waited", lambda: next(waits))
    monkeypatch.setattr("time.perf_counter", lambda: next(times))
    assert bench_time.timed(lambda: None) == 0.5


def test_no_waiting_is_known_where_the_system_reports_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import bench_time

    assert bench_time.waited("no such thread") == 0.0


def test_the_marks_of_home_are_on_screen_when_the_benchmark_waits_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import bench_screen

    from examkit.bank.summary import BankSummary, ExamSummary
    from examkit.tui.home.facts import HomeFacts
    from examkit.tui.home.rows import build_rows
    from examkit.tui.home.today_panel import draw_welcome

    facts = HomeFacts(is_new=True)
    rows = build_rows(facts, date(2026, 12, 1), 0.0, lambda _: "")
    assert any(re.search(bench_screen.READY, row.label.encode()) for row in rows)
    bank = BankSummary("bank", "A bank", "exam-1", (), 24, 2, 4, (), (), 0)
    exam = ExamSummary("exam-1", "An exam", None, None, 10, 20, 0, {"build": 24})
    welcomes = draw_welcome(None, None), draw_welcome(bank, exam)
    shown = ["\n".join(line.plain for line in lines) for lines in welcomes]
    found = [bool(re.search(bench_screen.INDEXED, text.encode())) for text in shown]
    assert found == [False, True]
