"""`examkit plan`: what to study today, and the time until the exam."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli import output
from examkit.cli.launch import open_service, read_config
from examkit.cli.options import add_command
from examkit.cli.table import align
from examkit.command_lines import command
from examkit.dates import EXAMPLE, format_day, parse_day
from examkit.report.text_layout import labelled, wrap

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.bank.model import Exam
    from examkit.drills.preview import DrillCounts


def add_parsers(commands: Any) -> None:
    """Add the `plan` command."""
    parser = add_command(
        commands,
        "plan",
        plan,
        "show today's study plan",
        example="plan --exam-date 2026-12-15",
        description="Show today's study plan: questions due for review, the drill, and concepts "
        "you confuse. If an exam date is set, also show the countdown and the next mock.",
    )
    parser.add_bank()
    parser.add_exam()
    about = 'set the exam date ("none" clears it)'
    parser.add_value("--exam-date", "DATE", about, type=_parse_date)
    parser.add_format("text", "json")


def _parse_date(text: str) -> str:
    if text == "none":
        return ""
    from examkit.system_clock import SystemClock

    now = datetime.fromtimestamp(SystemClock().now().wall, UTC).astimezone()
    if (day := parse_day(text, now.date())) is None:
        message = f'use a date such as "{EXAMPLE}", or "none" to clear the date'
        raise argparse.ArgumentTypeError(message)
    return day.isoformat()


def plan(args: argparse.Namespace) -> int:
    """Print today's study plan. If an exam date is given, save it first."""
    from examkit.config_file import save_settings

    config = read_config()
    if args.exam_date is not None:
        config = save_settings(paths.config_dir(), {"exam_date": args.exam_date})
    with open_service(args, config, "read-only") as service:
        output.print_exam_warning(service, args.exam)
        if args.format == "json":
            output.print_json(_to_json(service, args.exam))
        else:
            lines = [*_saved_lines(args.exam_date), *_to_lines(service, args.exam)]
            output.print_text("\n".join(lines))
    return 0


def _saved_lines(day: str | None) -> Iterator[str]:
    """Yield the exam date that was just saved, in words, so that the user can check it.

    `day` is in ISO format. If it is None or empty, yield nothing.
    """
    if day:
        yield f"Exam date: {format_day(date.fromisoformat(day))}\n"


def _to_lines(service: AttemptService, exam: str | None) -> Iterator[str]:
    from examkit.drills.recall import describe_recall

    yield from _countdown_lines(service, exam)
    yield from _today_lines(service, exam)
    counts = service.drill_counts(exam)
    yield from _weak_lines(counts, service.bank.exam(exam or service.default_exam))
    yield "\nQuestions"
    yield from _count_lines(counts)
    recall = service.recall(exam)
    if recall is not None:
        yield ""
        yield from wrap(describe_recall(recall), output.text_width())
    if pairs := _confused_pairs(service):
        yield "\nOften confused"
        rows = [(f"{pair['times']} times", " / ".join(pair["titles"])) for pair in pairs]
        yield from (f"  {line}" for line in align(rows, right=(0,)))


def _today_lines(service: AttemptService, exam: str | None) -> Iterator[str]:
    from examkit.drills.preview import describe_time_needed, explain_choice

    today = service.preview_today(exam)
    if today is None:
        return
    titles = {domain.id: domain.title for domain in today.exam.domains}
    goal = service.daily_goal(exam)
    title = "More practice" if goal.is_reached else "Rest of today's practice"
    title = title if goal.done else "Today's practice"
    yield f"\n{title}: {describe_time_needed(len(today.selection.items), today.pace)}"
    for reason in explain_choice(today.reasons, titles, today.estimates):
        yield from labelled("  ", reason, output.text_width(), 2)
    yield f"  {command('drill', '--due-first')}"


def _weak_lines(counts: DrillCounts, exam: Exam) -> Iterator[str]:
    """Yield lines that list the weak areas, largest gain from practice first, if there are any."""
    from examkit.report.number_text import percent

    if not counts.weak:
        return
    known = counts.estimates
    why = "answered too quickly" if counts.too_quick else "too few answers"
    basis = "estimates" if counts.weak_basis == "estimates" else f"counts: {why}"
    yield f"\nWeak areas, largest gain first (based on {basis})"
    rows = [
        (exam.domain(name).title, percent(known[name]) if name in known else "")
        for name in counts.weak
    ]
    yield from (f"  {line}" for line in align(rows, right=(1,)))
    yield f"  {command('drill', '--adaptive')}"


def _count_lines(counts: DrillCounts) -> Iterator[str]:
    reserved = f"{counts.reserved} of them reserved for your next mock" if counts.reserved else ""
    rows = [
        ("due for review", str(counts.due), ""),
        ("missed last time", str(counts.mistakes), ""),
        ("flagged", str(counts.flagged), ""),
        ("new", str(counts.unseen), reserved),
    ]
    yield from (f"  {line}" for line in align(rows, right=(1,)))


def _countdown_lines(service: AttemptService, exam: str | None) -> Iterator[str]:
    from examkit.drills.study_plan import describe_plan, over_in_words

    study_plan = service.plan(exam)
    if study_plan is not None:
        yield from wrap(describe_plan(study_plan), output.text_width())
        return
    # The suggested command is an example: a date 30 days away.
    set_date = command("plan", "--exam-date", service.today() + timedelta(days=30))
    past = service.past_exam_day()
    state = "No exam date is set." if past is None else over_in_words(past)
    yield f"{state} Set a date:\n  {set_date}"


def _to_json(service: AttemptService, exam: str | None) -> dict[str, Any]:
    study_plan, today = service.plan(exam), service.preview_today(exam)
    recall = service.recall(exam)
    return {
        **asdict(service.drill_counts(exam)),
        "plan": None if study_plan is None else asdict(study_plan),
        "today": [asdict(reason) for reason in today.reasons] if today else [],
        "mix_ups": _confused_pairs(service),
        "memory": None if recall is None else asdict(recall),
    }


def _confused_pairs(service: AttemptService) -> list[dict[str, Any]]:
    pairs = []
    for confused in service.learner_state().confused_pairs:
        sections = [service.library.section(ref) for ref in confused.pair]
        titles = [s.title if s else ref for s, ref in zip(sections, confused.pair, strict=True)]
        pairs.append({"notes": list(confused.pair), "titles": titles, "times": confused.times})
    return pairs
