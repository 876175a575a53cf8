"""`examkit import`: questions of other formats, into a bank."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit.cli.common import add_command, add_format, add_renamed_option
from examkit.command_lines import bare_command
from examkit.errors import UsageError
from examkit.humanize import pluralize
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.diagnostics import Finding
    from examkit.formats.registry import Format
    from examkit.formats.shared.input_file import InputFile
    from examkit.transfer.import_plan import ImportPlan

MOST_OF_A_KIND = 3
"""Losses and warnings of one kind that are listed for a file."""
MOST_ERRORS = 100
"""Errors of one kind that are listed for a file."""
MAX_SHOWN = 80
"""Characters of a line that is quoted."""


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "import",
        "bring questions from other formats into a bank",
        example="import quiz.gift --into my-bank",
        description="Bring questions from files and folders into a bank; it may be a new one.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="files or folders")
    parser.add_argument("--into", metavar="DIR", type=Path, required=True, help="the bank's folder")
    parser.add_argument("--from", dest="form", metavar="FORMAT", help="default: as recognised")
    parser.add_argument("--domain", metavar="DOMAIN", default="", help="all into this domain")
    parser.add_argument("--topic", metavar="TOPIC", default="", help="all of this topic")
    add_renamed_option(
        parser,
        "--domains-from",
        "--domains-of",
        choices=["domain", "topic"],
        default="domain",
        help="what makes the domains of a new bank",
    )
    add_renamed_option(
        parser,
        "--questions-per-domain",
        "--each",
        metavar="COUNT",
        type=int,
        help="how many questions the exam of a new bank takes from each domain",
    )
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="which column of a table holds a field, for example stem=Question",
    )
    parser.add_argument(
        "--keep-going", action="store_true", help="import what can be, despite errors"
    )
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    add_format(parser, "text", "json")
    parser.set_defaults(handler=import_questions)


def import_questions(args: argparse.Namespace) -> int:
    """Import files; 1 where something was left out."""
    from examkit.transfer.collect_files import collect_files
    from examkit.transfer.import_plan import plan_import, write_plan
    from examkit.transfer.placement import PlacementOptions

    files = collect_files(args.files)
    wanted = PlacementOptions(args.domain, args.topic, args.domains_from)
    plan = plan_import(
        files,
        args.into,
        form=_format(args.form, args.map),
        wanted=wanted,
        each=args.questions_per_domain,
    )
    goes = not args.dry_run and (args.keep_going or not plan.errors)
    if goes:
        write_plan(plan)
    if args.format == "json":
        _tell_json(plan, written=goes)
    else:
        _tell(plan, files, written=goes, dry=args.dry_run)
    return 1 if plan.errors else 0


def _format(name: str | None, columns: Sequence[str]) -> Format | None:
    from examkit.formats.registry import find_format
    from examkit.formats.shared.records.records import with_map

    if not columns:
        return find_format(name) if name else None
    pairs = [text.partition("=") for text in columns]
    if bad := [field for field, sign, column in pairs if not (field and sign and column)]:
        raise UsageError(f"--map {bad[0]!r} has no column.", "Write FIELD=COLUMN.")
    chosen = find_format(name or "csv")
    return with_map(chosen, {field: column for field, _, column in pairs})


def _tell_json(plan: ImportPlan, *, written: bool) -> None:
    import json

    found = [finding.as_dict() for finding in plan.findings]
    told = {"counts": dict(plan.counts), "formats": plan.formats, "findings": found}
    if unlisted := plan.found.total() - len(found):
        told["unlisted"] = unlisted
    written_files = sorted(plan.files) if written else []
    sys.stdout.write(json.dumps({**told, "written": written_files}, indent=2) + "\n")


def _tell(plan: ImportPlan, files: Iterable[InputFile], *, written: bool, dry: bool) -> None:
    texts = {file.path: file for file in files}
    for finding, more in _grouped(plan):
        sys.stderr.write("\n".join(_shown(finding, texts.get(finding.path))) + "\n")
        if more:
            sys.stderr.write(f"  and {more} more of this kind: --format json lists them\n")
    sys.stdout.write(f"{_summary(plan)}\n")
    if written:
        sys.stdout.write(
            "".join(f"wrote {sanitize(str(plan.into / path))}\n" for path in plan.files)
        )
        _tell_gaps(plan.into)
    elif not dry:
        sys.stdout.write("Nothing was written. Mend the errors, or give --keep-going.\n")


def _summary(plan: ImportPlan) -> str:
    """Count what came of the questions, and what was found in them."""
    counts = plan.counts
    kinds: Counter[str] = Counter()
    for (_, severity, code), number in plan.found.items():
        kinds["loss" if code == "loss" else severity] += number
    names = (("error", "errors"), ("warning", "warnings"), ("loss", "losses"))
    told = [
        f"{kinds[one]:,} {one if kinds[one] == 1 else many}" for one, many in names if kinds[one]
    ]
    line = (
        f"{pluralize(counts['read'], 'question')} read: "
        f"{counts['new']} new, {counts['updated']} updated, {counts['same']} the same, "
        f"{counts['left out']} left out"
    )
    if counts["skipped"]:
        told.insert(0, f"{counts['skipped']:,} skipped")
    return f"{line}; {', '.join(told)}" if told else line


def _grouped(plan: ImportPlan) -> Iterable[tuple[Finding, int]]:
    """Return the first findings of each kind in each file, and with the last how many follow."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in plan.findings:
        kind = finding.path, finding.severity, finding.code
        seen[kind] += 1
        most = MOST_ERRORS if finding.severity == "error" else MOST_OF_A_KIND
        if seen[kind] <= most:
            yield finding, plan.found[kind] - most if seen[kind] == most else 0


def _shown(finding: Finding, file: InputFile | None) -> Iterable[str]:
    """Return a finding with the line it is about and a mark below the place."""
    yield sanitize(str(finding))
    if file is None or b"\0" in file.data[:1024]:
        return
    lines = file.text.split("\n")
    if 1 <= finding.line <= len(lines) and lines[finding.line - 1].strip():
        start = max(0, finding.column - MAX_SHOWN // 2)
        text = sanitize(lines[finding.line - 1]).expandtabs(1)[start : start + MAX_SHOWN]
        yield f"{finding.line:>6} | {text}"
        yield f"       | {' ' * (finding.column - 1 - start)}^"


def _tell_gaps(root: Path) -> None:
    """Say what a person would still add, and how."""
    from examkit.bank.loader import load_bank

    loaded = load_bank(root)
    found = Counter(finding.code for finding in loaded.findings if finding.severity != "info")
    tag, link, check = (
        bare_command("bank", what, root) for what in ("suggest-tags", "suggest-notes", "check")
    )
    hints = {
        "no-domain": f"without a domain, so that no exam draws them: {tag}",
        "no-note": f"without a section of the notes: {link}",
        "no-rationale": "with options that have no rationale",
    }
    for code, hint in hints.items():
        if found[code]:
            said = f"Still to add: {pluralize(found[code], 'question')} {hint}"
            sys.stdout.write(sanitize(said) + "\n")
    others = sum(number for code, number in found.items() if code not in hints)
    if others:
        sys.stdout.write(sanitize(f"And {others} more: {check}") + "\n")
