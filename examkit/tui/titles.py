"""Titles of domains, topics, and attempts in narrow places."""

from __future__ import annotations

import re

from examkit.tui.text_blocks import literal

_CUT = re.compile(r",? (?:and|with|for|&) |, ")
"""Where a title can end without reading as cut off."""


def shorten(title: str, width: int) -> str:
    """Return a title that fits a width in cells: cut before "and", "with", or a comma if possible.

    So "Troubleshooting and Optimization" becomes "Troubleshooting". Otherwise, it ends in an
    ellipsis.
    """
    if literal(title).cell_length <= width:
        return title
    cuts = [title[: match.start()] for match in _CUT.finditer(title)]
    fitting = [cut for cut in cuts if cut and literal(cut).cell_length <= width]
    return fitting[-1] if fitting else literal(title).truncate(width, ellipsis=True).plain
