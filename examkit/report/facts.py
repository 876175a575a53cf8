"""Facts about an attempt that its report needs, apart from its form and score sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.trend import MockResult
from examkit.drills.recall import Recall
from examkit.exam.events import Event
from examkit.exam.grading import RegradeResult
from examkit.exam.past_answer import PastAnswer


@dataclass(frozen=True, slots=True)
class MixUpRow:
    """Two concepts that the candidate confused."""

    notes: tuple[str, str]
    """Addresses of the two notes."""
    titles: tuple[str, str]
    """Titles of the two notes."""
    times: int
    """How often the candidate confused them."""


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What a report needs in addition to the attempt's form and score sheet."""

    attempt_id: str
    started: float
    """When the attempt started, in UTC seconds since 1970."""
    finished: float | None
    """When the attempt ended, in UTC seconds since 1970; None if it is unfinished."""
    elapsed: float
    """Seconds on the attempt's clock."""
    reason: str
    """Why the attempt ended: `submitted` or `time`."""
    clock_changed: bool
    """Whether the computer's clock was changed during the attempt."""
    topic_titles: dict[str, str] = field(default_factory=dict)
    skills: dict[str, str] = field(default_factory=dict)
    """Number of each question's main skill in the attempt's exam, by question id."""
    note_titles: dict[str, str] = field(default_factory=dict)
    """Titles of the note sections, by note address."""
    history: tuple[PastAnswer, ...] = ()
    """Answers of all attempts up to and including this one; if empty, only this attempt counts."""
    events: tuple[Event, ...] = ()
    mocks: tuple[MockResult, ...] = ()
    """Finished mocks on the same exam up to this attempt, oldest first."""
    mix_ups: tuple[MixUpRow, ...] = ()
    corrected: RegradeResult | None = None
    """The result with corrected keys, or None if no key of the form has been corrected."""
    drill_pace: float | None = None
    """The candidate's seconds per drill question now, or None to use the exam's pace."""
    unseen: Mapping[str, int] | None = None
    """Number of questions unseen after this attempt, by domain id; None if unknown."""
    recall: Recall | None = None
    """How many practiced questions the candidate remembers now; None if unknown."""
    at_hand: Mapping[str, int] | None = None
    """Number of questions that a drill could ask now, by domain id; None if unknown."""
    zone: tzinfo = UTC
    """Time zone for the dates in sentences."""
    settings: AnalyticsSettings = field(default_factory=AnalyticsSettings)
