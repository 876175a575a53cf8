"""Write a package of QTI 2.1: manifest, test, items, and our own source beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import groupby

from examkit.formats.json.native import encoded
from examkit.formats.qti.item_writer import item_of
from examkit.formats.qti.package import MANIFEST, SOURCE
from examkit.formats.shared.draft import Draft, QuestionSet
from examkit.formats.shared.xml_text import escaped
from examkit.formats.shared.zip_package import packed

TEST = "assessment.xml"
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
    """Write all of it; the same paper gives the same bytes."""
    names = [f"items/q{number:05}.xml" for number in range(1, len(paper.questions) + 1)]
    items = [
        item_of(draft, name_of(name), paper.group(draft.group))
        for name, draft in zip(names, paper.questions, strict=True)
    ]
    members = {MANIFEST: _manifest(names), TEST: _test(paper, names)}
    members |= dict(zip(names, items, strict=True))
    return packed(members | {SOURCE: _source(paper, names, items)})


def name_of(member: str) -> str:
    """Return the identifier of an item's resource."""
    return member.removeprefix("items/").removesuffix(".xml")


def _source(paper: QuestionSet, names: Sequence[str], items: Sequence[bytes]) -> bytes:
    hashes = [hashlib.sha256(item).hexdigest() for item in items]
    value = encoded(paper) | {"items": [list(pair) for pair in zip(names, hashes, strict=True)]}
    return f"{json.dumps(value, indent=1)}\n".encode()


def _manifest(names: Sequence[str]) -> bytes:
    resources = [_resource("test", "imsqti_test_xmlv2p1", TEST, names)]
    resources += [_resource(name_of(name), "imsqti_item_xmlv2p1", name) for name in names]
    resources.append(_resource("source", "webcontent", SOURCE))
    return (_XML + _MANIFEST.format("\n".join(resources))).encode()


def _resource(name: str, kind: str, href: str, needs: Sequence[str] = ()) -> str:
    inside = f'      <file href="{href}"/>'
    inside += "".join(f'\n      <dependency identifierref="{name_of(each)}"/>' for each in needs)
    start = f'    <resource identifier="{name}" type="{kind}" href="{href}">'
    return f"{start}\n{inside}\n    </resource>"


def _test(paper: QuestionSet, names: Sequence[str]) -> bytes:
    """Write the order of the items, with a section for each run of one domain."""
    pairs = list(zip(names, paper.questions, strict=True))
    runs = groupby(pairs, key=lambda pair: pair[1].domain)
    sections = [_section(at, domain, list(run)) for at, (domain, run) in enumerate(runs, 1)]
    title = escaped(paper.title or "Questions")
    return (_XML + _TEST.format(_QTI, title, "\n".join(sections))).encode()


def _section(number: int, domain: str, run: Sequence[tuple[str, Draft]]) -> str:
    title = escaped(domain or "Questions")
    start = f'    <assessmentSection identifier="s{number}" title="{title}" visible="true">'
    refs = (
        f'      <assessmentItemRef identifier="r-{name_of(name)}" href="{name}"/>'
        for name, _ in run
    )
    return "\n".join([start, *refs, "    </assessmentSection>"])
