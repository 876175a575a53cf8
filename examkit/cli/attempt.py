"""The commands that start or resume an attempt: exam, drill, and resume."""

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
    """Add the commands that start or resume an attempt."""
    _add_exam(commands)
    _add_drill(commands)
    _add_resume(commands)


def _add_exam(commands: Any) -> None:
    about, example = "take a timed mock exam", "exam --exam dva-c02 --extra-minutes 30"
    parser = add_command(commands, "exam", exam, about, example=example)
    parser.add_attempt_options()
    parser.add_value("--questions", "COUNT", "number of questions", type=parse_count)
    group = parser.add_mutually_exclusive_group()
    parser.add_flag("--untimed", "no time limit", group=group)
    group.add_argument("--minutes", metavar="MINUTES", help="time limit", type=_parse_minutes)
    about = "extra minutes (accommodation), scaled down for a shorter exam"
    parser.add_value("--extra-minutes", "MINUTES", about, old="--extra-time", type=_parse_minutes)


def _parse_minutes(text: str) -> float:
    """Parse minutes. Raise ArgumentTypeError unless they are more than 0 and at most 1440."""
    number = float(text)
    if not 0 < number <= 1_440:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1440")
    return number


def exam(args: argparse.Namespace) -> int:
    """Start a mock exam and run it until the candidate leaves or submits it."""
    config, extra = read_config(), args.extra_minutes

    def begin(service: AttemptService) -> LiveAttempt:
        service.close_expired()
        output.print_exam_warning(service, args.exam)
        return service.start_mock(
            args.exam,
            questions=args.questions,
            minutes=args.minutes,
            extra_minutes=config.extra_minutes if extra is None else extra,
            timed=not args.untimed,
            seed=args.seed,
        )

    return run_attempt(args, config, begin, "exam")


def _add_drill(commands: Any) -> None:
    about = "practice, with an explanation after each question"
    example = "drill --domain security --questions 20"
    parser = add_command(commands, "drill", drill, about, example=example)
    parser.add_attempt_options()
    _add_filters(parser)
    parser.add_flag("--hide-options", "hide the options until you press a key", old="--cover")
    parser.add_flag("--no-save", "don't save", old="--unsaved")
    parser.add_flag("--timed", "use the exam's time per question")
    about = "number of questions (default: 10; with --due-first, as planned for today)"
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
    parser.add_flag("--bookmarked", "questions you bookmarked")
    parser.add_flag("--confused", "questions on concepts you confuse", old="--mix-ups")
    parser.add_list("--note", "NOTE", "note section, such as kms.md#keys")
    about = "include questions reserved for mocks"
    parser.add_flag("--include-reserved", about, old="--use-reserve")


def drill(args: argparse.Namespace) -> int:
    """Start a drill and run it until the candidate leaves or submits it."""
    requested = args.questions or 0

    def preview(service: AttemptService) -> DrillPreview:
        service.close_expired()
        output.print_exam_warning(service, args.exam)
        return service.plan_drill(args.exam, _to_request(args, service), seed=args.seed)

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
        hint = f"{error.hint} You can also practice without saving."
        raise StoreError(error.message, hint, command=command("drill", "--no-save")) from None


def _print_plan(plan: DrillPreview, requested: int) -> None:
    """Print a drill's length and why its questions were chosen.

    `requested` is the number of questions asked for, or 0 if none was given.
    """
    from examkit.drills.preview import drill_length, explain_choice

    titles = {domain.id: domain.title for domain in plan.exam.domains}
    lines = drill_length(len(plan.selection.items), plan.pace, requested)
    output.print_text("\n".join([*lines, *explain_choice(plan.reasons, titles, plan.estimates)]))


def _to_request(args: argparse.Namespace, service: AttemptService) -> DrillRequest:
    usual = service.todays_request(args.exam) if args.due_first else DrillRequest()
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
        count=args.questions or usual.count,
        include_reserved=args.include_reserved,
    )


def _add_resume(commands: Any) -> None:
    about = "resume an unfinished attempt"
    parser = add_command(commands, "resume", resume, about, example="resume --plain")
    parser.add_bank()
    parser.add_attempt("the latest unfinished one")
    parser.add_plain()


def resume(args: argparse.Namespace) -> int:
    """Resume an attempt and run it until the candidate leaves or submits it."""
    args.exam = None

    def begin(service: AttemptService) -> LiveAttempt:
        attempt = service.resume(args.attempt)
        service.close_expired()
        return attempt

    return run_attempt(args, read_config(), begin, "resume")
