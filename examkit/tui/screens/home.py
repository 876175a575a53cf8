"""Home, from which everything starts: what its keys do."""

from __future__ import annotations

from collections.abc import Sequence

from examkit.tui.home.facts import HomeFacts
from examkit.tui.home.page import HomePage
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import HOME_KEYS
from examkit.tui.router import Page
from examkit.tui.widgets.key_rows import KeyRows


class HomeScreen(HomePage):
    """Home: opens its rows, resumes attempts, and starts today's practice."""

    KEYS = HOME_KEYS

    def available_commands(self) -> Sequence[KeyCommand]:
        """Return the commands that do something now, for the command palette."""
        unusable = set() if self.facts.resumable else {"resume", "discard"}
        if self.facts.bank is None:
            unusable |= {"mock", "drill", "bank", "search"}
        return [command for command in HOME_KEYS if command.name not in unusable]

    def action_move(self, step: int) -> None:
        """Move the focus by `step` places: the Today panel, each row, and then the panel again."""
        rows = self.query_one(KeyRows)
        place = rows.cursor + 1 if self.focused is rows else 0
        self.go_to((place + step) % (len(rows.rows) + 1))

    def action_choose(self) -> None:
        """Open the row under the cursor, or start or resume what the Today panel shows."""
        rows = self.query_one(KeyRows)
        if self.focused is rows and rows.current:
            self._open_row(rows.current.id)
        else:
            self.on_today_panel_pressed()

    def _show_facts(self, facts: HomeFacts) -> None:
        """Show these facts, and in the key bar what Enter does now."""
        super()._show_facts(facts)
        self._show_bar()

    def on_descendant_focus(self) -> None:
        """Show what Enter does now."""
        self._show_bar()

    def on_key_rows_moved(self) -> None:
        """Show what Enter does on the row under the cursor."""
        self._show_bar()

    def _show_bar(self) -> None:
        label = "open" if self.focused is self.query_one(KeyRows) else "start"
        if self.attempt_at_cursor():
            label = "resume"
        keys = [HOME_KEYS[0]._replace(label=label), *HOME_KEYS[1:]]
        if label == "start" and self.facts.today and not self.facts.today.questions:
            keys = keys[1:]
        if self.facts.is_broken:
            keys = [key for key in keys if key.name in ("continue", "settings", "back", "help")]
        self.show_keys(keys)

    def on_key_rows_opened(self, event: KeyRows.Opened) -> None:
        """Open the row that was clicked."""
        self._open_row(event.row)

    def on_today_panel_pressed(self) -> None:
        """Resume the unfinished attempt, or start today's practice without one."""
        if self.facts.to_resume():
            self.action_resume()
        else:
            self.action_today()

    def _open_row(self, row: str) -> None:
        name, _, argument = row.partition(":")
        match name:
            case "resume":
                self.router.resume(argument)
            case "today":
                self.action_today()
            case "mock":
                self.action_mock()
            case "exam":
                self.ask_exam()
            case "date":
                self.ask_date()
            case "drills" | "history" | "topics" | "settings":
                self.action_open(name)
            case _:
                pass

    def action_resume(self) -> None:
        """Resume the unfinished attempt that Home offers first."""
        if attempt := self.facts.to_resume():
            self.router.resume(attempt.row.id)

    def attempt_at_cursor(self) -> str | None:
        """Return the ID of the unfinished attempt in focus, or None if something else is."""
        rows = self.query_one(KeyRows)
        if self.focused is not rows:
            attempt = self.facts.to_resume()
            return attempt.row.id if attempt else None
        name, _, found = (rows.current.id if rows.current else "").partition(":")
        return found if name == "resume" else None

    def action_mock(self) -> None:
        """Start a mock exam of the current exam version."""
        if self.has_bank:
            self.try_action(lambda: self.router.prompt_mock(self.context.exam_id))

    def action_today(self) -> None:
        """Start today's practice."""
        if self.has_bank:
            self.router.start_today()

    def action_open(self, page: Page) -> None:
        """Open a screen. All except the settings need a bank that was read."""
        if self.has_bank or page == "settings":
            self.router.open_page(page)
