"""Start-up: opens the bank and the store, then the app or an attempt in plain mode."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal

from examkit import paths
from examkit.cli.output import stdout_is_ascii
from examkit.command_lines import command
from examkit.errors import ExamkitError, StoreError, UsageError

if TYPE_CHECKING:
    import argparse

    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.explanation import Explanation
    from examkit.exam.form import Slot
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import Clock
    from examkit.tui.app_router import Start

Begin = Callable[["AttemptService"], "LiveAttempt"]


def read_config() -> Config:
    """Read the user's settings."""
    from examkit.config import read_config as read

    return read(paths.config_dir())


def open_service(
    args: object,
    config: Config | None = None,
    fallback: Literal["read-only", "unsaved", ""] = "",
    *,
    for_keys: bool = False,
) -> AttemptService:
    """Open the bank and the store for a command. Raise ExamkitError if they can't be opened.

    `args` can have the options `bank` and `no_save`. If the store can't be written, `fallback`
    opens it read-only, or copies it to memory to practice without saving. With `for_keys`, a locked
    store is an error after a shorter wait, because key presses would wait for it.
    """
    from examkit.attempts.service import AttemptService
    from examkit.bank.repository import find_bank
    from examkit.drills.learner_state import Preferences
    from examkit.system_clock import SystemClock

    config = config or read_config()
    named = getattr(args, "bank", None)
    root = find_bank(named or config.bank or None, bank_places())
    clock = SystemClock()
    unsaved = getattr(args, "no_save", False)
    store = _open_store(clock, fallback, unsaved=unsaved, for_keys=for_keys)
    preferences = Preferences(**config.preferences, exam_is_optional=bool(named))
    return AttemptService(
        root, cache=paths.cache_dir(), store=store, clock=clock, preferences=preferences
    )


def open_reader(args: argparse.Namespace) -> AttemptService:
    """Open the bank and the store for a command that only reads attempts."""
    return open_service(args, fallback="read-only")


def _open_store(clock: Clock, fallback: str, *, unsaved: bool, for_keys: bool) -> SqliteStore:
    from examkit.store.sqlite.connection import COMMAND_SECONDS, KEY_SECONDS
    from examkit.store.sqlite.store import open_store, open_unsaved

    folder, patience = paths.data_dir(), KEY_SECONDS if for_keys else COMMAND_SECONDS
    if unsaved:
        requested = StoreError("--no-save turns saving off.", "Start without --no-save.")
        return open_unsaved(folder, requested, clock=clock)
    try:
        return open_store(folder, clock=clock, journals=paths.journal_dirs(), patience=patience)
    except ExamkitError as error:
        if fallback == "read-only":
            return open_store(folder, clock=clock, read_only=True, patience=patience)
        if fallback == "unsaved":
            return open_unsaved(folder, StoreError(error.message, error.hint), clock=clock)
        raise


def back_up_quietly() -> None:
    """Back up the store after an attempt, and ignore any failure."""
    from examkit.store.durability.backup import rotate
    from examkit.store.sqlite.store import FILE_NAME
    from examkit.system_clock import SystemClock

    with suppress(ExamkitError):
        rotate(paths.data_dir() / FILE_NAME, SystemClock().now().wall)


def bank_places() -> list[Path]:
    """Return the folders that can contain banks, with the user's own first."""
    return [paths.data_dir() / paths.BANKS, paths.shipped_banks()]


def require_terminal(name: str) -> None:
    """Raise UsageError if the terminal can't draw screens.

    The error suggests the command `name` in plain mode.
    """
    message = ""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = "No terminal found."
    elif os.environ.get("TERM") == "dumb":
        message = "This terminal can't show the full-screen app."
    if message:
        raise UsageError(message, "Use plain mode.", command=command(name, "--plain"))


def open_app(bank: str | None) -> int:
    """Open the app on the home screen, and return the exit code."""
    # Start-up objects stay alive, so the app turns on garbage collection after its first paint.
    gc.disable()
    require_terminal("exam")
    config = read_config()
    service = open_service(SimpleNamespace(bank=bank), config, "unsaved", for_keys=True)
    return run_app(service, config)


def run_attempt(
    args: argparse.Namespace,
    config: Config,
    begin: Begin,
    name: str,
    start: Callable[[AttemptService], Start] | None = None,
) -> int:
    """Run the attempt that `begin` starts, in plain mode or in the app. Return the exit code.

    In the app, `start` is used instead if given; it can ask before it starts the attempt. Without a
    terminal for the app, an error suggests the command `name` in plain mode.
    """
    if not args.plain:
        require_terminal(name)
    service = open_service(args, config, for_keys=True)
    hide_options = getattr(args, "hide_options", False)
    if args.plain:
        return _run_plain(service, begin, hide_options=config.hide_options or hide_options)
    # A bank with errors is refused here, before the app draws on the terminal.
    service.bank.info  # noqa: B018
    opening = start(service) if start else _open_at_start(begin(service))
    return run_app(service, config, args.exam, opening, hide_options=hide_options)


def _open_at_start(attempt: LiveAttempt) -> Start:
    return lambda router: router.open_attempt(lambda: attempt)


def run_app(
    service: AttemptService,
    config: Config,
    exam: str | None = None,
    start: Start | None = None,
    *,
    hide_options: bool = False,
) -> int:
    """Run the app for an exam, by default the one in settings. Return the exit code.

    `start` opens the first screen, which is otherwise Home. With `hide_options`, options are hidden
    until the candidate presses a key.
    """
    gc.disable()
    from examkit.tui.app import ExamkitApp

    app = ExamkitApp(service, config, exam=exam, start=start)
    app.context.config_folder, app.context.data_folder = paths.config_dir(), paths.data_dir()
    app.context.bank_places = bank_places()
    app.context.hides_options |= hide_options
    app.log_folder = paths.data_dir() / "logs"
    try:
        app.run()
    finally:
        service.close()
        back_up_quietly()
    if app.crash_log is not None:
        message = f"examkit stopped after an error. Details are in {app.crash_log}."
        raise ExamkitError(
            message, "Your answers are saved. Resume the attempt.", command=command("resume")
        )
    return app.return_code or 0


def _run_plain(service: AttemptService, begin: Begin, *, hide_options: bool) -> int:
    from examkit.cli.next_steps import step_command
    from examkit.cli.plain.dialogue import Dialogue
    from examkit.report.render.text import render

    try:
        attempt = begin(service)
        dialogue = Dialogue(
            attempt,
            source=sys.stdin,
            output=sys.stdout,
            personal=service.personal,
            explain=partial(_explain, service, attempt.form.bank),
            hide_options=hide_options,
        )
        if dialogue.run():
            report = service.past.report(attempt.attempt_id)
            hint = partial(step_command, result=report)
            sys.stdout.write("\n" + render(report, ascii_only=stdout_is_ascii(), hint=hint))
    finally:
        service.close()
        back_up_quietly()
    return 0


def _explain(service: AttemptService, bank: str, slot: Slot, state: SlotState) -> Explanation:
    """Return the explanation of a slot's question, with the candidate's own note on it, if any.

    `bank` is the bank under which the note is saved.
    """
    from examkit.exam.explanation import explain

    library, question = service.library, slot.question
    found, own_note = library.suggest_section(question), service.personal.note(bank, question.id)
    return explain(slot, state, library.section, found, own_note=own_note)
