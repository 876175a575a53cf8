"""QTI 1.2, as Canvas, Blackboard, and Common Cartridge write it. examkit only reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from examkit.formats.qti12.item import Item, find_metadata
from examkit.formats.qti12.types import read_answers
from examkit.formats.registry import Format
from examkit.formats.shared.draft import Draft, ReadResult
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, parse_xml
from examkit.formats.shared.zip_package import Package, is_package

_ROOT = b"questestinterop"
_MANIFESTS = (b"imsqti_xmlv1p2", b"imsccv1p", b"imscc_xmlv1p", b"ims_qtiasiv1p2")
_FULLER = ".xml.qti"
"""Suffix of the more detailed file that Canvas adds to its Common Cartridge."""


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is QTI 1.2, judged by root or manifest."""
    if not is_package(file):
        return 0.95 if b"<" + _ROOT in file.data[:4096] else 0.0
    package = Package(InputFile(file.path, file.data))
    if any(name.endswith(_FULLER) for name in package.names()):
        return 0.95
    manifest = package.read("imsmanifest.xml") or b""
    return 0.9 if any(mark in manifest for mark in _MANIFESTS) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read the questions of a file, or of every file in a package."""
    if not is_package(file):
        return ReadResult(tuple(_drafts(file)), (), tuple(file.findings))
    drafts: list[Draft] = []
    package = Package(file)
    for name in _members(list(package.names())):
        inner = package.incoming(name)
        if inner is not None and _ROOT in inner.data[:4096]:
            drafts += _drafts(inner)
            file.adopt(inner)
    if not drafts and not file.findings:
        message = "The package has no questions."
        file.add((1, 1), "no-questions", message, "Export the quiz as QTI.")
    return ReadResult(tuple(drafts), (), tuple(file.findings))


def _members(names: list[str]) -> Iterator[str]:
    """Yield the names of the files to read. Of a quiz's two copies, only the fuller one is read."""
    fuller = {PurePosixPath(name).name.removesuffix(_FULLER) for name in names
              if name.endswith(_FULLER)}  # fmt: skip
    for name in names:
        copy = PurePosixPath(name).parent.name in fuller and not name.endswith(_FULLER)
        if name.endswith((".xml", _FULLER)) and not copy:
            yield name


def _drafts(file: InputFile) -> Iterator[Draft]:
    root = parse_xml(file)
    if root is None:
        return
    items = list(root.every("item"))
    if root.tag.encode() != _ROOT or not items:
        file.add(root.place, "no-questions", "The file has no QTI 1.2 items.")
        return
    domain = _bank(root)
    for item in items:
        draft = _draft(file, Item(file, item, domain))
        if draft is not None:
            yield draft


def _draft(file: InputFile, item: Item) -> Draft | None:
    """Convert an item to a draft. If examkit can't use it, report why and return None."""
    parts = read_answers(item)
    if parts is None or item.failed:
        return None
    draft = item.draft(parts)
    return None if report_faults(file, draft, item.place) else draft


def _bank(root: Element) -> str:
    """Return the name of the question bank that a file contains; empty if it contains none."""
    bank = root.child("objectbank")
    fields = bank.child("qtimetadata") if bank else None
    return find_metadata(fields).get("bank_title", "") if fields else ""


FORMAT = Format(
    name="canvas",
    title="QTI 1.2 from Canvas, Blackboard, and Common Cartridge",
    suffix=".zip",
    detect=detect,
    read=read,
)
