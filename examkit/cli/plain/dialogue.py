"""A sitting as a dialogue, line by line: for screen readers, pipes and plain terminals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, cast

from examkit.cli.plain.explanation import answer_lines, explanation_lines
from examkit.command_lines import command
from examkit.errors import ActionError, StoreError
from examkit.exam.actions import slot_statuses
from examkit.exam.events import Answered, Confidence
from examkit.exam.explanation import explain
from examkit.exam.response_text import format_response
from examkit.exam.timing import time_warning
from examkit.humanize import CONFIDENCE_LABELS
from examkit.question_types.base import NO_RESPONSE
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.bank.model import Question
    from examkit.bank.notes import Section
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.form import Slot

HELP = """\
a letter        choose that option; several letters for several options (b d), or for an order
1b 2a           match the first left side with b, the second with a
= 12.5          a number or a text, where you type the answer
-               take the choice back
n, p, g 12      next, previous, go to question 12
m               flag for review, or take the flag off
1, 2, 3         how sure you are: a guess, fairly sure, sure
o               overview of all questions
s               drill: show the answer and why
l               drill: ask this one again later, or do not
t               time left
w               your answers so far, to copy
submit          hand in
quit            leave; go on later with the command that is named then
help            this list"""


class Dialogue:
    """Reads commands and prints questions until the attempt ends or is left."""

    def __init__(
        self,
        sitting: LiveAttempt,
        *,
        source: TextIO,
        output: TextIO,
        section: Callable[[str], Section | None],
        found: Callable[[Question], Section | None] = lambda _: None,
        cover: bool = False,
    ) -> None:
        self._sitting = sitting
        self._source = source
        self._output = output
        self._section = section
        self._found = found
        self._cover = cover and sitting.rules.shows_answers
        self._uncovered: set[int] = set()
        self._waited = False
        self._left = sitting.remaining()

    def run(self) -> bool:
        """Hold the dialogue; True if the attempt was finished, False if it was left."""
        title = f"{self._sitting.form.exam.title}, {self._sitting.form.title}"
        self._say(f"{title}. help lists commands.")
        if self._left is not None:
            self._say(f"{_time_left(self._left)} left; t tells it when you ask.")
        self._show_question()
        while not self._sitting.finished:
            line = self._ask(self._prompt())
            if line is None or line.lower() == "quit":
                self._leave()
                return self._sitting.finished
            self._guarded(line)
        if self._sitting.state.finished == "time":
            self._say("The time is over. What you answered in time counts.")
        self._sitting.release()
        return True

    # Commands

    def _guarded(self, line: str) -> None:
        try:
            self._sitting.poll()
            if not self._sitting.finished:
                self._obey(line)
            self._warn()
            self._tell_unsaved()
        except ActionError as error:
            self._say(f"{error.message} {error.hint}")
        except StoreError as error:
            self._say(f"NOT SAVED. {error.message} {error.hint}")

    def _warn(self) -> None:
        """Tell the time by itself only when little is left: each line is read aloud."""
        before, self._left = self._left, self._sitting.remaining()
        if before is not None and self._left is not None:
            said = time_warning(before, self._left)
            if said:
                self._say(f"{said}.")

    def _tell_unsaved(self) -> None:
        """Say what is not on disk, and when it is."""
        outbox = self._sitting.outbox
        if outbox.renewed:
            outbox.renewed = False
            self._say(
                "The file of attempts was changed or taken away. This attempt is in it again."
            )
        if outbox.fault is not None:
            self._say(
                f"NOT SAVED. {outbox.fault.message} {outbox.fault.hint} "
                f"Actions that wait: {len(outbox.waiting)}. They are tried again with each "
                "command; w lists your answers."
            )
        elif self._waited:
            self._say("All is saved now.")
        self._waited = outbox.fault is not None

    def _obey(self, line: str) -> None:
        here = self._sitting.state.current
        match line.lower().split():
            case []:
                self._uncovered.add(here)
                self._show_question()
            case ["n"]:
                self._go(min(here + 1, len(self._sitting.form.slots) - 1))
            case ["p"]:
                self._go(max(here - 1, 0))
            case ["g", number] if number.isdecimal() and len(number) < 6:
                self._go(int(number) - 1)
            case ["m"]:
                flagged = self._sitting.flag(here).slots[here].flagged
                self._say("Flagged." if flagged else "Not flagged.")
            case [("1" | "2" | "3") as level]:
                self._rate(here, int(level))
            case [word] if word in self._words:
                self._words[word]()
            case _:
                self._respond(here, line)

    @property
    def _words(self) -> dict[str, Callable[[], None]]:
        return {
            "o": self._overview,
            "s": self._reveal,
            "l": self._postpone,
            "t": self._time,
            "w": self._answers,
            "-": self._take_back,
            "submit": self._submit,
            "help": lambda: self._say(HELP),
        }

    def _go(self, slot: int) -> None:
        self._sitting.visit(slot)
        self._show_question()

    def _rate(self, slot: int, level: int) -> None:
        self._sitting.rate(slot, cast("Confidence", level))
        rated = self._sitting.state.slots[slot].confidence
        self._say(f"Noted: {CONFIDENCE_LABELS[rated]}." if rated else "Taken back.")

    def _respond(self, slot: int, line: str) -> None:
        if self._is_covered(slot):
            self._uncovered.add(slot)
            self._say("Here are the options first. Then type your answer.")
            self._show_question()
            return
        state, asked = self._sitting.state.slots[slot], self._sitting.form.slots[slot]
        response = find_type(asked.question).parse_line(
            asked.question, state.response, asked.order, line
        )
        self._sitting.apply_actions(Answered(slot, response))
        if not self._sitting.finished:
            outbox = self._sitting.outbox
            done = "Saved" if outbox.fault is None and outbox.is_persistent else "Noted"
            given = format_response(asked, self._sitting.state.slots[slot]) or "nothing"
            self._say(f"{done}: {given}.{self._missing(slot)}")

    def _missing(self, slot: int) -> str:
        question = self._sitting.form.slots[slot].question
        kind, response = find_type(question), self._sitting.state.slots[slot].response
        missing = kind.required_count(question) - kind.count_parts(response)
        return f" Choose {missing} more." if missing and not kind.takes_text else ""

    def _postpone(self) -> None:
        here = self._sitting.state.current
        again = self._sitting.postpone(here).slots[here].postponed
        self._say("It comes again." if again else "Taken back.")

    def _take_back(self) -> None:
        here = self._sitting.state.current
        self._sitting.apply_actions(Answered(here, NO_RESPONSE))
        self._say("Taken back.")

    def _submit(self) -> None:
        open_slots = self._open()
        if open_slots:
            self._say("Not done: " + ", ".join(open_slots) + ".")
        if (self._ask("Hand in? Type yes: ") or "").lower() == "yes":
            self._sitting.submit()
        else:
            self._say("Not handed in.")

    def _open(self) -> list[str]:
        states = enumerate(slot_statuses(self._sitting.form, self._sitting.state), 1)
        return [f"question {number} {state}" for number, state in states if state != "answered"]

    def _overview(self) -> None:
        states = slot_statuses(self._sitting.form, self._sitting.state)
        pairs = zip(states, self._sitting.state.slots, strict=True)
        for number, (state, slot) in enumerate(pairs, 1):
            flag = ", flagged" if slot.flagged else ""
            self._say(f"question {number}: {state}{flag}")

    def _time(self) -> None:
        left = self._sitting.remaining()
        self._say("No time limit." if left is None else f"{_time_left(left)} left.")

    def _answers(self) -> None:
        from examkit.report.answer_sheet import render

        self._say(render(self._sitting.form, self._sitting.state))

    def _leave(self) -> None:
        outbox = self._sitting.outbox
        self._sitting.suspend()
        if not self._sitting.finished:
            outbox.confirm()
        self._tell_unsaved()
        if outbox.journal_path is not None:
            self._say(f"What waits is in {outbox.journal_path} until then.")
        if not outbox.is_persistent:
            self._say("Nothing of it was kept.")
        elif outbox.fault is not None and outbox.journal_path is None:
            self._say("What was not saved is lost.")
        elif not self._sitting.finished:
            self._say(f"Kept. Go on with: {command('resume', self._sitting.attempt, '--plain')}")

    # Showing

    def _prompt(self) -> str:
        states = slot_statuses(self._sitting.form, self._sitting.state)
        done, some = states.count("answered"), states.count("incomplete")
        unfinished = f", {some} incomplete" if some else ""
        here = self._sitting.state.current + 1
        return f"[question {here} of {len(states)}, {done} answered{unfinished}] > "

    def _show_question(self) -> None:
        number = self._sitting.state.current
        slot, state = self._sitting.form.slots[number], self._sitting.state.slots[number]
        flag = ", flagged" if state.flagged else ""
        self._say(f"\nQuestion {number + 1} of {len(self._sitting.form.slots)}{flag}")
        if slot.shared:
            self._say(slot.shared.strip() + "\n")
        self._say(slot.question.stem.strip() + "\n")
        if self._is_covered(number):
            self._say("The options are covered. An empty line shows them.")
            return
        for line in answer_lines(slot, state):
            self._say(line)
        if state.revealed:
            self._explain(slot, state)

    def _is_covered(self, number: int) -> bool:
        slot, state = self._sitting.form.slots[number], self._sitting.state.slots[number]
        done = state.answered or state.revealed or number in self._uncovered
        return self._cover and bool(slot.order) and not done

    def _reveal(self) -> None:
        here = self._sitting.state.current
        state = self._sitting.reveal(here).slots[here]
        self._explain(self._sitting.form.slots[here], state)

    def _explain(self, slot: Slot, state: SlotState) -> None:
        found = self._found(slot.question)
        self._say(explanation_lines(explain(slot, state, self._section, found)))

    def _ask(self, prompt: str) -> str | None:
        self._output.write(prompt)
        self._output.flush()
        line = self._source.readline()
        if not line:
            self._output.write("\n")
            return None
        return " ".join(sanitize(line).split())

    def _say(self, text: str) -> None:
        self._output.write(sanitize(text) + "\n")
        self._output.flush()


def _time_left(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if whole >= 60 else f"{whole} s"
