"""What Home asks on the first start: which exam, and when it is."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from examkit.tui.dialogs import ChoiceDialog, PromptDialog
from examkit.tui.home.facts import exams_to_choose
from examkit.tui.home.rows import describe_exam
from examkit.tui.setting_list import find_date_error

if TYPE_CHECKING:
    from examkit.config_file import Value
    from examkit.tui.context import AppContext


def exam_dialog(context: AppContext) -> ChoiceDialog[str]:
    """Return a dialog that asks for an exam version. The current one has the focus."""
    today, exams = context.service.today(), context.service.bank.info.exams
    offered = exams_to_choose(exams, context.config.parsed_exam_date, today)
    lines = [describe_exam(exam, today) for exam in offered]
    names = [exam.id for exam in offered]
    default = names.index(context.exam_id) if context.exam_id in names else 0
    choices: dict[str, str | None] = {name.upper(): name for name in names}
    return ChoiceDialog("Which exam?", "\n".join(lines), choices, default=default)


def exam_settings(exam: str, context: AppContext) -> dict[str, Value]:
    """Return the setting for an exam version: empty if it is the one offered anyway.

    Then the version after it follows without a change of the settings.
    """
    return {"exam": "" if exam == context.service.offered_exam else exam}


def date_dialog(context: AppContext) -> PromptDialog:
    """Return a dialog that asks for the date of the exam."""
    return PromptDialog(
        "When is your exam?",
        "With a date, Home plans your practice for each day. Leave it empty if you don't know yet.",
        context.config.exam_date,
        placeholder="YYYY-MM-DD",
        find_error=partial(find_date_error, today=context.service.today()),
    )


def date_settings(day: str, context: AppContext) -> dict[str, Value]:
    """Return the settings for an exam date. They drop a version that can't be taken then."""
    exams = {exam.id: exam for exam in context.service.bank.info.exams}
    chosen = exams.get(context.config.exam)
    if day and chosen and not chosen.is_offered(date.fromisoformat(day)):
        return {"exam_date": day, "exam": ""}
    return {"exam_date": day}
