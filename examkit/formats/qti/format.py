"""QTI 2.1, 2.2 and 3.0: items and packages are read, packages of 2.1 are written."""

from __future__ import annotations

from examkit.formats.qti.aliases import HEAD, ITEM, parse_qti
from examkit.formats.qti.package import MANIFEST, parse_item, read_package
from examkit.formats.qti.types import WRITERS
from examkit.formats.qti.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    ReadResult,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.round_trip import keep_whole
from examkit.formats.shared.zip_package import Package, is_package

_MANIFESTS = (b"imsqti_item_xmlv2p", b"imsqti_item_xmlv3p", b"imsqti_test_xmlv", b"imsqtiasi_v3p")


def detect(file: InputFile) -> float:
    """Look for the root of an item, in a package for what its manifest names."""
    if not is_package(file):
        return 0.95 if HEAD.search(file.data[:8192]) else 0.0
    manifest = Package(InputFile(file.path, file.data)).read(MANIFEST) or b""
    return 0.95 if any(mark in manifest for mark in _MANIFESTS) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read one item, or every item of a package."""
    if is_package(file):
        return read_package(file)
    root = parse_qti(file)
    if root is not None and root.tag != ITEM:
        file.add(root.place, "no-questions", "It is no item of QTI 2 or 3.")
    draft = parse_item(file, root) if root is not None and root.tag == ITEM else None
    return ReadResult((draft,) if draft else (), (), tuple(file.findings))


FORMAT = Format(
    name="qti",
    title="QTI 2.1, 2.2 and 3.0",
    suffix=".zip",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)
