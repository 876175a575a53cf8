"""The report as JSON. Its keys are a contract: more may come, none goes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from examkit.analytics.answer_changes import Change
from examkit.analytics.calibration import Calibration
from examkit.analytics.readiness import Readiness
from examkit.analytics.trend import MockChange, MockResult
from examkit.exam.regrade import RegradeResult
from examkit.report.model import (
    DomainRow,
    EvidenceBase,
    Header,
    MixUpRow,
    NextStep,
    NoteToRead,
    Pace,
    Report,
    Result,
    SlotMark,
    TopicEstimate,
    TopicRow,
)
from examkit.sanitize import sanitize


@dataclass(frozen=True, slots=True)
class Scored:
    """The questions that count."""

    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """The change between the last two mocks."""

    points: int
    luck: int
    by_luck: float


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One mock of the trend."""

    attempt: str
    finished: str
    """UTC, ISO 8601."""
    asked: int
    right: int
    fresh: float
    low: float
    high: float
    reached: float
    measures: bool


SHAPE: dict[str, Any] = {
    "attempt": str,
    "mode": Literal["mock", "drill"],
    "title": str,
    "bank": str,
    "exam": str,
    "exam_title": str,
    "asked": int,
    "started": str,
    "finished": str | None,
    "elapsed": float,
    "limit": float | None,
    "reason": str,
    "clock_changed": bool,
    "right": int,
    "unanswered": int,
    "credit": float,
    "scored": Scored,
    "share": float,
    "pass_line": float,
    "passed": bool | None,
    "scaled": int | None,
    "scaled_range": list[int] | None,
    "readiness": Readiness | None,
    "domains": list[DomainRow],
    "alone": list[DomainRow],
    "rests_on": EvidenceBase,
    "topics": list[TopicRow],
    "known_topics": list[TopicEstimate],
    "notes_to_read": list[NoteToRead],
    "next": list[NextStep],
    "fresh": int,
    "reused": str | None,
    "pace": Pace,
    "slots": list[SlotMark],
    "sureness": Calibration | None,
    "changes": list[Change],
    "trend": list[TrendRow],
    "step": StepRow | None,
    "mix_ups": list[MixUpRow],
    "corrected": RegradeResult | None,
    "how": list[str],
}
"""Keys of the object with the kinds of their values; `docs/report.schema.json` is made of it."""


def render(report: Report) -> str:
    """Write the report as one JSON object, indented, ending with a newline."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain JSON values; shares run from 0 to 1, times are UTC."""
    fresh = report.fresh
    values = {
        **_header(report.header),
        **_result(report.result),
        "readiness": asdict(report.readiness) if report.readiness else None,
        "domains": [asdict(row) for row in report.domains],
        "alone": [asdict(row) for row in report.alone],
        "rests_on": asdict(report.rests_on),
        "topics": [asdict(row) for row in report.topics],
        "known_topics": [asdict(row) for row in report.known_topics],
        "notes_to_read": [asdict(note) for note in report.notes_to_read],
        "next": [asdict(step) for step in report.next],
        "fresh": fresh.fresh,
        "reused": fresh.text,
        "pace": asdict(report.pace),
        "slots": [asdict(slot) for slot in report.slots],
        "sureness": asdict(report.sureness) if report.sureness else None,
        "changes": [asdict(change) for change in report.changes.slots],
        "trend": [_point(point) for point in report.trend],
        "step": asdict(_step(report.step)) if report.step else None,
        "mix_ups": [asdict(row) for row in report.mix_ups],
        "corrected": asdict(report.corrected) if report.corrected else None,
        "how": report.how,
    }
    return {key: _plain(value) for key, value in values.items()}


def _header(header: Header) -> dict[str, Any]:
    return {
        **asdict(header),
        "started": _moment(header.started),
        "finished": None if header.finished is None else _moment(header.finished),
    }


def _result(result: Result) -> dict[str, Any]:
    scaled = result.scaled
    return {
        "asked": result.asked,
        "right": result.right,
        "unanswered": result.unanswered,
        "credit": result.credit,
        "scored": {"asked": result.scored_asked, "right": result.scored_right},
        "share": result.share,
        "pass_line": result.pass_line,
        "passed": result.passed,
        "scaled": scaled.estimate if scaled else None,
        "scaled_range": [scaled.low, scaled.high] if scaled else None,
    }


def _step(change: MockChange) -> StepRow:
    return StepRow(change.points, change.chance_spread, change.within_chance)


def _point(point: MockResult) -> dict[str, Any]:
    return {**asdict(point), "finished": _moment(point.finished), "measures": point.is_measurable}


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    """Clean every string, and floats of what only computers can tell apart."""
    if isinstance(value, str):
        return sanitize(value)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {sanitize(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
