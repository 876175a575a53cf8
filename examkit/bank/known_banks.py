"""The banks that the settings offer: shipped ones, the user's own, and those opened before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from examkit.bank.repository import bank_folders

FILE = "bank.toml"


class KnownBank(NamedTuple):
    """A bank's folder and its title."""

    folder: Path
    title: str


def known_banks(places: Iterable[Path], opened: Iterable[Path]) -> list[KnownBank]:
    """Return the banks in the folders `places`, then those whose own folders are in `opened`.

    Folders in `opened` that no longer have a bank are left out, and no folder is listed twice.
    """
    folders = [*bank_folders(places).values(), *filter(is_bank, opened)]
    return [KnownBank(folder, _read_title(folder)) for folder in dict.fromkeys(folders)]


def is_bank(folder: Path) -> bool:
    """Return whether a folder has the file that makes it a bank, valid or not."""
    try:
        return (folder / FILE).is_file()
    except (OSError, ValueError):
        # The system refuses some names, such as very long ones.
        return False


def _read_title(folder: Path) -> str:
    """Return a bank's title, or its folder's name if the title can't be read."""
    import tomli

    from examkit.bank.safe_files import UnreadableError, read_text

    try:
        title = tomli.loads(read_text(folder, FILE)).get("title")
    except (UnreadableError, OSError, ValueError, RecursionError):
        title = None
    return title if isinstance(title, str) and title.strip() else folder.name
