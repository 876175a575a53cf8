"""The answers of candidates, read from stores and archives without any names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from examkit.analytics.counted_answers import answers_from_sheet
from examkit.analytics.cut_score import seconds_per_question
from examkit.analytics.item_answers import ItemAnswer, describe_picks
from examkit.errors import ExamkitError
from examkit.exam.covered_slots import cut_to_covered
from examkit.exam.grading import score_form
from examkit.store.archive import check_shape
from examkit.store.codec import decode_event, decode_form, replay_sound

if TYPE_CHECKING:
    from examkit.store.archive import ArchivedAttempt


@dataclass(slots=True)
class Candidate:
    """One candidate's finished attempts on a bank."""

    attempts: dict[bytes, tuple[ItemAnswer, ...]] = field(default_factory=dict)
    """The answers of each attempt, by the SHA-256 of its form and events, which identifies it."""

    @property
    def answers(self) -> list[ItemAnswer]:
        """Return the answers of all attempts."""
        return [answer for answers in self.attempts.values() for answer in answers]


def read_candidate(archived: Iterable[ArchivedAttempt], bank: str) -> tuple[Candidate, list[str]]:
    """Return a candidate's finished attempts on a bank, and a sentence on each damaged attempt.

    `bank` is the id of the bank.
    """
    candidate, faults = Candidate(), []
    for each in archived:
        try:
            answers = _read_answers(each, bank)
        except ExamkitError as error:
            faults.append(error.message)
        else:
            if answers:
                candidate.attempts[each.seal] = answers
    return candidate, faults


def merge_candidates(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates who have attempts, combining those who share an attempt into one."""
    merged: list[Candidate] = []
    for candidate in candidates:
        attempts = dict(candidate.attempts)
        others = []
        for other in merged:
            if other.attempts.keys().isdisjoint(candidate.attempts):
                others.append(other)
            else:
                attempts = other.attempts | attempts
        merged = [*others, Candidate(attempts)] if attempts else others
    return merged


def _read_answers(archived: ArchivedAttempt, bank: str) -> tuple[ItemAnswer, ...]:
    """Return the answers of an attempt; empty if it is unfinished or on another bank.

    `bank` is the id of the bank. Raises StoreError if the attempt is damaged.
    """
    check_shape(archived)
    form = decode_form(archived.attempt, archived.form)
    events = [decode_event(archived.attempt, link) for link in archived.links]
    state = replay_sound(archived.attempt, form, events)
    if form.bank != bank or not state.finished:
        return ()
    form, state, _ = cut_to_covered(form, state, events)
    sheet, pace = score_form(form, state), seconds_per_question(form.exam)
    answers = answers_from_sheet(form, sheet, archived.seal.hex(), events[-1].wall)
    return tuple(
        ItemAnswer(
            replace(answer, digest=slot.digest, left_out=archived.is_left_out),
            describe_picks(slot.question, score.response, correct=answer.outcome == "right"),
            pace,
        )
        for answer, slot, score in zip(answers, form.slots, sheet.slots, strict=True)
    )
