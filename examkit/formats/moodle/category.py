"""Categories of Moodle as domains."""

from __future__ import annotations

import re

_CONTEXT = re.compile(r"\$\w+\$(?:/|\Z)")


def domain_of(path: str) -> str:
    """Take off a category's path what every course has."""
    if found := _CONTEXT.match(path):
        path = path[found.end() :]
    return "" if path == "top" else path.removeprefix("top/")


def path_of(domain: str) -> str:
    """Return the path of a category for a domain."""
    return f"$course$/top{'/' if domain else ''}{domain}"
