"""`examkit search`: search notes and questions you've seen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command

if TYPE_CHECKING:
    from examkit.bank.search import Hit


def add_parsers(commands: Any) -> None:
    """Add the `search` command."""
    about = "search notes and questions you have seen"
    parser = add_command(commands, "search", search, about, example="search visibility timeout")
    parser.add_bank()
    parser.add_argument("words", metavar="WORD", nargs="+", help="word or prefix")
    parser.add_format("text", "json")


def search(args: argparse.Namespace) -> int:
    """Print notes and already seen questions that match the words. Return 1 if none does."""
    from examkit.bank.search import MAX_LENGTH, MAX_WORDS, is_cut

    query = " ".join(args.words)
    if is_cut(query):
        limit = f"the first {MAX_WORDS} different words in the first {MAX_LENGTH} characters"
        output.print_note(f"The search uses only {limit}.")
    with open_reader(args) as service, service.search() as index:
        hits = index.find(query)
    if args.format == "json":
        output.print_json([_to_json(hit) for hit in hits])
    else:
        for hit in hits:
            output.print_text(f"{hit.kind} {hit.ref}: {hit.title}\n    {_snippet(hit)}")
    return 0 if hits else 1


def _snippet(hit: Hit) -> str:
    return "".join(text for text, _ in hit.snippet)


def _to_json(hit: Hit) -> dict[str, str]:
    return {"kind": hit.kind, "ref": hit.ref, "title": hit.title, "snippet": _snippet(hit)}
