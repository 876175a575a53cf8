"""The screen to set up a custom drill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.drills.preview import describe_time_needed
from examkit.drills.request import DrillRequest
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import CUSTOM_DRILL_KEYS
from examkit.tui.text_blocks import literal

MIN_QUESTIONS = 5
MAX_QUESTIONS = 100
KIND_LABELS = {
    "mistakes": "Missed last time",
    "due": "Due for review",
    "unseen": "New questions",
    "flagged": "Flagged last time",
    "bookmarked": "Bookmarked",
    "mix-ups": "Concepts you confuse",
}
DIFFICULTIES = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
SWITCHES = {
    "priority": "Areas where practice helps most",
    "timed": "Timed, at exam pace",
    "include_reserved": "Include questions reserved for your next mock",
}


class DrillSettings(OptionList, inherit_bindings=False):
    """A list of lines to select. Enter is left to the screen, where it starts the drill."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in OptionList.BINDINGS if isinstance(each, Binding) and each.key != "enter"
    ]


class CustomDrillScreen(BaseScreen[None]):
    """A list of filters and settings. The heading shows how many questions match."""

    KEYS = CUSTOM_DRILL_KEYS

    def __init__(self) -> None:
        super().__init__()
        self._request = DrillRequest()

    def compose_body(self) -> Iterable[Widget]:
        """Return the list of filters and settings."""
        yield DrillSettings(*self._options())

    def on_mount(self) -> None:
        """Highlight the first line that can be selected."""
        self.query_one(OptionList).highlighted = 1
        self._pace = self.service.drill_counts(self.context.exam_id).pace

    def heading(self) -> tuple[str, str, str]:
        """Return the title, the number of matching questions, and the length of the drill."""
        matching = self._count_matching()
        time = describe_time_needed(min(matching, self._request.count), self._pace)
        verb = "matches" if matching == 1 else "match"
        return "Custom drill", "", f"{matching:,} {verb}: {time}"

    def _count_matching(self) -> int:
        return self.service.count_matching(self.context.exam_id, self._request)

    def _options(self) -> Iterable[Option]:
        """Yield headings and lines. The ID of a line is its field and value: `kinds:due`."""
        exam = self.service.bank.exam(self.context.exam_id)
        domains = {domain.id: domain.title for domain in exam.domains}
        for heading, field, labels in (
            ("Include (everything if nothing is selected)", "kinds", KIND_LABELS),
            ("Domain", "domains", domains),
            ("Difficulty", "difficulties", DIFFICULTIES),
            ("Settings", "", SWITCHES),
            ("Topic", "topics", dict(self.service.bank.info.topics)),
        ):
            yield Option(literal(heading, "bold"), disabled=True)
            for value, label in labels.items():
                box = "[x]" if self._is_ticked(field, value) else "[ ]"
                yield Option(literal(f"  {box} {label}"), id=f"{field}:{value}")

    def _is_ticked(self, field: str, value: str) -> bool:
        current = getattr(self._request, field or value)
        return value in current if field else bool(current)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Select the clicked line, or clear it."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Select the highlighted line, or clear it."""
        menu = self.query_one(OptionList)
        position, option = menu.highlighted, menu.highlighted_option
        if option is None:
            return
        field, _, value = (option.id or "").partition(":")
        self._request = replace(self._request, **self._toggle(field, value))
        menu.set_options(self._options())
        menu.highlighted = position
        self.show_heading()

    def _toggle(self, field: str, value: str) -> dict[str, Any]:
        """Return the request field that a line changes, with its new value."""
        if not field:
            return {value: not getattr(self._request, value)}
        values = set(getattr(self._request, field)) ^ {value}
        return {field: frozenset(values) if field == "kinds" else tuple(sorted(values))}

    def action_change_count(self, step: int) -> None:
        """Change the number of questions by `step`, within limits."""
        count = max(MIN_QUESTIONS, min(MAX_QUESTIONS, self._request.count + step))
        self._request = replace(self._request, count=count)
        self.show_heading()

    def action_start(self) -> None:
        """Start the drill and close this screen, or show that no questions match."""
        if not (matching := self._count_matching()):
            self.notify("No questions match. Clear a line.", severity="warning")
            return
        self.dismiss()
        wanted = min(matching, self._request.count)
        self.app.call_later(self.router.start_drill, self._request, wanted)
