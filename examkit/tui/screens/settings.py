"""The settings screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from examkit.config import FILE
from examkit.errors import BankError, ExamkitError, UsageError
from examkit.tui.base_screen import BaseScreen
from examkit.tui.dialogs import PromptDialog
from examkit.tui.exam_versions import find_misfit, save_exam_date
from examkit.tui.home.exam_dialogs import date_dialog
from examkit.tui.keymap import SETTINGS_KEYS
from examkit.tui.list_dialog import ListDialog, ThemeDialog
from examkit.tui.setting_list import (
    KEYS_HELP,
    SECTIONS,
    Setting,
)
from examkit.tui.text_blocks import literal
from examkit.tui.typed_settings import find_folder_error, find_number_error, to_folder
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.scroll_pane import ScrollPane
from examkit.tui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from examkit.config_file import Value

SETTINGS = {each.name: each for section in SECTIONS.values() for each in section}
OPEN_FOLDER = ":open"
"""The ID of the list item that opens another bank's folder. No bank has this name."""

MAX_FINDINGS = 50
"""Maximum number of problems shown for a bank that can't be opened."""


class SettingsPane(ScrollPane, inherit_bindings=False):
    """The scrolling region of the panels. It leaves the arrow keys to the screen."""


class FolderDialog(PromptDialog):
    """Asks for a folder to open."""

    ACCEPT = "open"


class SettingsScreen(BaseScreen[None]):
    """Rows in panels, each with a setting. A change is saved right away."""

    KEYS = SETTINGS_KEYS

    def __init__(self) -> None:
        super().__init__()
        self._note = ""

    def compose_body(self) -> Iterable[Widget]:
        """Return the panels, and the line for help below them."""
        panels = [
            Panel(title, *(SettingRow(row.name, row.label, row.help) for row in rows))
            for title, rows in SECTIONS.items()
        ]
        return SettingsPane(*panels, id="settings"), Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Show the values, and focus the first row."""
        self.query(SettingRow).first().focus()
        self._show_values()

    def heading(self) -> tuple[str, str, str]:
        """Return the title, and whether the last change was saved."""
        return "Settings", "", self._note

    def on_descendant_focus(self) -> None:
        """Show help for the row that has the focus, and the arrow key if it changes the value."""
        self._show_about()
        steps = self._setting.has_steps(self.context)
        self.show_keys([key for key in SETTINGS_KEYS if steps or key.name != "next"])

    def on_screen_resume(self) -> None:
        """Show values that changed in a dialog."""
        self._show_values()

    def _show_values(self) -> None:
        for row in self.query(SettingRow):
            warns = row.name == "exam" and bool(find_misfit(self.context))
            setting = SETTINGS[row.name or ""]
            row.show(self._value(setting), warns=warns, steps=setting.has_steps(self.context))
        self.show_heading()

    def _value(self, setting: Setting) -> str:
        return self.app.theme if setting.name == "theme" else setting.describe(self.context)

    def _show_about(self) -> None:
        """Show help for the row in focus, if the row has no room for it.

        Otherwise, show where the settings are saved.
        """
        row, folder = self._row, self.context.config_folder
        where = f"Settings file: {folder / FILE}" if folder else ""
        text = row.help_text if row is not None and not row.shows_help else where
        self.query_one("#about", Static).update(literal(text))

    @property
    def _row(self) -> SettingRow | None:
        return self.focused if isinstance(self.focused, SettingRow) else None

    @property
    def _setting(self) -> Setting:
        return SETTINGS[(self._row and self._row.name) or "bank"]

    def on_setting_row_clicked(self) -> None:
        """Change the row that was clicked."""
        self.action_activate()

    def action_move(self, step: int) -> None:
        """Move the focus to the next row, or to the previous one if `step` is -1."""
        if step > 0:
            self.focus_next(SettingRow)
        else:
            self.focus_previous(SettingRow)

    def action_change(self, step: int) -> None:
        """Change the setting to its next value, or to the previous one if `step` is -1.

        A setting without such values, such as the exam date, doesn't change.
        """
        name = self._setting.name
        if name == "theme":
            names = sorted(self.app.available_themes)
            self._save({name: names[(names.index(self.app.theme) + step) % len(names)]})
        elif (value := self._setting.next_value(self.context, step)) is not None:
            self._save({name: value})

    @work(exclusive=True)
    async def action_activate(self) -> None:
        """Ask for the setting's value, or take the next one if there are only a few."""
        setting = self._setting
        match setting.name:
            case "theme":
                await self._choose_theme()
            case "bank":
                await self._choose_bank()
            case "exam_date":
                await self._type_date()
            case "keys":
                self.router.show_text("Keys", self._describe_keys())
            case _ if setting.unit:
                await self._type_number(setting)
            case _:
                self.action_change(1)

    def _save(self, values: Mapping[str, Value]) -> None:
        """Save settings and confirm it on screen, or show why they couldn't be saved.

        `values` maps the names of the settings to their new values.
        """
        self._save_by(lambda: self.context.change_settings(values))

    def _save_by(self, save: Callable[[], None]) -> None:
        self._note = "Saved" if self.try_action(save) else "Not saved"
        self._show_values()

    async def _choose_theme(self) -> None:
        names = sorted(self.app.available_themes)
        if theme := await self.ask(ThemeDialog(names, self.app.theme)):
            self._save({"theme": theme})

    async def _type_date(self) -> None:
        if (day := await self.ask(date_dialog(self.context))) is not None:
            self._save_by(lambda: self._save_date(day))

    def _save_date(self, day: str) -> None:
        self.show_notice(save_exam_date(day, self.context))

    async def _type_number(self, setting: Setting) -> None:
        value = getattr(self.context.config, setting.name)
        zero = f" 0 means {setting.zero}." if setting.zero else ""
        dialog = PromptDialog(
            setting.label,
            setting.help + zero,
            f"{value:g}",
            find_error=partial(find_number_error, setting.name),
        )
        if (text := await self.ask(dialog)) is not None:
            self._save({setting.name: type(value)(float(text))})

    def _describe_keys(self) -> str:
        own = [f"{name} = {keys}" for name, keys in self.context.keys.items()]
        folder = self.context.config_folder or Path()
        lines = own or [
            "All commands have their default keys. Press ? on any screen to see its keys."
        ]
        example = '[keys]\nflag = "f2"'
        return "\n".join([*lines, "", KEYS_HELP, str(folder / FILE), "", "For example:", example])

    async def _choose_bank(self) -> None:
        if self.router.has_open_attempt:
            self.show_error(
                UsageError("A drill from this bank is open.", "Finish or leave it first.")
            )
            return
        known = self.context.known_banks()
        banks = {str(bank.folder): f"{bank.title}\n  {bank.folder}" for bank in known}
        current = str(self.service.library.root)
        choices = {**banks, OPEN_FOLDER: "Open another folder …"}
        chosen = await self.ask(ListDialog("Question bank", choices, current))
        if chosen == OPEN_FOLDER:
            chosen = await self._type_folder()
        if chosen and chosen != current:
            await self._open_bank(Path(chosen))

    async def _type_folder(self) -> str | None:
        about = "Enter the path to a question bank: the folder that contains bank.toml."
        dialog = FolderDialog("Open a bank", about, find_error=find_folder_error)
        text = await self.ask(dialog)
        return str(to_folder(text)) if text else None

    async def _open_bank(self, folder: Path) -> None:
        """Check the bank in a folder, and switch to it or show its errors."""
        self._note = "Reading the bank …"
        self.show_heading()
        self._note = ""
        try:
            await asyncio.to_thread(self.service.check_bank, folder)
        except BankError as error:
            findings = map(str, error.findings[:MAX_FINDINGS])
            text = "\n".join([error.message, error.hint, "", *findings])
            self.router.show_text("This bank can't be opened", text)
        except ExamkitError as error:
            self.show_error(error)
        else:
            self.service.open_bank(folder)
            self._save(self.context.settings_for_bank(folder))
        self.show_heading()
