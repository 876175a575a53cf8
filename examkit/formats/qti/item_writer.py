"""Write one item of QTI 2.1 for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.formats.qti.xhtml import flow, inline
from examkit.formats.shared.decimals import format_decimal
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
_RIGHT = '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>'
_CARDINALITY = {"multiple": "multiple", "ordering": "ordered", "matching": "multiple"}
_BASE = {"matching": "directedPair", "numeric": "float"}


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
        *_interaction(draft),
        "  </itemBody>",
        *_processing(draft),
        *_feedback(draft),
        "</assessmentItem>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _letter(number: int) -> str:
    return f"A{number}"


def _rights(draft: Draft) -> list[str]:
    """Return the right sides to choose from, each once."""
    return sorted({*(right for _, right in draft.pairs), *draft.extra})


def _values(draft: Draft) -> list[str]:
    """Return the values of the right answer."""
    match draft.type:
        case "single" | "multiple":
            return [_letter(at) for at, option in enumerate(draft.options, 1) if option.correct]
        case "ordering":
            shown = _mixed(draft)
            return [_letter(shown.index(item) + 1) for item in draft.items]
        case "matching":
            rights = _rights(draft)
            pairs = enumerate(draft.pairs, 1)
            return [f"L{at} R{rights.index(right) + 1}" for at, (_, right) in pairs]
        case "numeric":
            return [format_decimal(draft.answer or 0)]


def _mixed(draft: Draft) -> list[str]:
    """Return the items in an order that gives nothing away, where a reader does not shuffle."""
    mixed = sorted(draft.items)
    return mixed[::-1] if mixed == list(draft.items) else mixed


def _declarations(draft: Draft) -> Iterator[str]:
    cardinality = _CARDINALITY.get(draft.type, "single")
    base = _BASE.get(draft.type, "identifier")
    values = "".join(f"<value>{value}</value>" for value in _values(draft))
    yield (
        f'  <responseDeclaration identifier="RESPONSE" cardinality="{cardinality}"'
        f' baseType="{base}">'
    )
    yield f"    <correctResponse>{values}</correctResponse>"
    yield "  </responseDeclaration>"
    yield '  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
    yield "    <defaultValue><value>0</value></defaultValue>"
    yield "  </outcomeDeclaration>"
    if _told(draft):
        shown = "multiple" if draft.type == "multiple" else "single"
        yield (
            f'  <outcomeDeclaration identifier="FEEDBACK" cardinality="{shown}"'
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


def _interaction(draft: Draft) -> Iterator[str]:
    match draft.type:
        case "single" | "multiple":
            most = sum(option.correct for option in draft.options)
            start = '    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true"'
            yield f'{start} maxChoices="{most}">'
            for at, option in enumerate(draft.options, 1):
                yield _choice(_letter(at), option.text)
            yield "    </choiceInteraction>"
        case "ordering":
            yield '    <orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
            for at, item in enumerate(_mixed(draft), 1):
                yield _choice(_letter(at), item)
            yield "    </orderInteraction>"
        case "matching":
            yield from _pairs(draft)
        case "numeric":
            yield '    <p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'


def _choice(name: str, text: str) -> str:
    return f'      <simpleChoice identifier="{name}">{inline(text)}</simpleChoice>'


def _pairs(draft: Draft) -> Iterator[str]:
    most = len(draft.pairs)
    start = '    <matchInteraction responseIdentifier="RESPONSE" shuffle="true"'
    yield f'{start} maxAssociations="{most}">'
    lefts = [(f"L{at}", 1, left) for at, (left, _) in enumerate(draft.pairs, 1)]
    rights = [(f"R{at}", most, right) for at, right in enumerate(_rights(draft), 1)]
    for side in (lefts, rights):
        yield "      <simpleMatchSet>"
        for name, count, text in side:
            start = f'        <simpleAssociableChoice identifier="{name}" matchMax="{count}">'
            yield f"{start}{inline(text)}</simpleAssociableChoice>"
        yield "      </simpleMatchSet>"
    yield "    </matchInteraction>"


def _processing(draft: Draft) -> Iterator[str]:
    """Score all or nothing, and show feedback; without feedback a template says it all."""
    if draft.type != "numeric" and not _told(draft) and not _general(draft):
        yield f'  <responseProcessing template="{_MATCH}"/>'
        return
    yield "  <responseProcessing>"
    yield "    <responseCondition>"
    yield f"    <responseIf>{_compared(draft)}"
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


def _compared(draft: Draft) -> str:
    if draft.type != "numeric":
        return f"<match>{_RIGHT}</match>"
    if not draft.tolerance:
        return f'<equal toleranceMode="exact">{_RIGHT}</equal>'
    off = format_decimal(draft.tolerance)
    return f'<equal toleranceMode="absolute" tolerance="{off} {off}">{_RIGHT}</equal>'


def _feedback(draft: Draft) -> Iterator[str]:
    for at, option in enumerate(draft.options, 1):
        if option.rationale:
            yield _shown("FEEDBACK", _letter(at), option.rationale)
    if _general(draft):
        yield _shown("EXPLANATION", "SHOWN", _general(draft))


def _shown(outcome: str, name: str, text: str) -> str:
    start = f'  <modalFeedback outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">'
    return f"{start}{flow(text)}</modalFeedback>"
