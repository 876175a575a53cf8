"""The wording bank: every sentence of the report, in plain words, each number with its n."""

from __future__ import annotations

from math import floor

from examkit.insight.readiness import Readiness, ReadinessSettings, round_to_5
from examkit.insight.scale import reaches
from examkit.report.model import DomainRow, Header, Result

_PHRASES = {
    "ready": "ready",
    "likely": "likely",
    "toss-up": "a toss-up",
    "not yet": "not yet",
}


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: 1 note, 2 notes, 3 misses."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{ending}"


def percent(share: float, line: float | None = None) -> str:
    """Round to a whole percent, never up to 100 nor across the pass line."""
    whole = round(100 * share)
    if whole > 100 * share and (share < 1 <= whole / 100 or _crosses(share, line)):
        whole = floor(100 * share)
    return f"{whole}%"


def pass_percent(line: float) -> str:
    """Write the pass line, with a decimal only where it has one."""
    return f"{round(100 * line, 1):g}%"


def span(low: float, high: float) -> str:
    """Write a range in percent."""
    return f"{round(100 * low)}-{round(100 * high)}%"


def number(value: float) -> str:
    """Write a count that may be effective, so not whole."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


def duration(seconds: float) -> str:
    """Write whole minutes, or seconds below two minutes."""
    return f"{round(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"


def result_text(result: Result) -> str:
    """Say what was right, and on which side of the pass line that is."""
    if result.asked == 0:
        return "No question was asked."
    parts = [_scored_text(result)]
    if result.passed is not None:
        parts.append(f"Pass line {pass_percent(result.pass_line)}.")
        parts.append("At or above the pass line." if result.passed else "Not yet at the pass line.")
    if result.scored_asked != result.asked:
        parts.append(f"All questions: {result.right} of {result.asked} right.")
    return " ".join(parts)


def warnings(header: Header) -> tuple[str, ...]:
    """Say what makes a sitting differ from a finished one on a steady clock."""
    unfinished = "This sitting is not finished: what is open counts as wrong."
    changed = "The computer's clock was changed meanwhile: times may be wrong."
    return tuple(
        text
        for text, holds in ((unfinished, header.finished is None), (changed, header.clock_changed))
        if holds
    )


def scaled_text(result: Result) -> str | None:
    """Give the practice scale with its range, or None without one."""
    scaled = result.scaled
    if scaled is None:
        return None
    likely = f"likely {scaled.low}-{scaled.high}"
    return f"Practice scale about {scaled.about} ({likely}). Unofficial estimate."


def readiness_text(readiness: Readiness, titles: dict[str, str]) -> tuple[str, str]:
    """Say whether the real exam would be passed, and from how much that is known."""
    answers = number(readiness.answers)
    if readiness.word is None:
        return _missing_text(readiness, titles), f"So far: {answers} fresh answers."
    phrase = _PHRASES[readiness.word]
    if readiness.in_100 is None:
        least = number(ReadinessSettings().number_from)
        needs = f"A number takes {least} and a timed, mostly fresh mock."
        return f"On this evidence: {phrase}.", f"From {answers} fresh answers. {needs}"
    odds = f"about {readiness.in_100} in 100 pass the real exam"
    return f"With such answers {odds}: {phrase}.", f"From {answers} fresh answers."


def verdict_text(row: DomainRow) -> str:
    """Say what a verdict means."""
    chance = f"(about {round_to_5(row.below)} in 100)"
    cannot = f"{counted_answers(row.evidence)} cannot tell."
    if row.verdict == "too few":
        return f"Too few fresh answers to say anything: {number(row.evidence)}."
    if row.verdict == "ok":
        return "Likely above the pass line."
    if row.verdict == "near line":
        lean = ", leaning low" if row.leaning_low else ""
        return f"Could be either side{lean}. {cannot}"
    if row.behind:
        return f"Far behind your other domains, so likely below the pass line {chance}."
    return f"Likely below the pass line {chance}."


def counted_answers(evidence: float) -> str:
    """Write effective answers with their noun."""
    return f"{number(evidence)} {'answer' if evidence == 1 else 'answers'}"


def reused_text(fresh: int, asked: int) -> str | None:
    """Say what questions seen before are good for; None where there are none."""
    seen = asked - fresh
    if seen == 0:
        return None
    if seen == 1:
        return f"1 of {asked} was a question you had seen. It counts as practice, not as evidence."
    had = f"{seen} of {asked} were questions you had seen."
    return f"{had} They count as practice, not as evidence."


def pace_text(median: float | None, allowed: float | None, unanswered: str, reason: str) -> str:
    """Say in one line where the time went; `median` and `allowed` are seconds a question."""
    parts = ["time ran out"] if reason == "time" else []
    if median is not None:
        room = "" if allowed is None else f" of {round(allowed)} s"
        parts.append(f"median {round(median)} s{room} a question")
    return ", ".join([*parts, unanswered])


def _crosses(share: float, line: float | None) -> bool:
    return line is not None and not reaches(share, line) and round(100 * share) >= 100 * line


def _scored_text(result: Result) -> str:
    part = "scored questions " if result.scored_asked != result.asked else ""
    share = percent(result.share, result.pass_line if result.passed is not None else None)
    plain = result.share * result.scored_asked
    marks = "" if abs(plain - result.scored_right) < 1e-9 else f", {plain:.1f} marks"
    return f"{result.scored_right} of {result.scored_asked} {part}right{marks} ({share})."


def _missing_text(readiness: Readiness, titles: dict[str, str]) -> str:
    missing = readiness.missing
    if missing is None:
        return "Not enough fresh evidence."
    where = ""
    if missing.domain is not None:
        where = f" ({missing.in_domain} in {titles.get(missing.domain, missing.domain)})"
    needed = counted(missing.questions, "more fresh question")
    return f"Not enough fresh evidence: about {needed}{where}."
