"""The list of all report sections, and their order."""

from __future__ import annotations

from examkit.report.report import Section
from examkit.report.sections.changes import ChangesSection
from examkit.report.sections.confidence import ConfidenceSection
from examkit.report.sections.confusions import ConfusionsSection
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.domains_this_attempt import ThisAttemptSection
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.known_topics import KnownTopicsSection
from examkit.report.sections.memory import MemorySection
from examkit.report.sections.method import MethodSection
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.notes import NotesSection
from examkit.report.sections.pace import PaceSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ResultSection
from examkit.report.sections.trend import TrendSection
from examkit.report.sections.weak_skills import WeakSkillsSection

SECTIONS: tuple[type[Section], ...] = (
    HeaderSection,
    ResultSection,
    ReadinessSection,
    DomainsSection,
    ThisAttemptSection,
    CountedAnswersSection,
    NextStepsSection,
    WeakSkillsSection,
    MissedTopicsSection,
    KnownTopicsSection,
    ConfusionsSection,
    NotesSection,
    PaceSection,
    ConfidenceSection,
    ChangesSection,
    TrendSection,
    MemorySection,
    MethodSection,
)
"""Every section, in the order of the details and of the JSON keys."""

FIRST_PAGE: tuple[tuple[type[Section], ...], ...] = (
    (HeaderSection,),
    (ResultSection, ReadinessSection),
    (DomainsSection,),
    (NextStepsSection,),
)
"""The sections with a summary on the first page. A blank line separates the groups."""


def find_section(name: str) -> type[Section]:
    """Return the class of the section called `name`, such as "pace", which must exist."""
    return next(kind for kind in SECTIONS if kind.name == name)
