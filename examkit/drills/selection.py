"""Selection of an attempt's questions from bank, learner state, and drill request.

Each choice uses a new selector, which sees one moment only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.drills.request import DRILL_KINDS, DrillRequest
from examkit.errors import AssemblyError, UsageError

if TYPE_CHECKING:
    from examkit.bank.candidates import PoolItem
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.drills.learner_state import LearnerState
    from examkit.drills.weighting import LearnerNeed, ReasonCount
    from examkit.exam.assembly import LastSeen, Selection

MIN_FORMS_TO_RESERVE = 2
"""Number of full forms a bank must hold before one is reserved for a mock."""


@dataclass(frozen=True, slots=True)
class DrillCounts:
    """The counts that the drill menu shows."""

    due: int
    mistakes: int
    flagged: int
    unseen: int
    mix_ups: int
    """Questions that distinguish confused concepts."""
    reserved: int
    """Unseen questions that are reserved for a mock."""
    weak: tuple[str, ...]
    """Ids of the domains expected below the cut score today, or all if none is."""
    pace: float
    """Seconds per question."""
    questions: int
    """Questions that a drill could ask."""


@dataclass(frozen=True, slots=True)
class DrillPreview:
    """A drawn drill with its reasons; starting it asks exactly these questions."""

    exam: Exam
    request: DrillRequest
    seed: str
    selection: Selection
    seen: Mapping[str, LastSeen]
    reasons: tuple[ReasonCount, ...]
    known: Mapping[str, float]
    """Share of each domain expected correct today; empty before the first answer."""
    pace: float
    """Seconds per question."""


class QuestionSelector:
    """Chooses questions for one candidate at one moment.

    With `for_everyone`, the choice depends on bank, exam, and seed alone, which suits a class.
    Only drills about the candidate's own answers still depend on those.
    """

    def __init__(
        self, bank: BankIndex, standing: LearnerState, *, for_everyone: bool = False
    ) -> None:
        self._bank = bank
        self._standing = standing
        self._for_everyone = for_everyone

    @property
    def _seen(self) -> Mapping[str, LastSeen]:
        return {} if self._for_everyone else self._standing.exposures

    def mock(self, exam: Exam, seed: str, questions: int | None) -> Selection:
        """Draw a mock. Raises AssemblyError if the bank can't fill it."""
        from examkit.exam.assembly import assemble_mock

        selection = assemble_mock(exam, self._bank.pool(exam.id), self._seen, seed, questions)
        _check_drawn(selection, questions or exam.questions)
        return selection

    def drill(self, exam: Exam, seed: str, wish: DrillRequest | None) -> DrillPreview:
        """Draw a drill. Raises AssemblyError if none fit, UsageError for unknown names."""
        wish = wish or DrillRequest()
        from examkit.drills.confusions import pair_up
        from examkit.exam.assembly import Selection

        pool, here = self.eligible(exam, wish), self._standing
        parts = self._practice(exam, pool, seed, wish)
        if not any(parts):
            raise _nothing_error(wish)
        items = tuple(item for part in parts for item in pair_up(part, here.concepts))
        return DrillPreview(
            exam=exam,
            request=wish,
            seed=seed,
            selection=Selection(items, frozenset(), {}),
            seen=here.exposures,
            reasons=self._reasons(items),
            known=here.expected_share(exam) if here.answers else {},
            pace=here.pace(exam),
        )

    def counts(self, exam: Exam) -> DrillCounts:
        """Return the counts that the drill menu shows."""
        pool, here = self._bank.pool(exam.id), self._standing
        kinds = {kind: sum(map(here.matches_kind(kind), pool)) for kind in DRILL_KINDS}
        return DrillCounts(
            due=kinds["due"],
            mistakes=kinds["mistakes"],
            flagged=kinds["flagged"],
            unseen=kinds["unseen"],
            mix_ups=kinds["mix-ups"],
            reserved=len(self.reserved(exam)),
            weak=here.priority_domains(exam),
            pace=here.pace(exam),
            questions=len(self.eligible(exam, DrillRequest())),
        )

    def reserved(self, exam: Exam) -> frozenset[str]:
        """Return the ids of unseen questions reserved for a mock, if the bank has enough."""
        from examkit.exam.assembly import assemble_mock

        pool = self._bank.pool(exam.id)
        unseen = [item for item in pool if item.id not in self._standing.exposures]
        if len(pool) < MIN_FORMS_TO_RESERVE * exam.questions or len(unseen) < exam.questions:
            return frozenset()
        # The same seed each time: what drills take of the others leaves the choice as it is.
        kept = assemble_mock(exam, unseen, {}, f"reserve {exam.id}", None).items
        return frozenset(item.id for item in kept) if len(kept) == exam.questions else frozenset()

    def eligible(self, exam: Exam, wish: DrillRequest) -> list[PoolItem]:
        """Return all questions a drill could ask. Raises UsageError for unknown names."""
        pool = self._bank.pool(exam.id)
        _check_names("domain", wish.domains, [domain.id for domain in exam.domains])
        _check_names("topic", wish.topics, sorted({item.topic for item in pool}))
        use_all = wish.include_reserved or self._for_everyone
        kept = frozenset() if use_all else self.reserved(exam)
        wanted = [self._standing.matches_kind(kind) for kind in sorted(wish.kinds)]
        named = self._named(wish)
        return [
            item
            for item in pool
            if item.id not in kept
            and (named is None or item.id in named)
            and (not wish.domains or item.domain in wish.domains)
            and (not wish.topics or item.topic in wish.topics)
            and (not wish.difficulties or item.difficulty in wish.difficulties)
            and (not wanted or any(fits(item) for fits in wanted))
        ]

    def available_by_domain(self, exam: Exam) -> Counter[str]:
        """Count the questions a drill could ask, by domain."""
        return Counter(item.domain for item in self.eligible(exam, DrillRequest()))

    def _named(self, wish: DrillRequest) -> set[str] | None:
        """Return the ids of questions on the requested notes and pairs; None if none are named."""
        from examkit.drills.confusions import discriminating_questions, questions_on

        if not (wish.notes or wish.pairs):
            return None
        for ref in (*wish.notes, *(ref for pair in wish.pairs for ref in pair)):
            if self._bank.section(ref) is None:
                message, hint = f"There is no note {ref!r}.", "Search for its address."
                raise UsageError(message, hint, command=command("search", "WORD"))
        found = set(questions_on(wish.notes, self._standing.concepts))
        for pair in wish.pairs:
            found |= discriminating_questions(pair, self._standing.concepts)
        return found

    def _practice(
        self, exam: Exam, pool: Sequence[PoolItem], seed: str, wish: DrillRequest
    ) -> list[tuple[PoolItem, ...]]:
        """Draw the parts of a drill in the order they are asked."""
        from examkit.exam.assembly import assemble_drill
        from examkit.exam.shuffle import order_questions

        if not wish.is_adaptive:
            return [assemble_drill(pool, self._seen, seed, wish.count).items]
        seen = self._standing.exposures
        due: tuple[PoolItem, ...] = ()
        if wish.due_first:
            is_due = self._standing.matches_kind("due")
            due = assemble_drill(list(filter(is_due, pool)), seen, seed, wish.count).items
        return [due, order_questions(self._pick_weighted(exam, pool, seed, wish, due), seed)]

    def _pick_weighted(
        self,
        exam: Exam,
        pool: Sequence[PoolItem],
        seed: str,
        wish: DrillRequest,
        due: Sequence[PoolItem],
    ) -> list[PoolItem]:
        from examkit.drills.weighting import choose_questions

        chosen: list[PoolItem] = []
        # Where the weak domains hold nothing more that is worth asking, the others follow.
        every = tuple(domain.id for domain in exam.domains)
        for scope in (wish.domains or self._standing.priority_domains(exam), wish.domains or every):
            need = replace(self._need(exam, scope, wish), asked=(*due, *chosen))
            left = wish.count - len(due) - len(chosen)
            chosen += choose_questions(pool, need, self._standing.now, seed, left)
        return chosen

    def _need(self, exam: Exam, scope: Collection[str], wish: DrillRequest) -> LearnerNeed:
        from examkit.analytics.cut_score import domain_shares
        from examkit.drills.weighting import LearnerNeed

        here, shares = self._standing, domain_shares(exam).items()
        return LearnerNeed(
            weights={name: share for name, share in shares if name in scope},
            known=here.expected_share(exam),
            memories=here.memories,
            missed_topics=wish.missed_topics or here.recently_missed_topics,
            concepts=here.concepts,
        )

    def _reasons(self, items: Sequence[PoolItem]) -> tuple[ReasonCount, ...]:
        from examkit.drills.weighting import REASONS, ReasonCount, reason_for

        here = self._standing
        found = Counter((reason_for(here.memories.get(i.id), here.now), i.domain) for i in items)
        ordered = sorted(found.items(), key=lambda pair: (REASONS.index(pair[0][0]), -pair[1]))
        return tuple(ReasonCount(why, domain, count) for (why, domain), count in ordered)


def _nothing_error(wish: DrillRequest) -> AssemblyError:
    hint = "Choose other questions, or take a mock exam first."
    if wish.is_adaptive:
        hint = "You still remember what you have seen. Come back tomorrow, or take a mock exam."
    message = f"No questions found for this {wish.title}."
    return AssemblyError(message, hint, command=command("exam"))


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
