"""`examkit drill`: practice with the answer after each question."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from examkit.cli.common import add_command, add_renamed_option, read_config
from examkit.cli.sitting import add_sitting_options, parse_count, sit
from examkit.command_lines import command
from examkit.drills.request import DRILL_KINDS, DrillKind, DrillRequest
from examkit.errors import StoreError, WriteFailedError

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.drills.selection import DrillPreview
    from examkit.tui.app_router import Start

OPTIONS: Mapping[DrillKind, str] = MappingProxyType({"mix-ups": "confused"})
"""Kinds of a drill whose option is named otherwise."""


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "drill",
        "practise with the answer after each question",
        example="drill --domain security --questions 20",
        description="Practise untimed, with the answer and its reason after each question.",
    )
    add_sitting_options(parser)
    parser.add_argument(
        "--domain", metavar="DOMAIN", action="append", default=[], help="a domain's id"
    )
    parser.add_argument(
        "--topic", metavar="TOPIC", action="append", default=[], help="a topic's id"
    )
    parser.add_argument(
        "--difficulty",
        action="append",
        default=[],
        choices=["easy", "medium", "hard"],
        help="of this difficulty",
    )
    choice = parser.add_mutually_exclusive_group()
    add_renamed_option(
        choice,
        "--due-first",
        "--today",
        action="store_true",
        help="what is due, then what pays most",
    )
    add_renamed_option(
        choice,
        "--adaptive",
        "--weak",
        action="store_true",
        help="the areas in which practice pays most",
    )
    parser.add_argument("--mistakes", action="store_true", help="answered wrong the last time")
    parser.add_argument("--due", action="store_true", help="due for review")
    parser.add_argument("--unseen", action="store_true", help="never shown before")
    parser.add_argument("--flagged", action="store_true", help="flagged the last time")
    add_renamed_option(
        parser, "--confused", "--mix-ups", action="store_true", help="tell apart what was mixed up"
    )
    parser.add_argument(
        "--note", metavar="NOTE", action="append", default=[], help="on a note section"
    )
    add_renamed_option(
        parser,
        "--hide-options",
        "--cover",
        action="store_true",
        help="cover the options until a key",
    )
    add_renamed_option(
        parser, "--no-save", "--unsaved", action="store_true", help="keep nothing of it"
    )
    parser.add_argument("--timed", action="store_true", help="with the exam's time a question")
    add_renamed_option(
        parser,
        "--include-reserved",
        "--use-reserve",
        action="store_true",
        help="also what is kept for the next mock",
    )
    add_renamed_option(
        parser,
        "--questions",
        "--count",
        metavar="COUNT",
        type=parse_count,
        default=None,
        help="how many (default: 10)",
    )
    parser.set_defaults(handler=drill)


def drill(args: argparse.Namespace) -> int:
    """Practise."""
    wanted = args.questions or 0

    def planned(engine: AttemptService) -> DrillPreview:
        engine.close_expired()
        return engine.plan_drill(args.exam, _drill_request(args), seed=args.seed)

    def begin(engine: AttemptService) -> LiveAttempt:
        plan = planned(engine)
        _print_plan(plan, wanted)
        return engine.start_drill_from(plan)

    def start(engine: AttemptService) -> Start:
        plan = planned(engine)
        if len(plan.selection.items) < wanted:
            return lambda router: router.offer_drill(plan, wanted)
        sitting = engine.start_drill_from(plan)
        return lambda router: router.open_attempt(lambda: sitting)

    config = read_config()
    try:
        return sit(args, config, begin, "drill", start)
    except WriteFailedError as error:
        hint = f"{error.hint} Or practise without saving: {command('drill', '--no-save')}"
        raise StoreError(error.message, hint) from None


def _print_plan(plan: DrillPreview, wanted: int) -> None:
    """Say what a drill asks and why, before it starts."""
    from examkit.drills.length import drill_length
    from examkit.drills.reasons import explain_choice

    titles = {domain.id: domain.title for domain in plan.exam.domains}
    lines = drill_length(len(plan.selection.items), plan.pace, wanted)
    lines += explain_choice(plan.reasons, titles, plan.known)
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _drill_request(args: argparse.Namespace) -> DrillRequest:
    return DrillRequest(
        domains=tuple(args.domain),
        topics=tuple(args.topic),
        difficulties=tuple(args.difficulty),
        notes=tuple(args.note),
        timed=args.timed,
        kinds=frozenset(kind for kind in DRILL_KINDS if getattr(args, OPTIONS.get(kind, kind))),
        priority=args.adaptive,
        due_first=args.due_first,
        count=args.questions or DrillRequest().count,
        include_reserved=args.include_reserved,
    )
