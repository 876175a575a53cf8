"""Conversion of untrusted HTML to Markdown, tag by tag."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.html_table import TAGS, Scripts, Tables

DEEPEST = 8
"""Maximum number of levels by which the items of nested lists are indented."""
_SILENT = {"script", "style", "iframe", "object", "embed", "svg", "math", "head", "template"}
_BLOCKS = {"p", "div", "section", "article", "table", "caption", "blockquote"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "tt": "`", "kbd": "`"}
_TEXT_TAGS = {"span", "font", "u", "small", "big", "a", "sub", "sup", "html", "body", "tbody"}
_KNOWN = (
    _BLOCKS | _MARKS.keys() | _TEXT_TAGS | {"br", "hr", "pre", "ul", "ol", "li", "img", "tr"}
    | {"td", "th", "thead", "tfoot", "dl", "dt", "dd", "h6", "label", "center", "cite", "mark"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\f]+")
# A match starts at the first of several spaces: starting at each one would take quadratic time.
_EMPTY_LINES = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*\n(?:[ \t]*\n)+")
_LINE = re.compile(r"[ \t\f]*\n\s*")
# Underscores inside words, stars between spaces, and lone brackets mean nothing in Markdown.
_SPECIAL = re.compile(
    r"(\\(?=[!-/:-@\[-`{-~])|`|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|\*(?=\S)|(?<=\S)\*|\](?=[(\[]))"
)
_BLOCK = re.compile(r"^([-+]|#{1,6}|>|\d{1,9}(?=[.)]))(?=[.)]?(?:\s|$))", re.MULTILINE)
_ENDING = _BLOCKS | {"tr", "td", "th", "li"}
"""Tags that end any open superscript or subscript."""


def _address(address: str) -> str:
    """Return a link's address if it is safe to follow, otherwise an empty string."""
    safe = address.startswith(("http://", "https://")) and not re.search(r"[\s()<>]", address)
    return address if safe else ""


def _escaped(text: str, *, at_start: bool) -> str:
    """Escape the characters of plain text that Markdown would read as markup.

    `at_start` is whether the text starts a line.
    """
    safe = _SPECIAL.sub(r"\\\1", text)
    # Markdown can't escape a digit, so the dot after it is escaped instead.
    first, rest = (safe, "") if at_start else _cut(safe)
    marked = _BLOCK.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", first)
    return marked if at_start else rest + marked


def _cut(text: str) -> tuple[str, str]:
    """Split a text after its first line break. Return the rest, then the part before it.

    The second part includes the line break. Without one, it is the whole text, and the rest is
    empty.
    """
    before, line_break, after = text.partition("\n")
    return after, before + line_break


class Reader(HTMLParser):
    """Builds Markdown from the tags and texts that the HTML parser reports."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dropped: list[str] = []
        self._out: list[str] = []
        self._lists: list[int] = []
        self._silent: list[str] = []
        self._in_pre = False
        self._in_code = False
        self._code_from = 0
        self._link: list[str] = []
        self._scripts = Scripts(self._out)
        self._tables = Tables(self._out, self.dropped)

    def result(self) -> str:
        """Return the Markdown of all HTML read so far."""
        self._scripts.end_all()
        self._tables.end_all()
        text = _EMPTY_LINES.sub("\n\n", "".join(self._out))
        return trimmed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the Markdown for a start tag. Unsupported tags are listed in `dropped`."""
        if tag in _SILENT:
            self.dropped.append(tag)
            self._silent.append(tag)
        if self._silent:
            return
        if tag not in _KNOWN:
            self.dropped.append(f"tag {tag[:30]}")
        attributes = dict(attrs)
        if tag in TAGS:
            self._scripts.begin(tag)
        elif self._in_pre or not self._began_table(tag, attributes):
            self._open(tag, attributes)

    def _began_table(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag in _ENDING:
            self._scripts.end_all()
        return self._tables.begin(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "pre":
            self._in_pre = True
            self._put("\n\n```\n")
        elif tag in _MARKS and not self._in_pre:
            self._open_mark(_MARKS[tag])
        elif tag in ("ul", "ol"):
            self._put("\n" if self._lists else "\n\n")
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._item()
        elif tag == "img":
            self._image(attributes)
        elif tag == "a":
            self._link.append(_address(attributes.get("href") or ""))
            self._put("[" if self._link[-1] else "")
        elif tag == "code":
            self._language(attributes.get("class") or "")
        else:
            self._put_break(tag)

    def _open_mark(self, mark: str) -> None:
        if mark == "`":
            self._in_code, self._code_from = True, len(self._out)
        self._put(mark)

    def _put_break(self, tag: str) -> None:
        breaks = {
            "br": "\n" if self._in_pre or self._in_code else "\\\n",
            "hr": "\n\n---\n\n",
            "tr": "\n",
        }
        if tag in breaks:
            self._put(breaks[tag])
        elif tag in _BLOCKS:
            self._put("\n\n")
        elif tag in ("td", "th"):
            self._put(" ")

    def _item(self) -> None:
        depth = min(DEEPEST, max(0, len(self._lists) - 1))
        mark = "- "
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}. "
        at_line_start = bool(self._out) and self._out[-1].endswith("\n")
        self._put(f"{'' if at_line_start else chr(10)}{'  ' * depth}{mark}")

    def _image(self, attributes: dict[str, str | None]) -> None:
        source = (attributes.get("src") or "").rsplit("/", 1)[-1][:60]
        self.dropped.append(f"image {source}" if source else "an image without a name")
        if alt := (attributes.get("alt") or "").strip():
            self._put(_SPECIAL.sub(r"\\\1", f"[{alt}]"))

    def handle_endtag(self, tag: str) -> None:
        """Write the Markdown for an end tag."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag in _ENDING:
            self._scripts.end_all()
        if tag in TAGS:
            self._scripts.end(tag)
        elif not self._tables.end(tag):
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "pre":
            self._in_pre = False
            self._end_fence()
        elif tag in _MARKS and not self._in_pre:
            self._close_mark(_MARKS[tag])
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._put("" if self._lists else "\n\n")
        elif tag == "a" and self._link:
            address = self._link.pop()
            self._put(f"]({address})" if address else "")
        elif tag in _BLOCKS:
            self._put("\n\n")

    def _close_mark(self, mark: str) -> None:
        """Write the mark that ends bold, italic, or code. Code with line breaks becomes a block."""
        self._put(mark)
        if mark != "`" or not self._in_code:
            return
        self._in_code = False
        inside = self._out[self._code_from + 1 : -1]
        if "\n" in inside:
            lines = "".join(inside).strip("\n")
            self._out[self._code_from :] = [f"\n\n```\n{lines}\n```\n\n"]

    def _end_fence(self) -> None:
        if self._out and not self._out[-1].endswith("\n"):
            self._put("\n")
        self._put("```\n\n")

    def _language(self, names: str) -> None:
        """Add the language, taken from CSS class names, to the opening fence of a code block."""
        match = re.search(r"\blanguage-([\w+-]+)", names)
        if self._in_pre and match and self._out[-1:] == ["\n\n```\n"]:
            self._out[-1] = f"\n\n```{match[1]}\n"

    def handle_data(self, data: str) -> None:
        """Write the text between tags, with Markdown's special characters escaped."""
        if self._silent:
            return
        if self._in_pre:
            self._put(data)
            return
        if self._tables.between and not data.strip():
            return
        text = _LINE.sub("\n", _SPACE.sub(" ", data.replace("\u00a0", " ")))
        at_start = not self._out or self._out[-1].endswith("\n")
        if at_start:
            text = text.lstrip()
        if not self._in_code:
            text = _escaped(text, at_start=at_start)
        self._put(text)

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
