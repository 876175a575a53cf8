"""Question types in QTI 1.2, read from the scoring of an item."""

from __future__ import annotations

from typing import Any

from examkit.formats.qti12.item import Item, earning, find_feedback, scored
from examkit.question_types.choice import Option

Parts = dict[str, Any]
"""The fields of a draft that depend on its type, by name."""
_SKIPPED = (
    "essay", "short", "fill", "fib", "pattern", "dropdown", "upload", "calculated", "text_only",
    "hotspot", "jumbled", "hot spot", "either", "likert", "opinion", "quiz bowl",
)  # fmt: skip


def read_answers(item: Item) -> Parts | None:
    """Return the draft's answer fields by name. If no type fits, report that and return None."""
    if any(word in item.kind for word in _SKIPPED):
        item.skip(item.element, f"A question of type {item.kind} was skipped.")
        return None
    if len(item.lids) == 1:
        ordered = item.lids[0].get("rcardinality").lower() == "ordered"
        return _ordering(item) if ordered else _choice(item)
    if item.lids:
        return _matching(item)
    if "numer" in item.kind or _asks_number(item):
        return _numeric(item)
    item.skip(item.element, "A question without options was skipped.")
    return None


def _choice(item: Item) -> Parts:
    lid = item.lids[0]
    several = lid.get("rcardinality").lower() == "multiple" or "multiple_answer" in item.kind
    rules = earning(item.rules) if several else scored(item.rules)
    keys = {value for rule in rules for _, value in rule.equal}
    _report_weights(item, several)
    names = find_feedback(item.rules)
    options = tuple(
        Option(text, name in keys, item.feedback(names.get(name, "")))
        for name, text in item.labels(lid)
    )
    return {"type_": "multiple" if several else "single", "options": options}


def _report_weights(item: Item, several: bool) -> None:
    """Report a loss if some answers earn only part of the points.

    `several` is whether several options can be correct.
    """
    rules = earning(item.rules)
    if len({rule.points for rule in rules}) > 1 or (several and len(rules) > 1):
        item.lose(item.part("resprocessing"), "Points for partly correct answers were left out.")


def _ordering(item: Item) -> Parts:
    texts = dict(item.labels(item.lids[0]))
    rules = scored(item.rules)
    order = [value for _, value in rules[0].equal] if rules else []
    return {"type_": "ordering", "items": tuple(texts[name] for name in order if name in texts)}


def _matching(item: Item) -> Parts | None:
    keys = dict(reversed([pair for rule in earning(item.rules) for pair in rule.equal]))
    pairs: list[tuple[str, str]] = []
    every: dict[str, str] = {}
    for lid in item.lids:
        rights = dict(item.labels(lid))
        every |= rights
        left = item.of(lid.child("material") or lid.child("flow"))
        if not left:
            item.skip(item.element, "A question with several blanks was skipped.")
            return None
        if (right := rights.get(keys.get(lid.get("ident"), ""))) is None:
            message = "An item on the left has no match on the right."
            item.error(lid, "no-key", message, "Match it with an item on the right.")
            return None
        pairs.append((left, right))
    used = {right for _, right in pairs}
    extra = dict.fromkeys(text for text in every.values() if text not in used)
    return {"type_": "matching", "pairs": tuple(pairs), "extra": tuple(extra)}


def _asks_number(item: Item) -> bool:
    blanks = item.shown.every("render_fib")
    typed = any(one.get("fibtype").lower() in ("decimal", "integer") for one in blanks)
    return typed or item.shown.first("response_num") is not None


def _numeric(item: Item) -> Parts:
    rules = scored(item.rules)
    if len(rules) > 1:
        item.lose(rules[1].element, "Only the first of several correct numbers was read.")
    if not rules:
        return {"type_": "numeric"}
    scoring = item.part("resprocessing")
    low = item.number(scoring, rules[0].value("vargte", "vargt"))
    high = item.number(scoring, rules[0].value("varlte", "varlt"))
    exact = item.number(scoring, rules[0].equal[0][1]) if rules[0].equal else None
    if exact is None and low is not None and high is not None:
        exact = round((low + high) / 2, 10)
    ends = (end for end in (low, high) if end is not None and exact is not None)
    off = max((round(abs(end - (exact or 0.0)), 10) for end in ends), default=0.0)
    return {"type_": "numeric", "answer": exact, "tolerance": off}
