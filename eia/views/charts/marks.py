"""Inks and marks: what is told apart by colour is told apart by shape, fill or hatch too, and named in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INK = "#1d2a33"
QUIET = "#4b5560"
GROUND = "#ffffff"
BAND = "#dfe5ea"
"""The shade of a band. It is too faint to be seen by all, so that its edges are drawn as well, and it is named."""

ACCENT, ALARM, BAR = "#12436d", "#8c1c13", "#5b87a6"

Shape = Literal["circle", "square", "diamond", "triangle", "cross", "bar"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A mark on a chart.

    Attributes:
        word: What it stands for, as the legend says it.
        shape: Its shape.
        ink: Its colour.
        filled: Whether it is filled, or drawn in outline.
        hatched: Whether it is hatched, as bars may be.
    """

    word: str
    shape: Shape
    ink: str
    filled: bool = True
    hatched: bool = False

    def looks(self) -> tuple[Shape, bool, bool]:
        """Return what is seen of it without colour."""
        return self.shape, self.filled, self.hatched


ONE_BAR = Mark(word="a group", shape="bar", ink=BAR)
WHOLE_BAR = Mark(word="the whole", shape="bar", ink=ACCENT, hatched=True)

COUNTED = Mark(word="those counted", shape="circle", ink=ACCENT)
POPULATION = Mark(word="the population", shape="diamond", ink=INK, filled=False)

DIFFERENT = Mark(word="Shown different", shape="diamond", ink=ALARM)
SIMILAR = Mark(word="Shown similar", shape="square", ink=ACCENT)
CANNOT_TELL = Mark(word="Cannot tell", shape="circle", ink=QUIET, filled=False)

IN_ORDER = Mark(word="dated", shape="circle", ink=ACCENT)
DECISION = Mark(word="the decision", shape="square", ink=INK)
OUT_OF_ORDER = Mark(word="late or out of order", shape="cross", ink=ALARM)

BELOW = Mark(word="below the line", shape="circle", ink=ACCENT, filled=False)
AT_OR_ABOVE = Mark(word="at or above the line", shape="triangle", ink=ALARM)

TOLD_APART = (
    (ONE_BAR, WHOLE_BAR),
    (COUNTED, POPULATION),
    (DIFFERENT, SIMILAR, CANNOT_TELL),
    (IN_ORDER, DECISION, OUT_OF_ORDER),
    (BELOW, AT_OR_ABOVE),
)
"""The marks that stand on one chart, chart by chart."""
