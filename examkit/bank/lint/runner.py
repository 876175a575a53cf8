"""Run all lint rules on a bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from examkit.bank.bank import Bank
from examkit.bank.lint import cue_rules, option_rules, text_rules
from examkit.bank.lint.bank_rules import (
    COPY,
    REWORDED,
    are_enemies,
    bank_flaws,
    key_in_other_stem,
    outdated_names,
    similar_pairs,
)
from examkit.bank.lint.rule import Flaw, Item, Rule
from examkit.bank.lint.testwise import CueGain, measure_gains, verdict
from examkit.bank.source_file import SourceFile
from examkit.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    *text_rules.RULES,
    *cue_rules.RULES,
    *option_rules.RULES,
)
"""The rules that check each question on its own."""

Sources = Mapping[str, SourceFile]
"""A bank's files by path. Findings are added to them."""


def lint_items(bank: Bank) -> list[Item]:
    """Return the questions that the rules check: those that have options and aren't retired."""
    located = bank.questions.values()
    return [Item(q) for q in located if q.question.options and not q.question.retired]


def lint(bank: Bank, sources: Sources) -> None:
    """Add the flaws of a bank to the findings of its files. The bank must not have errors."""
    items = lint_items(bank)
    for item in items:
        for rule in RULES:
            for flaw in rule.check(item):
                _add(sources, item, rule.code, rule.severity, flaw)
    for item, place, name in outdated_names(items, bank.info.outdated):
        message = f'The key names "{name}", which bank.toml lists as outdated.'
        flaw = Flaw(("options", place, "text"), message, "Ask about its replacement.")
        _add(sources, item, "outdated-key", "warning", flaw)
    _lint_pairs(items, sources)
    for code, severity, message, hint in (*bank_flaws(items), *_testwise_flaws(items)):
        sources["bank.toml"].add(code, (), message, hint, severity=severity)


def _add(sources: Sources, item: Item, code: str, severity: Severity, flaw: Flaw) -> None:
    located = item.located
    where = ("questions", located.index, *flaw.loc)
    sources[located.path].add(
        code, where, flaw.message, flaw.hint, severity=severity, question=located.question.id
    )


def _lint_pairs(items: Sequence[Item], sources: Sources) -> None:
    for cosine, one, other in similar_pairs(items, REWORDED):
        message = f"The question is very similar to {one.question.id} (cosine {cosine:.2f})."
        if cosine >= COPY:
            flaw = Flaw(("stem",), message, "Remove one of them.")
            _add(sources, other, "copied-question", "error", flaw)
        elif not are_enemies(one, other):
            hint = f'Add enemies = ["{one.question.id}"], or remove one of the two.'
            flaw = Flaw(("stem",), message, hint)
            _add(sources, other, "similar-questions", "warning", flaw)
    for item, other in key_in_other_stem(items):
        message = f"The stem of {other.question.id} gives away the key to this question."
        flaw = Flaw(
            ("stem",), message, f'Add enemies = ["{other.question.id}"], or reword one of the two.'
        )
        _add(sources, item, "told-elsewhere", "warning", flaw)


def _testwise_flaws(items: Sequence[Item]) -> Iterator[tuple[str, Severity, str, str]]:
    if not items:
        return
    fixed, learned, cues = measure_gains(items)
    for gain, single in ((fixed, False), (learned, False), *((cue, True) for cue in cues)):
        severity = verdict(gain, single=single)
        if severity is not None:
            message = _describe_gain(gain, single=single)
            yield "testwise", severity, message, "Vary how you word keys and distractors."


def _describe_gain(gain: CueGain, *, single: bool) -> str:
    reader = f"The cue {gain.name!r}" if single else f"A simulated guesser ({gain.name})"
    gained = f"{gain.lift:.1%} using the wording alone (z {gain.z:.1f})"
    return f"{reader} beats random guessing by {gained}."
