"""How well the candidate's confidence matches the outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.calibration import Calibration, ConfidenceLevel, calibrate
from examkit.humanize import CONFIDENCE_LABELS
from examkit.report.blocks import Blocks, CalibrationFigure, Items, Paragraph
from examkit.report.number_text import sentence, span
from examkit.report.ranges import Range
from examkit.report.report import Report, Section

_TENDENCIES = {
    "over": "You tend to be overconfident.",
    "under": "You tend to be underconfident.",
    None: "You aren't clearly over- or underconfident.",
}


@dataclass(frozen=True, slots=True)
class ConfidenceSection(Section):
    name = "confidence"
    heading = "Confidence"

    sureness: Calibration | None
    """How well confidence matched the outcomes, or None if no answer was rated."""

    @classmethod
    def build(cls, report: Report) -> ConfidenceSection:
        return cls(calibrate(report.own_answers))

    def details(self) -> Blocks:
        if self.sureness is not None:
            levels = [_level_text(level) for level in self.sureness.levels]
            yield Paragraph(tendency_text(self.sureness))
            yield _figure(self.sureness)
            yield Items(levels)


def tendency_text(calibration: Calibration) -> str:
    """Return a sentence on whether the candidate is overconfident, underconfident, or neither."""
    return _TENDENCIES[calibration.tendency]


def _level_text(level: ConfidenceLevel) -> str:
    likely = f", likely {span(level.low, level.high)}" if level.asked > 1 else ""
    name = sentence(CONFIDENCE_LABELS[level.level])
    return f"{name}: {level.right} of {level.asked} correct{likely}"


def _figure(calibration: Calibration) -> CalibrationFigure:
    return CalibrationFigure(
        name=ConfidenceSection.name,
        title="Confidence and outcomes",
        caption="How confident you were, and how often you were correct.",
        points=tuple(
            (
                CONFIDENCE_LABELS[level.level],
                level.stated,
                Range(level.low, level.right / level.asked, level.high),
            )
            for level in calibration.levels
        ),
    )
