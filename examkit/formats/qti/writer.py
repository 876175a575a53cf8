"""Writes packages of QTI 2.1: manifest, test, items, and examkit's own data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from examkit.formats.json.native import encoded
from examkit.formats.qti.text import flow
from examkit.formats.qti.types import WRITERS, letter
from examkit.formats.shared.draft import Draft, Group, QuestionSet
from examkit.formats.shared.text_conventions import with_references
from examkit.formats.shared.xml import escaped
from examkit.formats.shared.zip_package import packed

MANIFEST, TEST, SOURCE = "imsmanifest.xml", "assessment.xml", "examkit.json"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="examkit">
  <metadata>
    <schema>QTIv2.1 Package</schema>
    <schemaversion>1.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
{}
  </resources>
</manifest>
"""
_TEST = """<assessmentTest xmlns="{}" identifier="examkit" title="{}">
  <testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">
{}
  </testPart>
</assessmentTest>
"""


def write(paper: QuestionSet) -> bytes:
    """Return a package of all questions. The same questions always give the same bytes."""
    names = [f"items/q{number:05}.xml" for number in range(1, len(paper.questions) + 1)]
    items = [
        format_item(draft, item_name(name), paper.group(draft.group))
        for name, draft in zip(names, paper.questions, strict=True)
    ]
    members = {MANIFEST: _manifest(names), TEST: _test(paper, names)}
    members |= dict(zip(names, items, strict=True))
    return packed(members | {SOURCE: _source(paper, names, items)})


def item_name(member: str) -> str:
    """Return the identifier of an item's resource, from the item's path in the package."""
    return member.removeprefix("items/").removesuffix(".xml")


def _source(paper: QuestionSet, names: Sequence[str], items: Sequence[bytes]) -> bytes:
    hashes = [hashlib.sha256(item).hexdigest() for item in items]
    value = encoded(paper) | {"items": [list(pair) for pair in zip(names, hashes, strict=True)]}
    return f"{json.dumps(value, indent=1)}\n".encode()


def _manifest(names: Sequence[str]) -> bytes:
    resources = [_resource("test", "imsqti_test_xmlv2p1", TEST, names)]
    resources += [_resource(item_name(name), "imsqti_item_xmlv2p1", name) for name in names]
    resources.append(_resource("source", "webcontent", SOURCE))
    return (_XML + _MANIFEST.format("\n".join(resources))).encode()


def _resource(name: str, kind: str, href: str, needs: Sequence[str] = ()) -> str:
    inside = f'      <file href="{href}"/>'
    inside += "".join(f'\n      <dependency identifierref="{item_name(each)}"/>' for each in needs)
    start = f'    <resource identifier="{name}" type="{kind}" href="{href}">'
    return f"{start}\n{inside}\n    </resource>"


def _test(paper: QuestionSet, names: Sequence[str]) -> bytes:
    """Return the test as XML, with a section for each run of questions in the same domain."""
    pairs = list(zip(names, paper.questions, strict=True))
    runs = groupby(pairs, key=lambda pair: pair[1].domain)
    sections = [_section(at, domain, list(run)) for at, (domain, run) in enumerate(runs, 1)]
    title = escaped(paper.title or "Questions")
    return (_XML + _TEST.format(_QTI, title, "\n".join(sections))).encode()


def _section(number: int, domain: str, run: Sequence[tuple[str, Draft]]) -> str:
    title = escaped(domain or "Questions")
    start = f'    <assessmentSection identifier="s{number}" title="{title}" visible="true">'
    refs = (
        f'      <assessmentItemRef identifier="r-{item_name(name)}" href="{name}"/>'
        for name, _ in run
    )
    return "\n".join([start, *refs, "    </assessmentSection>"])


_NAME = re.compile(r"[A-Za-z_][\w.-]{0,200}\Z", re.ASCII)
_UNSPOKEN = re.compile(r"[`*\\]|\s(?=\s)")
_MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_SHARE = (
    '    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue>'
    "</setOutcomeValue>"
)


def format_item(draft: Draft, name: str, group: Group | None) -> bytes:
    """Return a question as an item. Feedback and the explanation are shown after the answer.

    `name` is the item's identifier if the question's id can't be used. The stem of `group`, if
    given, comes before the question's own.
    """
    ident = draft.id if _NAME.match(draft.id) else name
    title = draft.title or _UNSPOKEN.sub("", draft.stem.partition("\n\n")[0])[:80]
    lines = [
        f'{_XML}<assessmentItem xmlns="{_QTI}" identifier="{escaped(ident)}"'
        f' title="{escaped(title)}" adaptive="false" timeDependent="false">',
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
    if writer.mapping:
        yield from writer.mapping(draft)
    yield "  </responseDeclaration>"
    yield '  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
    yield "    <defaultValue><value>0</value></defaultValue>"
    yield "  </outcomeDeclaration>"
    if _has_rationales(draft):
        yield (
            f'  <outcomeDeclaration identifier="FEEDBACK" cardinality="{writer.cardinality}"'
            ' baseType="identifier"/>'
        )
    if _general(draft):
        yield (
            '  <outcomeDeclaration identifier="EXPLANATION" cardinality="single"'
            ' baseType="identifier"/>'
        )


def _has_rationales(draft: Draft) -> bool:
    return any(option.rationale for option in draft.options)


def _general(draft: Draft) -> str:
    return with_references(draft.explanation, draft.references)


def _processing(draft: Draft) -> Iterator[str]:
    """Yield the XML lines that score an answer, all or nothing, and show feedback.

    If comparing with the key is enough and there is no feedback, they name a standard template.
    """
    writer = WRITERS[draft.type]
    if not writer.compared and not _has_rationales(draft) and not _general(draft):
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
    if _has_rationales(draft):
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
