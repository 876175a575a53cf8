"""Limits on terminal input: keys, mouse events, and pastes pass; garbage costs almost nothing.

Textual passes each character of an unknown sequence to the app as a key, and repaints the screen
whenever the window gains or loses focus. A late answer from the terminal, or a binary file sent
to it, would keep the app busy for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from textual import _xterm_parser as xterm
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._time import get_time
from textual.message import Message

MOST = 64
"""Maximum number of characters or sequences from one read of the terminal. Nobody types more."""
BURST = 256
"""Maximum number of characters and sequences in quick succession, over many reads."""
PER_SECOND = 200
"""Characters and sequences allowed per second on average. Key repeat and mice send fewer."""
LONGEST_SEQUENCE = 32
LONGEST_PASTE = 2_000
"""Maximum number of characters from one paste."""
START_OF_PASTE = xterm.BRACKETED_PASTE_START
END_OF_PASTE = xterm.BRACKETED_PASTE_END
QUIET = 2
"""Calls of `settle` without input after which an incomplete sequence counts as aborted."""
QUIET_IN_PASTE = 20

TOKEN = re.compile(
    r"(?P<string>\x1b[\]PX^_])"
    r"|(?P<sequence>\x1b\[(?:\[.|M...|(?![\[M])[0-?]*[ -/]*[@-~]))"
    r"|(?P<begun>\x1b(?:\[(?:\[|M.{0,2}|[0-?]*[ -/]*))?\Z)"
    r"|(?P<broken>\x1b\[[0-?]*[ -/]*)"
    r"|(?P<text>\x1b[^\x1b]?|[^\x1b]+)",
    re.DOTALL,
)
ENDS = {
    "string": re.compile(r"\x1b\\|\x1b(?=[^\\])|[\x07\x18\x1a\x9c]"),
    "sequence": re.compile(r"[@-~\x18\x1a]|(?=\x1b)"),
}
"""Patterns for the end of a control string and of a sequence that is too long."""
Kind = Literal["typed", "sequence", "paste"]


class BoundedParser(xterm.XTermParser):
    """Textual's parser with a filter in front of it. `clock` returns the time in seconds."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = get_time) -> None:
        super().__init__(debug)
        self._sieve = Sieve(self, Allowance(clock))

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the messages for these characters. An empty string is the end of the input."""
        passed = self._sieve.read(data) if data else ""
        if passed or not data:
            yield from super().feed(passed)

    def tick(self) -> Iterable[Message]:
        """Yield the messages for input that was held until the terminal paused."""
        if late := self._sieve.settle():
            yield from super().feed(late)
            # The wait is already over: Esc must not wait a second time.
            self._timeout_time = self._timeout_time and 0.0
        yield from super().tick()

    def knows(self, sequence: str) -> bool:
        """Return whether the app understands a control sequence."""
        if len(sequence) > LONGEST_SEQUENCE or sequence in (xterm.FOCUSIN, xterm.FOCUSOUT):
            return False
        if size := xterm._re_in_band_window_resize.fullmatch(sequence):
            return all(int(part.partition(":")[0]) for part in size.groups())
        patterns = (
            xterm._re_mouse_event,
            xterm._re_terminal_mode_response,
            xterm._re_cursor_position,
        )
        if any(pattern.match(sequence) for pattern in patterns):
            return True
        return sequence in ANSI_SEQUENCES_KEYS or self._is_key(sequence)

    def _is_key(self, sequence: str) -> bool:
        try:
            return self._parse_extended_key(sequence) is not None
        except (ValueError, OverflowError):
            return False


class Allowance:
    """A rate limit for characters and sequences: a burst that refills over time.

    `clock` returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = clock()
        self._left = float(BURST)

    def take(self, wanted: int) -> int:
        """Return how many of `wanted` characters are allowed now, and count them as used."""
        now = self._clock()
        self._left = min(BURST, self._left + (now - self._seconds) * PER_SECOND)
        self._seconds = now
        taken = min(wanted, int(self._left))
        self._left -= taken
        return taken


class Sieve:
    """A filter that passes input the app understands, at most `MOST` items per read."""

    def __init__(self, parser: BoundedParser, allowance: Allowance) -> None:
        self._knows = parser.knows
        self._allowance = allowance
        self._inside: Literal["", "string", "sequence", "paste"] = ""
        self._held = ""
        """The start of a sequence that the next read can complete."""
        self._room = 0
        """How many more characters of the current paste can pass."""
        self._quiet = 0
        self._passed: list[tuple[Kind, str]] = []
        self._sequences = 0

    def read(self, data: str) -> str:
        """Return what passes the filter, and hold back an incomplete sequence at the end."""
        self._quiet = self._sequences = 0
        self._passed = []
        data, self._held = self._held + data, ""
        place = 0
        while place < len(data):
            match self._inside:
                case "paste":
                    place = self._paste(data, place)
                case "string" | "sequence" as kind:
                    place = self._skip(ENDS[kind], data, place)
                case _:
                    place = self._token(data, place)
        return self._bounded()

    def settle(self) -> str:
        """Return held-back input once the terminal has paused. Call this at regular intervals."""
        self._quiet += 1
        if self._inside == "paste":
            late = END_OF_PASTE if self._quiet >= QUIET_IN_PASTE else ""
        else:
            late = self._held if self._quiet >= QUIET else ""
        if late or (self._inside != "paste" and self._quiet >= QUIET):
            self._inside, self._held = "", ""
        return late

    def _token(self, data: str, place: int) -> int:
        token = TOKEN.match(data, place)
        assert token  # noqa: S101 -- the pattern takes any character
        text = token[0]
        match token.lastgroup:
            case "string":
                self._inside = "string"
            case "begun" if len(text) > LONGEST_SEQUENCE:
                self._inside = "sequence"
            case "begun":
                self._held = text
            case "sequence":
                self._sequence(text)
            case "text":
                self._passed.append(("typed", text))
        return token.end()

    def _sequence(self, text: str) -> None:
        if text == START_OF_PASTE:
            self._inside, self._room = "paste", LONGEST_PASTE
            self._passed.append(("paste", text))
        elif self._sequences < MOST and self._knows(text):
            self._sequences += 1
            self._passed.append(("sequence", text))

    def _paste(self, data: str, place: int) -> int:
        end = data.find(END_OF_PASTE, place)
        stop = end if end >= 0 else len(data) - _begun(data)
        text = data[place:stop].replace("\x1b", "")[: self._room]
        self._room -= len(text)
        self._passed.append(("paste", text))
        if end < 0:
            self._held = data[stop:]
            return len(data)
        self._inside = ""
        self._passed.append(("paste", END_OF_PASTE))
        return end + len(END_OF_PASTE)

    def _skip(self, end: re.Pattern[str], data: str, place: int) -> int:
        """Return the position in `data` after the first match of `end` at or after `place`.

        Without a match, it is the end of the data.
        """
        if found := end.search(data, place):
            self._inside = ""
            return found.end() - (found[0] == "\x1b")
        self._held = "\x1b" if data.endswith("\x1b") else ""
        return len(data)

    def _bounded(self) -> str:
        """Return what passes the filter. More text than anybody types at a time becomes a paste."""
        typed = "".join(text for kind, text in self._passed if kind == "typed")
        if len(typed) <= MOST:
            return "".join(self._allowed())
        others = [text for kind, text in self._passed if kind != "typed"]
        paste = typed.replace("\x1b", "")[:LONGEST_PASTE]
        return "".join([*others, START_OF_PASTE, paste, END_OF_PASTE])

    def _allowed(self) -> Iterator[str]:
        """Yield the input within the rate limit. A key sent as several characters counts as one."""
        for kind, text in self._passed:
            cost = {"typed": len(text), "sequence": 1, "paste": 0}[kind]
            count = self._allowance.take(cost)
            if count == cost:
                yield text
            elif not text.startswith("\x1b"):
                yield text[:count]


def _begun(data: str) -> int:
    """Return how many characters at the end of `data` could start an end-of-paste sequence."""
    lengths = range(len(END_OF_PASTE) - 1, 0, -1)
    return next((length for length in lengths if data.endswith(END_OF_PASTE[:length])), 0)
