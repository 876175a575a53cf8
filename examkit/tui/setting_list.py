"""The settings that the settings screen shows: their words, values, and limits."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from examkit.dates import format_day
from examkit.errors import ExamkitError
from examkit.humanize import pluralize
from examkit.tui.context import AppContext
from examkit.tui.exam_versions import describe_exam, find_misfit

if TYPE_CHECKING:
    from examkit.config_file import Value

Choices = Sequence[tuple["Value", str]]
"""The values of a setting, each with its text on screen."""
KEYS_HELP = "Change keys under [keys] in the settings file."


class Setting(NamedTuple):
    """A row of the settings screen."""

    name: str
    """The setting's name in the settings file."""
    label: str
    help: str
    choices: Callable[[AppContext], Choices] = lambda _: ()
    """A function that returns the values to step through; empty if there are too many for that."""
    unit: str = ""
    """What a number counts, in the singular. A setting with a unit can be typed."""
    zero: str = ""
    """The word for 0."""

    def describe(self, context: AppContext) -> str:
        """Return the current value in words."""
        value = getattr(context.config, self.name)
        if self.unit:
            return self._describe_number(value)
        if describe := _DESCRIBE.get(self.name):
            return describe(context)
        return next((words for each, words in self.choices(context) if each == value), str(value))

    def _describe_number(self, value: float) -> str:
        number = int(value) if value == int(value) else value
        if self.zero and not number:
            return self.zero
        return pluralize(number, self.unit) if isinstance(number, int) else f"{number} {self.unit}s"

    def has_steps(self, context: AppContext) -> bool:
        """Return whether the arrow keys go through the setting's values."""
        return self.name == "theme" or len(self.choices(context)) > 1

    def next_value(self, context: AppContext, step: int) -> "Value | None":
        """Return the value `step` places after the current one; None if there are no values.

        After the last value comes the first.
        """
        values = [value for value, _ in self.choices(context)]
        if not values:
            return None
        current = _current(self.name, context)
        if current not in values:
            # A number that was typed lies between two others.
            larger = [value for value in values if value > current]  # type: ignore[operator]
            return values[(values.index(larger[0]) if larger else 0) - (step < 0)]
        return values[(values.index(current) + step) % len(values)]


def _current(name: str, context: AppContext) -> "Value":
    value: Value = context.exam_id if name == "exam" else getattr(context.config, name)
    return value


def _switch(off: str, on: str) -> Callable[[AppContext], Choices]:
    return lambda _: ((False, off), (True, on))


def _numbers(*numbers: float) -> Callable[[AppContext], Choices]:
    return lambda _: [(number, "") for number in numbers]


def _exams(context: AppContext) -> Choices:
    try:
        exams = context.service.bank.info.exams
    except ExamkitError:
        return ()
    today = context.service.today()
    return [(exam.id, describe_exam(exam, today)) for exam in exams]


def _describe_exam(context: AppContext) -> str:
    exams = dict(_exams(context))
    if misfit := find_misfit(context):
        return f"{context.exam_id.upper()}, {misfit}"
    return exams[context.exam_id] if exams else "unknown"


def _describe_bank(context: AppContext) -> str:
    try:
        return context.service.bank.info.title
    except ExamkitError:
        return str(context.service.library.root)


def _describe_date(context: AppContext) -> str:
    day = context.config.parsed_exam_date
    return format_day(day) if day else "not set"


def _describe_keys(context: AppContext) -> str:
    return f"{len(context.keys)} changed" if context.keys else "default"


_DESCRIBE: Mapping[str, Callable[[AppContext], str]] = {
    "bank": _describe_bank,
    "exam": _describe_exam,
    "exam_date": _describe_date,
    "keys": _describe_keys,
}

SECTIONS: Mapping[str, Sequence[Setting]] = {
    "Exam": (
        Setting("bank", "Question bank", "Choose another bank, or open a folder."),
        Setting("exam", "Exam version", "The exam you're preparing for.", _exams),
        Setting("exam_date", "Exam date", "Your study plan runs up to this date."),
    ),
    "Practice": (
        Setting(
            "practice_questions",
            "Practice length",
            "Automatic follows your study plan.",
            _numbers(0, *range(10, 45, 5)),
            "question",
            "automatic",
        ),
        Setting(
            "hide_options",
            "Options in drills",
            "Hidden options let you think of the answer first.",
            _switch("shown", "hidden"),
        ),
    ),
    "Mock exam": (
        Setting(
            "extra_minutes",
            "Extra time",
            "For accommodations such as ESL +30.",
            _numbers(0, 15, 30, 45, 60),
            "minute",
            "none",
        ),
        Setting(
            "hide_clock",
            "Clock",
            "A hidden clock reappears for the last 5 minutes.",
            _switch("shown", "hidden"),
        ),
        Setting(
            "skip_instructions",
            "Instructions",
            "The page shown before a mock exam starts.",
            _switch("shown", "skipped"),
        ),
        Setting(
            "show_pace",
            "Pace",
            "Shows whether you're ahead of the exam's pace.",
            _switch("hidden", "shown"),
        ),
    ),
    "Display": (
        Setting("theme", "Theme", "Open the list to preview each theme."),
        Setting(
            "ascii",
            "Symbols",
            "ASCII suits simple terminals and screen readers.",
            _switch("Unicode", "ASCII"),
        ),
        Setting(
            "reduced_motion",
            "Motion",
            "Reduced motion stops the cursor from blinking.",
            _switch("full", "reduced"),
        ),
    ),
    "Advanced": (
        Setting(
            "half_life_days",
            "Half-life of answers",
            "Age at which an answer counts half as much.",
            _numbers(7.0, 14.0, 21.0, 30.0, 60.0),
            "day",
        ),
        Setting(
            "prior_strength",
            "Weight of other domains",
            "How much other domains affect an estimate.",
            _numbers(0.0, 5.0, 10.0, 15.0, 20.0, 30.0),
            "answer",
        ),
        Setting("keys", "Keys", KEYS_HELP),
    ),
}
"""The rows of the settings screen, by the titles of its panels."""
