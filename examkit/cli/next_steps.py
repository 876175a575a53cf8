"""The command lines for the next steps of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.command_lines import command

if TYPE_CHECKING:
    from examkit.report.blocks import NextStep
    from examkit.report.report import Report


def step_command(step: NextStep, result: Report) -> str:
    """Return the command line for a next step that a report, `result`, suggests."""
    attempt, exam = result.facts.attempt_id, result.form.exam.id
    if step.kind == "drill":
        chosen = ("--domain", step.args["domain"], "--questions", step.args["count"])
        return command("drill", "--exam", exam, *chosen)
    if step.kind == "notes":
        notes = step.args["notes"]
        return command("bank", "show", *(notes if isinstance(notes, tuple) else ()))
    if step.kind == "mock":
        return command("exam", "--exam", exam)
    return command("review", attempt, "--sure" if step.kind == "sure-but-wrong" else "--missed")
