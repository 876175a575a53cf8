"""Choice of the questions that a mock or a drill asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from examkit.analytics.cut_score import domain_shares
from examkit.bank.index.index import BankIndex
from examkit.bank.model import Exam
from examkit.bank.pool import PoolItem
from examkit.command_lines import command
from examkit.drills.confusions import discriminating_questions, pair_up, questions_on
from examkit.drills.learner_state import LearnerState
from examkit.drills.preview import DrillCounts, DrillPreview, count_reasons
from examkit.drills.request import DRILL_KINDS, DrillRequest
from examkit.drills.selection_errors import check_complete, check_names, nothing_error
from examkit.drills.todays_practice import split_due
from examkit.drills.weighting import LearnerNeed, choose_questions
from examkit.errors import UsageError
from examkit.exam.assembly import LastSeen, Selection, assemble_drill, assemble_mock, mock_pool
from examkit.exam.shuffle import order_questions

MIN_FORMS_TO_RESERVE = 2
"""Number of full mocks a bank must have questions for before questions are reserved for one."""

Items = tuple[PoolItem, ...]


class QuestionSelector:
    """Chooses questions for one candidate at one moment. Create a new selector for each choice.

    With `for_everyone`, the choice depends only on bank, exam, and seed, so that a class gets the
    same questions. Drills about the candidate's own answers still depend on those answers.
    """

    def __init__(self, bank: BankIndex, state: LearnerState, *, for_everyone: bool = False) -> None:
        self._bank = bank
        self._state = state
        self._for_everyone = for_everyone

    @property
    def _seen(self) -> Mapping[str, LastSeen]:
        return {} if self._for_everyone else self._state.exposures

    def mock(self, exam: Exam, seed: str, questions: int | None) -> Selection:
        """Draw `questions` questions for a mock, or if that is None, as many as the exam has.

        Raises AssemblyError if the bank has too few.
        """
        pool = self._bank.pool(exam.id)
        selection = assemble_mock(exam, pool, self._seen, seed, questions)
        check_complete(selection, questions or exam.questions, len(pool))
        return selection

    def drill(self, exam: Exam, seed: str, request: DrillRequest | None) -> DrillPreview:
        """Draw the questions of a drill, with the reasons for choosing them.

        Without a request, the drill covers all domains. Raises AssemblyError if no question fits,
        and UsageError if the request names an unknown domain, topic, or note.
        """
        request, state = request or DrillRequest(), self._state
        parts = self._draw(exam, self.eligible(exam, request), seed, request)
        if not any(parts):
            raise nothing_error(request)
        items = tuple(item for part in parts for item in pair_up(part, state.concepts))
        return DrillPreview(
            exam=exam,
            request=request,
            seed=seed,
            selection=Selection(items, frozenset(), {}),
            seen=state.exposures,
            reasons=count_reasons(items, state.memories, state.now),
            estimates=state.standing(exam).shares,
            pace=state.pace(exam),
        )

    def counts(self, exam: Exam) -> DrillCounts:
        """Count the questions that each choice of the drill menu has."""
        pool, state, standing = self._bank.pool(exam.id), self._state, self._state.standing(exam)
        kinds = {kind: sum(map(state.matches_kind(kind), pool)) for kind in DRILL_KINDS}
        return DrillCounts(
            due=kinds["due"],
            mistakes=kinds["mistakes"],
            flagged=kinds["flagged"],
            bookmarked=kinds["bookmarked"],
            unseen=kinds["unseen"],
            mix_ups=kinds["mix-ups"],
            reserved=len(self.reserved(exam)),
            weak=standing.weak,
            weak_basis=standing.basis,
            too_quick=standing.basis == "counts" and standing.quick.uncounted > 0,
            estimates=standing.shares,
            pace=state.pace(exam),
        )

    def reserved(self, exam: Exam) -> frozenset[str]:
        """Return the ids of the unseen questions reserved for the next mock.

        Empty if the bank is too small, or if too few questions are unseen.
        """
        pool = mock_pool(self._bank.pool(exam.id))
        unseen = [item for item in pool if item.id not in self._state.exposures]
        if len(pool) < MIN_FORMS_TO_RESERVE * exam.questions or len(unseen) < exam.questions:
            return frozenset()
        # With a constant seed, the choice stays the same when drills take other questions.
        form = assemble_mock(exam, unseen, {}, f"reserve {exam.id}", None).items
        return frozenset(item.id for item in form) if len(form) == exam.questions else frozenset()

    def eligible(self, exam: Exam, request: DrillRequest) -> list[PoolItem]:
        """Return all questions that fit a request.

        Leaves out questions reserved for the next mock, unless the request includes them or the
        choice is for everyone. Raises UsageError if the request names an unknown domain, topic, or
        note.
        """
        pool = self._bank.pool(exam.id)
        check_names("domain", request.domains, [domain.id for domain in exam.domains])
        check_names("topic", request.topics, sorted({item.topic for item in pool}))
        fits, use_all = self._filter(request), request.include_reserved or self._for_everyone
        reserved = frozenset() if use_all else self.reserved(exam)
        return [item for item in pool if item.id not in reserved and fits(item)]

    def _filter(self, request: DrillRequest) -> Callable[[PoolItem], bool]:
        """Return a function that returns whether a question fits a request."""
        kinds = [self._state.matches_kind(kind) for kind in sorted(request.kinds)]
        named = self._named(request)
        return lambda item: (
            (named is None or item.id in named)
            and (not request.domains or item.domain in request.domains)
            and (not request.topics or item.topic in request.topics)
            and (not request.difficulties or item.difficulty in request.difficulties)
            and (not kinds or any(is_kind(item) for is_kind in kinds))
        )

    def available_by_domain(self, exam: Exam) -> Counter[str]:
        """Return how many questions a drill on all domains could ask, by domain id."""
        return Counter(item.domain for item in self.eligible(exam, DrillRequest()))

    def _named(self, request: DrillRequest) -> set[str] | None:
        """Return the ids of questions about a requested note, or that distinguish a requested pair.

        None if the request names neither. Raises UsageError for an unknown note.
        """
        if not (request.notes or request.pairs):
            return None
        for ref in (*request.notes, *(ref for pair in request.pairs for ref in pair)):
            if self._bank.section(ref) is None:
                hint, search = "Search for the note to find its address.", command("search", "WORD")
                raise UsageError(f"Unknown note {ref!r}.", hint, command=search)
        questions = set(questions_on(request.notes, self._state.concepts))
        for pair in request.pairs:
            questions |= discriminating_questions(pair, self._state.concepts)
        return questions

    def _draw(
        self, exam: Exam, pool: Sequence[PoolItem], seed: str, request: DrillRequest
    ) -> list[Items]:
        """Draw a drill's questions in one or two parts, in the order the drill asks them."""
        if not request.is_adaptive:
            return [assemble_drill(pool, self._seen, seed, request.count).items]
        if not request.due_first:
            return [order_questions(self._pick_weighted(exam, pool, seed, request, ()), seed)]
        return self._draw_today(exam, pool, seed, request)

    def _draw_today(
        self, exam: Exam, pool: Sequence[PoolItem], seed: str, request: DrillRequest
    ) -> list[Items]:
        """Draw the two parts of today's practice: due questions, then adaptively chosen ones."""
        start, waiting = split_due(pool, self._state, seed, request.count)
        rest = [item for item in pool if item not in waiting]
        new = self._pick_weighted(exam, rest, seed, request, start)
        more = waiting[: request.count - len(start) - len(new)]
        return [(*start, *more), order_questions(new, seed)]

    def _pick_weighted(
        self,
        exam: Exam,
        pool: Sequence[PoolItem],
        seed: str,
        request: DrillRequest,
        due: Sequence[PoolItem],
    ) -> list[PoolItem]:
        """Choose the questions that would teach most, to ask in addition to `due` questions.

        They are from the requested domains, or if none were requested, from weak areas first and
        then from all. Today's practice instead starts with domains that are below the cut score
        even with what was learned since.
        """
        chosen: list[PoolItem] = []
        every, state = tuple(domain.id for domain in exam.domains), self._state
        first = state.domains_below_cut(exam) if request.due_first else state.standing(exam).weak
        for scope in (request.domains or first, request.domains or every):
            need = replace(self._need(exam, scope, request), asked=(*due, *chosen))
            left = request.count - len(due) - len(chosen)
            chosen += choose_questions(pool, need, self._state.now, seed, left)
        return chosen

    def _need(self, exam: Exam, scope: Collection[str], request: DrillRequest) -> LearnerNeed:
        state, shares = self._state, domain_shares(exam).items()
        return LearnerNeed(
            weights={name: share for name, share in shares if name in scope},
            expected_shares=state.expected_shares(exam),
            memories=state.memories,
            missed_topics=request.missed_topics or state.recently_missed_topics,
            concepts=state.concepts,
        )
