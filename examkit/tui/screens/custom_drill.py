"""Putting a drill together: any kinds, domains, topics, difficulties, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.drills.length import describe_time_needed
from examkit.drills.request import DrillRequest
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import literal
from examkit.tui.formatting import format_count
from examkit.tui.keymap import CUSTOM_DRILL_KEYS

MIN_QUESTIONS = 5
MAX_QUESTIONS = 100
KIND_LABELS = {
    "mistakes": "Mistakes: wrong the last time",
    "due": "Due for review",
    "unseen": "Unseen",
    "flagged": "Flagged the last time",
    "mix-ups": "Mix-ups: tell concepts apart",
}
SWITCHES = {
    "priority": "By weight and gap: what pays most",
    "timed": "Timed, at the pace of the exam",
    "include_reserved": "Also what is kept for the next mock",
}


class CustomDrillScreen(BaseScreen[None]):
    """Lines to tick; what fits and how long it takes is counted at once."""

    KEYS = CUSTOM_DRILL_KEYS

    def __init__(self) -> None:
        super().__init__()
        self._request = DrillRequest()

    def compose_body(self) -> Iterable[Widget]:
        """Return the list."""
        yield OptionList(*self._options())

    def on_mount(self) -> None:
        """Highlight the first line that can be ticked."""
        self.query_one(OptionList).highlighted = 1
        self._pace = self.service.drill_counts(self.context.exam_id).pace

    def _options(self) -> Iterable[Option]:
        exam = self.service.bank.exam(self.context.exam_id)
        topics = dict(self.service.bank.info.topics)
        groups = {
            "What to ask (all of it where nothing is ticked)": ("kinds", KIND_LABELS),
            "Domain": ("domains", {domain.id: domain.title for domain in exam.domains}),
            "Difficulty": ("difficulties", {d: d.title() for d in ("easy", "medium", "hard")}),
            "How": ("", SWITCHES),
            "Topic": ("topics", topics),
        }
        for heading, (field, labels) in groups.items():
            yield Option(literal(heading, "bold"), disabled=True)
            for name, label in labels.items():
                yield Option(self._line(field, name, label), id=f"{field}:{name}")

    def _line(self, field: str, name: str, label: str) -> Content:
        glyph = "[x]" if self._is_ticked(field, name) else "[ ]"
        return literal(f"  {glyph} {label}")

    def _is_ticked(self, field: str, name: str) -> bool:
        value = getattr(self._request, field or name)
        return name in value if field else bool(value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick the line that was clicked."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the highlighted line, or take the tick off."""
        menu = self.query_one(OptionList)
        if menu.highlighted is None or not (name := menu.highlighted_option):
            return
        field, _, value = (name.id or "").partition(":")
        self._request = replace(self._request, **self._toggled(field, value))
        at = menu.highlighted
        menu.set_options(self._options())
        menu.highlighted = at
        self.show_heading()

    def _toggled(self, field: str, name: str) -> dict[str, Any]:
        if not field:
            return {name: not getattr(self._request, name)}
        now = set(getattr(self._request, field)) ^ {name}
        kept = frozenset(now) if field == "kinds" else tuple(sorted(now))
        return {field: kept}

    def action_change_count(self, step: int) -> None:
        """Ask more questions, or fewer."""
        count = max(MIN_QUESTIONS, min(MAX_QUESTIONS, self._request.count + step))
        self._request = replace(self._request, count=count)
        self.show_heading()

    def _count_matching(self) -> int:
        return self.service.count_matching(self.context.exam_id, self._request)

    def heading(self) -> tuple[str, str, str]:
        """Return the title, and how many questions match and how long they take."""
        matching = self._count_matching()
        time = describe_time_needed(min(matching, self._request.count), self._pace)
        return "Put a drill together", "", f"{format_count(matching, 'fits', 'fit')}: {time}"

    def action_start(self) -> None:
        """Start the drill in place of this screen."""
        if not (matching := self._count_matching()):
            self.notify("Nothing fits all of this: take a tick off.", severity="warning")
            return
        self.dismiss()
        wanted = min(matching, self._request.count)
        self.app.call_later(self.router.start_drill, self._request, wanted)
