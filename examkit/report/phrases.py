"""The wording bank: every sentence of the report, in plain words, each number with its n."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from examkit.analytics.answer_changes import ChangeKind, Changes
from examkit.analytics.beta import betaq
from examkit.analytics.calibration import Calibration
from examkit.analytics.pace import PaceStats
from examkit.analytics.readiness import Readiness, ReadinessSettings, round_to_5
from examkit.analytics.scaled_score import reaches
from examkit.analytics.trend import MockChange
from examkit.analytics.verdicts import VerdictSettings
from examkit.humanize import pluralize
from examkit.report.model import DomainRow, Result

_PHRASES = {
    "ready": "ready",
    "likely": "likely",
    "toss-up": "a toss-up",
    "not yet": "not yet",
}


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def percent(share: float, line: float | None = None) -> str:
    """Round to a whole percent, never up to 100 nor across the pass line."""
    whole = round(100 * share)
    if whole > 100 * share and (share < 1 <= whole / 100 or _crosses(share, line)):
        whole = floor(100 * share)
    return f"{whole}%"


def attempt_text(finished: bool, right: int, asked: int, fresh: int) -> str:
    """Say how an attempt went, with the range of its share and how much of it was new."""
    if not finished:
        return "unfinished"
    if asked == 0:
        return "no question"
    likely = _likely(right, asked)
    new = "all new" if fresh == asked else f"{fresh} new"
    return f"{right} of {asked} right, {likely}, {new}"


@lru_cache(maxsize=8_192)
def _likely(right: int, asked: int) -> str:
    """Write the range of a share; a list of attempts asks for the same results again and again."""
    a, b = right + 0.5, asked - right + 0.5
    return span(betaq(0.1, a, b), betaq(0.9, a, b))


def undated_text() -> str:
    """Say why an attempt cannot be shown."""
    return "cannot be shown: its dates are not from 1970 to 9999"


def pass_percent(line: float) -> str:
    """Write the pass line, with a decimal only where it has one."""
    return f"{round(100 * line, 1):g}%"


def span(low: float, high: float) -> str:
    """Write a range in percent."""
    return f"{round(100 * low)}-{round(100 * high)}%"


def number(value: float) -> str:
    """Write a count that may be effective, so not whole; never rounded up to a bound it misses."""
    return f"{value:.0f}" if float(value).is_integer() else f"{floor(10 * value) / 10:.1f}"


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


def scaled_text(result: Result) -> str | None:
    """Return the practice scale with its range, or None without one."""
    scaled = result.scaled
    if scaled is None:
        return None
    likely = f"likely {scaled.low}-{scaled.high}"
    return f"Practice scale about {scaled.estimate} ({likely}). Unofficial estimate."


def readiness_text(readiness: Readiness, titles: dict[str, str]) -> tuple[str, str]:
    """Say whether the real exam would be passed, and from how much that is known."""
    settings = ReadinessSettings()
    answers = fresh_answers(readiness.answers, settings.words_from, settings.number_from)
    if readiness.word is None:
        return _missing_text(readiness, titles), f"So far: {answers}."
    phrase = _PHRASES[readiness.word]
    if readiness.in_100 is None:
        more = f"A number takes {number(settings.number_from)} and a timed, mostly fresh mock."
        return f"On this evidence: {phrase}.", f"From {answers}. {more}"
    odds = f"about {readiness.in_100} in 100 pass the real exam"
    return f"With such answers {odds}: {phrase}.", f"From {answers}."


def verdict_text(row: DomainRow) -> str:
    """Say what a verdict means."""
    chance = f"(about {round_to_5(row.below)} in 100)"
    cannot = sentence(f"{counted_answers(row.evidence)} cannot tell.")
    if not row.is_told:
        return f"Too few fresh answers to say anything: {effective(row.evidence)}."
    if row.verdict == "ok":
        return "Likely above the pass line."
    if row.verdict == "near line":
        lean = ", leaning low" if row.leaning_low else ""
        return f"Could be either side{lean}. {cannot}"
    if row.behind:
        return f"Far behind your other domains, so likely below the pass line {chance}."
    return f"Likely below the pass line {chance}."


def effective(evidence: float, *bounds: float) -> str:
    """Write effective answers: about so many, but never as a bound they miss.

    The bound is that of a verdict, where no others are given.
    """
    if float(evidence).is_integer():
        return number(evidence)
    for least in bounds or (VerdictSettings().enough,):
        if evidence < least <= round(evidence):
            return f"fewer than {number(least)}"
    return f"about {max(1, round(evidence))}"


def counted_answers(evidence: float) -> str:
    """Write effective answers with their noun."""
    return _answers(effective(evidence), "answer")


def fresh_answers(evidence: float, *bounds: float) -> str:
    """Write effective fresh answers with their noun; `bounds` as for `effective`."""
    return _answers(effective(evidence, *bounds), "fresh answer")


def _answers(told: str, noun: str) -> str:
    return f"{told} {noun if told.rsplit(maxsplit=1)[-1] == '1' else f'{noun}s'}"


def format_amount(value: float, noun: str) -> str:
    """Write a count that need not be whole with its noun: 1 day, 1.5 days."""
    return f"{number(value)} {noun if value == 1 else f'{noun}s'}"


def pace_text(told: PaceStats, allowed: float | None, unanswered: str, reason: str) -> str:
    """Say in one line where the time went; `allowed` is seconds a question."""
    parts = ["time ran out"] if reason == "time" else []
    if told.median is not None:
        room = "" if allowed is None else f" of {round(allowed)} s"
        parts.append(f"median {round(told.median)} s{room} a question")
    if told.rushed:
        rushed = pluralize(told.rushed, "answer")
        parts.append(f"{rushed} rushed at the end ({told.rushed_right} right)")
    return ", ".join([*parts, unanswered])


def sureness_text(told: Calibration | None) -> str | None:
    """Say how sureness and outcomes agree; None where nothing was rated."""
    if told is None:
        return None
    top = told.levels[0]
    name = {3: "sure", 2: "fairly sure", 1: "guessing"}[top.level]
    tendency = {
        "over": "More sure than right.",
        "under": "More right than sure.",
        None: "No clear over- or underconfidence.",
    }[told.tendency]
    return f"when {name}: {top.right} of {top.asked} right. {tendency}"


def changes_text(told: Changes) -> str | None:
    """Say what changed answers brought; None where none was changed."""
    if not told.slots:
        return None
    kinds: tuple[ChangeKind, ...] = ("wrong to right", "right to wrong", "wrong to wrong")
    parts = [f"{told.count(kind)} {kind}" for kind in kinds]
    said = {True: " Changing helped.", False: " Changing did not help here.", None: ""}
    return f"{pluralize(len(told.slots), 'answer')}: {', '.join(parts)}.{said[told.helped]}"


def step_text(told: MockChange | None) -> str | None:
    """Compare two mocks, with what luck alone can do."""
    if told is None:
        return None
    luck = pluralize(told.chance_spread, "point")
    if told.points == 0:
        return f"as before; chance alone moves up to {luck} between two mocks."
    way = "Up" if told.points > 0 else "Down"
    size = pluralize(abs(told.points), "point")
    if abs(told.points) <= told.chance_spread:
        return f"{way} {size}; chance alone gives up to {told.chance_spread} between two mocks."
    times = max(2, round(1 / max(told.within_chance, 0.001)))
    return f"{way} {size}. A step this size happens by luck about 1 time in {times}."


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
    needed = pluralize(missing.questions, "more fresh question")
    if not missing.in_bank:
        return (
            f"Not enough fresh evidence: {needed}{where} would do, but the bank has too few left."
        )
    return f"Not enough fresh evidence: about {needed}{where}."
