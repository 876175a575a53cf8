"""The dialog that starts a mock exam."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from examkit.humanize import pluralize, unscored_note
from examkit.tui.dialogs import Dialog
from examkit.tui.exam_versions import describe_exam
from examkit.tui.key_command import bindings
from examkit.tui.keymap import CANCEL_KEYS, START_KEYS
from examkit.tui.mock_request import MockRequest, shorter_lengths
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from examkit.bank.summary import ExamSummary

DEFAULT_EXTRA_MINUTES = 30
"""The extra minutes offered if the settings have none: the ESL accommodation."""
LABEL_WIDTH = 14
RESULTS = "Answers are shown after you submit."
CLOCK = "The clock keeps running if you leave."
UNTIMED = "Your report can't show whether you'd finish in time."


class MockDialog(Dialog[MockRequest]):
    """Asks for the exam version, the length, and the time limit of a mock.

    Enter starts the mock that is shown, and the arrow keys change it. At first, the exam with the
    ID `chosen` is selected, with extended time if `extra_minutes` isn't 0.
    """

    BINDINGS = bindings(START_KEYS)

    def __init__(
        self, exams: Sequence[ExamSummary], chosen: str, extra_minutes: int, today: date
    ) -> None:
        super().__init__("Mock exam", "")
        self._exams = exams
        self._today = today
        self._extra = extra_minutes or DEFAULT_EXTRA_MINUTES
        self._chosen = {
            "exam": next((i for i, exam in enumerate(exams) if exam.id == chosen), 0),
            "questions": 0,
            "time": int(bool(extra_minutes)),
        }
        self._rows = [
            SettingRow(name, name.capitalize(), label_width=LABEL_WIDTH) for name in self._chosen
        ]
        self._about = Prose(id="terms")
        self._start = Button("Start exam", compact=True)
        self._cancel = Button("Cancel", compact=True)

    def compose_controls(self) -> Iterable[Widget]:
        """Return the rows, a summary of the mock that they describe, and the buttons."""
        buttons = Horizontal(self._start, self._cancel, id="buttons")
        return *self._rows, self._about, buttons, Static(id="keys")

    def on_mount(self) -> None:
        """Focus the number of questions, which arrow keys change."""
        self.set_focus(self._rows[1])
        self._show()

    def on_descendant_focus(self) -> None:
        """Show what Enter does on the row or button that has the focus."""
        enter = CANCEL_KEYS if self.focused is self._cancel else START_KEYS
        self.query_one("#keys", Static).update(self.draw_keys(enter))

    @property
    def _exam(self) -> ExamSummary:
        return self._exams[self._chosen["exam"]]

    def _lengths(self) -> list[int]:
        return [self._exam.questions, *shorter_lengths(self._exam)]

    def _times(self) -> list[MockRequest]:
        """Return the mocks of the chosen length: in standard time, in extended time, untimed."""
        lengths = self._lengths()
        length = lengths[min(self._chosen["questions"], len(lengths) - 1)]
        standard = MockRequest(self._exam, length)
        extended = standard._replace(extra_minutes=self._extra)
        return [standard, extended, standard._replace(timed=False)]

    @property
    def _request(self) -> MockRequest:
        return self._times()[self._chosen["time"]]

    def _choices(self) -> Mapping[str, Sequence[str]]:
        """Return a mapping of each row's name to the texts of the values that it offers."""
        standard, extended, _ = self._times()
        extra = extended.minutes - standard.minutes
        return {
            "exam": [describe_exam(exam, self._today) for exam in self._exams],
            "questions": [str(length) for length in self._lengths()],
            "time": [
                f"{pluralize(standard.minutes, 'minute')}, standard",
                f"{pluralize(extended.minutes, 'minute')}, extended (+{extra})",
                "untimed",
            ],
        }

    def _show(self) -> None:
        """Show the chosen value in each row, and the terms of the mock below."""
        choices = self._choices()
        for row in self._rows:
            words = choices[row.name or ""]
            row.show(words[min(self._chosen[row.name or ""], len(words) - 1)])
        self._about.show([TextBlock(literal(text), gap=False) for text in self._terms()])

    def _terms(self) -> Iterable[str]:
        request = self._request
        count = pluralize(request.questions, "question")
        limit = (
            f"in {pluralize(request.minutes, 'minute')}"
            if request.timed
            else "without a time limit"
        )
        yield f"{count} {limit}. {unscored_note(request.unscored)}"
        yield f"{RESULTS} {CLOCK if request.timed else UNTIMED}"

    def on_setting_row_clicked(self) -> None:
        """Take the next value of the row that was clicked."""
        self.action_change(1)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Start the exam, or cancel."""
        self.dismiss(self._request if event.button is self._start else None)

    def action_choose(self) -> None:
        """Start the exam, unless the button to cancel has the focus."""
        self.dismiss(None if self.focused is self._cancel else self._request)

    def action_move(self, step: int) -> None:
        """Move the focus by `step` rows. The buttons count as the last row."""
        places: list[Widget] = [*self._rows, self._start]
        current = self._start if self.focused is self._cancel else self.focused
        place = places.index(current) if current in places else len(places) - 1
        self.set_focus(places[(place + step) % len(places)])

    def action_change(self, step: int) -> None:
        """Select the next value of the row in focus, or the previous one if `step` is -1.

        On a button, move the focus to the other button.
        """
        if not isinstance(row := self.focused, SettingRow):
            self.set_focus(self._cancel if row is self._start else self._start)
            return
        name = row.name or ""
        size = len(self._choices()[name])
        self._chosen[name] = (min(self._chosen[name], size - 1) + step) % size
        self._show()
