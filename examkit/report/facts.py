"""Facts about an attempt that its form and score sheet don't hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.trend import MockResult
from examkit.drills.recall import Recall
from examkit.exam.events import Event
from examkit.exam.past_answer import PastAnswer
from examkit.exam.regrade import RegradeResult


@dataclass(frozen=True, slots=True)
class MixUpRow:
    """Two concepts that the candidate confused."""

    notes: tuple[str, str]
    titles: tuple[str, str]
    times: int


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What a report needs besides form and score sheet."""

    attempt_id: str
    started: float
    """UTC seconds since 1970."""
    finished: float | None
    """UTC seconds since 1970; None if the attempt is unfinished."""
    elapsed: float
    """Seconds used."""
    reason: str
    """Why it ended: `submitted` or `time`."""
    clock_changed: bool
    """Whether the computer's clock was changed during the attempt."""
    topic_titles: dict[str, str] = field(default_factory=dict)
    note_titles: dict[str, str] = field(default_factory=dict)
    """Title of a note's section, by note reference."""
    history: tuple[PastAnswer, ...] = ()
    """Answers of all attempts up to and including this one; empty means this attempt's only."""
    events: tuple[Event, ...] = ()
    mocks: tuple[MockResult, ...] = ()
    """Finished mocks on the same exam up to this attempt, oldest first."""
    mix_ups: tuple[MixUpRow, ...] = ()
    corrected: RegradeResult | None = None
    """None if no key of the form has been corrected since."""
    drill_pace: float | None = None
    """Seconds per drill question now; None means the exam's pace."""
    unseen: Mapping[str, int] | None = None
    """Questions by domain that were never shown up to this attempt; None if unknown."""
    recall: Recall | None = None
    """What is remembered of the practiced questions now; None if unknown."""
    at_hand: Mapping[str, int] | None = None
    """Questions by domain that a drill could ask now; None if unknown."""
    zone: tzinfo = UTC
    """Time zone of dates in sentences."""
    settings: AnalyticsSettings = field(default_factory=AnalyticsSettings)
