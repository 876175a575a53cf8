"""Checks that a stored attempt has only values the program can compute with.

A hash proves that nothing changed, not that the values make sense. Another program can write any
value with a correct hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.events import Answered, Event, Opened, OptionEliminated
from examkit.exam.time_bounds import is_date, is_duration

if TYPE_CHECKING:
    from examkit.bank.model import Exam, Question
    from examkit.exam.form import Form, Slot
    from examkit.question_types.base import QuestionType
    from examkit.question_types.registry import QuestionFields

LARGEST = 10**9
"""Maximum for the weight of a domain and for a score on an exam's scale."""


def form_fault(form: Form) -> str:
    """Return what is wrong with a form's values, or an empty string if they are sound."""
    if not form.slots:
        return "it has no questions"
    if form.limit is not None and not (form.limit > 0 and is_duration(float(form.limit))):
        return "its time limit is invalid"
    domains = {domain.id for domain in form.exam.domains}
    for number, slot in enumerate(form.slots, 1):
        if slot.domain not in domains:
            return f"question {number} is in a domain that the exam doesn't have"
        if fault := _slot_fault(slot):
            return f"question {number} {fault}"
    return _exam_fault(form.exam)


def _exam_fault(exam: Exam) -> str:
    weights = [domain.weight or 0.0 for domain in exam.domains]
    points = [exam.scale.min, exam.scale.pass_, exam.scale.max] if exam.scale else []
    if max(weights) > LARGEST or any(abs(number) > LARGEST for number in points):
        return "its exam has a weight or score that's too large"
    return ""


def _slot_fault(slot: Slot) -> str:
    from examkit.question_types.lettered import LETTERS

    choices = len(slot.question.choices)
    if choices > len(LETTERS):
        return "has too many choices"
    if sorted(slot.order) != list(range(choices)):
        return "has an invalid order of choices"
    has_key = _find_type(slot.question).has_key(slot.question)
    return "" if has_key else "has no correct answer"


def event_fault(form: Form, event: Event) -> str:
    """Return what is wrong with an event's values, or an empty string if they are sound."""
    body = event.body
    if isinstance(body, Opened):
        is_sound = is_date(float(body.moment.wall)) and is_duration(float(body.moment.boot))
        return "" if is_sound else "its time is invalid"
    number = getattr(body, "slot", 0)
    if not 0 <= number < len(form.slots):
        return f"the attempt has no question {number + 1}"
    question = form.slots[number].question
    if isinstance(body, OptionEliminated):
        return "" if 0 <= body.option < len(question.choices) else "the question has no such option"
    if isinstance(body, Answered) and not _find_type(question).is_possible(question, body.response):
        return "its answer isn't possible for the question"
    return ""


def _find_type(question: Question) -> QuestionType[QuestionFields]:
    # Imported here because Home opens the store, and appears before any question type is needed.
    from examkit.question_types.registry import find_type

    return find_type(question)
