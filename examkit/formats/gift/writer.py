"""Write GIFT that Moodle and this reader take for the same questions."""

from __future__ import annotations

from examkit.formats.gift.blocks import note
from examkit.formats.gift.reader import CATEGORY
from examkit.formats.gift.text import escaped, escaped_text, formatted
from examkit.formats.gift.types import WRITERS
from examkit.formats.moodle.category import path_of
from examkit.formats.shared.draft import (
    Draft,
    Group,
    QuestionSet,
)
from examkit.formats.shared.inert import inert, shown
from examkit.formats.shared.references import with_references
from examkit.formats.shared.tag_fields import make_tags


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
    return f"// {note('tag', f'group:{group.id}')}\n{formatted(group.stem)}\n"


def _question(draft: Draft) -> str:
    notes = [note("id", draft.id)] if draft.id else []
    notes += [note("tag", tag) for tag in make_tags(draft)]
    comment = f"// {' '.join(notes)}\n" if notes else ""
    title = f"::{escaped(draft.title)}::" if draft.title else ""
    writer = WRITERS[draft.type]
    form, stem = ("markdown", inert(draft.stem)) if writer.is_markdown else shown(draft.stem)
    lines = [f"{title}[{form}]{escaped(stem)} {{{writer.first(draft)}", *writer.lines(draft)]
    if general := with_references(draft.explanation, draft.references):
        lines.append(f"####{escaped_text(general, form == 'html')}")
    return f"{comment}{chr(10).join(lines)}\n}}\n"
