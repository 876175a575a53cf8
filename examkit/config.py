"""The user's settings: `config.toml` in the config folder."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from examkit.diagnostics import quoted
from examkit.errors import ExamkitError

FILE = "config.toml"
MOST_BYTES = 64 << 10
FORMER_NAMES = {
    "half_life": "half_life_days",
    "own_rest": "prior_strength",
    "cover_options": "hide_options",
}
"""Names of settings in 1.0.0, which files may still use, with the current ones."""
_EXAM_DATE = r"(?m)^[ \t]*exam_date[ \t]*=.*$"


class Config(NamedTuple):
    """Settings with their defaults; each is a key of the file."""

    bank: str = ""
    """Bank to open: an id or a folder; empty is the shipped one."""
    exam: str = ""
    """Version of the exam, where the bank has it; else, and where empty, the bank's default."""
    extra_minutes: int = 0
    """Extra time for each mock exam, in minutes."""
    hide_clock: bool = False
    """Start with the clock hidden; it shows itself for the last five minutes."""
    theme: str = ""
    """Name of a theme; empty is the default."""
    exam_date: str = ""
    """Day of the real exam, for example 2026-12-15; empty is none."""
    half_life_days: float = 14.0
    """Days after which an answer counts half as much as the newest, in estimates."""
    prior_strength: float = 10.0
    """Weight of your other domains in the estimate of one domain, in answers (m)."""
    hide_options: bool = False
    """Start drills with the options hidden, so that you think of the answer first."""
    ascii: bool = False
    """Draw signs and plots with ASCII characters only."""

    @property
    def parsed_exam_date(self) -> date | None:
        """Day of the real exam."""
        return date.fromisoformat(self.exam_date) if self.exam_date else None


def save_exam_date(config: Config, folder: Path, day: str) -> Config:
    """Keep the day of the exam in the settings, all other lines as they are; empty is none.

    Raises ExamkitError where the file cannot be written.
    """
    path = folder / FILE
    line = f'exam_date = "{day}"'
    try:
        before = _text(path) if path.exists() else ""
        text, found = re.subn(_EXAM_DATE, line, before, count=1)
        if not found:
            text = f"{line}\n{before}"
        _checked(path, _parsed(path, text))
        _put(path, text)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ExamkitError(f"{path} cannot be written: {reason}.", "Set exam_date there.") from None
    return config._replace(exam_date=day)


def _put(path: Path, text: str) -> None:
    """Replace a file whole; where a link stands for it, the file that it leads to."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def read_config(folder: Path) -> Config:
    """Read the settings; a missing file gives the defaults.

    Raises ExamkitError naming file and line or key where it cannot be used.
    """
    path = folder / FILE
    try:
        text = _text(path)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ExamkitError(
            f"{path} cannot be read: {reason}.", "Mend or remove the file."
        ) from None
    return _checked(path, _parsed(path, text))


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        said = f"{path} is larger than {MOST_BYTES >> 10} KiB."
        raise ExamkitError(said, "Remove what isn't a setting.")
    return data.decode("utf-8-sig")


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        where = f"{path}:{error.lineno}:{error.colno}"
        raise ExamkitError(f"{where}: {error.msg}.", "Mend the line or remove the file.") from None
    except (RecursionError, ValueError):
        said = f"{path}: A value is too long or nested too deeply."
        raise ExamkitError(said, "Correct or remove the line.") from None


def _checked(path: Path, values: dict[str, Any]) -> Config:
    """Return the settings of a file; raise ExamkitError on the first one that cannot be used."""
    config = Config(**_current_names(path, values))
    try:
        _ = config.parsed_exam_date
    except ValueError:
        hint = 'Write it as exam_date = "2026-12-15".'
        raise ExamkitError(f"{path}: exam_date is no day.", hint) from None
    return config


def _current_names(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """Return the checked values under the current names of their settings."""
    known = {name: type(default) for name, default in Config._field_defaults.items()}
    settings: dict[str, Any] = {}
    for written, value in values.items():
        name = FORMER_NAMES.get(written, written)
        if name not in known:
            raise ExamkitError(
                f"{path}: unknown setting {quoted(written)}.", f"Known: {', '.join(known)}."
            )
        if name in settings:
            former = next(old for old, new in FORMER_NAMES.items() if new == name)
            raise ExamkitError(
                f"{path}: {former} is the former name of {name}.", "Remove one of them."
            )
        settings[name] = _of_kind(path, written, value, known[name])
        _check_range(path, written, settings[name], _RANGES.get(name))
    return settings


def _check_range(path: Path, written: str, value: Any, bounds: tuple[int, int] | None) -> None:
    """Raise ExamkitError where a number is outside its bounds."""
    if bounds and not bounds[0] <= value <= bounds[1]:
        low, high = bounds
        raise ExamkitError(f"{path}: {written} must be from {low} to {high}.", "Mend the line.")


def _of_kind(path: Path, name: str, value: Any, kind: type) -> Any:
    """Return the value as the kind of its setting; TOML has days and whole numbers of its own."""
    if name == "exam_date" and isinstance(value, date):
        return value.isoformat()[:10]
    if kind is float and type(value) is int:
        # Python's whole numbers can be too large for its other ones.
        return float(max(-_FAR, min(value, _FAR)))
    if type(value) is not kind:
        raise ExamkitError(f"{path}: {name} must be {_KINDS[kind.__name__]}.", "Mend the line.")
    return value


_FAR = 10**9
"""Outside every range of a setting."""
_KINDS = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}
_RANGES = {"extra_minutes": (0, 600), "half_life_days": (1, 3650), "prior_strength": (0, 100)}
