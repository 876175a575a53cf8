"""One SVG picture that shows several in turn. It needs no script, so it moves on any page."""

from __future__ import annotations

import re
from collections.abc import Sequence

SECONDS = 7
"""How long each picture is shown."""
_SHAPE = re.compile(r'viewBox="[^"]*"')

_PAGE = """\
<svg {shape} xmlns="http://www.w3.org/2000/svg">
<style>
.frame {{ opacity: 0; animation: show {total}s step-end infinite; }}
.frame:first-of-type {{ opacity: 1; }}
@keyframes show {{ 0% {{ opacity: 1; }} {share:.3f}% {{ opacity: 0; }} 100% {{ opacity: 0; }} }}
@media (prefers-reduced-motion: reduce) {{ .frame {{ animation: none; }} }}
</style>
{frames}</svg>
"""


def animate(pictures: Sequence[str]) -> str:
    """Return a picture that shows these SVG pictures of one size in turn, or only the first one.

    Only the first one is shown to people who prefer less motion, and by programs that can't move
    pictures.
    """
    return _PAGE.format(
        shape=_SHAPE.findall(pictures[0])[0],
        total=SECONDS * len(pictures),
        share=100 / len(pictures),
        frames="".join(_frame(picture, number) for number, picture in enumerate(pictures)),
    )


def _frame(picture: str, number: int) -> str:
    """Return a picture as one of several, with names for its styles and shapes that are its own."""
    own = picture.replace("terminal-", f"frame{number}-").strip()
    return f'<g class="frame" style="animation-delay: {SECONDS * number}s">\n{own}\n</g>\n'
