"""What reaches the app of what a terminal sends, counted in messages."""

from __future__ import annotations

import random

import pytest
from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from examkit.tui.input import BURST, LONGEST_PASTE, MOST, QUIET, QUIET_IN_PASTE, BoundedParser
from examkit.tui.terminal import filter_output

READ = 4_096
"""Characters that Textual reads at a time."""


def sent(parser: BoundedParser, data: str, size: int = READ) -> list[Message]:
    reads = [data[place : place + size] for place in range(0, len(data), size)]
    return [message for read in reads for message in parser.feed(read)]


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def silence(parser: BoundedParser, looks: int = QUIET) -> list[Message]:
    return [message for _ in range(looks) for message in parser.tick()]


GARBAGE = {
    "focus reports": "\x1b[I\x1b[O" * 1_500,
    "an endless title": "\x1b]0;" + "x" * 100_000 + "\x07",
    "many titles": "\x1b]0;x\x07" * 20_000,
    "an endless sequence": "\x1b[" + "1;" * 50_000 + "z",
    "unknown sequences": "\x1b[1;2;3z" * 12_500,
    "an endless device control": "\x1bP" + "q" * 100_000 + "\x1b\\",
    "a title without its end": "\x1b]0;" + "x" * 100_000,
    "keys beyond all code points": "\x1b[9999999999;1u" * 1_000,
    "a window without cells": "\x1b[48;0;0;0;0t" * 1_000,
}


@pytest.mark.fault("R43")
@pytest.mark.parametrize("size", [READ, 7])
@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_does_not_reach_the_app(name: str, size: int) -> None:
    parser = BoundedParser()
    messages = sent(parser, GARBAGE[name], size) + silence(parser)

    assert messages == []
    assert keys(sent(parser, "n")) == ["n"]


@pytest.mark.fault("R43")
@pytest.mark.parametrize(
    "text", ["a", "\ufffd", "\x1b[B", "\x1bOB", "\x1b", "\x1b[<35;9;9M", "\x1b[1;\x01"]
)
def test_a_flood_of_keys_is_bounded_for_each_read(text: str) -> None:
    reads = 100_000 // READ + 1
    messages = sent(BoundedParser(), text * (100_000 // len(text)))

    assert len(messages) <= (MOST + 2) * reads


@pytest.mark.fault("R43")
@pytest.mark.parametrize("text", ["a", "\x1b[B", "\x1bOB", "\x1b[<35;9;9M"])
def test_a_flood_of_keys_in_tiny_reads_is_bounded(text: str) -> None:
    parser = BoundedParser(clock=lambda: 0.0)
    messages = sent(parser, text * 10_000, size=len(text))

    assert 0 < len(messages) <= BURST


def test_after_a_flood_keys_are_heard_again() -> None:
    seconds = [0.0]
    parser = BoundedParser(clock=lambda: seconds[0])
    sent(parser, "a" * 1_000, size=1)
    assert keys(sent(parser, "n")) == []
    seconds[0] += 1.0
    assert keys(sent(parser, "n")) == ["n"]


def test_a_key_that_is_held_down_is_always_heard() -> None:
    seconds = [0.0]
    parser = BoundedParser(clock=lambda: seconds[0])
    for _ in range(3_000):
        assert keys(sent(parser, "\x1b[B")) == ["down"]
        seconds[0] += 0.02


def test_anything_may_come_and_the_next_key_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", -1.0)
    chance = random.Random(7)  # noqa: S311 -- reproducible
    pieces = ["\x1b", *"[]PM<1;~\\\x07aé", "200~", "201~"]
    for _ in range(300):
        parser = BoundedParser()
        data = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 60)))
        sent(parser, data, chance.choice([1, 3, READ]))
        silence(parser, QUIET_IN_PASTE)
        # What a mouse of old sends has three characters more.
        assert "n" in keys(sent(parser, "    n") + silence(parser)), repr(data)


@pytest.mark.parametrize(
    ("data", "heard"),
    [
        ("abn", ["a", "b", "n"]),
        ("\x1b[A\x1b[Bx\x1b[C", ["up", "down", "x", "right"]),
        ("\x1bOA\x1b[5~\x1b[[A", ["up", "pageup", "f1"]),
        ("\r\t\x7f\x11", ["enter", "tab", "backspace", "ctrl+q"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("é", ["é"]),
    ],
)
@pytest.mark.parametrize("size", [READ, 1])
def test_keys_are_heard(data: str, heard: list[str], size: int) -> None:
    assert keys(sent(BoundedParser(), data, size)) == heard


@pytest.mark.parametrize(
    ("data", "heard"),
    [
        ("\x1b]0;title\x07m", ["m"]),
        ("\x1bP1$r0m\x1b\\m", ["m"]),
        ("\x1b]11;rgb:1/2/3\x1b[Am", ["up", "m"]),
    ],
)
@pytest.mark.parametrize("size", [READ, 1])
def test_control_strings_are_not_heard(data: str, heard: list[str], size: int) -> None:
    assert keys(sent(BoundedParser(), data, size)) == heard


def test_escape_is_heard_by_itself_and_with_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", -1.0)

    parser = BoundedParser()
    assert keys(sent(parser, "\x1b") + silence(parser)) == ["escape"]
    assert keys(sent(parser, "\x1bx") + silence(parser)) == ["alt+x"]
    assert keys(sent(parser, "\x1b[1;") + silence(parser)) != []


def test_mouse_and_modes_are_heard() -> None:
    parser = BoundedParser()
    kinds = [type(m).__name__ for m in sent(parser, "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[?2026;2$y")]

    assert kinds == ["MouseDown", "MouseUp", "TerminalSupportsSynchronizedOutput"]


@pytest.mark.parametrize("size", [READ, 5])
def test_a_paste_is_cut(size: int) -> None:
    data = "\x1b[200~" + "words \x1b[31m" * 100_000 + "\x1b[201~n"
    pasted, key = sent(BoundedParser(), data, size)

    assert isinstance(pasted, events.Paste)
    assert pasted.text == ("words [31m" * 1_000)[:LONGEST_PASTE]
    assert keys([key]) == ["n"]


def test_a_paste_that_never_ends_is_over_when_the_terminal_is_silent() -> None:
    parser = BoundedParser()
    assert sent(parser, "\x1b[200~half") + silence(parser) == []
    [pasted] = silence(parser, QUIET_IN_PASTE)

    assert isinstance(pasted, events.Paste)
    assert pasted.text == "half"
    assert keys(sent(parser, "n")) == ["n"]


def test_a_paste_without_brackets_is_one_all_the_same() -> None:
    [pasted] = sent(BoundedParser(), "a long reason " * 20)

    assert isinstance(pasted, events.Paste)
    assert pasted.text == "a long reason " * 20


def test_the_terminal_is_read_through_the_sieve() -> None:
    filter_output()

    assert linux_driver.XTermParser is BoundedParser  # type: ignore[attr-defined]
