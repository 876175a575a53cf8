"""`examkit drill`: practice with an explanation after each question."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import read_config, run_attempt
from examkit.cli.options import CommandParser, add_command, parse_count
from examkit.command_lines import command
from examkit.drills.request import DRILL_KINDS, DrillRequest
from examkit.errors import StoreError, WriteFailedError

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.drills.preview import DrillPreview
    from examkit.tui.app_router import Start


def add_parsers(commands: Any) -> None:
    """Add the `drill` command."""
    about = "practice untimed, with an explanation after each question"
    example = "drill --domain security --questions 20"
    parser = add_command(commands, "drill", drill, about, example=example)
    parser.add_attempt_options()
    _add_filters(parser)
    parser.add_flag("--hide-options", "hide the options until you press a key", old="--cover")
    parser.add_flag("--no-save", "don't save", old="--unsaved")
    parser.add_flag("--timed", "exam time per question")
    about = "number of questions (default: 10)"
    parser.add_value("--questions", "COUNT", about, old="--count", type=parse_count)


def _add_filters(parser: CommandParser) -> None:
    """Add the options that select questions."""
    parser.add_list("--domain", "DOMAIN", "domain ID")
    parser.add_list("--topic", "TOPIC", "topic ID")
    parser.add_list("--difficulty", None, "difficulty", choices=["easy", "medium", "hard"])
    group = parser.add_mutually_exclusive_group()
    about = "reviews first, then areas where practice helps most"
    parser.add_flag("--due-first", about, old="--today", group=group)
    parser.add_flag("--adaptive", "areas where practice helps most", old="--weak", group=group)
    parser.add_flag("--mistakes", "questions you missed last time")
    parser.add_flag("--due", "questions due for review")
    parser.add_flag("--unseen", "new questions")
    parser.add_flag("--flagged", "questions you flagged last time")
    parser.add_flag("--confused", "concepts you confuse", old="--mix-ups")
    parser.add_list("--note", "NOTE", "address of a note section")
    about = "include questions reserved for mocks"
    parser.add_flag("--include-reserved", about, old="--use-reserve")


def drill(args: argparse.Namespace) -> int:
    """Start a drill and run it until it is left or finished."""
    requested = args.questions or 0

    def preview(service: AttemptService) -> DrillPreview:
        service.close_expired()
        output.print_exam_warning(service, args.exam)
        return service.plan_drill(args.exam, _to_request(args), seed=args.seed)

    def begin(service: AttemptService) -> LiveAttempt:
        plan = preview(service)
        _print_plan(plan, requested)
        return service.start_drill_from(plan)

    def start(service: AttemptService) -> Start:
        plan = preview(service)
        if len(plan.selection.items) < requested:
            return lambda router: router.offer_drill(plan, requested)
        attempt = service.start_drill_from(plan)
        return lambda router: router.open_attempt(lambda: attempt)

    try:
        return run_attempt(args, read_config(), begin, "drill", start)
    except WriteFailedError as error:
        hint = f"{error.hint} Or practice without saving."
        raise StoreError(error.message, hint, command=command("drill", "--no-save")) from None


def _print_plan(plan: DrillPreview, requested: int) -> None:
    """Print a drill's length and the reasons for its questions."""
    from examkit.drills.preview import drill_length, explain_choice

    titles = {domain.id: domain.title for domain in plan.exam.domains}
    lines = drill_length(len(plan.selection.items), plan.pace, requested)
    output.print_text(
        "\n".join([*lines, *explain_choice(plan.reasons, titles, plan.expected_shares)])
    )


def _to_request(args: argparse.Namespace) -> DrillRequest:
    flags = {kind: getattr(args, kind, False) for kind in DRILL_KINDS}
    flags["mix-ups"] = args.confused
    return DrillRequest(
        domains=tuple(args.domain),
        topics=tuple(args.topic),
        difficulties=tuple(args.difficulty),
        notes=tuple(args.note),
        timed=args.timed,
        kinds=frozenset(kind for kind, on in flags.items() if on),
        priority=args.adaptive,
        due_first=args.due_first,
        count=args.questions or DrillRequest().count,
        include_reserved=args.include_reserved,
    )
