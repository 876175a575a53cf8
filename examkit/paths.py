"""The program's folders: the system's usual ones, or all of them in EXAMKIT_HOME.

Paths are absolute. Folders are created by the code that writes into them, except a temporary
folder whose usual name another user has taken.
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
"""Folder of the user's own banks, in the data folder."""


def data_dir() -> Path:
    """Return the folder for attempts and for the user's own banks."""
    return _folder("data", platformdirs.user_data_path)


def config_dir() -> Path:
    """Return the folder of `config.toml`."""
    return _folder("config", platformdirs.user_config_path)


def cache_dir() -> Path:
    """Return the folder for the indexes of banks, which can be deleted at any time.

    If the usual folder can't be written, return a private folder among the temporary files.
    """
    usual = _folder("cache", platformdirs.user_cache_path)
    if _is_writable(usual):
        return usual
    temporary = _temporary()
    return temporary if _is_trusted(temporary) else _temporary_for_this_run(temporary.parent)


def journal_dirs() -> tuple[Path, ...]:
    """Return the folders for events that the store can't take, in order of preference."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folders = [data_dir(), _folder("state", platformdirs.user_state_path)]
    folders += [Path(runtime).absolute() / "examkit"] if runtime else []
    temporary = _temporary()
    return (*folders, *([temporary] if _is_trusted(temporary) else []))


def shipped_banks() -> Path:
    """Return the folder of the banks that come with the program."""
    package = Path(__file__).parent
    installed = package / "questionbank"
    return installed if installed.is_dir() else package.parent / "questionbank"


def _temporary() -> Path:
    # Everyone can write to the folder for temporary files, but not into a folder of this user.
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()).absolute() / f"examkit-{user}"


def _is_trusted(folder: Path) -> bool:
    """Return whether only this user can write to a folder. True if nothing is at its path."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return own and stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o022


@cache
def _temporary_for_this_run(parent: Path) -> Path:
    """Create a folder in `parent` that is deleted when the program ends. Later calls return it."""
    folder = Path(tempfile.mkdtemp(prefix="examkit-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_writable(folder: Path) -> bool:
    parent = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return os.access(parent, os.W_OK)


def _folder(name: str, usual: Callable[..., Path]) -> Path:
    home = os.environ.get("EXAMKIT_HOME")
    return (Path(home) / name if home else usual("examkit", appauthor=False)).absolute()
