"""The errors of a selection: nothing matches, too few questions, or unknown names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.errors import AssemblyError, UsageError

if TYPE_CHECKING:
    from examkit.drills.request import DrillRequest
    from examkit.exam.assembly import Selection


def nothing_error(request: DrillRequest) -> AssemblyError:
    """Return the error for a drill that no question matches."""
    hint = "Choose other questions, or take a mock exam first."
    if request.is_adaptive:
        hint = "You still remember what you've seen. Come back tomorrow, or take a mock exam."
    message = f"No questions found for this {request.title}."
    return AssemblyError(message, hint, command=command("exam"))


def check_complete(selection: Selection, requested: int, pool: int) -> None:
    """Raise AssemblyError if a mock has fewer questions than requested.

    `pool` is the number of the exam's questions, including those for drills only.
    """
    if len(selection.items) >= requested:
        return
    if pool and not selection.items:
        message = "All of this exam's questions are for drills only."
        hint = 'Start a drill, or remove use = "drill" from some questions.'
        raise AssemblyError(message, hint, command=command("drill"))
    lacks = ", ".join(f"{n} short in {domain}" for domain, n in selection.shortfall.items())
    short = f" ({lacks})" if lacks else ""
    message = f"Only {len(selection.items)} of {requested} questions are available{short}."
    raise AssemblyError(message, "Ask for fewer questions, or add more to the bank.")


def check_names(kind: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Raise UsageError, which lists the `known` names, if any of `names` isn't one of them.

    `kind` is what they name, such as "domain", for the message.
    """
    for name in names:
        if name not in known:
            hint = f"Known {kind}s: {', '.join(known)}."
            raise UsageError(f"Unknown {kind} {name!r}.", hint)
