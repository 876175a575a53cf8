"""The one place where bank, exam, store, insight and clock meet.

App, command line and tests talk to it. Heavy modules are imported inside the methods: the
home screen paints before the bank's model is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examkit import __version__
from examkit.errors import ActionError, ExamkitError, HeldError, StoreError, UsageError
from examkit.standing import DAY, Preferences, Standing
from examkit.wish import DrillWish

if TYPE_CHECKING:
    from examkit.bank.index import BankIndex
    from examkit.bank.linking import Linker
    from examkit.bank.model import Exam, Question
    from examkit.bank.notes import Section
    from examkit.bank.search import Search
    from examkit.clock import Clock
    from examkit.drawing import Drawing, DrillPlan, Outlook
    from examkit.exam.assemble import Seen, Selection
    from examkit.exam.paper import Paper
    from examkit.insight.plan import Plan
    from examkit.insight.settings import NumberSettings
    from examkit.report.compare import Comparison
    from examkit.report.model import Report
    from examkit.sitting import Sitting
    from examkit.store.store import AttemptRow, Store
    from examkit.telling import Reviewed


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An attempt to go on with."""

    row: AttemptRow
    current: int
    """Slot on screen, from 0."""
    answered: int
    remaining: float | None
    """Seconds left; None where it is untimed."""


class Engine:
    """Starts, resumes, lists and tells of attempts on one bank."""

    def __init__(
        self,
        bank_root: Path,
        *,
        cache: Path,
        store: Store,
        clock: Clock,
        entropy: Callable[[], str] = lambda: os.urandom(8).hex(),
        preferences: Preferences | None = None,
    ) -> None:
        self.bank_root = bank_root
        self._cache = cache
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._preferences = preferences or Preferences()
        self._bank: BankIndex | None = None
        self._linker: Linker | None = None

    @property
    def unsaved(self) -> StoreError | None:
        """Why nothing of this is kept; None where all is."""
        return self._store.unsaved

    def today(self) -> date:
        """The date where the candidate is."""
        return datetime.fromtimestamp(self._clock.now().wall, UTC).astimezone().date()

    # The bank

    def bank_is_indexed(self) -> bool:
        """Whether `bank` opens at once; if not, it is read and checked first."""
        from examkit.bank.index import is_fresh

        return self._bank is not None or is_fresh(self.bank_root, self._cache)

    def index_command(self) -> tuple[str, ...]:
        """Arguments for Python that index the bank in a process of its own."""
        return ("-m", "examkit.bank.index", str(self.bank_root), str(self._cache))

    @property
    def bank(self) -> BankIndex:
        """The bank. Raises BankError with all findings where it has errors."""
        if self._bank is None:
            from examkit.bank.index import open_index

            self._bank = open_index(self.bank_root, self._cache)
        return self._bank

    def section(self, ref: str) -> Section | None:
        """Look a note section up by its address, `file.md#slug`."""
        return self.bank.section(ref)

    def found(self, question: Question) -> Section | None:
        """Find the section that is likest to a question that names none; None where none is."""
        if question.note:
            return None
        if self._linker is None:
            from examkit.bank.linking import Linker

            self._linker = Linker(self.bank.sections())
        proposals = self._linker.propose(question, 1)
        return proposals[0].section if proposals else None

    def note(self, file: str) -> tuple[Section, ...]:
        """All sections of a notes file, in order."""
        return self.bank.note(file)

    def search(self) -> Search:
        """Search notes and questions answered so far. Raises ActionError while a mock goes on."""
        from examkit.bank.search import Search

        self.unfinished()
        if any(row.mode == "mock" for row in self._store.unfinished()):
            raise ActionError("Search waits until the mock exam is over.", "Go on with it first.")
        known = {answer.question for answer in self._store.answers(self.bank.info.id)}
        there = sorted(known.intersection(self.bank.ids()))
        return Search(self.bank.sections(), self.bank.questions(there).values())

    def question(self, question: str) -> Question:
        """Give a question by its id. Raises UsageError."""
        found = self.bank.questions([question])
        if question not in found:
            raise UsageError(f"There is no question {question!r}.", "It may have been retired.")
        return found[question]

    def asked(self, exam: str | None, wish: DrillWish) -> list[Question]:
        """Give the questions that a drill might take, in the order of the bank."""
        if exam is None and not (wish.domains or wish.topics or wish.kinds):
            names = self.bank.ids()
        else:
            fitting = self._drawing(self.standing()).fitting(self._exam(exam), wish)
            names = [item.id for item in fitting]
        found = self.bank.questions(names)
        return [found[name] for name in names if not found[name].retired]

    # Sitting

    def start_mock(
        self,
        exam: str | None = None,
        *,
        questions: int | None = None,
        minutes: float | None = None,
        extra_minutes: float = 0.0,
        seed: str | None = None,
    ) -> Sitting:
        """Draw a form and start a mock exam.

        `questions` and `minutes` default to the exam's; a shorter form gets its share of the
        time. Raises AssemblyError where the bank cannot fill the form.
        """
        if self.unsaved is not None:
            raise ActionError("A mock exam is only begun where it can be saved.", self.unsaved.hint)
        chosen = self._exam(exam)
        seed = seed or self._entropy()
        standing = self.standing()
        selection = self._drawing(standing).mock(chosen, seed, questions)
        share = len(selection.items) / chosen.questions
        time = minutes if minutes is not None else chosen.minutes * share
        paper = self._paper("mock", "mock exam", chosen, seed, (time + extra_minutes) * 60)
        return self._start(paper, selection, standing.seen)

    def start_drill(
        self, exam: str | None = None, wish: DrillWish | None = None, *, seed: str | None = None
    ) -> Sitting:
        """Draw questions for a drill and start it. Raises AssemblyError where nothing fits."""
        return self.start_planned(self.plan_drill(exam, wish, seed=seed))

    def plan_drill(
        self, exam: str | None = None, wish: DrillWish | None = None, *, seed: str | None = None
    ) -> DrillPlan:
        """Draw questions for a drill, with the reasons. Raises AssemblyError."""
        drawing = self._drawing(self.standing())
        return drawing.drill(self._exam(exam), seed or self._entropy(), wish or DrillWish())

    def start_planned(self, plan: DrillPlan) -> Sitting:
        """Start a drill that was planned."""
        exam, limit = plan.exam, None
        if plan.wish.timed:
            limit = exam.minutes * 60 / exam.questions * len(plan.selection.items)
        paper = self._paper("drill", plan.wish.title, exam, plan.seed, limit)
        return self._start(paper, plan.selection, plan.seen)

    def fitting(self, exam: str | None, wish: DrillWish) -> int:
        """Count the questions that a drill may take."""
        return len(self._drawing(self.standing()).fitting(self._exam(exam), wish))

    def standing(self) -> Standing:
        """Tell where the candidate stands now."""
        now, left = self._clock.now().wall, self.days_left()
        return Standing(self.bank, self._store, now, left, self._preferences)

    def set_exam_day(self, day: date | None) -> None:
        """Plan for another day of the real exam, or for none."""
        self._preferences = replace(self._preferences, exam_day=day)

    def days_left(self) -> int | None:
        """Days until the real exam; None where its day is not set or over."""
        day = self._preferences.exam_day
        left = (day - self.today()).days if day else -1
        return left if left >= 0 else None

    def plan(self, exam: str | None = None) -> Plan | None:
        """Tell what is worth doing today, where the day of the exam is set."""
        from examkit.insight.plan import plan

        left = self.days_left()
        if left is None:
            return None
        outlook = self.outlook(exam)
        mocks = [row.finished for row in self.attempts() if row.mode == "mock" and row.finished]
        since = (self._clock.now().wall - max(mocks)) / DAY if mocks else None
        return plan(left, outlook.due, outlook.unseen, outlook.reserved, since)

    def glance(self, exam: str) -> tuple[int, float]:
        """Count what is due, and give the seconds a question takes; quicker than `outlook`."""
        standing = self.standing()
        info = next(row for row in self.bank.info.exams if row.id == exam)
        return standing.due(exam), standing.pace(info)

    def outlook(self, exam: str | None = None) -> Outlook:
        """Count what there is to practise."""
        return self._drawing(self.standing()).outlook(self._exam(exam))

    def resume(self, attempt: str | None = None) -> Sitting:
        """Go on with an attempt, by default the latest unfinished one.

        An attempt whose time ran out meanwhile comes back finished. Raises HeldError where
        another program has it on screen.
        """
        row = self._row(attempt, self._store.unfinished(), "There is no attempt to go on with.")
        sitting = self._sitting(row.id)
        sitting.open()
        return sitting

    # Past attempts

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Attempts to go on with, newest first; those whose time ran out are handed in."""
        rows: list[Unfinished] = []
        if self._store.read_only:
            return ()
        for row in self._store.unfinished():
            try:
                sitting = self._sitting(row.id)
            except HeldError:
                continue
            try:
                session = sitting.tick()
                if not sitting.finished:
                    left = sitting.remaining()
                    rows.append(Unfinished(row, session.current, session.answered, left))
            finally:
                sitting.release()
        return tuple(rows)

    def attempts(self) -> tuple[AttemptRow, ...]:
        """All attempts on this bank, newest first."""
        return self._store.attempts(self.bank.info.id)

    def reviewed(self, attempt: str | None = None) -> Reviewed:
        """Replay and score a finished attempt, by default the latest."""
        from examkit.exam.scoring import score
        from examkit.exam.session import replay
        from examkit.telling import Reviewed

        self.unfinished()
        finished = [row for row in self._store.attempts() if row.finished is not None]
        row = self._row(attempt, finished, "There is no finished attempt yet.")
        form = self._store.form(row.id)
        session = replay(form, self._store.events(row.id))
        return Reviewed(row, form, session, score(form, session))

    def report(self, attempt: str | None = None) -> Report:
        """Tell what a finished attempt shows, by default the latest."""
        from examkit.report.build import build
        from examkit.telling import facts_of

        done = self.reviewed(attempt)
        facts = facts_of(done, self.bank, self._store, self._settings())
        return build(done.form, done.sheet, facts)

    def compare(self, before: str | None = None, after: str | None = None) -> Comparison:
        """Put two finished mocks of one exam beside each other, by default the latest two."""
        from examkit.report.compare import compare
        from examkit.telling import point_of

        mocks = [row for row in self.attempts() if row.mode == "mock" and row.finished]
        last = self._row(after, mocks, "There is no finished mock yet.")
        older = [row for row in mocks if row.exam == last.exam and row.started < last.started]
        first = self._row(before, mocks if before else older, "There is no mock before that one.")
        if first.exam != last.exam:
            raise UsageError("These mocks are of two exams.", "Compare mocks of one exam.")
        points = (point_of(first), point_of(last))
        return compare(self.report(first.id), self.report(last.id), points)

    def _settings(self) -> NumberSettings:
        from examkit.insight.settings import NumberSettings

        wanted = self._preferences
        return NumberSettings().changed(half_life=wanted.half_life, own_rest=wanted.own_rest)

    def doubt(self, attempt: str | None, slot: int, reason: str, folder: Path) -> Path:
        """Write a question of a finished attempt down for the author of its bank.

        `slot` counts from 0. Raises UsageError where there is none, ExamkitError where the
        file cannot be written.
        """
        from examkit.report.doubt import doubt

        done = self.reviewed(attempt)
        if not 0 <= slot < len(done.form.slots):
            raise UsageError(f"There is no question {slot + 1}.", f"It has {len(done.form.slots)}.")
        state = done.session.slots[slot]
        name, text = doubt(done.form, done.form.slots[slot], state, reason)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise ExamkitError(f"{folder} cannot be written: {error.strerror}.", "") from None
        return folder / name

    def topic_totals(self) -> Mapping[str, tuple[int, int]]:
        """Questions asked and right by topic, over all finished attempts on this bank."""
        totals = self._store.topic_totals(self.bank.info.id)
        return {total.topic: (total.asked, total.right) for total in totals}

    def close(self) -> None:
        """Let go of store and bank."""
        self._store.close()
        if self._bank is not None:
            self._bank.close()
        if self._linker is not None:
            self._linker.close()

    # Parts

    def _drawing(self, standing: Standing) -> Drawing:
        from examkit.drawing import Drawing

        return Drawing(self.bank, standing)

    def _exam(self, exam: str | None) -> Exam:
        return self.bank.exam(exam or self.bank.info.default_exam)

    def _paper(self, mode: str, title: str, exam: Exam, seed: str, limit: float | None) -> Paper:
        from examkit.exam.paper import Paper

        return Paper(
            mode="mock" if mode == "mock" else "drill",
            title=title,
            bank=self.bank.info.id,
            bank_digest=self.bank.digest,
            exam=exam,
            seed=seed,
            limit=limit,
            engine_version=__version__,
        )

    def _start(self, paper: Paper, selection: Selection, seen: Mapping[str, Seen]) -> Sitting:
        from examkit.exam.events import Event, Opened, Visited
        from examkit.exam.paper import lay_out

        questions = self.bank.questions([item.id for item in selection.items])
        form = lay_out(paper, selection, questions, seen, self.bank.groups())
        now = self._clock.now()
        day = datetime.fromtimestamp(now.wall, UTC)
        attempt = f"{day:%Y%m%d-%H%M%S}-{self._entropy()[:4]}"
        first = [Event(0, 0.0, now.wall, Opened(now)), Event(1, 0.0, now.wall, Visited(0))]
        self._store.begin(attempt, form, first)
        return self._sitting(attempt)

    def _sitting(self, attempt: str) -> Sitting:
        from examkit.exam.behaviour import behaviour_of
        from examkit.exam.session import replay
        from examkit.sitting import Sitting

        lease = self._store.hold(attempt)
        try:
            form = self._store.form(attempt)
            outbox = self._store.outbox(attempt)
            session = replay(form, (*self._store.events(attempt), *outbox.waiting))
        except BaseException:
            lease.close()
            raise
        if behaviour_of(form.mode).clock_stops and session.seq > 2:
            # A crash leaves the attempt open; where only time on screen counts, it was not.
            session = replace(session, opened=None)
        return Sitting(attempt, form, session, outbox=outbox, clock=self._clock, lease=lease)

    def _row(self, attempt: str | None, rows: Sequence[AttemptRow], none: str) -> AttemptRow:
        if attempt is None:
            if not rows:
                raise UsageError(none, "Start one with: examkit exam")
            return rows[0]
        matching = [row for row in rows if row.id.startswith(attempt)]
        if len(matching) != 1:
            what = "No attempt starts" if not matching else "Several attempts start"
            raise UsageError(f"{what} with {attempt!r}.", "List them with: examkit history")
        return matching[0]
