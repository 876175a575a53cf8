"""Write Moodle XML; texts stay Markdown, which Moodle shows."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.formats.moodle.category import path_of
from examkit.formats.moodle.types import WRITERS
from examkit.formats.shared.draft import Draft, Group, QuestionSet
from examkit.formats.shared.inert import shown
from examkit.formats.shared.references import with_references
from examkit.formats.shared.tag_fields import make_tags
from examkit.formats.shared.xml_text import escaped


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
    name, answers = WRITERS[draft.type]
    return [
        f'  <question type="{name}">',
        _plain("name", draft.title),
        _text("questiontext", draft.stem),
        _text("generalfeedback", with_references(draft.explanation, draft.references)),
        "    <defaultgrade>1</defaultgrade>",
        f"    <idnumber>{escaped(draft.id)}</idnumber>",
        *answers(draft),
        *_tags(make_tags(draft)),
        "  </question>",
    ]


def _tags(tags: Iterable[str]) -> list[str]:
    each = "".join(f"<tag><text>{escaped(tag)}</text></tag>" for tag in tags)
    return [f"    <tags>{each}</tags>"] if each else []


def _plain(tag: str, text: str) -> str:
    return f"    <{tag}><text>{escaped(text)}</text></{tag}>"


def _text(tag: str, text: str) -> str:
    form, safe = shown(text)
    return f'    <{tag} format="{form}"><text>{escaped(safe)}</text></{tag}>'
