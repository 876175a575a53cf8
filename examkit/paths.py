"""Where things are kept: folders by convention of the system, or all in EXAMKIT_HOME."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from examkit.errors import ExamkitError


def data_dir() -> Path:
    """Give the folder of attempts and of banks one has added."""
    return _folder("data", platformdirs.user_data_path)


def config_dir() -> Path:
    """Give the folder of `config.toml`."""
    return _folder("config", platformdirs.user_config_path)


def cache_dir() -> Path:
    """Give the folder of indexes, which can be deleted at any time."""
    return _folder("cache", platformdirs.user_cache_path)


def shipped_banks() -> Path:
    """Give the folder of the banks that come with the program."""
    here = Path(__file__).parent
    inside = here / "questionbank"
    return inside if inside.is_dir() else here.parent / "questionbank"


def _folder(name: str, usual: object) -> Path:
    home = os.environ.get("EXAMKIT_HOME")
    path = Path(home) / name if home else usual("examkit", appauthor=False)  # type: ignore[operator]
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ExamkitError(
            f"The folder {path} cannot be made: {error.strerror}.",
            "Set EXAMKIT_HOME to a folder you can write to.",
        ) from None
    return Path(path)
