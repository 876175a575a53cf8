"""One set of names for QTI 2.1, 2.2 and 3.0: those of 2.1."""

from __future__ import annotations

import re

from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, parse_xml

_DASH = re.compile(r"-(\w)")
ITEM = "assessmentItem"
HEAD = re.compile(rb"<(?:\w{1,20}:)?(?:assessmentItem|qti-assessment-item)[\s>]")
"""The root of an item of any version."""


def parse_qti(file: InputFile) -> Element | None:
    """Parse a file; `qti-choice-interaction` of version 3 becomes `choiceInteraction`."""
    root = parse_xml(file)
    if root is not None and root.tag.startswith("qti-"):
        _rename(root)
    return root


def _rename(root: Element) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag.startswith("qti-"):
            element.tag = _camel(element.tag.removeprefix("qti-"))
            element.attributes = {_camel(k): v for k, v in element.attributes.items()}
        waiting += element.children


def _camel(name: str) -> str:
    return _DASH.sub(lambda found: found[1].upper(), name)
