"""Parsing of untrusted XML into elements. Entity declarations are refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from examkit.formats.shared.input_file import InputFile

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000


@dataclass(slots=True)
class Element:
    """An XML element. The names of elements and attributes have no namespace prefix."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    """The column of the element's start tag. Lines and columns count from 1."""
    parts: list[str | Element] = field(default_factory=list)
    """The texts and elements inside the element, in order."""

    @property
    def children(self) -> list[Element]:
        """The elements directly inside this element, in order."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def place(self) -> tuple[int, int]:
        """The line and column of the element, for findings."""
        return self.line, self.column

    def get(self, name: str, default: str = "") -> str:
        """Return the value of an attribute, or `default` if it is missing."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> Element | None:
        """Return the first child with this tag, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, *tags: str) -> Iterator[Element]:
        """Return the children with any of these tags."""
        return (child for child in self.children if child.tag in tags)

    def every(self, *tags: str) -> Iterator[Element]:
        """Return the elements with any of these tags at any depth, in document order."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.every(*tags)

    def first(self, *tags: str) -> Element | None:
        """Return the first element with any of these tags at any depth, or None."""
        return next(self.every(*tags), None)

    def text(self, tag: str = "") -> str:
        """Return all text inside the element, or inside its first child with this tag.

        The text is empty if there is no such child.
        """
        inner = self.child(tag) if tag else self
        return "" if inner is None else "".join(inner._texts())

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()


def parse_xml(file: InputFile) -> Element | None:
    """Parse a file and return its root element. If that fails, report a finding and return None.

    A file that declares entities is refused. A DOCTYPE is ignored, and nothing is fetched.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(file.data, True)
    except expat.ExpatError as error:
        message = f"The file isn't well-formed XML: {expat.ErrorString(error.code)}."
        place = error.lineno, error.offset + 1
        file.add(place, "xml-syntax", message, "Fix the file, or export it again.")
        return None
    except RefusedError as error:
        # The parser is already past the refused part, so only its line is exact.
        place = reader.parser.CurrentLineNumber, 1
        file.add(place, "xml-refused", error.args[0], error.args[1])
        return None
    except (ValueError, LookupError):
        file.add((1, 1), "xml-syntax", "The file's encoding is unknown.", "Save the file as UTF-8.")
        return None
    return reader.root


class RefusedError(Exception):
    """Raised for XML that examkit refuses to read. The arguments are a message and a hint."""


class _Reader:
    """Builds elements from the parser's events."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise RefusedError("The file has too many elements or levels.", "Split the file.")
        parser = self.parser
        if attributes:
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        tag = name.rpartition(":")[2] if ":" in name else name
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        element = Element(tag, attributes, line, column, [])
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)

    def _entity(self, name: str, *_: object) -> None:
        raise RefusedError(
            f"The file declares an entity ({name}).",
            "Write the character itself or its number, such as &#160;.",
        )

    def _external(self, *_: object) -> int:
        raise RefusedError("The file refers to another file.", "Remove the reference.")


_EMPTY = {"br", "hr", "img"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def inner(element: Element) -> str:
    """Return an element's content as HTML, or as plain text if it contains no elements."""
    if not element.children:
        return element.text()
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else outer(part)
        for part in element.parts
    )


def outer(element: Element) -> str:
    """Return an element as HTML, including its own tags."""
    values = (f' {name}="{html.escape(value)}"' for name, value in element.attributes.items())
    start = f"<{element.tag}{''.join(values)}>"
    if element.tag in _EMPTY:
        return start
    content = inner(element) if element.children else html.escape(element.text(), quote=False)
    return f"{start}{content}</{element.tag}>"


def escaped(text: str) -> str:
    """Escape a text for an XML element or attribute. Characters that XML forbids become `?`."""
    safe = html.escape(_ILLEGAL.sub("?", text))
    return safe.replace("\r", "&#13;")
