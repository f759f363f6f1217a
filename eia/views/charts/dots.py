"""Dots in rank order: small areas or groups, from the highest down, against a line."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from eia.views.charts.chart import Chart, Illustrated, illustrated
from eia.views.charts.letters import LINE, cut, plain, width
from eia.views.charts.marks import AT_OR_ABOVE, BELOW, INK, Mark
from eia.views.charts.paper import WIDE, Paper
from eia.views.charts.rows import Legend, draw_legend, legend_tall
from eia.views.charts.scale import Scale, even_ticks, round_up
from eia.views.charts.words import Shorten, alt_text
from eia.views.display import Shown, table

_TALL = 170.0
"""Points of the field the dots stand in."""
_NAMED = 10
"""How many of the highest the table names, and how many of the lowest, where there are many."""
_ALL = 40
"""Up to so many, the table names each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """An area or a group.

    Attributes:
        name: Its name.
        value: Its value, from 0.
    """

    name: str
    value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What the dots are read against.

    Attributes:
        value: Where it lies.
        name: What it is, such as "England's highest fifth begins here".
    """

    value: float
    name: str


def ranked_dots(
    dots: Sequence[Dot], *, line: Line, caption: str, unit: str, what: str, of: str = "areas"
) -> Illustrated:
    """Draw a dot each, in rank order from the highest, against a line; and the table.

    Up to 40, the table names each; of more, the ten highest and the ten lowest, and it says so. Equal values have one rank.

    Args:
        dots: In any order, at least one.
        line: What they are read against: those at or above it differ in shape.
        caption: What is shown, of where, when.
        unit: Written after each value; empty for a score.
        what: What the value is, such as "Score of risk, 0 to 10".
        of: What the dots are, in the plural.

    Raises:
        ValueError: There is no dot, or a value is negative.
    """
    if not dots or min(one.value for one in dots) < 0:
        raise ValueError("a chart takes at least one dot, and no negative value")
    ordered = sorted(dots, key=lambda one: (-one.value, one.name))
    above = sum(one.value >= line.value for one in ordered)
    legend: Legend = [
        (AT_OR_ABOVE, f"At or above the line at {_figure(line.value, unit)}, {line.name}: {above}"),
        (BELOW, f"Below it: {len(ordered) - above}"),
    ]
    return illustrated(
        (
            Chart(
                caption=caption,
                alt=_alt(ordered, above, line, unit, of),
                png=_drawn(ordered, line, legend, unit, what),
            ),
        ),
        _table(ordered, line, caption, unit=unit, what=what, of=of),
    )


def _drawn(dots: Sequence[Dot], line: Line, legend: Legend, unit: str, what: str) -> bytes:
    head = legend_tall(legend)
    paper = Paper(tall=head + _TALL + 4 * LINE + 10)
    top = draw_legend(paper, legend)
    paper.write(0, top + LINE / 2, cut(what, WIDE))
    top += LINE + 8
    bottom = top + _TALL
    ticks = even_ticks(0, round_up(max(*(one.value for one in dots), line.value, 1e-6)))
    # The axis of values stands upright: its scale runs from the bottom up.
    upright = Scale(low=0, high=max(ticks[-1], line.value, dots[0].value), left=bottom, right=top)
    left = max(width(_figure(value, unit)) for value in ticks) + 8
    for value in ticks:
        paper.write(left - 6, upright.at(value), _figure(value, unit), align="right")
        paper.line((left - 3, upright.at(value)), (left, upright.at(value)))
    paper.line((left, top), (left, bottom))
    paper.line((left, bottom), (WIDE, bottom))
    paper.line((left, upright.at(line.value)), (WIDE, upright.at(line.value)), ink=INK, dashed=True)
    step = (WIDE - left - 20) / max(1, len(dots) - 1)
    for place, one in enumerate(dots):
        paper.mark(left + 10 + step * place, upright.at(one.value), _mark(one, line), small=len(dots) > _ALL)
    highest, lowest = dots[0], dots[-1]
    for row, (word, one, place) in enumerate(
        (
            ("Highest, at the left", highest, 1),
            ("Lowest, at the right", lowest, len(dots) if len(dots) <= _ALL else 2 * _NAMED),
        )
    ):
        words = f"{word}: {plain(one.name, place=place)}, {_figure(one.value, unit)}"
        paper.write(left, bottom + 6 + LINE * (row + 0.5), cut(words, WIDE - left))
    return paper.png()


def _mark(one: Dot, line: Line) -> Mark:
    return AT_OR_ABOVE if one.value >= line.value else BELOW


def _alt(dots: Sequence[Dot], above: int, line: Line, unit: str, of: str) -> str:
    def write(short: Shorten) -> list[str]:
        highest, lowest = dots[0], dots[-1]
        said = [
            f"{len(dots)} {of} in rank order; {above} at or above {_figure(line.value, unit)}, {short(line.name)}."
        ]
        if highest.value == lowest.value:
            return [*said, f"All: {_figure(highest.value, unit)}."]
        return [
            *said,
            f"Highest: {short(highest.name)}, {_figure(highest.value, unit)}.",
            f"Lowest: {short(lowest.name)}, {_figure(lowest.value, unit)}.",
            f"Middle: {_figure(statistics.median(one.value for one in dots), unit)}.",
        ]

    return alt_text(write)


def _table(dots: Sequence[Dot], line: Line, caption: str, *, unit: str, what: str, of: str) -> Shown:
    places = list(range(len(dots)))
    said = f"{caption}: the figures"
    if len(dots) > _ALL:
        places = [*places[:_NAMED], *places[-_NAMED:]]
        said = f"{caption}: the {_NAMED} highest and the {_NAMED} lowest of {len(dots)} {of}"
    return table(
        said,
        ["Name", "Rank", what, "Line"],
        [
            (
                dots[place].name,
                str(1 + sum(one.value > dots[place].value for one in dots)),
                _figure(dots[place].value, unit),
                "at or above" if dots[place].value >= line.value else "below",
            )
            for place in places
        ],
        numeric=(1, 2),
    )


def _figure(value: float, unit: str) -> str:
    return f"{value:,.1f}".removesuffix(".0") + (unit if unit in ("", "%") else f" {unit}")
