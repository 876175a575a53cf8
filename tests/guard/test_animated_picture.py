"""One picture that shows several in turn, and the first one where nothing moves."""

from __future__ import annotations

import re

from animated_picture import SECONDS, animate

PICTURE = (
    '<svg class="rich-terminal" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">'
    "<style>.terminal-r1 {{ fill: {color} }}</style>"
    '<clipPath id="terminal-line-0"></clipPath>'
    '<text class="terminal-r1" clip-path="url(#terminal-line-0)">{text}</text></svg>'
)


def test_each_frame_has_its_own_styles_and_its_turn() -> None:
    moving = animate(
        [PICTURE.format(color=c, text=t) for c, t in (("red", "one"), ("blue", "two"))]
    )

    assert moving.startswith('<svg viewBox="0 0 9 9"')
    assert re.findall(r"\.(frame\d-r1) \{ fill: (\w+)", moving) == [
        ("frame0-r1", "red"),
        ("frame1-r1", "blue"),
    ]
    assert re.findall(r"url\(#([\w-]+)\)", moving) == re.findall(r'id="([\w-]+)"', moving)
    assert re.findall(r"animation-delay: (\d+)s", moving) == ["0", str(SECONDS)]
    assert f"show {2 * SECONDS}s" in moving
    assert "50.000%" in moving


def test_only_the_first_frame_shows_where_nothing_moves() -> None:
    moving = animate([PICTURE.format(color="red", text="one")] * 2)

    assert ".frame { opacity: 0;" in moving
    assert ".frame:first-of-type { opacity: 1; }" in moving
    assert "(prefers-reduced-motion: reduce) { .frame { animation: none; } }" in moving
