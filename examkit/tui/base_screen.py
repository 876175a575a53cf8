"""The base of all screens: bars, help, errors, dialogs, and the small-window notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from examkit.errors import ExamkitError
from examkit.tui import stylesheets
from examkit.tui.context import AppContext
from examkit.tui.key_command import KeyCommand, bindings, remap
from examkit.tui.router import Router
from examkit.tui.safe_screen import SafeScreen
from examkit.tui.widgets.bars import KeyBar, MessageLine, Text, TopBar
from examkit.tui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService

T = TypeVar("T")
Answer = TypeVar("Answer")
SMALLEST = (60, 20)
"""The smallest window that a screen fits in, as columns and rows."""


class Host(Protocol):
    """What a screen needs from its app."""

    context: AppContext
    router: Router


class BaseScreen(SafeScreen[T], Generic[T]):
    """A screen with a heading at the top and its keys at the bottom."""

    CSS_PATH: ClassVar[Path | None] = stylesheets.SCREENS
    KEYS: ClassVar[tuple[KeyCommand, ...]] = ()
    """The screen's keys, from the key map. Each key runs an action of the screen."""
    _is_asking = False
    # A low window has no line to spare below the heading.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012 -- Textual's form

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys listed in `KEYS` when a subclass is defined."""
        if "KEYS" in cls.__dict__:
            cls.BINDINGS = bindings(cls.KEYS)
        super().__init_subclass__(**options)

    @property
    def context(self) -> AppContext:
        """Return the service, settings, and folders that all screens share."""
        return cast("Host", self.app).context

    @property
    def router(self) -> Router:
        """Return the router, which opens other screens."""
        return cast("Host", self.app).router

    @property
    def service(self) -> AttemptService:
        """Return the attempt service."""
        return self.context.service

    @property
    def names_eliminated(self) -> bool:
        """Return whether words mark struck-out options: without color, or with ASCII symbols."""
        return self.app.no_color or self.context.config.ascii

    def compose(self) -> ComposeResult:
        """Lay out the bars and the widgets between them."""
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar(remap(self.KEYS, self.context.keys))
        yield MessageLine()

    def compose_body(self) -> Iterable[Widget]:
        """Return the widgets between the top bar and the key bar."""
        return ()

    def on_mount(self) -> None:
        """Show the heading."""
        self.try_action(self.show_heading)

    def heading(self) -> tuple[Text, Text, Text]:
        """Return the three texts of the heading: left, middle, and right."""
        return "", "", ""

    def show_keys(self, commands: Iterable[KeyCommand]) -> None:
        """Show these commands in the key bar, with the candidate's own keys where set."""
        self.query_one(KeyBar).show(remap(commands, self.context.keys))

    def show_heading(self) -> None:
        """Update the heading."""
        self.query_one(TopBar).set(*self.heading())

    def try_action(self, action: Callable[[], object]) -> bool:
        """Run an action and return True. If it raises ExamkitError, show it and return False."""
        try:
            action()
        except ExamkitError as error:
            self.show_error(error)
            return False
        return True

    def save_file(self, save: Callable[[], Path], done: str) -> None:
        """Save a file by calling `save`, and show its path after `done`, such as `Saved`.

        If that raises ExamkitError, show the error.
        """
        try:
            path = save()
        except ExamkitError as error:
            self.show_error(error)
        else:
            self.show_notice(f"{done}: {path}")

    def show_error(self, error: ExamkitError) -> None:
        """Show an error's message and its hint."""
        self.show_notice(f"{error.message} {error.hint}".strip(), is_warning=True)

    def show_notice(self, text: str, *, is_warning: bool = False) -> None:
        """Show a short message until a key or a mouse button is pressed."""
        self.query_one(MessageLine).show(text, is_warning=is_warning)

    def on_key(self) -> None:
        """Remove the message. The command of the key runs after this."""
        self.clear_notice()

    def on_mouse_down(self) -> None:
        """Remove the message."""
        self.clear_notice()

    def clear_notice(self) -> None:
        """Remove the message at the bottom of the screen, if any."""
        self.query_one(MessageLine).show("")

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and return the answer, or None if the candidate cancels.

        Call this from a worker.
        """
        self._is_asking = True
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self._is_asking = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False, so that no action runs, until the answer to a dialog has been processed."""
        return not self._is_asking

    def on_resize(self) -> None:
        """Show a notice instead of the screen while the window is too small.

        The size is read after the refresh, because resize events can arrive out of order.
        """
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        width, height = self.app.size
        too_small = width < SMALLEST[0] or height < SMALLEST[1]
        if too_small and not self.query("TooSmall"):
            from examkit.tui.widgets.too_small import TooSmall

            self.mount(TooSmall(SMALLEST))
        self.set_class(too_small, "-too-small")

    def action_help(self) -> None:
        """Show the help dialog with the keys for this screen."""
        from examkit.tui.dialogs import HelpDialog

        self.app.push_screen(HelpDialog(remap(self.current_keys(), self.context.keys)))

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the commands that the help dialog lists."""
        return self.KEYS

    def available_commands(self) -> Sequence[KeyCommand]:
        """Return the commands that do something now, for the command palette."""
        return self.current_keys()

    def action_leave(self) -> object:
        """Quit the app."""
        self.app.exit()
        return None

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()

    def action_search(self) -> None:
        """Search notes and questions."""
        self.router.open_page("search")

    def action_settings(self) -> None:
        """Change the settings."""
        self.router.open_page("settings")

    def action_scroll(self, lines: int) -> None:
        """Scroll down by a number of lines, or up if it is negative."""
        if pane := self._pane_to_scroll(down=lines > 0):
            pane.scroll_relative(y=lines, animate=False)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        if pane := self._pane_to_scroll(down=True):
            pane.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        if pane := self._pane_to_scroll(down=False):
            pane.scroll_page_up(animate=False)

    def _pane_to_scroll(self, *, down: bool) -> ScrollPane | None:
        """Return the first visible pane that can scroll down.

        If not `down`, return the last one that can scroll up. Return None if there is none.
        """
        panes = [pane for pane in self.query(ScrollPane) if pane.display]
        if down:
            return next((pane for pane in panes if pane.scroll_y < pane.max_scroll_y), None)
        return next((pane for pane in reversed(panes) if pane.scroll_y > 0), None)
