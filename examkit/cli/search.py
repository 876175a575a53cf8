"""`examkit search`: words in notes and in questions seen so far."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from examkit.cli.common import add_bank, add_command, open_engine, read_config
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.bank.search import Hit


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "search",
        "find words in notes and in questions you have seen",
        example="search visibility timeout",
        description="Find words in notes and in the questions seen so far, the best place first.",
    )
    add_bank(parser)
    parser.add_argument("words", metavar="WORD", nargs="+", help="a word, or how it begins")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    parser.set_defaults(handler=search)


def search(args: argparse.Namespace) -> int:
    """Find words; exit code 1 where nothing is found."""
    from examkit.bank.search import MOST_LENGTH, MOST_WORDS, is_cut

    wanted = " ".join(args.words)
    if is_cut(wanted):
        most = f"the first {MOST_WORDS} different words in the first {MOST_LENGTH} characters"
        sys.stderr.write(f"Only {most} are searched.\n")
    engine = open_engine(args, read_config(), "read")
    try:
        with engine.search() as index:
            hits = index.find(wanted)
    finally:
        engine.close()
    if args.format == "json":
        _say(json.dumps([_hit_values(hit) for hit in hits], indent=2, ensure_ascii=False))
    else:
        for hit in hits:
            _say(f"{hit.kind} {hit.ref}: {hit.title}\n    {_snippet(hit)}")
    return 0 if hits else 1


def _snippet(hit: Hit) -> str:
    return "".join(text for text, _ in hit.snippet)


def _hit_values(hit: Hit) -> dict[str, str]:
    return {"kind": hit.kind, "ref": hit.ref, "title": hit.title, "snippet": _snippet(hit)}


def _say(text: str) -> None:
    sys.stdout.write(sanitize(text) + "\n")
