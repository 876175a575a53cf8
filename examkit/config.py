"""The user's settings, which are in `config.toml` in the config folder."""

# Annotations aren't postponed, because a named tuple would compile each one from its text.
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from examkit.diagnostics import quoted
from examkit.errors import ExamkitError

FILE = "config.toml"
MAX_BYTES = 64 << 10
FORMER_NAMES = {
    "half_life": "half_life_days",
    "own_rest": "prior_strength",
    "cover_options": "hide_options",
}
"""Current names of settings by their names in 1.0.0, which files can still use."""


class Config(NamedTuple):
    """The user's settings, with their defaults. Each name is a key in `config.toml`."""

    bank: str = ""
    """ID or folder of the bank to open; if empty, the bank that comes with examkit."""
    exam: str = ""
    """ID of the exam version; if empty, the one offered on your exam date, or else today."""
    extra_minutes: int = 0
    """Minutes to add to a full mock exam, for accommodations. Shorter exams get fewer."""
    show_pace: bool = False
    """Show in mock exams how many questions you are ahead of or behind an even pace."""
    skip_instructions: bool = False
    """Start mock exams without the instructions page."""
    hide_clock: bool = False
    """Start with the clock hidden. It appears for the last five minutes."""
    theme: str = ""
    """Name of a theme, such as high-contrast; if empty, the default. The app lists them all."""
    exam_date: str = ""
    """Date of the real exam, for example 2026-12-15; empty if you have none yet."""
    practice_questions: int = 0
    """Questions in today's practice; 0 for as many as your study plan needs."""
    half_life_days: float = 14.0
    """Days after which an answer counts half as much in estimates as your newest answer."""
    prior_strength: float = 15.0
    """How many answers your other domains count as when one domain is estimated (m in reports)."""
    hide_options: bool = False
    """Start drills with the options hidden, to make you think of the answer first."""
    ascii: bool = False
    """Use only ASCII characters for symbols and charts."""
    reduced_motion: bool = False
    """Stop the text cursor from blinking."""
    banks: tuple[str, ...] = ()
    """Folders of banks you opened in the app. The app's settings list them."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Your own keyboard shortcuts, by command name. See docs/keys.md."""

    @property
    def parsed_exam_date(self) -> date | None:
        """Return the date of the real exam, or None if it isn't set."""
        return date.fromisoformat(self.exam_date) if self.exam_date else None

    @property
    def preferences(self) -> dict[str, Any]:
        """Return the settings of study plans and estimates.

        The keys are field names of `Preferences`.
        """
        names = ("half_life_days", "prior_strength", "exam", "practice_questions")
        return {"exam_date": self.parsed_exam_date, **{name: getattr(self, name) for name in names}}


def read_config(folder: Path) -> Config:
    """Return the settings of `config.toml` in a folder, or the defaults if there is no such file.

    Raises ExamkitError if the file can't be read or a setting is wrong.
    """
    path = folder / FILE
    try:
        text = read_text(path)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it isn't UTF-8 text"
        raise ExamkitError(f"{path} can't be read: {reason}.", "Fix or delete the file.") from None
    return validate(path, parse(path, text))


def read_text(path: Path) -> str:
    """Return the text of a settings file. Raises ExamkitError if it is too large."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    check_size(path, len(data))
    return data.decode("utf-8-sig")


def check_size(path: Path, size: int) -> None:
    """Raise ExamkitError if a settings file of `size` bytes is too large."""
    if size > MAX_BYTES:
        message = f"{path} is larger than {MAX_BYTES >> 10} KiB."
        raise ExamkitError(message, "Remove everything that isn't a setting.")


def parse(path: Path, text: str) -> dict[str, Any]:
    """Return the values in a settings file's text. Raises ExamkitError if it isn't TOML."""
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        where = f"{path}:{error.lineno}:{error.colno}"
        raise ExamkitError(f"{where}: {error.msg}.", "Fix the line or delete the file.") from None
    except (RecursionError, ValueError):
        message = f"{path}: a value is too long or nested too deeply."
        raise ExamkitError(message, "Fix or remove the value.") from None


def validate(path: Path, values: dict[str, Any]) -> Config:
    """Convert the values of a settings file to settings, filling in the defaults.

    Raises ExamkitError for the first name or value that is wrong.
    """
    config = Config(**_current_names(path, values))
    try:
        _ = config.parsed_exam_date
    except ValueError:
        hint = 'Write a date such as exam_date = "2026-12-15".'
        raise ExamkitError(f"{path}: exam_date isn't a valid date.", hint) from None
    return config


def _current_names(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """Check and convert a settings file's values; return them keyed by current setting names.

    A file can use a former name instead; see `FORMER_NAMES`.
    Raises ExamkitError for the first name or value that is wrong.
    """
    known = {name: type(default) for name, default in Config._field_defaults.items()}
    settings: dict[str, Any] = {}
    for written, value in values.items():
        name = FORMER_NAMES.get(written, written)
        if name not in known:
            raise ExamkitError(
                f"{path}: unknown setting {quoted(written)}.",
                f"Known settings: {', '.join(known)}.",
            )
        if name in settings:
            former = next(old for old, new in FORMER_NAMES.items() if new == name)
            raise ExamkitError(
                f"{path}: {former} is the old name of {name}, and both are set.",
                "Remove one of them.",
            )
        settings[name] = _to_type(path, written, value, known[name])
        _check_range(path, written, name, settings[name])
    return settings


def _check_range(path: Path, written: str, name: str, value: Any) -> None:
    """Raise ExamkitError if a number is neither within its bounds nor the default.

    `written` is the name that the file uses for the setting `name`; it can be a former name.
    """
    default = Config._field_defaults[name]
    if name not in RANGES or value == default:
        return
    low, high = RANGES[name]
    if not low <= value <= high:
        limits = f"from {low} to {high}" if low <= default <= high else f"0 or from {low} to {high}"
        raise ExamkitError(f"{path}: {written} must be {limits}.", "Fix the line.")


def _to_type(path: Path, name: str, value: Any, kind: type) -> Any:
    """Return a value converted to the type of its setting.

    Also accepts a TOML date for the exam date, and an integer for a float. Raises ExamkitError
    if the value has any other wrong type.
    """
    if name == "exam_date" and isinstance(value, date):
        return value.isoformat()[:10]
    if kind is float and type(value) is int:
        # A Python int can be too large for a float.
        return float(max(-_FAR, min(value, _FAR)))
    if kind is MappingProxyType and isinstance(value, dict):
        return {each: _to_type(path, f"{name}.{each}", key, str) for each, key in value.items()}
    if kind is tuple and isinstance(value, list):
        return tuple(_to_type(path, name, each, str) for each in value)
    if type(value) is not kind:
        raise ExamkitError(f"{path}: {name} must be {_TYPES[kind.__name__]}.", "Fix the line.")
    return value


_FAR = 10**9
"""Limit for integers that become floats; it is outside the range of every setting."""
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list of strings in quotes",
    "mappingproxy": "a table that starts with [keys]",
}
RANGES = {
    "extra_minutes": (0, 600),
    "practice_questions": (10, 40),
    "half_life_days": (1, 3650),
    "prior_strength": (0, 100),
}
"""The smallest and largest value of each numeric setting. Its default is also valid."""
