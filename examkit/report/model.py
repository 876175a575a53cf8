"""The report of one attempt, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from examkit.analytics.answer_changes import Changes
from examkit.analytics.calibration import Calibration
from examkit.analytics.pace import PaceStats
from examkit.analytics.readiness import Readiness
from examkit.analytics.scaled_score import ScaledScore
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.trend import MockChange, MockResult
from examkit.analytics.verdicts import VerdictName
from examkit.exam.events import Event
from examkit.exam.form import Mode
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.exam.regrade import RegradeResult

StepKind = Literal["drill", "notes", "sure-but-wrong", "wrong", "mock"]
Argument = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What the form and the score sheet do not know of an attempt."""

    attempt: str
    started: float
    """UTC seconds since 1970."""
    finished: float | None
    """UTC seconds since 1970; None while it goes on."""
    elapsed: float
    """Seconds used."""
    reason: str
    """Why it ended: `submitted` or `time`."""
    clock_changed: bool
    """The computer's clock was changed during the attempt; times may be wrong."""
    topic_titles: dict[str, str] = field(default_factory=dict)
    note_titles: dict[str, str] = field(default_factory=dict)
    """Note reference to the title of its section."""
    history: tuple[PastAnswer, ...] = ()
    """Answers of all attempts up to this one, itself included; empty is this one alone."""
    events: tuple[Event, ...] = ()
    mocks: tuple[MockResult, ...] = ()
    """Finished mocks on the same exam up to this attempt, oldest first."""
    mix_ups: tuple[MixUpRow, ...] = ()
    corrected: RegradeResult | None = None
    drill_pace: float | None = None
    """Seconds that a question of a drill takes now; None is the exam's pace."""
    unseen: Mapping[str, int] | None = None
    """Questions by domain that were not shown up to this attempt; None where that is not known."""
    at_hand: Mapping[str, int] | None = None
    """Questions by domain that a drill may take now; None where that is not known."""
    settings: AnalyticsSettings = field(default_factory=AnalyticsSettings)


@dataclass(frozen=True, slots=True)
class MixUpRow:
    """Two concepts that were taken for each other."""

    notes: tuple[str, str]
    titles: tuple[str, str]
    times: int


@dataclass(frozen=True, slots=True)
class Header:
    """Which sitting this is about."""

    attempt: str
    mode: Mode
    title: str
    bank: str
    exam: str
    exam_title: str
    asked: int
    started: float
    finished: float | None
    elapsed: float
    limit: float | None
    """Time allowed in seconds; None is untimed."""
    reason: str
    clock_changed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What was scored; raw numbers first."""

    asked: int
    right: int
    credit: float
    unanswered: int
    scored_asked: int
    scored_right: int
    share: float
    """Marks on the scored questions, as a share of them."""
    pass_line: float
    passed: bool | None
    """Whether the share reaches the pass line; None in a drill."""
    scaled: ScaledScore | None


class DomainEvidence:
    """What has a verdict, and how that is told."""

    __slots__ = ()
    verdict: VerdictName

    @property
    def is_told(self) -> bool:
        """Whether there are enough answers to say anything."""
        return self.verdict != "too few"

    @property
    def word(self) -> str:
        """The verdict as reports write it: not by colour alone."""
        return "WEAK" if self.verdict == "weak" else self.verdict


@dataclass(frozen=True, slots=True)
class DomainRow(DomainEvidence):
    """One domain: what was counted, what is estimated, what can be said."""

    id: str
    title: str
    weight: float
    """Percent of the exam."""
    asked: int
    right: int
    evidence: float
    """Effective fresh answers the estimate rests on."""
    estimate: float
    """Share of the domain's whole pool, from 0 to 1; with `low` and `high`, its 80% range."""
    low: float
    high: float
    low90: float
    """With `high90`, the 90% range."""
    high90: float
    verdict: VerdictName
    below: float
    """Probability of lying below the pass line."""
    leaning_low: bool
    behind: bool
    """Weak because it is far behind the other domains."""


@dataclass(frozen=True, slots=True)
class SlotMark:
    """How one question went."""

    outcome: Outcome
    seconds: float
    """Time on screen."""


@dataclass(frozen=True, slots=True)
class TopicEstimate(DomainEvidence):
    """What all fresh answers say of one topic."""

    id: str
    title: str
    evidence: float
    """Effective fresh answers."""
    estimate: float
    """With `low` and `high`, the 80% range; shares from 0 to 1."""
    low: float
    high: float
    verdict: VerdictName


@dataclass(frozen=True, slots=True)
class EvidenceBase:
    """What the estimates rest on."""

    answers: float
    """Effective fresh answers."""
    sittings: int
    """Attempts they come from."""
    days: int
    """Days from the first of them to the last, both counted."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with two or more misses."""

    id: str
    title: str
    asked: int
    right: int

    @property
    def misses(self) -> int:
        """Questions not answered right, unanswered ones included."""
        return self.asked - self.right


@dataclass(frozen=True, slots=True)
class NoteToRead:
    """A section of the notes that missed questions point to."""

    note: str
    title: str
    misses: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, one key away."""

    kind: StepKind
    key: str
    text: str
    args: dict[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many questions the candidate had never seen."""

    fresh: int
    asked: int
    text: str | None
    """What reused questions mean; None where there are none."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where the time went."""

    median: float | None
    """Seconds on screen of an answered question; None where nothing was timed."""
    allowed: float | None
    """Seconds a question, if the time limit is shared out evenly."""
    unanswered: int
    text: str
    facts: PaceStats


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told about one attempt, in the order it is told."""

    header: Header
    result: Result
    readiness: Readiness | None
    """None in a drill."""
    domains: tuple[DomainRow, ...]
    """Counts of this attempt; estimates and verdicts from all fresh answers up to it."""
    alone: tuple[DomainRow, ...]
    """The same from this attempt alone."""
    rests_on: EvidenceBase
    topics: tuple[TopicRow, ...]
    """Topics with two or more misses in this attempt."""
    known_topics: tuple[TopicEstimate, ...]
    notes_to_read: tuple[NoteToRead, ...]
    next: tuple[NextStep, ...]
    fresh: Freshness
    pace: Pace
    slots: tuple[SlotMark, ...]
    """All questions, in the order asked."""
    sureness: Calibration | None
    """None where no answer was rated."""
    changes: Changes
    trend: tuple[MockResult, ...]
    step: MockChange | None
    """From the mock before to this one; None where either measures nothing."""
    mix_ups: tuple[MixUpRow, ...]
    corrected: RegradeResult | None
    """None where no key of the form was corrected since."""
    how: tuple[str, ...]
    """How these numbers are made, one sentence group a line."""

    @property
    def shown_domains(self) -> tuple[DomainRow, ...]:
        """The domains to show: all after a mock, those with a question after a drill."""
        if self.header.mode == "mock":
            return self.domains
        return tuple(row for row in self.domains if row.asked)
