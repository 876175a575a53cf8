"""Running all rules over a bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from examkit.bank.bank import Bank
from examkit.bank.lint import cue_rules, option_rules, rationale_rules, stem_rules
from examkit.bank.lint.bank_rules import bank_flaws, outdated_names
from examkit.bank.lint.pair_rules import (
    COPY,
    REWORDED,
    enemies,
    key_in_other_stem,
    likeness,
)
from examkit.bank.lint.rule import Flaw, Item, Rule
from examkit.bank.lint.testwise import CueGain, measure_gains, verdict
from examkit.bank.source_file import SourceFile
from examkit.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    *stem_rules.RULES,
    *cue_rules.RULES,
    *option_rules.RULES,
    *rationale_rules.RULES,
)


def lint_items(bank: Bank) -> list[Item]:
    """Return the questions with options that can be drawn: the rules are about options."""
    drawn = (p for p in bank.questions.values() if p.question.options and not p.question.retired)
    return [Item(placed) for placed in drawn]


def lint(bank: Bank, sources: Mapping[str, SourceFile]) -> None:
    """Report the flaws of a bank without errors to its files."""
    items = lint_items(bank)
    for item in items:
        for rule in RULES:
            for flaw in rule.check(item):
                _tell(sources, item, rule.code, rule.severity, flaw)
    for item, place, name in outdated_names(items, bank.info.outdated):
        said, hint = f"{name} is on the list of what is outdated.", "Ask about what replaced it."
        flaw = Flaw(("options", place, "text"), said, hint)
        _tell(sources, item, "outdated-key", "warning", flaw)
    _lint_pairs(items, sources)
    for code, severity, message, hint in (*bank_flaws(items), *_testwise_flaws(items)):
        sources["bank.toml"].add(code, (), message, hint, severity=severity)


def _tell(
    sources: Mapping[str, SourceFile], item: Item, code: str, severity: Severity, flaw: Flaw
) -> None:
    placed = item.placed
    where = ("questions", placed.index, *flaw.loc)
    sources[placed.path].add(
        code, where, flaw.message, flaw.hint, severity=severity, question=placed.question.id
    )


def _lint_pairs(items: Sequence[Item], sources: Mapping[str, SourceFile]) -> None:
    for cosine, one, other in likeness(items, REWORDED):
        said = f"It is like {one.question.id} (cosine {cosine:.2f})."
        if cosine >= COPY:
            flaw = Flaw(("stem",), said, "Drop one of them.")
            _tell(sources, other, "copied-question", "error", flaw)
        elif not enemies(one, other):
            flaw = Flaw(("stem",), said, f'Add enemies = ["{one.question.id}"], or drop one.')
            _tell(sources, other, "similar-questions", "warning", flaw)
    for item, teller in key_in_other_stem(items):
        said = f"The stem of {teller.question.id} tells the key."
        flaw = Flaw(("stem",), said, f'Add enemies = ["{teller.question.id}"], or reword one.')
        _tell(sources, item, "told-elsewhere", "warning", flaw)


def _testwise_flaws(items: Sequence[Item]) -> Iterator[tuple[str, Severity, str, str]]:
    if not items:
        return
    fixed, learned, cues = measure_gains(items)
    for found, single in ((fixed, False), (learned, False), *((cue, True) for cue in cues)):
        severity = verdict(found, single=single)
        if severity is not None:
            yield "testwise", severity, _told(found, single=single), "Vary how keys are worded."


def _told(found: CueGain, *, single: bool) -> str:
    reader = f"The cue {found.name!r} alone" if single else f"The test-wise reader {found.name}"
    return f"{reader} scores {found.lift:+.3f} above guessing (z {found.z:.1f})."
