"""The details of a report, section by section: each a title with lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from examkit.analytics.trend import MockResult
from examkit.humanize import CONFIDENCE_LABELS, pluralize
from examkit.report.model import (
    DomainRow,
    MixUpRow,
    Report,
    TopicEstimate,
)
from examkit.report.phrases import (
    counted_answers,
    percent,
    sentence,
    span,
    step_text,
    sureness_text,
    verdict_text,
)
from examkit.report.text_plots import pass_mark, range_bar, ruler

_PLOT_FROM = 70
"""Columns from which a plot is drawn."""
_PLOT = 38


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the details."""

    name: str
    """What keys and tests call it."""
    title: str
    items: tuple[str, ...] = ()
    """Sentences, one a line; they wrap."""
    rows: tuple[str, ...] = ()
    """Lines of a table or plot, made for the width."""


def sections(report: Report, width: int, zone: tzinfo, *, ascii_only: bool) -> list[Section]:
    """Return the sections that have something to tell, in their order."""
    every = (
        _items("domains", "DOMAINS IN WORDS", map(_in_words, report.shown_domains)),
        _items("alone", "THIS SITTING ALONE", _alone(report)),
        _trend(report, width, zone, ascii_only=ascii_only),
        _items("pace", "WHERE THE TIME WENT", _pace(report)),
        _items("sureness", "SURENESS", _sureness(report)),
        _items("changes", "CHANGED ANSWERS", _changes(report)),
        _items("mixups", "MIXED UP", map(_mix_up, report.mix_ups)),
        _items("topics", "TOPICS WITH TWO OR MORE MISSES", _missed(report)),
        _items("known", "TOPICS, FROM ALL FRESH ANSWERS", map(_topic, report.known_topics)),
        _items("notes", "NOTES TO READ", _notes(report)),
        _items("how", "HOW THESE NUMBERS ARE MADE", report.how),
    )
    return [section for section in every if section.items or section.rows]


def _items(name: str, title: str, items: Iterable[str]) -> Section:
    return Section(name, title, tuple(items))


def _in_words(row: DomainRow) -> str:
    if not row.is_told:
        return f"{row.title}: {verdict_text(row)}"
    numbers = f"{percent(row.estimate)} (likely {span(row.low, row.high)})"
    source = f" from {counted_answers(row.evidence)}" if row.verdict != "near line" else ""
    return f"{row.title}: {verdict_text(row)} Estimate {numbers}{source}."


def _alone(report: Report) -> Iterable[str]:
    """Return what this attempt says by itself; nothing where it is all there is."""
    if report.rests_on.sittings > 1:
        yield from (_in_words(row) for row in report.alone if row.asked)


def _trend(report: Report, width: int, zone: tzinfo, *, ascii_only: bool) -> Section:
    title = "TREND"
    if len(report.trend) < 2:
        return Section("trend", title)
    said = step_text(report.step)
    items = (sentence(said),) if said else ()
    if width < _PLOT_FROM:
        return Section("trend", title, (*items, *(_point(p, zone) for p in report.trend)))
    line = report.result.pass_line
    indent = " " * 33
    rows = [indent + ruler(_PLOT)]
    rows += [_plotted(each, line, zone, ascii_only=ascii_only) for each in report.trend]
    rows.append(indent + pass_mark(line, f"pass line {percent(line)}", _PLOT, ascii_only, room=9))
    return Section("trend", title, items, tuple(row.rstrip() for row in rows))


def _plotted(each: MockResult, line: float, zone: tzinfo, *, ascii_only: bool) -> str:
    day = datetime.fromtimestamp(each.finished, zone).strftime("%Y-%m-%d")
    reused = "" if each.is_measurable else "  reused"
    counts = f"{each.right}/{each.asked}"
    head = f" {day} {counts:>7} {percent(each.fresh):>5} new   "
    bar = range_bar(each.low, each.share, each.high, line, _PLOT, ascii_only)
    return f"{head:<33}{bar}{reused}"


def _point(each: MockResult, zone: tzinfo) -> str:
    day = datetime.fromtimestamp(each.finished, zone).strftime("%Y-%m-%d")
    return (
        f"{day}: {each.right} of {each.asked} right, likely {span(each.low, each.high)}, "
        f"{percent(each.fresh)} new"
    )


def _pace(report: Report) -> Iterable[str]:
    told = report.pace.facts
    if told.median is None or told.quarter is None or told.three_quarters is None:
        return
    low, high = round(told.quarter), round(told.three_quarters)
    took = f"{low} to {high} s" if low < high else f"about {low} s"
    yield f"Half of the answers took {took}, the median is {round(told.median)} s."
    if told.slow_wrong:
        yield (
            f"{pluralize(told.slow_wrong, 'answer')} took more than twice the median and came out "
            "wrong: here knowledge is missing, so read the notes."
        )
    if told.fast_wrong:
        yield (
            f"{pluralize(told.fast_wrong, 'answer')} took less than half the median and came out "
            "wrong: read the question to its end."
        )


def _sureness(report: Report) -> Iterable[str]:
    told = report.sureness
    if told is None:
        return
    for level in told.levels:
        likely = f", likely {span(level.low, level.high)}" if level.asked > 1 else ""
        label = sentence(CONFIDENCE_LABELS[level.level])
        yield f"{label}: {level.right} of {level.asked} right{likely}"
    yield sentence((sureness_text(told) or "").partition(". ")[2])


def _changes(report: Report) -> Iterable[str]:
    for change in report.changes.slots:
        yield f"question {change.slot + 1}: {change.kind}"


def _mix_up(row: MixUpRow) -> str:
    return f"{row.titles[0]} / {row.titles[1]}: {pluralize(row.times, 'time')}"


def _missed(report: Report) -> Iterable[str]:
    return (f"{row.title}: {row.right} of {row.asked} right" for row in report.topics)


def _topic(row: TopicEstimate) -> str:
    if not row.is_told:
        return f"{row.title}: too few fresh answers ({counted_answers(row.evidence)})"
    numbers = f"{percent(row.estimate)}, likely {span(row.low, row.high)}"
    return f"{row.title}: {row.word}, {numbers}, from {counted_answers(row.evidence)}"


def _notes(report: Report) -> Sequence[str]:
    return [f"{note.title}: {note.misses} missed ({note.note})" for note in report.notes_to_read]
