"""QTI 2.1, 2.2 and 3.0: items and packages are read, packages of 2.1 are written."""

from __future__ import annotations

from examkit.formats.qti.aliases import HEAD, ITEM, parse_qti
from examkit.formats.qti.item import draft_of
from examkit.formats.qti.package import MANIFEST, read_package
from examkit.formats.qti.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    Carried,
    Draft,
    Read,
    normal,
)
from examkit.formats.shared.input_file import Incoming
from examkit.formats.shared.zip_package import Package, is_package

_MANIFESTS = (b"imsqti_item_xmlv2p", b"imsqti_item_xmlv3p", b"imsqti_test_xmlv", b"imsqtiasi_v3p")


def recognise(file: Incoming) -> float:
    """Look for the root of an item, in a package for what its manifest names."""
    if not is_package(file):
        return 0.95 if HEAD.search(file.data[:8192]) else 0.0
    manifest = Package(Incoming(file.path, file.data)).read(MANIFEST) or b""
    return 0.95 if any(mark in manifest for mark in _MANIFESTS) else 0.0


def read(file: Incoming) -> Read:
    """Read one item, or every item of a package."""
    if is_package(file):
        return read_package(file)
    root = parse_qti(file)
    if root is not None and root.tag != ITEM:
        file.add(root.place, "no-questions", "It is no item of QTI 2 or 3.")
    draft = draft_of(file, root) if root is not None and root.tag == ITEM else None
    return Read((draft,) if draft else (), (), tuple(file.findings))


def carried(draft: Draft) -> Carried:
    """Give the question as it is: a package holds all of it beside what other programs read."""
    return Carried(normal(draft))


FORMAT = Format(
    name="qti",
    title="QTI 2.1, 2.2 and 3.0",
    suffix=".zip",
    recognise=recognise,
    read=read,
    carried=carried,
    write=write,
)
