"""A question as text to copy, and its reference in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping

from examkit.exam.explanation import Explanation
from examkit.exam.form import Slot
from examkit.question_types.base import NO_RESPONSE
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize

SCHEMES = ("https://", "http://")
"""What an address starts with if a browser can open it."""


def question_text(slot: Slot) -> str:
    """Return a question and what can be chosen, as a candidate sees them before answering."""
    kind = find_type(slot.question)
    rows = kind.rows(slot.question, NO_RESPONSE, slot.order)
    lines = [f"{row.label.upper()}. {row.text.strip()}" for row in rows]
    lines += [
        f"{letter}. {text.strip()}" for letter, text in kind.legend(slot.question, slot.order)
    ]
    parts = (slot.shared.strip(), slot.question.stem.strip(), "\n".join(lines))
    return sanitize("\n\n".join(filter(None, parts)))


def answer_text(explanation: Explanation) -> str:
    """Return the candidate's answer, the correct one, and the references."""
    return "\n".join(_answer_lines(explanation))


def _answer_lines(explanation: Explanation) -> Iterator[str]:
    if explanation.response:
        yield f"Your answer: {explanation.response}"
    yield f"Correct answer: {explanation.key}"
    for line in explanation.solution:
        yield f"{line.label}: {line.text}"
    yield from map(sanitize, explanation.question.references)


def find_address(references: Iterable[str]) -> str:
    """Return the first reference that is the address of a web page, or an empty string."""
    return next((ref for ref in map(sanitize, references) if ref.startswith(SCHEMES)), "")


def can_copy(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal may support copying with OSC 52. Some are known not to."""
    is_apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return not is_apple and environment.get("TERM") != "linux"


def can_browse(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Return whether a browser can open on the screen in front of the candidate."""
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")):
        return False
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return platform in ("darwin", "win32") or bool(has_display)


def open_browser(address: str) -> None:
    """Open an address in another process, so that nothing waits or writes on the screen."""
    quiet = subprocess.DEVNULL
    command = (sys.executable, "-m", "webbrowser", address)
    subprocess.Popen(  # noqa: S603 -- our own command, and no shell
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
