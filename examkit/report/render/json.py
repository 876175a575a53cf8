"""The report as JSON. Its keys are a contract: keys are added, but never removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

from examkit.report.report import Report, Section
from examkit.report.sections.registry import SECTIONS
from examkit.sanitize import sanitize


def merge_shapes(sections: Iterable[type[Section]]) -> dict[str, Any]:
    """Return the types of the JSON values of all sections, by key.

    Raises ValueError if two sections have the same key, since one would overwrite the other.
    """
    merged: dict[str, Any] = {}
    for section in sections:
        shape = section.shape()
        if repeated := merged.keys() & shape.keys():
            raise ValueError(f"{section.__name__} repeats JSON keys: {', '.join(sorted(repeated))}")
        merged |= shape
    return merged


SHAPE = merge_shapes(SECTIONS)
"""Types of the report's JSON values by key, from which `docs/report.schema.json` is generated."""


def render(report: Report) -> str:
    """Return the report as one JSON object, indented and with a newline at the end."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain JSON values by key. Shares run from 0 to 1, and times are UTC."""
    return {key: _plain(getattr(each, key)) for each in report for key in type(each).shape()}


def _plain(value: Any) -> Any:
    """Return a value as plain JSON, with sanitized strings and floats rounded to six decimals.

    The further decimals can differ between computers.
    """
    if isinstance(value, str):
        return sanitize(value)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {sanitize(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    return value
