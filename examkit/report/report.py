"""The report of one attempt, and the base class of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from typing import Any, ClassVar, TypeVar, cast, get_type_hints

from examkit.analytics.counted_answers import answers_from_sheet
from examkit.analytics.cut_score import CutScore, seconds_per_question, to_cut_score
from examkit.analytics.estimates import DomainEstimate
from examkit.analytics.pace import ResponseEffort, measure_effort
from examkit.analytics.standing import Standing
from examkit.exam.form import Form
from examkit.exam.grading import ScoreSheet, SlotScore
from examkit.exam.past_answer import PastAnswer
from examkit.humanize import name_attempt, pluralize
from examkit.report.blocks import Blocks
from examkit.report.facts import AttemptFacts

S = TypeVar("S", bound="Section")


class Section:
    """Base class of report sections: frozen dataclasses with the values of a section as fields.

    A section writes its words as blocks, and must be listed in `sections/registry.py`.

    Each field is a key of the JSON report, and no two sections share a key. The keys are a
    contract: add some, but never rename or remove one, and run `scripts/generate_docs.py` to
    update `docs/report.schema.json`. A field that begins with an underscore is not written.
    """

    __slots__ = ()
    name: ClassVar[str]
    label: ClassVar[str] = ""
    """Label before the section's summary on the first page."""
    heading: ClassVar[str] = ""
    """Heading above the section's details."""

    @classmethod
    def build(cls, report: Report) -> Section:
        """Return the section of a report, computed from its attempt and its other sections."""
        raise NotImplementedError

    def summary(self) -> Blocks:
        """Return the section's blocks on the first page."""
        return ()

    def details(self) -> Blocks:
        """Return the section's blocks below the first page. Without any, its heading is omitted."""
        return ()

    @classmethod
    def shape(cls) -> dict[str, Any]:
        """Return the types of the section's JSON values, by key."""
        types = get_type_hints(cls)
        names = [field.name for field in fields(cast("Any", cls))]
        return {name: types[name] for name in names if not name.startswith("_")}


class Report:
    """The report of one attempt. `report[PaceSection]` is its section about pace.

    The report depends only on the arguments, so the same attempt always has the same report.
    """

    def __init__(self, form: Form, sheet: ScoreSheet, facts: AttemptFacts) -> None:
        from examkit.report.sections.registry import SECTIONS

        self.form = form
        self.sheet = sheet
        self.facts = facts
        self._built: dict[type[Section], Section] = {}
        self._sections = tuple(self[kind] for kind in SECTIONS)

    def __getitem__(self, kind: type[S]) -> S:
        """Return the section of class `kind`, which is built the first time it is needed."""
        if kind not in self._built:
            self._built[kind] = kind.build(self)
        return cast("S", self._built[kind])

    def __iter__(self) -> Iterator[Section]:
        return iter(self._sections)

    @property
    def is_mock(self) -> bool:
        """Return whether the attempt was a mock exam."""
        return self.form.mode == "mock"

    @property
    def name(self) -> str:
        """Return what the attempt was, such as "Mock exam" or "Drill: Security"."""
        domains = {domain.id: domain.title for domain in self.form.exam.domains}
        titles = {**self.facts.topic_titles, **domains}
        return name_attempt(self.form.mode, self.form.title, titles)

    @property
    def missed(self) -> list[SlotScore]:
        """Return the grades of the questions not answered correctly, in the form's order."""
        return [slot for slot in self.sheet.slots if slot.outcome != "right"]

    @property
    def missed_count(self) -> str:
        """Return the number of missed questions as text, such as "3 mistakes".

        An unanswered question isn't a mistake: if some are unanswered, the text is "3 missed
        questions", and if all are, "3 unanswered questions".
        """
        kinds = {slot.outcome == "unanswered" for slot in self.missed}
        noun = "mistake" if kinds == {False} else "missed question"
        return pluralize(len(self.missed), "unanswered question" if kinds == {True} else noun)

    @cached_property
    def cut_score(self) -> CutScore:
        """Return the exam's cut score and domain weights."""
        return to_cut_score(self.form.exam)

    @property
    def exam_pace(self) -> float:
        """Return the exam's time per question in seconds."""
        return seconds_per_question(self.form.exam)

    @cached_property
    def own_answers(self) -> tuple[PastAnswer, ...]:
        """Return this attempt's answers."""
        ended = self.facts.finished or self.facts.started
        timed_out = self.facts.reason == "time"
        return answers_from_sheet(
            self.form, self.sheet, self.facts.attempt_id, ended, timed_out=timed_out
        )

    @cached_property
    def effort(self) -> ResponseEffort:
        """Return how many of this attempt's answers were given too quickly to count."""
        return measure_effort(self.own_answers, self.exam_pace)

    @cached_property
    def history(self) -> tuple[PastAnswer, ...]:
        """Return the answers of all attempts up to and including this one."""
        return self.facts.history or self.own_answers

    @cached_property
    def standing(self) -> Standing:
        """Return the estimates, verdicts, and weak areas as of this attempt's end.

        They are based on all answers up to then.
        """
        return Standing(
            self.history,
            self.cut_score,
            self.exam_pace,
            self.facts.finished or self.facts.started,
            self.facts.settings,
            latest=self.own_answers,
        )

    @property
    def usable(self) -> tuple[PastAnswer, ...]:
        """Return the answers, of all attempts up to this one, that count for estimates."""
        return self.standing.usable

    @property
    def uses_other_attempts(self) -> bool:
        """Return whether estimates and verdicts use answers of other attempts."""
        return any(answer.attempt != self.facts.attempt_id for answer in self.usable)

    @property
    def estimates(self) -> tuple[DomainEstimate, ...]:
        """Return one estimate per domain from all usable answers, in the exam's order."""
        return self.standing.estimates

    @property
    def age_days(self) -> int:
        """Return the full days from the newest usable answer to the attempt's end."""
        return self.standing.age_days
