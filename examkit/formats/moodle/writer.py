"""Write Moodle XML; texts stay Markdown, which Moodle shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examkit.formats.gift.answer_tokens import weight_for
from examkit.formats.moodle.category import path_of
from examkit.formats.shared.decimals import format_decimal as number_text
from examkit.formats.shared.draft import Draft, Group, QuestionSet
from examkit.formats.shared.inert import inert, shown
from examkit.formats.shared.references import with_references
from examkit.formats.shared.tag_fields import make_tags
from examkit.formats.shared.xml_text import escaped

_TYPES = {"single": "multichoice", "multiple": "multichoice", "numeric": "numerical"}
_ORDER = (
    "    <layouttype>VERTICAL</layouttype>",
    "    <selecttype>ALL</selecttype>",
    "    <selectcount>0</selectcount>",
    "    <gradingtype>ALL_OR_NOTHING</gradingtype>",
    "    <showgrading>SHOW</showgrading>",
    "    <numberingstyle>none</numberingstyle>",
)


def write(paper: QuestionSet) -> bytes:
    """Write categories, stems of groups and questions; nothing in them runs in Moodle."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    domain, groups = "", {"": True}
    for draft in paper.questions:
        if draft.domain != domain:
            domain = draft.domain
            lines += _category(domain)
        if not groups.setdefault(draft.group, False):
            groups[draft.group] = True
            group = paper.group(draft.group)
            lines += _stem_of(group) if group and group.stem else []
        lines += _question(draft)
    return "\n".join([*lines, "</quiz>", ""]).encode("utf-8")


def _category(domain: str) -> list[str]:
    path = f"    <category><text>{escaped(path_of(domain))}</text></category>"
    return ['  <question type="category">', path, "  </question>"]


def _stem_of(group: Group) -> list[str]:
    return [
        '  <question type="description">',
        _plain("name", group.id),
        _text("questiontext", group.stem),
        *_tags([f"group:{group.id}"]),
        "  </question>",
    ]


def _question(draft: Draft) -> list[str]:
    return [
        f'  <question type="{_TYPES.get(draft.type, draft.type)}">',
        _plain("name", draft.title),
        _text("questiontext", draft.stem),
        _text("generalfeedback", with_references(draft.explanation, draft.references)),
        "    <defaultgrade>1</defaultgrade>",
        f"    <idnumber>{escaped(draft.id)}</idnumber>",
        *_answers(draft),
        *_tags(make_tags(draft)),
        "  </question>",
    ]


def _answers(draft: Draft) -> Iterable[str]:
    match draft.type:
        case "single" | "multiple":
            return _options(draft)
        case "matching":
            return _pairs(draft)
        case "ordering":
            places = enumerate(draft.items, 1)
            return (*_ORDER, *(_answer(str(at), item, "") for at, item in places))
        case "numeric":
            return _number(draft)


def _options(draft: Draft) -> Iterator[str]:
    """Return several right options the weights by which ticking everything earns nothing."""
    right = sum(option.correct for option in draft.options)
    single = draft.type == "single"
    full = "100" if single else weight_for(max(1, right))
    none = "0" if single else f"-{weight_for(max(1, len(draft.options) - right))}"
    yield f"    <single>{str(single).lower()}</single>"
    yield "    <shuffleanswers>true</shuffleanswers>"
    yield "    <answernumbering>ABCD</answernumbering>"
    for option in draft.options:
        yield _answer(full if option.correct else none, option.text, option.rationale)


def _answer(fraction: str, text: str, feedback: str) -> str:
    (form, safe), (other, why) = shown(text), shown(feedback)
    return (
        f'    <answer fraction="{fraction}" format="{form}"><text>{escaped(safe)}</text>'
        f'<feedback format="{other}"><text>{escaped(why)}</text></feedback></answer>'
    )


def _pairs(draft: Draft) -> Iterator[str]:
    yield "    <shuffleanswers>true</shuffleanswers>"
    for left, right in (*draft.pairs, *(("", right) for right in draft.extra)):
        yield (
            f'    <subquestion format="markdown"><text>{escaped(inert(left))}</text>'
            f"<answer><text>{escaped(right)}</text></answer></subquestion>"
        )


def _number(draft: Draft) -> Iterator[str]:
    number, off = number_text(draft.answer or 0), number_text(draft.tolerance)
    yield (
        f'    <answer fraction="100" format="plain_text"><text>{number}</text>'
        f"<tolerance>{off}</tolerance></answer>"
    )


def _tags(tags: Iterable[str]) -> list[str]:
    each = "".join(f"<tag><text>{escaped(tag)}</text></tag>" for tag in tags)
    return [f"    <tags>{each}</tags>"] if each else []


def _plain(tag: str, text: str) -> str:
    return f"    <{tag}><text>{escaped(text)}</text></{tag}>"


def _text(tag: str, text: str) -> str:
    form, safe = shown(text)
    return f'    <{tag} format="{form}"><text>{escaped(safe)}</text></{tag}>'
