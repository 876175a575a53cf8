"""The report of one attempt, from its form and score sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from examkit.analytics.answer_changes import find_changes
from examkit.analytics.beta import betaq
from examkit.analytics.calibration import calibrate
from examkit.analytics.cut_score import CutScore, to_cut_score
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.evidence import (
    answers_from_sheet,
    gather_evidence,
    has_recent_mock,
    usable_answers,
    weigh_answers,
)
from examkit.analytics.pace import measure_pace
from examkit.analytics.readiness import Readiness, assess_readiness
from examkit.analytics.scaled_score import estimate_scaled_score, reaches
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.trend import MockChange, latest_change
from examkit.analytics.verdicts import judge_domains
from examkit.exam.form import Form
from examkit.exam.past_answer import PastAnswer
from examkit.exam.score_sheet import ScoreSheet
from examkit.report.model import (
    AttemptFacts,
    DomainRow,
    EvidenceBase,
    Freshness,
    Header,
    NoteToRead,
    Pace,
    Report,
    Result,
    SlotMark,
    TopicEstimate,
    TopicRow,
)
from examkit.report.notices import reused_text
from examkit.report.phrases import pace_text
from examkit.report.sections.method import method_lines
from examkit.report.sections.next_steps import AdviceInput, next_steps
from examkit.system_clock import DAY

_MISSES_TO_NAME = 2
_WIDE_TAIL = 0.05
_ORDER = ("weak", "near line", "ok", "too few")


def build_report(form: Form, sheet: ScoreSheet, facts: AttemptFacts) -> Report:
    """Tell what one attempt shows: result, readiness, domains, what to do next.

    Nothing is read but the arguments, so the same attempt always gives the same report.
    """
    target, names = to_cut_score(form.exam), [domain.id for domain in form.exam.domains]
    own = answers_from_sheet(form, sheet, facts.attempt, facts.finished or facts.started)
    history = facts.history or own
    used, kept = facts.settings, usable_answers(history)
    estimates = estimate_domains(weigh_answers(kept, names, used.evidence), used.estimate)
    readiness = _readiness(form, history, estimates, target, facts)
    found = AdviceInput(
        domains=_domains(form, sheet, estimates, target, used),
        topics=_topics(sheet, facts),
        notes=_notes(form, sheet, facts),
        at_hand=facts.at_hand,
        pace=facts.drill_pace or form.exam.minutes * 60 / form.exam.questions,
    )
    return Report(
        header=_header(form, facts),
        result=_result(form, sheet, target),
        readiness=readiness,
        domains=found.domains,
        alone=_domains(
            form,
            sheet,
            estimate_domains(gather_evidence(own, names, used.evidence), used.estimate),
            target,
            used,
        ),
        rests_on=_rests_on(kept, estimates),
        topics=found.topics,
        known_topics=_known_topics(kept, facts, target),
        notes_to_read=found.notes,
        next=next_steps(form, sheet, found),
        fresh=_freshness(sheet),
        pace=_pace(form, sheet, facts),
        slots=tuple(SlotMark(slot.outcome, slot.seconds) for slot in sheet.slots),
        sureness=calibrate(own),
        changes=find_changes(form, facts.events),
        trend=facts.mocks,
        step=_step(facts),
        mix_ups=facts.mix_ups,
        corrected=facts.corrected,
        how=method_lines(form, target, readiness, used),
    )


def _header(form: Form, facts: AttemptFacts) -> Header:
    return Header(
        attempt=facts.attempt,
        mode=form.mode,
        title=form.title,
        bank=form.bank,
        exam=form.exam.id,
        exam_title=form.exam.title,
        asked=len(form.slots),
        started=facts.started,
        finished=facts.finished,
        elapsed=facts.elapsed,
        limit=form.limit,
        reason=facts.reason,
        clock_changed=facts.clock_changed,
    )


def _result(form: Form, sheet: ScoreSheet, target: CutScore) -> Result:
    total, scored, mock = sheet.total, sheet.scored, form.mode == "mock"
    return Result(
        asked=total.asked,
        right=total.right,
        credit=total.credit,
        unanswered=total.unanswered,
        scored_asked=scored.asked,
        scored_right=scored.right,
        share=scored.share,
        pass_line=target.share,
        passed=reaches(scored.share, target.share) if mock else None,
        scaled=estimate_scaled_score(scored.credit, scored.asked, form.exam.scale)
        if mock
        else None,
    )


def _readiness(
    form: Form,
    history: Sequence[PastAnswer],
    estimates: tuple[DomainEstimate, ...],
    target: CutScore,
    facts: AttemptFacts,
) -> Readiness | None:
    if form.mode != "mock":
        return None
    fresh_mock = form.limit is not None and has_recent_mock(history)
    unseen, used = facts.unseen, facts.settings.readiness
    return assess_readiness(estimates, target, timed_mock=fresh_mock, unseen=unseen, settings=used)


def _rests_on(kept: Sequence[PastAnswer], estimates: Sequence[DomainEstimate]) -> EvidenceBase:
    walls = [answer.ended_at for answer in kept]
    sittings = len({answer.attempt for answer in kept})
    days = round((max(walls) - min(walls)) / DAY) + 1 if walls else 0
    return EvidenceBase(sum(each.asked for each in estimates), sittings, days)


def _known_topics(
    kept: Sequence[PastAnswer], facts: AttemptFacts, target: CutScore
) -> tuple[TopicEstimate, ...]:
    """Topics with fresh answers, those that are weak first, then by how many answers there are."""
    names = sorted({answer.topic for answer in kept})
    used = facts.settings
    evidence = weigh_answers(kept, names, used.evidence, by="topic")
    estimates = estimate_domains(evidence, used.estimate)
    verdicts = judge_domains(estimates, target.share, used.weak)
    rows = [
        TopicEstimate(
            id=told.domain,
            title=facts.topic_titles.get(told.domain, told.domain),
            evidence=told.asked,
            estimate=told.point,
            low=told.low,
            high=told.high,
            verdict=verdict.word,
        )
        for told, verdict in zip(estimates, verdicts, strict=True)
        if told.asked > 0
    ]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.verdict), -row.evidence, row.id)))


def _step(facts: AttemptFacts) -> MockChange | None:
    latest = facts.mocks[-1] if facts.mocks else None
    if latest is None or latest.attempt != facts.attempt or not latest.is_measurable:
        return None
    return latest_change(facts.mocks)


def _domains(
    form: Form,
    sheet: ScoreSheet,
    estimates: tuple[DomainEstimate, ...],
    target: CutScore,
    used: AnalyticsSettings,
) -> tuple[DomainRow, ...]:
    verdicts = judge_domains(estimates, target.share, used.weak)
    return tuple(
        DomainRow(
            id=told.domain,
            title=form.exam.domain(told.domain).title,
            weight=round(100 * target.weights[told.domain], 1),
            asked=sheet.domains[told.domain].asked,
            right=sheet.domains[told.domain].right,
            evidence=told.asked,
            estimate=told.point,
            low=told.low,
            high=told.high,
            low90=betaq(_WIDE_TAIL, told.a, told.b),
            high90=betaq(1 - _WIDE_TAIL, told.a, told.b),
            verdict=verdict.word,
            below=verdict.p_below_cut,
            leaning_low=verdict.leaning_low,
            behind=verdict.relative_weakness,
        )
        for told, verdict in zip(estimates, verdicts, strict=True)
    )


def _topics(sheet: ScoreSheet, facts: AttemptFacts) -> tuple[TopicRow, ...]:
    """Topics with two or more misses, the largest share of misses first."""
    rows = [
        TopicRow(topic, facts.topic_titles.get(topic, topic), tally.asked, tally.right)
        for topic, tally in sheet.topics.items()
    ]
    named = [row for row in rows if row.misses >= _MISSES_TO_NAME]
    return tuple(sorted(named, key=lambda row: (-row.misses / row.asked, -row.misses)))


def _notes(form: Form, sheet: ScoreSheet, facts: AttemptFacts) -> tuple[NoteToRead, ...]:
    """The sections of the missed questions, most misses first, then in the form's order."""
    missed = (slot.slot for slot in sheet.slots if slot.outcome != "right")
    misses = Counter(form.slots[number].question.note for number in missed)
    return tuple(
        NoteToRead(note=note, title=facts.note_titles.get(note, note), misses=count)
        for note, count in misses.most_common()
    )


def _freshness(sheet: ScoreSheet) -> Freshness:
    fresh, asked = sum(slot.fresh for slot in sheet.slots), sheet.total.asked
    return Freshness(fresh=fresh, asked=asked, text=reused_text(fresh, asked))


def _pace(form: Form, sheet: ScoreSheet, facts: AttemptFacts) -> Pace:
    asked, unanswered, told = sheet.total.asked, sheet.total.unanswered, measure_pace(sheet.slots)
    allowed = form.limit / asked if form.limit is not None and asked else None
    return Pace(
        median=told.median,
        allowed=allowed,
        unanswered=unanswered,
        text=pace_text(told, allowed, f"{unanswered} of {asked} unanswered", facts.reason),
        facts=told,
    )
