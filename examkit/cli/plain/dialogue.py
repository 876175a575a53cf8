"""An attempt as a dialogue, line by line: for screen readers, pipes, and plain terminals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, cast

from examkit.cli.plain import lines
from examkit.cli.plain.commands import ALIASES, help_text
from examkit.cli.plain.own import run_own_command
from examkit.cli.plain.saving import leave_lines, unsaved_lines
from examkit.errors import ActionError, StoreError, UsageError
from examkit.exam.events import Answered, Confidence
from examkit.exam.exam_clock import time_warning
from examkit.exam.explanation import format_response
from examkit.humanize import CONFIDENCE_LABELS, name_attempt, pluralize
from examkit.question_types.base import NO_RESPONSE
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.personal import PersonalData
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.explanation import Explanation
    from examkit.exam.form import Slot


class Dialogue:
    """Reads commands and prints questions until the candidate submits or leaves."""

    def __init__(
        self,
        attempt: LiveAttempt,
        *,
        source: TextIO,
        output: TextIO,
        explain: Callable[[Slot, SlotState], Explanation],
        personal: PersonalData,
        hide_options: bool = False,
    ) -> None:
        """Store the attempt and its input and output. `explain` returns a slot's explanation."""
        self._attempt = attempt
        self._source = source
        self._output = output
        self._explain = explain
        self._personal = personal
        self._hides_options = hide_options and attempt.rules.shows_answers
        self._uncovered: set[int] = set()
        self._was_unsaved = False
        self._remaining = attempt.remaining()
        self._commands: dict[str, Callable[[], None]] = {
            "": self._uncover,
            "n": lambda: self._visit(min(self._number + 1, len(attempt.form.slots) - 1)),
            "p": lambda: self._visit(max(self._number - 1, 0)),
            "m": self._flag,
            "o": lambda: self._print("\n".join(lines.navigator_lines(attempt.form, attempt.state))),
            "s": self._reveal,
            "l": self._postpone,
            "t": lambda: self._print(lines.time_line(attempt.remaining())),
            "w": self._print_answers,
            "-": self._clear,
            "u": self._visit_open,
            "submit": self._submit,
            "help": lambda: self._print(help_text(in_drill=attempt.rules.shows_answers)),
        }
        self._commands |= {word: self._commands[key] for word, key in ALIASES.items()}

    @property
    def _number(self) -> int:
        return self._attempt.state.current

    @property
    def _slot(self) -> Slot:
        return self._attempt.form.slots[self._number]

    @property
    def _slot_state(self) -> SlotState:
        return self._attempt.state.slots[self._number]

    def run(self) -> bool:
        """Run the dialogue. Return whether the attempt is finished; if not, the candidate left."""
        form = self._attempt.form
        domains = {domain.id: domain.title for domain in form.exam.domains}
        name = name_attempt(form.mode, form.title, domains)
        self._print(f"{form.exam.title}. {name}. Type help to list the commands.")
        if self._remaining is not None:
            self._print(f"{lines.time_line(self._remaining)} Type t to check the time again.")
        self._print_question()
        while not self._attempt.finished:
            line = self._ask(lines.prompt(form, self._attempt.state))
            if line is None or line.lower() == "quit":
                self._leave()
                return self._attempt.finished
            self._handle(line)
        if self._attempt.state.finished == "time":
            answered = sum(slot.answered for slot in self._attempt.state.slots)
            verb = "was" if answered == 1 else "were"
            self._print(f"Time is up. {pluralize(answered, 'answer')} {verb} submitted.")
        self._attempt.release()
        return True

    # Commands

    def _handle(self, line: str) -> None:
        """Run a typed line. Print any refusal, and warnings of short time or unsaved changes."""
        try:
            self._attempt.poll()
            if not self._attempt.finished:
                self._run_command(line)
            self._warn_of_time()
            self._report_unsaved()
        except (ActionError, UsageError) as error:
            self._print(f"{error.message} {error.hint}")
        except StoreError as error:
            self._print(f"NOT SAVED. {error.message} {error.hint}")

    def _run_command(self, line: str) -> None:
        match line.lower().split():
            case ["g", number] if number.isdecimal() and len(number) < 6:
                self._visit(int(number) - 1)
            case [("1" | "2" | "3") as level]:
                state = self._attempt.rate(self._number, cast("Confidence", int(level)))
                rated = state.slots[self._number].confidence
                self._print(f"Rated: {CONFIDENCE_LABELS[rated]}." if rated else "Cleared.")
            case ["bookmark"] | ["note", *_]:
                self._print(run_own_command(self._personal, self._attempt, line))
            case words if " ".join(words) in self._commands:
                self._commands[" ".join(words)]()
            case _:
                self._respond(line)

    def _uncover(self) -> None:
        self._uncovered.add(self._number)
        self._print_question()

    def _visit(self, number: int) -> None:
        self._attempt.visit(number)
        self._print_question()

    def _visit_open(self) -> None:
        number = lines.next_open_slot(self._attempt.form, self._attempt.state)
        if number is None:
            self._print("Every question is answered.")
        else:
            self._visit(number)

    def _flag(self) -> None:
        self._attempt.flag(self._number)
        self._print("Flagged." if self._slot_state.flagged else "Not flagged.")

    def _respond(self, line: str) -> None:
        if self._is_covered():
            self._print("Look at the options first, then type your answer.")
            self._uncover()
            return
        slot, kind = self._slot, find_type(self._slot.question)
        response = kind.parse_line(slot.question, self._slot_state.response, slot.order, line)
        self._attempt.apply_actions(Answered(self._number, response))
        if not self._attempt.finished:
            outbox = self._attempt.outbox
            done = "Saved" if outbox.fault is None and outbox.is_persistent else "Noted"
            text = format_response(slot, self._slot_state) or "nothing"
            shows_answers = self._attempt.rules.shows_answers
            more = lines.what_next_text(slot, self._slot_state, shows_answers=shows_answers)
            self._print(f"{done}: {text}.{more}")

    def _postpone(self) -> None:
        self._attempt.postpone(self._number)
        again = self._slot_state.postponed
        self._print("This question will repeat later." if again else "This question won't repeat.")

    def _clear(self) -> None:
        self._attempt.apply_actions(Answered(self._number, NO_RESPONSE))
        self._print("Cleared.")

    def _reveal(self) -> None:
        self._attempt.reveal(self._number)
        self._print_explanation()

    def _submit(self) -> None:
        self._print(lines.open_slots_text(self._attempt.form, self._attempt.state))
        self._print(lines.submit_text(self._attempt.form, self._attempt.state))
        if (self._ask("Submit? Type yes: ") or "").lower() == "yes":
            self._attempt.submit()
        else:
            self._print("Not submitted.")

    def _leave(self) -> None:
        outbox = self._attempt.outbox
        self._attempt.suspend()
        if not self._attempt.finished:
            outbox.confirm()
        self._report_unsaved()
        for line in leave_lines(self._attempt):
            self._print(line)

    # Output

    def _warn_of_time(self) -> None:
        """Print a warning when time gets short, and nothing before: all lines are read aloud."""
        before, self._remaining = self._remaining, self._attempt.remaining()
        if before is not None and self._remaining is not None:
            warning = time_warning(before, self._remaining)
            if warning:
                self._print(f"{warning}.")

    def _report_unsaved(self) -> None:
        """Print a warning about unsaved changes, and a message once they are saved."""
        for line in unsaved_lines(self._attempt.outbox, was_unsaved=self._was_unsaved):
            self._print(line)
        self._was_unsaved = self._attempt.outbox.fault is not None

    def _print_answers(self) -> None:
        from examkit.report.answer_sheet import render

        self._print(render(self._attempt.form, self._attempt.state))

    def _print_question(self) -> None:
        self._print("\n".join(lines.question_lines(self._attempt.form, self._attempt.state)))
        if self._is_covered():
            self._print("The options are hidden. Press Enter to show them.")
            return
        for line in lines.answer_lines(self._slot, self._slot_state):
            self._print(line)
        if self._slot_state.revealed:
            self._print_explanation()

    def _is_covered(self) -> bool:
        state = self._slot_state
        seen = state.answered or state.revealed or self._number in self._uncovered
        return self._hides_options and bool(self._slot.order) and not seen

    def _print_explanation(self) -> None:
        explanation = self._explain(self._slot, self._slot_state)
        self._print(lines.explanation_lines(explanation))

    def _ask(self, prompt: str) -> str | None:
        """Print a prompt and return the typed line, or None at the end of input."""
        self._output.write(prompt)
        self._output.flush()
        line = self._source.readline()
        if not line:
            self._output.write("\n")
            return None
        return " ".join(sanitize(line).split())

    def _print(self, text: str) -> None:
        self._output.write(sanitize(text) + "\n")
        self._output.flush()
