"""The app: its theme, its commands, and the screen it starts with."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import App, SystemCommand
from textual.screen import Screen

from examkit.errors import ExamkitError
from examkit.tui.app_router import AppRouter, Start
from examkit.tui.base_screen import BaseScreen
from examkit.tui.context import AppContext
from examkit.tui.contrast import HIGH_CONTRAST, readable_theme
from examkit.tui.key_command import KeyCommand
from examkit.tui.key_meanings import check_keys, normalize_keys
from examkit.tui.screens.home import HomeScreen
from examkit.tui.terminal import TerminalGuard

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from examkit.attempts.service import AttemptService
    from examkit.config import Config

DEFAULT_THEME = "tokyo-night"
"""The theme if the settings name none."""
ON_SCREEN = {"continue", "select", "up", "down", "page up", "page down"}
"""Names of commands that move or choose at the cursor, so the command palette leaves them out."""


class ExamkitApp(TerminalGuard, App[int]):
    """The Textual app: sets the theme and opens screens. The exam rules are in the engine."""

    TITLE = "examkit"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [("ctrl+z", "suspend_process", "suspend")]  # noqa: RUF012 -- Textual's form

    def __init__(
        self,
        service: AttemptService,
        config: Config,
        *,
        exam: str | None = None,
        start: Start | None = None,
    ) -> None:
        super().__init__()
        self.context = AppContext(service, config, exam)
        self.router = AppRouter(cast("App[int]", self), self.context)
        self._start = start
        self.register_theme(HIGH_CONTRAST)
        self.context.on_change = self._apply_settings
        # A watched change would read every style twice before the first frame.
        self.set_reactive(App.theme, self._chosen_theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        # Animations would not explain anything here.
        self.animation_level = "none"

    @property
    def _chosen_theme(self) -> str:
        """Return the theme named in the settings, or the default if there is no such theme."""
        theme = self.context.config.theme
        return theme if theme in self.available_themes else DEFAULT_THEME

    def _apply_settings(self) -> None:
        """Apply the theme and the symbols to the whole app after a setting has changed."""
        self.theme = self._chosen_theme
        # Symbols are replaced when lines are drawn, so all lines must be drawn again.
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()

    def _remember_theme(self, _: object) -> None:
        """Save a theme that was chosen in the command palette."""
        is_preview = getattr(self.screen, "is_preview", False)
        if not is_preview and self.theme != self._chosen_theme:
            try:
                self.context.change_settings({"theme": self.theme})
            except ExamkitError as error:
                self.router.show_error(error)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's CSS variables, with text colors adjusted for contrast."""
        return readable_theme(super().get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's line filters, plus one that converts to ASCII if set in the settings."""
        filters = super().get_line_filters()
        if not self.context.config.ascii:
            return filters
        from examkit.tui.ascii_filter import AsciiFilter

        return [*filters, AsciiFilter()]

    def get_default_screen(self) -> Screen[object]:
        """Return the home screen, to use instead of Textual's blank default screen."""
        return cast("Screen[object]", HomeScreen())

    def on_mount(self) -> None:
        """Apply the candidate's own keys, and open the screen that the command line asked for.

        Show an error if the settings name an unknown theme or keys that can't be used.
        """
        self.call_after_refresh(_collect)
        config = self.context.config
        problems = [*self._theme_faults(config.theme), *self._use_keys(config.keys)]
        if problems:
            self.call_after_refresh(self._report, " ".join(problems))
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if self._start is not None:
            self._start(self.router)

    def _theme_faults(self, name: str) -> Iterable[str]:
        """Yield a message if there is no theme with this name. An empty name is allowed."""
        if name and name not in self.available_themes:
            yield f"Unknown theme {name!r}. Press ctrl+p and choose Theme to see all themes."

    def _use_keys(self, keys: Mapping[str, str]) -> Iterable[str]:
        """Apply the candidate's own keys, and return why any can't be used.

        `keys` maps names of commands to their keys, separated by commas.
        """
        keys = normalize_keys(keys)
        faults = dict(check_keys(keys))
        self.context.keys = {name: own for name, own in keys.items() if name not in faults}
        self.set_keymap(self.context.keys)
        return faults.values()

    def _report(self, problem: str) -> None:
        """Show an error about settings that can't be used."""
        self.router.show_error(ExamkitError(problem))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the palette's commands: those that work on `screen`, and the one for themes."""
        commands = screen.available_commands() if isinstance(screen, BaseScreen) else ()
        names = {command.label: command for command in commands if is_listed(command)}
        for label, command in names.items():
            run = partial(screen.run_action, command.id)
            yield SystemCommand(label.capitalize(), command.tooltip, run)
        yield SystemCommand("Theme", "Change the color theme.", self.action_change_theme)

    def action_command_palette(self) -> None:
        """Show the command palette, with a search field of limited length."""
        from examkit.tui.screens.palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette(id="--command-palette"))

    async def on_key(self) -> None:
        """Hold a key that was typed ahead until the screen it is meant for is open."""
        # A command that opens a screen runs in a task, which gets its turn here.
        await asyncio.sleep(0)
        while not self.screen.is_mounted:
            await asyncio.sleep(0.001)

    async def action_quit(self) -> None:
        """Leave the current screen, which can ask for confirmation."""
        if isinstance(self.screen, BaseScreen):
            self.screen.action_leave()


def is_listed(command: KeyCommand) -> bool:
    """Return whether the command palette lists a command.

    It leaves out commands that act at the cursor, and those that need the pressed key.
    """
    return not command.passes_key and command.name not in ON_SCREEN


def _collect() -> None:
    """Turn on garbage collection, but exempt the objects created so far."""
    gc.freeze()
    gc.enable()
