"""What all screens share: bars, help, leaving, and a word for windows that are too small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from examkit.errors import ExamkitError
from examkit.tui.blocks import literal
from examkit.tui.keymap import KeyCommand
from examkit.tui.widgets.bars import KeyBar, TopBar

if TYPE_CHECKING:
    from examkit.tui.app import ExamkitApp

T = TypeVar("T")
SMALLEST = (60, 20)
"""Columns and rows below which a screen does not fit."""


class ScrollPane(VerticalScroll, can_focus=False):
    """A scrolling region that leaves the keys to the screen."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Measure at the width that is drawn: Textual leaves out the column of the scroll bar."""
        kept = self.styles.scrollbar_size_vertical * (self.styles.scrollbar_gutter == "stable")
        return super().get_content_height(container, viewport, width - kept)


class BaseScreen(Screen[T], Generic[T]):
    """A screen with a line above and its keys below."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = ()
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 -- Textual's form
        (0, "-low"),
        (28, "-high"),
    ]
    """A low window has no line to spare below the bar."""
    DEFAULT_CSS = """
    BaseScreen.-too-small > * { display: none; }
    BaseScreen.-too-small > TooSmall { display: block; }
    """

    @property
    def examkit(self) -> ExamkitApp:
        """The app."""
        return cast("ExamkitApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out bars and body."""
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar(self.KEYS)

    def compose_body(self) -> Iterable[Widget]:
        """Return what stands between the bars."""
        return ()

    def scrolled(self) -> Widget | None:
        """Return the region that page up and page down move."""
        regions = [region for region in self.query(ScrollPane) if region.display]
        return max(regions, key=lambda region: region.max_scroll_y, default=None)

    def try_action(self, action: Callable[[], object]) -> bool:
        """Do something the engine may refuse; say so in its words."""
        try:
            action()
        except ExamkitError as error:
            self.show_error(error)
            return False
        return True

    def show_error(self, error: ExamkitError) -> None:
        """Show a refusal."""
        text = f"{error.message} {error.hint}".strip()
        self.notify(literal(text).plain, severity="warning", markup=False, timeout=6)

    def on_resize(self) -> None:
        """Swap the screen for a sentence while the window is too small.

        The app's size is asked for, late: of events that overtake each other, the last tells
        nothing.
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
        """Show the keys."""
        from examkit.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.current_keys()))

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the keys that the help lists."""
        return self.KEYS

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.dismiss()

    def action_down(self) -> None:
        """Scroll down a page."""
        if region := self.scrolled():
            region.scroll_page_down(animate=False)

    def action_up(self) -> None:
        """Scroll up a page."""
        if region := self.scrolled():
            region.scroll_page_up(animate=False)
