"""`examkit import`: import questions in other formats into a bank."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.options import add_command
from examkit.command_lines import bare_command
from examkit.errors import UsageError
from examkit.humanize import pluralize
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.diagnostics import Finding
    from examkit.formats.registry import Format
    from examkit.formats.shared.input_file import InputFile
    from examkit.transfer.import_plan import ImportPlan

MAX_WARNINGS = 3
"""Maximum number of losses or warnings of one kind to list per file."""
MAX_ERRORS = 100
"""Maximum number of errors of one kind to list per file."""
MAX_QUOTED = 80
"""Maximum number of characters to quote from a line."""
NOUNS = (("error", "errors"), ("warning", "warnings"), ("loss", "losses"))


def add_parsers(commands: Any) -> None:
    """Add the `import` command."""
    about = "import questions into a new or existing bank"
    example = "import quiz.gift --into my-bank"
    parser = add_command(commands, "import", import_questions, about, example=example)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="files or folders")
    parser.add_value("--into", "DIR", "the bank's folder", type=Path, required=True)
    parser.add_value("--from", "FORMAT", "input format (default: detected)", dest="form")
    parser.add_value("--domain", "DOMAIN", "domain for all questions", default="")
    parser.add_value("--topic", "TOPIC", "topic for all questions", default="")
    source: dict[str, Any] = {"choices": ["domain", "topic"], "default": "domain"}
    about = "field to use as the domain in a new bank (default: domain)"
    parser.add_value("--domains-from", None, about, old="--domains-of", **source)
    about = "questions per domain in the new bank's exam"
    parser.add_value("--questions-per-domain", "COUNT", about, old="--each", type=int)
    parser.add_list("--map", "FIELD=COLUMN", "use COLUMN for FIELD, for example stem=Question")
    parser.add_flag("--keep-going", "skip questions with errors")
    parser.add_flag("--dry-run", "show what would change, without writing")
    parser.add_format("text", "json")


def import_questions(args: argparse.Namespace) -> int:
    """Import question files into a bank. Return 1 if there were errors."""
    from examkit.transfer.import_plan import collect_files, plan_import, write_plan
    from examkit.transfer.placement import PlacementOptions

    files = collect_files(args.files)
    plan = plan_import(
        files,
        args.into,
        form=_find_format(args.form, args.map),
        wanted=PlacementOptions(args.domain, args.topic, args.domains_from),
        each=args.questions_per_domain,
    )
    write = not args.dry_run and (args.keep_going or not plan.errors)
    if write:
        write_plan(plan)
    if args.format == "json":
        output.print_json(_to_json(plan, written=write))
    else:
        _print_plan(plan, files, written=write, dry_run=args.dry_run)
    return 1 if plan.errors else 0


def _find_format(name: str | None, columns: Sequence[str]) -> Format | None:
    """Return the named format with its columns mapped, or None to detect the format.

    `columns` are the `FIELD=COLUMN` pairs that the user gave. If there are any but no format is
    named, the format is CSV.
    """
    from examkit.formats.registry import find_format
    from examkit.formats.shared.records import with_map

    if not columns:
        return find_format(name) if name else None
    pairs = [text.partition("=") for text in columns]
    if bad := [field for field, sign, column in pairs if not (field and sign and column)]:
        raise UsageError(f"--map {bad[0]!r} has no column.", "Write FIELD=COLUMN.")
    return with_map(find_format(name or "csv"), {field: column for field, _, column in pairs})


def _to_json(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    findings = [finding.as_dict() for finding in plan.findings]
    unlisted = plan.found.total() - len(findings)
    return {
        "counts": dict(plan.counts),
        "formats": plan.formats,
        "findings": findings,
        **({"unlisted": unlisted} if unlisted else {}),
        "written": sorted(plan.files) if written else [],
    }


def _print_plan(
    plan: ImportPlan, files: Iterable[InputFile], *, written: bool, dry_run: bool
) -> None:
    by_path = {file.path: file for file in files}
    for finding, more in _listed(plan):
        output.print_note("\n".join(_finding_lines(finding, by_path.get(finding.path))))
        if more:
            output.print_note(f"  and {more} more like this. --format json lists them all.")
    output.print_text(_summary(plan))
    if written:
        for path in plan.files:
            output.print_text(f"Wrote {plan.into / path}")
        _print_gaps(plan.into)
    elif not dry_run:
        output.print_text("Nothing was written. Fix the errors or use --keep-going.")


def _summary(plan: ImportPlan) -> str:
    """Return a line with the numbers of new, updated, and other questions, and of findings."""
    severities: Counter[str] = Counter()
    for (_, severity, code), number in plan.found.items():
        severities["loss" if code == "loss" else severity] += number
    findings = [
        f"{number:,} {one if number == 1 else many}"
        for one, many in NOUNS
        if (number := severities[one])
    ]
    if skipped := plan.counts["skipped"]:
        findings.insert(0, f"{skipped:,} skipped")
    results = {"new": "new", "updated": "updated", "same": "unchanged", "left out": "left out"}
    parts = ", ".join(f"{plan.counts[key]} {word}" for key, word in results.items())
    line = f"{pluralize(plan.counts['read'], 'question')} read: {parts}"
    return f"{line}; {', '.join(findings)}" if findings else line


def _listed(plan: ImportPlan) -> Iterator[tuple[Finding, int]]:
    """Yield the first findings of each kind in each file. A kind is a severity and a code.

    The last finding shown of a kind comes with the number of those not shown, the others with 0.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in plan.findings:
        kind = finding.path, finding.severity, finding.code
        seen[kind] += 1
        limit = MAX_ERRORS if finding.severity == "error" else MAX_WARNINGS
        if seen[kind] <= limit:
            yield finding, plan.found[kind] - limit if seen[kind] == limit else 0


def _finding_lines(finding: Finding, file: InputFile | None) -> Iterator[str]:
    """Yield a finding, its line in the file, and a caret below its column.

    Yield only the finding if `file` is None or binary, or if there is no text on that line.
    """
    yield str(finding)
    if file is None or b"\0" in file.data[:1024]:
        return
    lines = file.text.split("\n")
    if 1 <= finding.line <= len(lines) and lines[finding.line - 1].strip():
        start = max(0, finding.column - MAX_QUOTED // 2)
        text = sanitize(lines[finding.line - 1]).expandtabs(1)[start : start + MAX_QUOTED]
        yield f"{finding.line:>6} | {text}"
        yield f"       | {' ' * (finding.column - 1 - start)}^"


def _print_gaps(root: Path) -> None:
    """Print how many questions lack a domain, note, or rationales, with commands that help."""
    from examkit.bank.loader import load_bank

    findings = load_bank(root).findings
    counts = Counter(finding.code for finding in findings if finding.severity != "info")
    hints = {
        "no-domain": ("No domain, so not in any exam", "suggest-tags"),
        "no-note": ("No note section", "suggest-notes"),
        "no-rationale": ("Missing rationales", ""),
    }
    for code, (lack, action) in hints.items():
        if counts[code]:
            suggest = (
                f". Get suggestions:\n  {bare_command('bank', action, root)}" if action else "."
            )
            output.print_text(f"{lack}: {pluralize(counts[code], 'question')}{suggest}")
    if others := sum(number for code, number in counts.items() if code not in hints):
        check = bare_command("bank", "check", root)
        output.print_text(f"{pluralize(others, 'other problem')}. List them:\n  {check}")
