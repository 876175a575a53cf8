"""Write one item of QTI 2.1 for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.formats.qti.types import WRITERS, letter
from examkit.formats.qti.xhtml import flow
from examkit.formats.shared.draft import Draft, Group
from examkit.formats.shared.references import with_references
from examkit.formats.shared.xml_text import escaped

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,200}\Z", re.ASCII)
_UNSPOKEN = re.compile(r"[`*\\]|\s(?=\s)")
_MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_SHARE = (
    '    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue>'
    "</setOutcomeValue>"
)


def item_of(draft: Draft, name: str, group: Group | None) -> bytes:
    """Return an item; feedback of options and the explanation are shown after the answer."""
    ident = draft.id if _NAME.match(draft.id) else name
    title = draft.title or _UNSPOKEN.sub("", draft.stem.partition("\n\n")[0])[:80]
    lines = [
        _XML,
        f'<assessmentItem xmlns="{_QTI}" identifier="{escaped(ident)}" title="{escaped(title)}"'
        ' adaptive="false" timeDependent="false">',
        *_declarations(draft),
        "  <itemBody>",
        *([f"    {flow(group.stem)}"] if group else []),
        f"    {flow(draft.stem)}",
        *WRITERS[draft.type].lines(draft),
        "  </itemBody>",
        *_processing(draft),
        *_feedback(draft),
        "</assessmentItem>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _declarations(draft: Draft) -> Iterator[str]:
    writer = WRITERS[draft.type]
    values = "".join(f"<value>{value}</value>" for value in writer.values(draft))
    yield (
        f'  <responseDeclaration identifier="RESPONSE" cardinality="{writer.cardinality}"'
        f' baseType="{writer.base}">'
    )
    yield f"    <correctResponse>{values}</correctResponse>"
    yield "  </responseDeclaration>"
    yield '  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
    yield "    <defaultValue><value>0</value></defaultValue>"
    yield "  </outcomeDeclaration>"
    if _told(draft):
        yield (
            f'  <outcomeDeclaration identifier="FEEDBACK" cardinality="{writer.cardinality}"'
            ' baseType="identifier"/>'
        )
    if _general(draft):
        yield (
            '  <outcomeDeclaration identifier="EXPLANATION" cardinality="single"'
            ' baseType="identifier"/>'
        )


def _told(draft: Draft) -> bool:
    return any(option.rationale for option in draft.options)


def _general(draft: Draft) -> str:
    return with_references(draft.explanation, draft.references)


def _processing(draft: Draft) -> Iterator[str]:
    """Score all or nothing, and show feedback; without feedback a template says it all."""
    writer = WRITERS[draft.type]
    if not writer.compared and not _told(draft) and not _general(draft):
        yield f'  <responseProcessing template="{_MATCH}"/>'
        return
    yield "  <responseProcessing>"
    yield "    <responseCondition>"
    yield f"    <responseIf>{writer.condition(draft)}"
    yield _SHARE.format(1)
    yield "    </responseIf>"
    yield "    <responseElse>"
    yield _SHARE.format(0)
    yield "    </responseElse>"
    yield "    </responseCondition>"
    if _told(draft):
        yield (
            '    <setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/>'
            "</setOutcomeValue>"
        )
    if _general(draft):
        yield (
            '    <setOutcomeValue identifier="EXPLANATION">'
            '<baseValue baseType="identifier">SHOWN</baseValue></setOutcomeValue>'
        )
    yield "  </responseProcessing>"


def _feedback(draft: Draft) -> Iterator[str]:
    for at, option in enumerate(draft.options, 1):
        if option.rationale:
            yield _shown("FEEDBACK", letter(at), option.rationale)
    if _general(draft):
        yield _shown("EXPLANATION", "SHOWN", _general(draft))


def _shown(outcome: str, name: str, text: str) -> str:
    start = f'  <modalFeedback outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">'
    return f"{start}{flow(text)}</modalFeedback>"
