"""What `bank.toml` and the exams have to do with the rest of a bank."""

from __future__ import annotations

import re
from collections.abc import Mapping

from examkit.bank.bank import BankContext
from examkit.bank.model import Exam
from examkit.bank.source_file import SourceFile
from examkit.diagnostics import did_you_mean


def check_bank_file(around: BankContext, source: SourceFile) -> None:
    """Report what `bank.toml` names and is not there, or names twice."""
    default = around.info.default_exam
    if default not in around.exams:
        hint = did_you_mean(default, around.exams) or "Name a file of the folder exams."
        source.add("unknown-exam", ("default_exam",), f"There is no exam {default}.", hint)
    seen: set[str] = set()
    for index, topic in enumerate(around.info.topics):
        if topic.id in seen:
            said = f"The topic {topic.id} is there twice."
            source.add("duplicate-id", ("topics", index, "id"), said, "Rename one.")
        seen.add(topic.id)
        if topic.notes is not None and topic.notes not in around.notes:
            said = f"There is no notes file {topic.notes}."
            hint = did_you_mean(topic.notes, around.notes) or "Write it in the folder notes."
            source.add("unknown-note", ("topics", index, "notes"), said, hint)


def check_supply(exam: Exam, supply: Mapping[str, int], sources: Mapping[str, SourceFile]) -> None:
    """Report domains that a form could not fill; `supply` counts questions by domain."""
    whole = sum(domain.weight or domain.questions or 0 for domain in exam.domains)
    source = next(s for path, s in sources.items() if path.startswith("exams/") and _is(s, exam.id))
    for index, domain in enumerate(exam.domains):
        share = round(exam.questions * (domain.weight or domain.questions or 0) / max(whole, 1))
        lack = share - supply.get(domain.id, 0)
        if lack > 0:
            said = (
                f"The domain {domain.id} has {supply.get(domain.id, 0)} of about {share} questions"
            )
            source.add(
                "thin-domain",
                ("domains", index),
                f"{said} for a full form.",
                f"Write {lack} more.",
                severity="warning",
            )


def _is(source: SourceFile, exam_id: str) -> bool:
    return re.search(rf"^\s*id\s*=\s*[\"']{re.escape(exam_id)}[\"']", source.text, re.M) is not None
