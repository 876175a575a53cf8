"""Find a bank by its name or by its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from examkit.diagnostics import did_you_mean, quoted
from examkit.errors import UsageError

DEFAULT = "aws-developer-associate"
"""Name of the folder of the bank that comes with examkit."""


def bank_folders(places: Iterable[Path]) -> dict[str, Path]:
    """Return the bank folders in `places`, by name. If two have the same name, the first counts."""
    folders: dict[str, Path] = {}
    for place in places:
        for folder in _banks_in(place):
            folders.setdefault(folder.name, folder)
    return folders


def _banks_in(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(folder for folder in place.iterdir() if (folder / "bank.toml").is_file())


def find_bank(name: str | None, places: Iterable[Path]) -> Path:
    """Return the folder of a bank, given by its name in `places` or by its path.

    If `name` is None, return the bank that comes with examkit. Raises UsageError if no bank
    matches; the hint suggests a similar name.
    """
    known = bank_folders(places)
    wanted = name or DEFAULT
    if wanted in known:
        return known[wanted]
    if name and _is_folder(name):
        return Path(name)
    listed = f"Known banks: {', '.join(known) or 'none'}. You can also name a folder."
    raise UsageError(f"Unknown bank {quoted(wanted)}.", did_you_mean(wanted, known) or listed)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:
        # The system refuses some names, such as very long ones.
        return False
