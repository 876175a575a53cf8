"""Change settings in `config.toml`, and leave its comments and its other lines unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from examkit.config import FILE, FORMER_NAMES, Config, check_size, parse, read_text, validate
from examkit.errors import ExamkitError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | int | float | bool | tuple[str, ...]


def save_settings(folder: Path, values: dict[str, Value]) -> Config:
    """Write settings to `config.toml` in `folder`, and return all settings as they are then.

    `values` maps the names of settings to their new values. The file is read again first, so that
    changes made in an editor aren't lost. Raises ExamkitError if a value is invalid or the file
    can't be read or written.
    """
    path = folder / FILE
    try:
        before = read_text(path) if path.exists() else ""
        text = _changed(path, before, values)
        check_size(path, len(text.encode()))
        config = validate(path, parse(path, text))
        if text != before:
            _replace(path, text)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it isn't UTF-8 text"
        names = ", ".join(values)
        raise ExamkitError(
            f"{path} can't be written: {reason}.", f"Set {names} in the file yourself."
        ) from None
    return config


def _changed(path: Path, text: str, values: dict[str, Value]) -> str:
    """Return the text of a settings file after `values`, keyed by current setting names, are set.

    `path` is the file's path for error messages. Raises ExamkitError if the text isn't valid or
    can't be changed.
    """
    import tomlkit

    # Its errors have better words than those of the module that rewrites the file.
    parse(path, text)
    try:
        document = tomlkit.parse(text)
    except (RecursionError, ValueError):
        raise ExamkitError(f"{path} can't be changed.", "Edit it yourself.") from None
    for name, value in values.items():
        _set(document, _written_name(document, name), name, value)
    return document.as_string()


def _set(document: TOMLDocument, name: str, setting: str, value: Value) -> None:
    """Set the key `name` of a settings file, which can be a former name of `setting`, to a value.

    Nothing changes if the key already has the value, or is absent and the value is the default.
    """
    plain = list(value) if isinstance(value, tuple) else value
    default = Config._field_defaults[setting]
    current = document.get(name, list(default) if isinstance(default, tuple) else default)
    if current != plain:
        document[name] = plain


def _written_name(document: TOMLDocument, name: str) -> str:
    """Return the key that a settings file has for the setting `name`.

    It can be a former name. If the file has no such key, it is `name`.
    """
    former = (old for old, new in FORMER_NAMES.items() if new == name and old in document)
    return next(former, name)


def _replace(path: Path, text: str) -> None:
    """Replace a file completely or not at all.

    If the path is a link, replace the file it leads to.
    """
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
