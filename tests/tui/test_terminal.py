"""The private names of Textual and Rich that the guards rely on; a new version may rename them."""

from __future__ import annotations

import rich.control
import textual.content
from textual.app import App
from textual.content import Content
from textual.drivers import linux_driver

from examkit.tui.terminal import CONTROLS, TerminalGuard, filter_output


def test_control_characters_are_stripped_from_all_content() -> None:
    filter_output()

    assert Content("a\x1b[2Jb\x9bc\x00d\n\te").plain == "a[2Jbcd\n\te"
    assert CONTROLS.items() <= rich.control._CONTROL_STRIP_TRANSLATE.items()
    assert CONTROLS.items() <= textual.content._CONTROL_STRIP_TRANSLATE.items()


def test_invalid_bytes_on_input_are_replaced() -> None:
    filter_output()
    decoder = linux_driver.getincrementaldecoder("utf-8")()  # type: ignore[attr-defined]

    assert decoder.decode(b"a\xe9b", final=True) == "a\ufffdb"


def test_a_crash_is_written_without_values_and_leaves_with_an_error(tmp_path: object) -> None:
    assert hasattr(App, "_fatal_error")
    assert hasattr(App, "_close_messages_no_wait")
    assert TerminalGuard._fatal_error is not App._fatal_error
