"""Where a value stands on an axis, and which values are written under it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from eia.views.charts.letters import LINE, width, wrapped
from eia.views.charts.marks import QUIET
from eia.views.charts.paper import WIDE, Paper

AXIS = 2 * LINE + 12
"""Points that an axis takes under the rows: its figures, and what it measures on one line."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_ENDS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_TICKS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """An axis from left to right.

    Attributes:
        low: The value at its left end.
        high: The value at its right end, above `low`.
        left: Its left end, in points.
        right: Its right end, in points.
        log: Whether equal steps are equal ratios; then `low` is above 0.
    """

    low: float
    high: float
    left: float
    right: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the place of a value in points; one beyond an end stands at the end."""
        held = min(max(value, self.low), self.high)
        if self.log:
            share = math.log(held / self.low) / math.log(self.high / self.low)
        else:
            share = (held - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def holds(self, value: float) -> bool:
        """Say whether a value is on the axis, its ends included."""
        return self.low <= value <= self.high


def round_up(value: float, *, steps: tuple[float, ...] = _ENDS) -> float:
    """Return the least round number that is at least a positive value."""
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in steps if step * size >= value * (1 - 1e-9))


def even_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return about six round values from one to another."""
    step = round_up((high - low) / _TICKS, steps=_STEPS)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))


def ratio_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return 1, 2 and 5 times each power of ten from one value to another; where they are many, the powers and 1 alone."""
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    every = [base * 10.0**power for power in powers for base in (1, 2, 5)]
    inside = [value for value in every if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
    if len(inside) > _TICKS + 3:
        inside = [value for value in inside if round(math.log10(value), 6).is_integer()]
    return tuple(inside)


def draw_axis(
    paper: Paper, scale: Scale, *, ticks: tuple[tuple[float, str], ...], y: float, title: str
) -> None:
    """Draw an axis under the rows: a line, figures that do not run into each other, and what it measures."""
    paper.line((scale.left, y), (scale.right, y))
    free = -math.inf
    for value, words in ticks:
        x = scale.at(value)
        paper.line((x, y), (x, y + 3))
        half = width(words) / 2
        if x - half > free and x + half < WIDE:
            paper.write(x, y + 4 + LINE / 2, words, align="center")
            free = x + half + 4
    for place, line in enumerate(wrapped(title, WIDE)[:1]):
        half = width(line) / 2
        middle = min(max((scale.left + scale.right) / 2, half + 1), WIDE - half - 1)
        paper.write(middle, y + 6 + LINE * (1.5 + place), line, align="center", ink=QUIET)
