"""What Home asks on the first start: which exam, and when it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from examkit.dates import EXAMPLE, format_day
from examkit.tui.dialogs import ChoiceDialog, PromptDialog
from examkit.tui.exam_versions import describe_exam, exams_to_choose
from examkit.tui.typed_settings import find_date_error, show_date

if TYPE_CHECKING:
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


def date_dialog(context: AppContext) -> PromptDialog:
    """Return a dialog that asks for the date of the exam."""
    today, day = context.service.today(), context.config.parsed_exam_date
    return PromptDialog(
        "When is your exam?",
        "Your study plan runs up to this date. "
        "Leave the field empty if you don't know the date yet.",
        format_day(day) if day else "",
        placeholder=f"such as {EXAMPLE}",
        find_error=partial(find_date_error, today=today),
        echo=partial(show_date, today=today),
    )
