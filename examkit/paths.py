"""Where things are kept: folders by convention of the system, or all in EXAMKIT_HOME.

All are absolute. None is made here, as who writes into a folder makes it; but for one where
somebody else took the name of ours.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs

BANKS = "banks"
"""Folder of the banks one has added, in the data folder."""


def data_dir() -> Path:
    """Return the folder of attempts and of banks one has added."""
    return _folder("data", platformdirs.user_data_path)


def config_dir() -> Path:
    """Return the folder of `config.toml`."""
    return _folder("config", platformdirs.user_config_path)


def cache_dir() -> Path:
    """Return the folder of indexes, which can be deleted at any time.

    On a read-only disk it is one of this user among the temporary files.
    """
    usual = _folder("cache", platformdirs.user_cache_path)
    if _can_be_made(usual):
        return usual
    temporary = _temporary()
    return temporary if _is_trusted(temporary) else _passing(temporary.parent)


def journal_dirs() -> tuple[Path, ...]:
    """Return the folders for events that the store cannot take, the best first; none is made."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folders = [data_dir(), _folder("state", platformdirs.user_state_path)]
    folders += [Path(runtime).absolute() / "examkit"] if runtime else []
    temporary = _temporary()
    return (*folders, *([temporary] if _is_trusted(temporary) else []))


def shipped_banks() -> Path:
    """Return the folder of the banks that come with the program."""
    here = Path(__file__).parent
    inside = here / "questionbank"
    return inside if inside.is_dir() else here.parent / "questionbank"


def _temporary() -> Path:
    # Others may write to the folder for temporary files, but not into one of this user.
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()).absolute() / f"examkit-{user}"


def _is_trusted(folder: Path) -> bool:
    """Return whether a folder among temporary files is this user's alone, or not there yet."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return own and stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o022


@cache
def _passing(parent: Path) -> Path:
    """Make a folder for this run of the program alone."""
    folder = Path(tempfile.mkdtemp(prefix="examkit-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _can_be_made(folder: Path) -> bool:
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return os.access(there, os.W_OK)


def _folder(name: str, usual: Callable[..., Path]) -> Path:
    home = os.environ.get("EXAMKIT_HOME")
    return (Path(home) / name if home else usual("examkit", appauthor=False)).absolute()
