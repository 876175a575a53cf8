"""What one frame shows belongs together, however the terminal's frames fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from examkit.exam.form import Form
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.terminal import MISREAD, Terminal

PAINTS_FOR_EACH_WIDGET = """
import sys
from textual.screen import Screen
from examkit.cli.main import main

on_update = Screen._on_update

async def paint_now(self, message):
    await on_update(self, message)
    self._on_timer_update()

Screen._on_update = paint_now
sys.exit(main([*sys.argv[1:], "--seed", "s"]))
"""
"""Draws as soon as one widget has changed: on a busy machine the frame can fall there too."""
END_OF_FRAME = b"\x1b[?2026l"


def frames(raw: bytes) -> Iterator[str]:
    """Yield the text on screen after each frame."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    for frame in raw.split(END_OF_FRAME)[:-1]:
        stream.feed(MISREAD.sub(b"", frame + END_OF_FRAME))
        yield "\n".join(screen.display)


def stems_shown(text: str, form: Form) -> set[int]:
    """Return the numbers of the questions whose stem is on screen."""
    words = " ".join(text.split())
    return {
        number
        for number, slot in enumerate(form.slots, start=1)
        if " ".join(slot.question.stem.split())[:40] in words
    }


def mixed_frames(raw: bytes, form: Form) -> list[tuple[int, set[int]]]:
    """Return number and stems of each frame that shows a question under another's number.

    A stem may be scrolled off the screen later, but never on the first frame with its number.
    """
    mixed, last = [], 0
    for text in frames(raw):
        if found := re.search(rf"Question (\d+) of {len(form.slots)}", text):
            number, stems = int(found[1]), stems_shown(text, form)
            if stems - {number} or (number != last and number not in stems):
                mixed.append((number, stems))
            last = number
    return mixed


@pytest.mark.fault("R1")
@pytest.mark.parametrize(
    ("command", "keys"), [("exam", ("a", "n")), ("drill", ("a", "s", "n"))], ids=["mock", "drill"]
)
def test_another_question_comes_up_in_one_frame(
    tmp_path: Path, home: Path, command: str, keys: tuple[str, ...]
) -> None:
    bank = str(write_bank(tmp_path / "bank", each=10, questions=10, minutes=60))
    arguments = ("-c", PAINTS_FOR_EACH_WIDGET, command, "--bank", bank)
    with Terminal(*arguments, home=home, module="") as terminal:
        terminal.wait_for("Question 1 of 10")
        for number in range(2, 6):
            for key in keys:
                terminal.press(key)
                terminal.wait_for("l repeat" if key == "s" else "answered")
            terminal.wait_for(f"Question {number} of 10")
    with open_store(home / "data") as store:
        form = store.form(store.attempts()[0].id)
    assert mixed_frames(terminal.raw, form) == []
