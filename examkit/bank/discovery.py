"""Finding a bank by its folder or its id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from examkit.diagnostics import did_you_mean, quoted
from examkit.errors import UsageError

DEFAULT = "aws-developer-associate"


def bank_folders(places: list[Path]) -> dict[str, Path]:
    """List banks by the name of their folder; earlier places win."""
    found: dict[str, Path] = {}
    for place in places:
        for folder in _banks_in(place):
            found.setdefault(folder.name, folder)
    return found


def _banks_in(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(folder for folder in place.iterdir() if (folder / "bank.toml").is_file())


def find_bank(name: str | None, places: list[Path]) -> Path:
    """Return the folder of a bank: a path, or the name of one in `places`; None is the shipped one.

    Raises UsageError where there is none, naming what was probably meant.
    """
    known = bank_folders(places)
    wanted = name or DEFAULT
    if wanted in known:
        return known[wanted]
    if name and _is_folder(name):
        return Path(name)
    hint = did_you_mean(wanted, known) or f"Known: {', '.join(known) or 'none'}. Or name a folder."
    raise UsageError(f"There is no bank {quoted(wanted)}.", hint)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:
        # A name that is too long, for example.
        return False
