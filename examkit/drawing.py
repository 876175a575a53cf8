"""Choosing the questions of an attempt from what there is, what was done and what is asked for.

The engine makes one for each choice, so that all of it sees the same moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from examkit.errors import AssemblyError, UsageError

if TYPE_CHECKING:
    from examkit.bank.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.bank.pool import PoolItem
    from examkit.exam.answer import Answer
    from examkit.exam.assemble import Seen, Selection
    from examkit.insight.practice import Need
    from examkit.insight.spacing import Memory
    from examkit.store.store import Store

Kind = Literal["mistakes", "due", "unseen", "flagged"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DAY = 86_400.0
SPARE = 2
"""Forms that a bank must hold for one of them to be kept for a mock."""


@dataclass(frozen=True, slots=True)
class DrillWish:
    """What a drill should be about; places narrow each other down, kinds add up."""

    domains: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    weak: bool = False
    """Leave the choice to the engine: by weight and gap of the domains, then by what teaches."""
    today: bool = False
    """What is due first, then as `weak`."""
    count: int = 10
    use_reserve: bool = False
    """Take questions that are kept for a mock as well."""

    @property
    def title(self) -> str:
        """The drill in words."""
        lead = ["today"] * self.today + ["weak areas"] * (self.weak and not self.today)
        parts = [*lead, *sorted(self.kinds), *self.domains, *self.topics, *self.difficulties]
        return "drill: " + (", ".join(parts) or "all domains")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What there is to practise, in numbers."""

    due: int
    mistakes: int
    flagged: int
    unseen: int
    reserved: int
    """Unseen questions that are kept for a mock."""
    weak: tuple[str, ...]
    """Ids of the domains in which less than the pass line would be right today; all if none."""


class Drawing:
    """Chooses questions for one candidate at one moment."""

    def __init__(
        self, bank: BankIndex, store: Store, now: float, days_left: int | None = None
    ) -> None:
        self._bank = bank
        self._store = store
        self._now = now
        self._days_left = days_left

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """How the candidate last met each question."""
        from examkit.exam.assemble import Seen

        return {
            question: Seen((self._now - exposure.last_wall) / DAY, exposure.in_mock)
            for question, exposure in self._store.exposures(self._bank.info.id).items()
        }

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All answers of finished attempts."""
        return self._store.answers(self._bank.info.id)

    @cached_property
    def memories(self) -> dict[str, Memory]:
        """How well each answered question is remembered."""
        from examkit.insight.spacing import memories

        digests = {
            item.id: item.digest
            for exam in self._bank.info.exams
            for item in self._bank.pool(exam.id)
        }
        return memories(self.answers, self._now, self._days_left, digests=digests)

    def mock(self, exam: Exam, seed: str, questions: int | None) -> Selection:
        """Draw a mock. Raises AssemblyError where the bank cannot fill it."""
        from examkit.exam.assemble import assemble_mock

        selection = assemble_mock(exam, self._bank.pool(exam.id), self.seen, seed, questions)
        _check_drawn(selection, questions or exam.questions)
        return selection

    def drill(self, exam: Exam, seed: str, wish: DrillWish) -> Selection:
        """Draw a drill. Raises AssemblyError where nothing fits, UsageError for unknown names."""
        from examkit.exam.assemble import Selection, assemble_drill
        from examkit.exam.order import on_form

        pool = self._narrowed(exam, wish)
        if not (wish.weak or wish.today):
            selection = assemble_drill(pool, self.seen, seed, wish.count)
        else:
            items = self._practice(exam, pool, seed, wish)
            selection = Selection(on_form(items, seed), frozenset(), {})
        if not selection.items:
            raise AssemblyError(f"There is nothing for this {wish.title}.", _hint(wish))
        return selection

    def outlook(self, exam: Exam) -> Outlook:
        """Count what there is to practise."""
        pool = self._bank.pool(exam.id)
        reserved = self.reserved(exam)
        kinds = {kind: sum(map(self._is(kind), pool)) for kind in KINDS}
        return Outlook(
            due=kinds["due"],
            mistakes=kinds["mistakes"],
            flagged=kinds["flagged"],
            unseen=kinds["unseen"],
            reserved=len(reserved),
            weak=tuple(self._scope(exam)),
        )

    def reserved(self, exam: Exam) -> frozenset[str]:
        """Ids of the unseen questions kept for one full mock, if the bank can spare them."""
        from examkit.exam.assemble import assemble_mock

        pool = self._bank.pool(exam.id)
        unseen = [item for item in pool if item.id not in self.seen]
        if len(pool) < SPARE * exam.questions or len(unseen) < exam.questions:
            return frozenset()
        # The same seed each time: what drills take of the others leaves the choice as it is.
        kept = assemble_mock(exam, unseen, {}, f"reserve {exam.id}", None).items
        return frozenset(item.id for item in kept) if len(kept) == exam.questions else frozenset()

    def _narrowed(self, exam: Exam, wish: DrillWish) -> list[PoolItem]:
        pool = self._bank.pool(exam.id)
        _check_names("domain", wish.domains, [domain.id for domain in exam.domains])
        _check_names("topic", wish.topics, sorted({item.topic for item in pool}))
        kept = frozenset() if wish.use_reserve else self.reserved(exam)
        wanted = [self._is(kind) for kind in sorted(wish.kinds)]
        return [
            item
            for item in pool
            if item.id not in kept
            and (not wish.domains or item.domain in wish.domains)
            and (not wish.topics or item.topic in wish.topics)
            and (not wish.difficulties or item.difficulty in wish.difficulties)
            and (not wanted or any(fits(item) for fits in wanted))
        ]

    def _is(self, kind: Kind) -> Callable[[PoolItem], bool]:
        memories, seen = self.memories, self.seen
        if kind == "unseen":
            return lambda item: item.id not in seen
        if kind == "due":
            due = {name for name, memory in memories.items() if memory.due <= self._now}
        elif kind == "mistakes":
            due = {name for name, memory in memories.items() if memory.mistaken}
        else:
            due = {name for name, memory in memories.items() if memory.last.flagged}
        return lambda item: item.id in due

    def _practice(
        self, exam: Exam, pool: Sequence[PoolItem], seed: str, wish: DrillWish
    ) -> tuple[PoolItem, ...]:
        from examkit.exam.assemble import assemble_drill
        from examkit.insight.practice import choose

        first: tuple[PoolItem, ...] = ()
        if wish.today:
            due = [item for item in pool if self._is("due")(item)]
            first = assemble_drill(due, self.seen, seed, wish.count).items
        chosen = list(first)
        # Where the weak domains hold nothing more that is worth asking, the others follow.
        every = tuple(domain.id for domain in exam.domains)
        for scope in (wish.domains or tuple(self._scope(exam)), wish.domains or every):
            taken = {name for item in chosen for name in (item.id, *item.enemies)}
            need = replace(self._need(exam, scope), reserved=taken)
            chosen += choose(pool, need, self._now, seed, wish.count - len(chosen))
        return tuple(chosen)

    def _need(self, exam: Exam, scope: Collection[str]) -> Need:
        from examkit.insight.practice import Need
        from examkit.insight.target import domain_shares

        shares = domain_shares(exam).items()
        return Need(
            weights={name: share for name, share in shares if name in scope},
            known=self._known(exam),
            memories=self.memories,
        )

    def _known(self, exam: Exam) -> dict[str, float]:
        from examkit.insight.estimate import estimate_domains
        from examkit.insight.evidence import evidence_of
        from examkit.insight.practice import expected_shares

        evidence = evidence_of(self.answers, [domain.id for domain in exam.domains])
        known = {estimate.domain: estimate.point for estimate in estimate_domains(evidence)}
        return expected_shares(self._bank.pool(exam.id), known, self.memories)

    def _scope(self, exam: Exam) -> list[str]:
        """Domains in which less than the pass line would be right today, else all."""
        from examkit.insight.target import target_of

        line, known = target_of(exam).line, self._known(exam)
        below = [domain.id for domain in exam.domains if known.get(domain.id, 0.0) < line]
        return below or [domain.id for domain in exam.domains]


def _hint(wish: DrillWish) -> str:
    if wish.today or wish.weak:
        return "What you have seen is fresh in memory: come back tomorrow, or sit a mock."
    return "Choose another kind or place, or sit a mock first: examkit exam"


def _check_drawn(selection: Selection, wanted: int) -> None:
    if len(selection.items) >= wanted:
        return
    short = ", ".join(f"{domain} lacks {n}" for domain, n in selection.shortfall.items())
    raise AssemblyError(
        f"The bank has questions for {len(selection.items)} of {wanted}"
        + (f" ({short})." if short else "."),
        "Ask for fewer questions, or add some to the bank.",
    )


def _check_names(kind: str, given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"There is no {kind} {name!r}.", f"Known: {', '.join(known)}.")
