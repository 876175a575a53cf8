"""QTI 2.1, 2.2, and 3.0. Reads items and packages; writes packages of version 2.1."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from examkit.formats.json.native import MARK, VERSION, decode_question
from examkit.formats.json.parser import parse_json
from examkit.formats.qti.item import Item
from examkit.formats.qti.text import HEAD, ITEM, parse_qti
from examkit.formats.qti.types import READERS, WRITERS
from examkit.formats.qti.writer import MANIFEST, SOURCE, write
from examkit.formats.registry import Format, keep_whole
from examkit.formats.shared.draft import Draft, Group, ReadResult
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.values import to_text
from examkit.formats.shared.xml import Element
from examkit.formats.shared.zip_package import Package, is_package

_MANIFESTS = (b"imsqti_item_xmlv2p", b"imsqti_item_xmlv3p", b"imsqti_test_xmlv", b"imsqtiasi_v3p")


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is QTI 2 or 3, judged by root or manifest."""
    if not is_package(file):
        return 0.95 if HEAD.search(file.data[:8192]) else 0.0
    manifest = Package(InputFile(file.path, file.data)).read(MANIFEST) or b""
    return 0.95 if any(mark in manifest for mark in _MANIFESTS) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read a single item, or every item of a package."""
    if is_package(file):
        return read_package(file)
    root = parse_qti(file)
    if root is not None and root.tag != ITEM:
        file.add(root.place, "no-questions", "The file isn't a QTI 2 or 3 item.")
    draft = parse_item(file, root) if root is not None and root.tag == ITEM else None
    return ReadResult((draft,) if draft else (), (), tuple(file.findings))


FORMAT = Format(
    name="qti",
    title="QTI 2.1, 2.2, and 3.0",
    suffix=".zip",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)


def read_package(file: InputFile) -> ReadResult:
    """Read every item of a package, with the groups that the items use."""
    reader = _Reader(file)
    drafts = [draft for name in reader.names() if (draft := reader.draft(name)) is not None]
    if not drafts and not file.findings:
        message = "The package has no QTI 2 or 3 items."
        file.add((1, 1), "no-questions", message, "Export the test as QTI 2.1.")
    needed = {draft.group for draft in drafts}
    groups = tuple(group for group in reader.groups if group.id in needed)
    return ReadResult(tuple(drafts), groups, tuple(file.findings))


def parse_item(file: InputFile, item: Element, domain: str = "") -> Draft | None:
    """Convert an item to a draft with this domain. If that fails, report why and return None."""
    reader = Item(file, item)
    draft = reader.draft(domain, READERS)
    if draft is None or reader.failed or report_faults(file, draft, reader.place):
        return None
    return draft


class _Reader:
    """Reads the items of a package.

    An item that examkit wrote and nobody changed is read from `examkit.json` instead.
    """

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._package = Package(file)
        self._source = self._parsed_source()
        items, questions = self._source.get("items"), self._source.get("questions")
        self._own: dict[str, tuple[str, Any]] = {}
        if isinstance(items, list) and isinstance(questions, list):
            for entry, value in zip(items, questions, strict=False):
                if isinstance(entry, list) and len(entry) == 2:
                    self._own[to_text(entry[0])] = to_text(entry[1]), value
        manifest = self._parsed(MANIFEST)
        self._resources = list(manifest.every("resource")) if manifest else []
        self._sections = dict(self._titles())

    @property
    def groups(self) -> Iterator[Group]:
        """The groups in `examkit.json`, which examkit adds to the packages it writes."""
        listed = self._source.get("groups")
        for value in listed if isinstance(listed, list) else []:
            if isinstance(value, dict) and to_text(value.get("id")):
                yield Group(to_text(value.get("id")), to_text(value.get("stem")))

    def names(self) -> Iterator[str]:
        """Yield the names of members that can be items, first those that the manifest lists."""
        names = dict.fromkeys(self._package.names())
        first = [r.get("href") for r in self._resources if "item" in r.get("type")]
        yield from dict.fromkeys(name for name in first if name in names)
        known = {MANIFEST, SOURCE, *first}
        yield from (name for name in names if name not in known and name.endswith(".xml"))

    def draft(self, name: str) -> Draft | None:
        """Convert the member `name` to a draft, or return None if examkit can't use it."""
        inner = self._package.incoming(name)
        if inner is None or not HEAD.search(inner.data[:8192]):
            return None
        digest, value = self._own.get(name, ("", None))
        if digest == hashlib.sha256(inner.data).hexdigest():
            draft = decode_question(inner, value, lambda *_: (1, 1))
        else:
            draft = self._foreign(inner, name)
        self._file.adopt(inner)
        return draft

    def _foreign(self, inner: InputFile, name: str) -> Draft | None:
        root = parse_qti(inner)
        if root is None or root.tag != ITEM:
            return None
        return parse_item(inner, root, self._sections.get(name, ""))

    def _titles(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of item path and section title, for tests with several sections."""
        for name in (r.get("href") for r in self._resources if "test" in r.get("type")):
            root = self._parsed(name)
            sections = list(root.every("assessmentSection")) if root else []
            for section in sections if len(sections) > 1 else ():
                for item in section.all("assessmentItemRef"):
                    href = str(PurePosixPath(name).parent / item.get("href"))
                    yield href, section.get("title").strip()

    def _parsed(self, name: str) -> Element | None:
        """Parse a member that only adds details. If that fails, return None and report nothing."""
        data = self._package.read(name) if name in self._package.names() else None
        return parse_qti(InputFile(name, data)) if data else None

    def _parsed_source(self) -> dict[str, Any]:
        data = self._package.read(SOURCE) if SOURCE in self._package.names() else None
        document = parse_json(InputFile(SOURCE, data)) if data else None
        value = document.value if document else None
        return value if isinstance(value, dict) and value.get(MARK) == VERSION else {}
