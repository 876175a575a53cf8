"""Writing what was planned: each file appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from examkit.errors import ExamkitError
from examkit.exchange.plan import Plan


def write(plan: Plan) -> None:
    """Write the files of a plan into its bank. Raises ExamkitError."""
    for path, text in plan.files.items():
        write_file(plan.into / path, text.encode("utf-8"))


def write_file(path: Path, data: bytes) -> None:
    """Write a file by way of another name. Raises ExamkitError."""
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or "unknown reason"
        raise ExamkitError(f"{path} cannot be written: {reason}.", "Name another.") from None
