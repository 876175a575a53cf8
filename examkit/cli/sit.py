"""Commands that sit an attempt: the app itself, `exam`, `drill`, `resume`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from examkit.cli.common import (
    add_attempt,
    add_bank,
    add_command,
    back_up_quietly,
    need_terminal,
    open_engine,
    read_config,
)
from examkit.cli.launch import run_app
from examkit.drills.request import DRILL_KINDS, DrillRequest
from examkit.errors import StoreError, WriteFailedError
from examkit.suggest import command

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.drills.selection import DrillPreview
    from examkit.tui.app import Start

Begin = Callable[["AttemptService"], "LiveAttempt"]


def add_parsers(commands: Any) -> None:
    """Add the commands."""
    _add_exam(commands)
    _add_drill(commands)
    _add_resume(commands)


def _add_exam(commands: Any) -> None:
    parser = add_command(
        commands,
        "exam",
        "sit a timed mock exam",
        example="exam --exam dva-c02 --extra-time 30",
        description="Sit a timed mock exam: as many questions and as much time as the real one.",
    )
    _add_common(parser)
    parser.add_argument("--questions", metavar="N", type=_count, help="how many questions")
    parser.add_argument("--minutes", metavar="M", type=_minutes, help="how much time, in minutes")
    parser.add_argument(
        "--extra-time", metavar="M", type=_minutes, default=None, help="minutes on top of it"
    )
    parser.set_defaults(handler=exam)


def _add_drill(commands: Any) -> None:
    parser = add_command(
        commands,
        "drill",
        "practise with the answer after each question",
        example="drill --domain security --count 20",
        description="Practise untimed, with the answer and its reason after each question.",
    )
    _add_common(parser)
    parser.add_argument("--domain", metavar="D", action="append", default=[], help="a domain's id")
    parser.add_argument("--topic", metavar="T", action="append", default=[], help="a topic's id")
    parser.add_argument(
        "--difficulty",
        action="append",
        default=[],
        choices=["easy", "medium", "hard"],
        help="of this difficulty",
    )
    left_to_us = parser.add_mutually_exclusive_group()
    left_to_us.add_argument("--today", action="store_true", help="what is due, then what pays most")
    left_to_us.add_argument(
        "--weak", action="store_true", help="the areas in which practice pays most"
    )
    parser.add_argument("--mistakes", action="store_true", help="answered wrong the last time")
    parser.add_argument("--due", action="store_true", help="due for review")
    parser.add_argument("--unseen", action="store_true", help="never shown before")
    parser.add_argument("--flagged", action="store_true", help="flagged the last time")
    parser.add_argument("--mix-ups", action="store_true", help="tell apart what was mixed up")
    parser.add_argument(
        "--note", metavar="N", action="append", default=[], help="on a note section"
    )
    parser.add_argument("--cover", action="store_true", help="cover the options until a key")
    parser.add_argument("--unsaved", action="store_true", help="keep nothing of it")
    parser.add_argument("--timed", action="store_true", help="with the exam's time a question")
    parser.add_argument(
        "--use-reserve", action="store_true", help="also what is kept for the next mock"
    )
    parser.add_argument(
        "--count", metavar="N", type=_count, default=None, help="how many (default: 10)"
    )
    parser.set_defaults(handler=drill)


def _add_resume(commands: Any) -> None:
    parser = add_command(
        commands, "resume", "go on with an unfinished attempt", example="resume --plain"
    )
    add_bank(parser)
    add_attempt(parser, "the latest unfinished one")
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")
    parser.set_defaults(handler=resume)


def _add_common(parser: argparse.ArgumentParser) -> None:
    add_bank(parser)
    parser.add_argument("--exam", metavar="E", help="version of the exam (default: the bank's)")
    parser.add_argument(
        "--seed",
        metavar="S",
        help="give everyone with this seed the same questions, for example a class",
    )
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000")
    return number


def _minutes(text: str) -> float:
    number = float(text)
    if not 0 < number <= 1_440:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1440")
    return number


def exam(args: argparse.Namespace) -> int:
    """Sit a mock exam."""
    extra = args.extra_time

    def begin(engine: AttemptService) -> LiveAttempt:
        engine.hand_in_expired()
        return engine.start_mock(
            args.exam,
            questions=args.questions,
            minutes=args.minutes,
            extra_minutes=config.extra_minutes if extra is None else extra,
            seed=args.seed,
        )

    config = read_config()
    return _sit(args, config, begin, "exam")


def drill(args: argparse.Namespace) -> int:
    """Practise."""
    wanted = args.count or 0

    def planned(engine: AttemptService) -> DrillPreview:
        engine.hand_in_expired()
        return engine.plan_drill(args.exam, _wish(args), seed=args.seed)

    def begin(engine: AttemptService) -> LiveAttempt:
        plan = planned(engine)
        _tell_plan(plan, wanted)
        return engine.start_drill_from(plan)

    def start(engine: AttemptService) -> Start:
        plan = planned(engine)
        if len(plan.selection.items) < wanted:
            return lambda app: app.offer_drill(plan, wanted)
        sitting = engine.start_drill_from(plan)
        return lambda app: app.open_attempt(lambda: sitting)

    config = read_config()
    try:
        return _sit(args, config, begin, "drill", start)
    except WriteFailedError as error:
        hint = f"{error.hint} Or practise without saving: {command('drill', '--unsaved')}"
        raise StoreError(error.message, hint) from None


def _tell_plan(plan: DrillPreview, wanted: int) -> None:
    """Say what a drill asks and why, before it starts."""
    from examkit.drills.length import drill_length
    from examkit.drills.reasons import explain_choice

    titles = {domain.id: domain.title for domain in plan.exam.domains}
    lines = drill_length(len(plan.selection.items), plan.pace, wanted)
    lines += explain_choice(plan.reasons, titles, plan.known)
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _wish(args: argparse.Namespace) -> DrillRequest:
    return DrillRequest(
        domains=tuple(args.domain),
        topics=tuple(args.topic),
        difficulties=tuple(args.difficulty),
        notes=tuple(args.note),
        timed=args.timed,
        kinds=frozenset(kind for kind in DRILL_KINDS if getattr(args, kind.replace("-", "_"))),
        priority=args.weak,
        due_first=args.today,
        count=args.count or DrillRequest().count,
        include_reserved=args.use_reserve,
    )


def resume(args: argparse.Namespace) -> int:
    """Go on with an attempt."""
    args.exam = None

    def begin(engine: AttemptService) -> LiveAttempt:
        sitting = engine.resume(args.attempt)
        engine.hand_in_expired()
        return sitting

    return _sit(args, read_config(), begin, "resume")


def _sit(
    args: argparse.Namespace,
    config: Config,
    begin: Begin,
    instead: str,
    start: Callable[[AttemptService], Start] | None = None,
) -> int:
    """Sit what begins: line by line, or in the app, where `start` may ask first."""
    if not args.plain:
        need_terminal(instead)
    engine = open_engine(args, config, for_keys=True)
    if args.plain:
        return _sit_plain(
            engine, begin, cover=config.cover_options or getattr(args, "cover", False)
        )
    # Asked for by name: refused here, in words, rather than on a screen.
    engine.bank.info  # noqa: B018
    started = (start or partial(_at_once, begin))(engine)
    cover = getattr(args, "cover", False)
    return run_app(engine, config, args.exam, started, cover=cover)


def _at_once(begin: Begin, engine: AttemptService) -> Start:
    sitting = begin(engine)
    return lambda app: app.open_attempt(lambda: sitting)


def _sit_plain(engine: AttemptService, begin: Begin, *, cover: bool) -> int:
    from examkit.cli.plain.dialogue import Dialogue
    from examkit.report.render.text import render

    try:
        sitting = begin(engine)
        dialogue = Dialogue(
            sitting,
            source=sys.stdin,
            output=sys.stdout,
            section=engine.library.section,
            found=engine.library.suggest_section,
            cover=cover,
        )
        if dialogue.run():
            sys.stdout.write(
                "\n" + render(engine.past.report(sitting.attempt), ascii_only=_ascii())
            )
    finally:
        engine.close()
        back_up_quietly()
    return 0


def _ascii() -> bool:
    return "utf" not in (sys.stdout.encoding or "").lower()
