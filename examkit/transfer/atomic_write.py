"""Writing what was planned."""

from __future__ import annotations

from examkit.bank.replacement import write_files
from examkit.transfer.import_plan import Plan


def write(plan: Plan) -> None:
    """Write the files of a plan into its bank. Raises ExamkitError before any is replaced."""
    write_files(plan.into, plan.files)
