"""Writing what was planned."""

from __future__ import annotations

from examkit.bank.replacement import write_files
from examkit.transfer.import_plan import ImportPlan


def write_plan(plan: ImportPlan) -> None:
    """Write the files of a plan into its bank. Raises ExamkitError before any is replaced."""
    write_files(plan.into, plan.files)
