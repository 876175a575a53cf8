"""kill -9 at random moments in a real terminal: nothing shown as saved is lost."""

from __future__ import annotations

import random
import re
import statistics
import time
from pathlib import Path

import pytest

from examkit.attempts.maintenance import verify
from examkit.exam.actions import slot_statuses
from examkit.exam.attempt_state import AttemptState, apply, replay
from examkit.exam.form import Form
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.conftest import Figure
from tests.terminal import Terminal

Shown = tuple[int, int, frozenset[str]]
"""Question, how many are answered, letters chosen."""


def shown(terminal: Terminal) -> Shown | None:
    """Read the state off the screen; None where a kill cut a frame in two."""
    place = re.search(r"Question (\d+) of 65", terminal.text)
    count = re.search(r"(\d+) answered", terminal.text)
    if not (place and count and terminal.whole):
        return None
    chosen = re.findall(r"[◉▣] ([A-H])", terminal.text)
    return int(place[1]), int(count[1]), frozenset(chosen)


def states(home: Path) -> tuple[Form, list[AttemptState]]:
    """Return the session after each event of the one attempt."""
    # To write, as what a kill cut short has to be undone first.
    with open_store(home / "data") as store:
        assert verify(store).faults == ()
        attempt = store.attempts()[0].id
        form, events = store.form(attempt), store.events(attempt)
    found = [replay(form, events[:1])]
    for event in events[1:]:
        found.append(apply(found[-1], event))
    return form, found


def letters(form: Form, session: AttemptState, number: int) -> frozenset[str]:
    """Return what the screen shows as answer of a question."""
    slot, state = form.slots[number - 1], session.slots[number - 1]
    return frozenset("ABCDEFGH"[slot.order.index(option)] for option in state.response.choices)


def was_reached(form: Form, last: Shown, stored: list[AttemptState]) -> bool:
    """Whether the answers on the screen are stored.

    The question on screen can be one whose visit was not saved, because no screen says that it is.
    """
    number, answered, marked = last
    counted = answered in {slot_statuses(form, each).count("answered") for each in stored}
    return counted and marked in {letters(form, session, number) for session in stored}


def press_some(
    terminal: Terminal, keys: int, chance: random.Random, *, waits: bool
) -> Shown | None:
    """Answer and move about, faster than anybody types; gives what was shown last.

    If it `waits`, a whole frame must be on screen at the end.
    """
    last = None
    for _ in range(keys):
        last = shown(terminal) or last
        # Not as far as the navigator, which shows another screen.
        goes_back = last is None or last[0] > 40
        terminal.press(chance.choice("abcd"), "p" if goes_back else chance.choice("nnp"))
        terminal._pump(chance.uniform(0.002, 0.03))
    if waits:
        terminal.wait_until(lambda: shown(terminal) is not None, "no whole frame")
    return shown(terminal) or last


@pytest.mark.fault("R1")
def test_nothing_shown_as_saved_is_lost(
    tmp_path: Path, home: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    wanted = 100 if request.config.getoption("slow") else 5
    bank = str(write_bank(tmp_path / "bank", each=60, questions=65, minutes=600))
    chance = random.Random(7)  # noqa: S311 -- reproducible
    known, kills, ready, seen, lost = 0, 0, [], 0, 0
    with Terminal("exam", "--bank", bank, "--seed", "s", home=home) as terminal:
        terminal.wait_for("Question 1 of 65").kill()
    while seen < wanted:
        kills += 1
        begun = time.monotonic()
        with Terminal("resume", "--bank", bank, home=home) as terminal:
            terminal.wait_for("of 65")
            ready.append(time.monotonic() - begun)
            # On a busy machine, most kills cut a frame in two, and nothing can be compared.
            last = press_some(terminal, chance.randint(1, 30), chance, waits=kills % 2 == 0)
            terminal.kill()
        form, found = states(home)
        assert len(found) >= known
        if last is not None:
            seen += 1
            lost += not was_reached(form, last, found[max(0, known - 1) :])
        known = len(found)
    slow = statistics.quantiles(ready, n=20)[-1]
    figures = f"{known} events, {seen} screens compared, {lost} lost, ready in {slow:.2f} s"
    figure(f"{kills} kills, {figures}")
    assert (lost, seen) == (0, wanted)
    assert known > wanted
