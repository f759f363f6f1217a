"""Bars: one a group, its value written at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eia.views.charts.chart import Chart
from eia.views.charts.letters import LINE, cut, plain, width, wrapped
from eia.views.charts.marks import ONE_BAR, WHOLE_BAR
from eia.views.charts.paper import TALL, WIDE, Paper
from eia.views.charts.scale import AXIS, Scale, draw_axis, even_ticks
from eia.views.charts.words import Shorten, alt_text, shortened

_LABEL_ROOM = 190.0
_AFTER = 66.0
"""Points to the right of the longest bar, for its value."""
_MOST = 40
"""Bars on one picture at the most: more would not be read."""
_APART, _TIGHT = 5.0, 0.6
_SUBJECT, _NAMED = 16, 3
"""Words that say of what the chart is, and bars alike that are named: of more it is said how many they are."""


def bars(
    *,
    caption: str,
    labels: Sequence[str],
    values: Sequence[float | None],
    emphasised: Sequence[bool],
    unit: str,
    axis: str,
    largest: float,
    withheld: str = "not shown",
    of_all: bool = False,
) -> Chart:
    """Draw one horizontal bar a label, its value written at its end.

    More than 40 are drawn as the first 20 and the last 20, and the picture says how many it leaves out. The table of all of
    them must stand after the chart, as its alt text says.

    Args:
        caption: What the chart shows, of whom, when.
        labels: Names of the bars, from the top.
        values: One a label, from 0; None where it is withheld or cannot be told: a word stands there, and no bar.
        emphasised: Which bars are drawn as the whole that the others are compared with; hatched, so that it shows in grey.
        unit: Written after each value.
        axis: What the horizontal axis measures.
        largest: The end of the axis, above 0.
        withheld: The word for None.
        of_all: Whether the values are of all there are, so that no interval is missing; else a listener hears that none is given.

    Raises:
        ValueError: No bar, or as many labels as values not given, or a negative value.
    """
    if not labels or len({len(labels), len(values), len(emphasised)}) != 1:
        raise ValueError("a chart takes a value for each label, and at least one")
    if any(value is not None and value < 0 for value in values):
        raise ValueError("a bar has no negative length")
    rows = [
        _Bar(
            label=plain(label, place=place + 1),
            value=value,
            said=withheld if value is None else _figure(value, unit),
            whole=whole,
        )
        for place, (label, value, whole) in enumerate(zip(labels, values, emphasised, strict=True))
    ]
    left_out = len(rows) - _MOST
    shown: list[_Bar | str] = (
        [*rows] if left_out <= 0 else [*rows[:20], f"{left_out} more, in the table", *rows[-20:]]
    )
    return Chart(
        caption=caption,
        alt=_alt(caption, labels, values, unit, of_all=of_all),
        png=_drawn(shown, axis, largest, unit),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bar:
    label: str
    value: float | None
    said: str
    whole: bool


def _drawn(rows: Sequence[_Bar | str], axis: str, largest: float, unit: str) -> bytes:
    broken = [wrapped(_label(row), _LABEL_ROOM) for row in rows]
    apart = _APART
    if sum(LINE * len(lines) + apart for lines in broken) > TALL - AXIS - 4:
        broken = [(cut(_label(row), _LABEL_ROOM),) for row in rows]
        apart = min(_APART, (TALL - AXIS - 4) / len(rows) - LINE)
    talls = [LINE * len(lines) + max(apart, _TIGHT) for lines in broken]
    left = max(width(line) for lines in broken for line in lines) + 8
    paper = Paper(tall=sum(talls) + AXIS + 4)
    scale = Scale(low=0, high=largest, left=left, right=WIDE - _AFTER)
    y = 2.0
    for row, lines, tall in zip(rows, broken, talls, strict=True):
        middle = y + tall / 2
        paper.lines(left - 8, middle, lines, align="right")
        if isinstance(row, _Bar):
            _draw(paper, row, scale, middle)
        y += tall
    ticks = tuple(
        (value, _figure(value, "%" if unit == "%" else "").strip()) for value in even_ticks(0, largest)
    )
    draw_axis(paper, scale, ticks=ticks, y=y + 2, title=axis)
    return paper.png()


def _draw(paper: Paper, row: _Bar, scale: Scale, middle: float) -> None:
    end = scale.left
    if row.value is not None:
        end = scale.at(row.value)
        paper.bar(scale.left, end, middle, thick=LINE * 0.82, mark=WHOLE_BAR if row.whole else ONE_BAR)
        paper.line((scale.left, middle - LINE / 2), (scale.left, middle + LINE / 2))
    paper.write(end + 5, middle, cut(row.said, WIDE - end - 6))


def _label(row: _Bar | str) -> str:
    return row if isinstance(row, str) else row.label


def _alt(
    caption: str, labels: Sequence[str], values: Sequence[float | None], unit: str, *, of_all: bool
) -> str:
    """Say of what, the extremes with all who share them, how many are not shown, and that no interval is given."""
    told = [(value, label) for label, value in zip(labels, values, strict=True) if value is not None]
    none = len(values) - len(told)
    subject = shortened(re.split(r", | \(", caption)[0], words=_SUBJECT, letters=_SUBJECT * 10)

    def extreme(value: float, short: Shorten) -> str:
        said = _figure(value, unit)
        who = [short(label) for each, label in told if _figure(each, unit) == said]
        if len(who) == len(told):
            return f"{f'All {len(who)} bars' if len(who) > 1 else who[0]}: {said}."
        if len(who) > _NAMED:
            return f"{len(who)} bars, {said}."
        return f"{', '.join(who[:-1])}, and {who[-1]}, {said}." if len(who) > 1 else f"{who[0]}, {said}."

    def write(short: Shorten) -> list[str]:
        found = ["Bar chart.", f"{subject}." if subject else ""]
        if told:
            high, low = (extreme(pick(value for value, _ in told), short) for pick in (max, min))
            found.append(high if high == low else f"Highest: {high} Lowest: {low}")
        missing = f"Bars not shown: {none}." if none else ""
        return [*found, missing, "" if of_all else "No intervals given."]

    return alt_text(write)


def _figure(value: float, unit: str) -> str:
    """Write a value as the tables do: one decimal, none where it is whole."""
    return f"{value:,.1f}".removesuffix(".0") + (unit if unit in ("", "%") else f" {unit}")
