"""What `exam`, `drill`, and `resume` share: options, and the attempt in the app or as lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from examkit.cli.common import add_bank, back_up_quietly, need_terminal, open_engine
from examkit.cli.launch import run_app

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.tui.app_router import Start

Begin = Callable[["AttemptService"], "LiveAttempt"]


def add_sitting_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of a new attempt."""
    add_bank(parser)
    parser.add_argument("--exam", metavar="EXAM", help="version of the exam (default: the bank's)")
    parser.add_argument(
        "--seed",
        metavar="SEED",
        help="give everyone with this seed the same questions, for example a class",
    )
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")


def parse_count(text: str) -> int:
    """Return a number of questions, from 1 to 1000."""
    number = int(text)
    if not 1 <= number <= 1_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000")
    return number


def parse_minutes(text: str) -> float:
    """Return a time in minutes, more than 0 and at most a day."""
    number = float(text)
    if not 0 < number <= 1_440:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1440")
    return number


def sit(
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
            engine, begin, cover=config.hide_options or getattr(args, "hide_options", False)
        )
    # Asked for by name: refused here, in words, rather than on a screen.
    engine.bank.info  # noqa: B018
    started = (start or partial(_at_once, begin))(engine)
    cover = getattr(args, "hide_options", False)
    return run_app(engine, config, args.exam, started, cover=cover)


def _at_once(begin: Begin, engine: AttemptService) -> Start:
    sitting = begin(engine)
    return lambda router: router.open_attempt(lambda: sitting)


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
