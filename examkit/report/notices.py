"""What has to be known beside a result, and below which part of the report it stands.

All ways of writing a report take these sentences from here, so that none is missing in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from examkit.analytics.pace import PaceStats
from examkit.analytics.rapid_guessing import NOTE_BELOW
from examkit.exam.regrade import RegradeResult
from examkit.humanize import pluralize
from examkit.report.model import (
    EvidenceBase,
    Header,
    Report,
    SlotMark,
)
from examkit.report.phrases import fresh_answers, scaled_text


def below_result(report: Report) -> tuple[str, ...]:
    """Return the sentences below the result."""
    said = (scaled_text(report.result), *warnings(report.header), corrected_text(report.corrected))
    return tuple(text for text in said if text)


def below_domains(report: Report) -> tuple[str, ...]:
    """Return the sentences below the table of domains."""
    said = (report.fresh.text, unreached_text(report.slots), rests_text(report.rests_on))
    return tuple(text for text in said if text)


def below_pace(report: Report) -> tuple[str, ...]:
    """Return the sentences below the pace."""
    said = effort_text(report.pace.facts, report.result.asked - report.pace.unanswered)
    return (said,) if said else ()


def warnings(header: Header) -> tuple[str, ...]:
    """Say what makes a sitting differ from a finished one on a steady clock."""
    unfinished = "This sitting is not finished: what is open counts as wrong."
    changed = "The computer's clock was changed meanwhile: times may be wrong."
    return tuple(
        text
        for text, holds in ((unfinished, header.finished is None), (changed, header.clock_changed))
        if holds
    )


def reused_text(fresh: int, asked: int) -> str | None:
    """Say what questions seen before are good for; None where there are none."""
    seen = asked - fresh
    if seen == 0:
        return None
    if seen == 1:
        return f"1 of {asked} was a question you had seen. It counts as practice, not as evidence."
    had = f"{seen} of {asked} were questions you had seen."
    return f"{had} They count as practice, not as evidence."


def effort_text(told: PaceStats, answered: int) -> str | None:
    """Say that answers came too quickly to be read; None where few did."""
    if not told.rapid or 1 - told.rapid / answered >= NOTE_BELOW:
        return None
    these = "it counts" if told.rapid == 1 else "they count"
    return (
        f"{told.rapid} of {pluralize(answered, 'answer')} came too fast to read: the result "
        f"understates you, and {these} for no estimate."
    )


def rests_text(told: EvidenceBase) -> str | None:
    """Say what estimates and verdicts rest on; None where it is this sitting alone.

    Without it a verdict would be read as one on the counts that stand beside it.
    """
    if told.sittings < 2:
        return None
    answers = fresh_answers(told.answers)
    return (
        f"Right counts this sitting alone; estimates and verdicts rest on {answers} from "
        f"{told.sittings} sittings in {pluralize(told.days, 'day')}."
    )


def unreached_text(slots: Sequence[SlotMark]) -> str | None:
    """Say what questions that were never on screen count for; None where there are none."""
    number = sum(slot.outcome == "unanswered" and slot.seconds == 0 for slot in slots)
    if not number:
        return None
    were = "was" if number == 1 else "were"
    return (
        f"{pluralize(number, 'question')} {were} never reached: wrong in the result, and nothing "
        "for the estimates."
    )


def corrected_text(told: RegradeResult | None) -> str | None:
    """Say what the result would be with the keys that were corrected since."""
    if told is None:
        return None
    keys, were = pluralize(len(told.changed), "key"), "was" if len(told.changed) == 1 else "were"
    return (
        f"{keys} of this form {were} corrected since ({', '.join(told.changed)}): marked anew, "
        f"{told.right} of {told.asked} would be right."
    )
