"""Opening the app."""

from __future__ import annotations

import gc
from types import SimpleNamespace
from typing import TYPE_CHECKING

from examkit import paths
from examkit.cli.common import (
    back_up_quietly,
    need_terminal,
    open_engine,
    read_config,
)
from examkit.command_lines import command
from examkit.errors import ExamkitError

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.tui.app_router import Start


def open_app(bank: str | None) -> int:
    """Open the app on its home screen; gives the exit code."""
    # What start-up makes stays; the app turns the collector on behind its first paint.
    gc.disable()
    need_terminal("exam")
    config = read_config()
    engine = open_engine(SimpleNamespace(bank=bank), config, "unsaved", for_keys=True)
    return run_app(engine, config)


def run_app(
    engine: AttemptService,
    config: Config,
    exam: str | None = None,
    start: Start | None = None,
    *,
    cover: bool = False,
) -> int:
    """Run the app until it is left; without `exam` in the version that is set, or the bank's."""
    gc.disable()
    from examkit.tui.app import ExamkitApp

    app = ExamkitApp(engine, config, exam=exam, start=start)
    app.context.config_folder, app.context.data_folder = paths.config_dir(), paths.data_dir()
    app.context.hides_options |= cover
    app.log_folder = paths.data_dir() / "logs"
    try:
        app.run()
    finally:
        engine.close()
        back_up_quietly()
    if app.crash_log is not None:
        raise ExamkitError(
            "The program met an error and stopped. Your answers are kept.",
            f"What happened is in {app.crash_log}. Go on with: {command('resume')}",
        )
    return app.return_code or 0
