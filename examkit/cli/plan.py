"""`examkit plan`: what is worth doing today, until the day of the exam."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli.common import add_bank, add_command, open_engine, read_config
from examkit.command_lines import command
from examkit.drills.request import DrillRequest
from examkit.errors import AssemblyError
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.drills.selection import DrillPreview


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "plan",
        "what is worth doing today",
        example="plan --exam-date 2026-12-15",
        description="What is due, what today's drill asks and why, what is mixed up; with the day "
        "of the exam also how far it is and when the next mock is worth taking.",
    )
    add_bank(parser)
    parser.add_argument("--exam", metavar="EXAM", help="version of the exam (default: the bank's)")
    parser.add_argument(
        "--exam-date", metavar="DAY", type=_day, help="set the day of the exam; none takes it back"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    parser.set_defaults(handler=plan)


def _day(text: str) -> str:
    if text == "none":
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("write it as 2026-12-15, or none") from None


def plan(args: argparse.Namespace) -> int:
    """Tell what is worth doing today."""
    from examkit.config import save_exam_date

    config = read_config()
    if args.exam_date is not None:
        config = save_exam_date(config, paths.config_dir(), args.exam_date)
    engine = open_engine(args, config, "read")
    try:
        exam = args.exam
        if args.format == "json":
            _say(json.dumps(_values(engine, exam), indent=2, ensure_ascii=False))
        else:
            for line in _lines(engine, exam):
                _say(line)
    finally:
        engine.close()
    return 0


def _today(engine: AttemptService, exam: str | None) -> DrillPreview | None:
    try:
        return engine.plan_drill(exam, DrillRequest(due_first=True))
    except AssemblyError:
        return None


def _set_day(engine: AttemptService) -> str:
    """Return the command that sets the day of the exam, with one a month away."""
    return command("plan", "--exam-date", engine.today() + timedelta(days=30))


def _lines(engine: AttemptService, exam: str | None) -> Iterator[str]:
    from examkit.drills.length import describe_time_needed
    from examkit.drills.reasons import explain_choice
    from examkit.drills.study_plan import describe_plan, over_in_words

    found, outlook, today = engine.plan(exam), engine.drill_counts(exam), _today(engine, exam)
    if found is not None:
        yield describe_plan(found)
    elif (day := engine.past_exam_day()) is not None:
        yield f"{over_in_words(day)} Set the next one with: {_set_day(engine)}"
    else:
        yield f"No day of the exam is set. Set it with: {_set_day(engine)}"
    if today is not None:
        titles = {domain.id: domain.title for domain in today.exam.domains}
        yield f"Today's drill: {describe_time_needed(len(today.selection.items), today.pace)}."
        yield from (f"  {line}" for line in explain_choice(today.reasons, titles, today.known))
        yield f"  Start it with: {command('drill', '--due-first')}"
    yield f"Due: {outlook.due}. Mistakes: {outlook.mistakes}. Flagged: {outlook.flagged}."
    yield f"Unseen: {outlook.unseen}, of which {outlook.reserved} are kept for a mock."
    for each in _mix_ups(engine):
        yield f"Mixed up {each['times']} times: {' / '.join(each['titles'])}"


def _values(engine: AttemptService, exam: str | None) -> dict[str, Any]:
    found, today = engine.plan(exam), _today(engine, exam)
    return {
        **asdict(engine.drill_counts(exam)),
        "plan": None if found is None else asdict(found),
        "today": [asdict(part) for part in today.reasons] if today else [],
        "mix_ups": _mix_ups(engine),
    }


def _mix_ups(engine: AttemptService) -> list[dict[str, Any]]:
    found = []
    for each in engine.learner_state().confused_pairs:
        sections = [engine.library.section(ref) for ref in each.pair]
        titles = [s.title if s else ref for s, ref in zip(sections, each.pair, strict=True)]
        found.append({"notes": list(each.pair), "titles": titles, "times": each.times})
    return found


def _say(text: str) -> None:
    sys.stdout.write(sanitize(text) + "\n")
