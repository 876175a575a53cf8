"""Write GIFT that Moodle and this reader take for the same questions."""

from __future__ import annotations

from examkit.formats.gift.answer_tokens import weight_for
from examkit.formats.gift.blocks import note
from examkit.formats.gift.reader import CATEGORY
from examkit.formats.gift.text import FORMAT, escaped
from examkit.formats.moodle.category import path_of
from examkit.formats.shared.decimals import format_decimal
from examkit.formats.shared.draft import (
    Draft,
    Group,
    QuestionSet,
)
from examkit.formats.shared.html import markdown_to_html, round_trips
from examkit.formats.shared.inert import inert, may_act, shown
from examkit.formats.shared.references import with_references
from examkit.formats.shared.tag_fields import make_tags
from examkit.question_types.choice import Option

_ORDER = ">{} ALL VERTICAL ABSOLUTE SHOW none"


def write(paper: QuestionSet) -> bytes:
    """Write categories, stems of groups and questions, with an empty line between them."""
    blocks: list[str] = []
    domain, groups = "", {"": True}
    for draft in paper.questions:
        if draft.domain != domain:
            domain = draft.domain
            blocks.append(_category(domain))
        if not groups.setdefault(draft.group, False):
            groups[draft.group] = True
            group = paper.group(draft.group)
            blocks += [_stem_of(group)] if group and group.stem else []
        blocks.append(_question(draft))
    return "\n".join(blocks).encode("utf-8", "replace")


def _category(domain: str) -> str:
    safe = domain.replace("\\", "\\\\").replace("\n", " ")
    return f"{CATEGORY} {path_of(safe)}\n"


def _stem_of(group: Group) -> str:
    return f"// {note('tag', f'group:{group.id}')}\n{_formatted(group.stem)}\n"


def _question(draft: Draft) -> str:
    notes = [note("id", draft.id)] if draft.id else []
    notes += [note("tag", tag) for tag in make_tags(draft)]
    comment = f"// {' '.join(notes)}\n" if notes else ""
    title = f"::{escaped(draft.title)}::" if draft.title else ""
    form, stem = _stem(draft)
    lines = [f"{title}[{form}]{escaped(stem)} {{{_first(draft)}", *_answers(draft)]
    if general := with_references(draft.explanation, draft.references):
        lines.append(f"####{_text(general, named=form == 'html')}")
    return f"{comment}{chr(10).join(lines)}\n}}\n"


def _stem(draft: Draft) -> tuple[str, str]:
    """Return format and text of a stem, which is Markdown where items and right sides follow it."""
    if draft.type in ("ordering", "matching"):
        return "markdown", inert(draft.stem)
    return shown(draft.stem)


def _first(draft: Draft) -> str:
    """Return what stands right behind the opening brace."""
    if draft.type == "numeric":
        tolerance = f":{format_decimal(draft.tolerance)}" if draft.tolerance else ""
        return f"#{format_decimal(draft.answer or 0)}{tolerance}"
    return _ORDER.format(len(draft.items)) if draft.type == "ordering" else ""


def _answers(draft: Draft) -> list[str]:
    """Return the lines of the answers."""
    match draft.type:
        case "single" | "multiple":
            return _options(draft)
        case "matching":
            pairs = [f"={_left(left)} -> {escaped(right)}" for left, right in draft.pairs]
            return pairs + [f"= -> {escaped(right)}" for right in draft.extra]
        case "ordering":
            return [_item(item) for item in draft.items]
        case "numeric":
            return []


def _options(draft: Draft) -> list[str]:
    """Return all-or-nothing the weights by which ticking everything earns nothing."""
    if draft.type == "single":
        marks = {True: "=", False: "~"}
    else:
        right = sum(option.correct for option in draft.options)
        wrong = max(1, len(draft.options) - right)
        marks = {True: f"~%{weight_for(right)}%", False: f"~%-{weight_for(wrong)}%"}
    named = _stem(draft)[0] == "html"
    return [f"{marks[o.correct]}{_option(o, named=named)}" for o in draft.options]


def _option(option: Option, *, named: bool) -> str:
    why = f"#{_text(option.rationale, named=named)}" if option.rationale else ""
    return _text(option.text, named=named) + why


def _text(text: str, *, named: bool = False) -> str:
    """Write a text so that no weight or format is seen at its start; `named` gives its format."""
    named = named or text.startswith("%") or FORMAT.match(text) is not None or may_act(text)
    return _formatted(text) if named else escaped(text)


def _formatted(text: str) -> str:
    """Write a text behind its format: Markdown, or HTML where Markdown could act in Moodle."""
    form, safe = shown(text)
    return f"[{form}]{escaped(safe)}"


def _left(text: str) -> str:
    """Write a left side so that no arrow is seen in it, as HTML if that loses nothing."""
    if ("->" in text or may_act(text)) and round_trips(text):
        return f"[html]{escaped(markdown_to_html(text))}"
    return _text(inert(text).replace("->", "-\\>"))


def _item(source: str) -> str:
    """Write an item of an order, in which Moodle keeps escapes: no more than is needed."""
    text = inert(source)
    marks = "\\{}#" if "####" in text else "\\{}"
    # Lines with 0, with a comment, or in the manner of settings would read as such.
    lead = "\\n" if text == "0" or text.startswith("//") else ""
    return lead + escaped(text, marks)
