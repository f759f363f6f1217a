"""Gaps with their intervals, beside the band that a reader is told of: what is shown, and what cannot be told."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from eia.estimates import Answer, Bands, Verdict
from eia.estimates.sentences_of_gaps import CAPITAL
from eia.estimates.speaking import bare_times, per_cent, points, times
from eia.views.charts.chart import Chart, Illustrated, illustrated
from eia.views.charts.gap_words import (
    NOT_SHOWN,
    DrawnGap,
    Measure,
    alt_of_gaps,
    drawn_gap,
    signed_points,
    size_in_words,
)
from eia.views.charts.letters import width
from eia.views.charts.marks import CANNOT_TELL, DIFFERENT, INK, SIMILAR
from eia.views.charts.paper import WIDE, Paper
from eia.views.charts.rows import Legend, Sheet, draw_legend, legend_tall, part_of, rows_of, sheets_of
from eia.views.charts.scale import AXIS, Scale, draw_axis, even_ticks, ratio_ticks, round_up
from eia.views.display import Shown, table

_MARKS = {Answer.DIFFERENT: DIFFERENT, Answer.SIMILAR: SIMILAR, Answer.CANNOT_TELL: CANNOT_TELL}
_LABEL_ROOM, _WORDS_ROOM = 140.0, 142.0
_FARTHEST = 50.0
"""How many times the axis of ratios goes to at the most, and its inverse: an interval beyond is an arrow."""


def gaps_with_band(
    verdicts: Sequence[Verdict], *, caption: str, measure: Measure = "ratio", withheld: Collection[str] = ()
) -> Illustrated:
    """Draw each gap with its interval as a whisker, the band shaded and named, the verdict by word and by shape; and its table.

    An end that an interval does not have, or that is beyond the axis, is an arrow, and the words beside it say so.

    Args:
        verdicts: What the gaps of one outcome show, in the order in which they are drawn.
        caption: What is compared, of whom, when.
        measure: Whether ratios are drawn, on an axis where twice and half are equally far from once, or differences.
        withheld: Groups whose figures are not shown: a word stands there. The shares of small counts are to be named here by
            the rules of `eia.disclosure`.

    Raises:
        ValueError: There is no verdict, or they are of different outcomes, bands or levels: one chart has one of each.
    """
    if not verdicts:
        raise ValueError("a chart takes at least one gap")
    if len({(one.gap.outcome, one.gap.bears, one.bands, one.gap.ratio.level) for one in verdicts}) > 1:
        raise ValueError("a chart is of one outcome, read against one band, with intervals of one level")
    first = verdicts[0]
    one_reference = len({one.gap.reference for one in verdicts}) == 1
    gaps = [drawn_gap(one, measure, named=not one_reference, withheld=withheld) for one in verdicts]
    band = _band_of(first.bands, measure)
    legend: Legend = [
        *((mark, mark.word) for answer, mark in _MARKS.items() if answer in _answers(gaps)),
        (None, f"The band, {_band_in_words(first.bands, measure)}: not a legal test"),
    ]
    taken = legend_tall(legend) + AXIS + 2
    rows = rows_of(
        [one.label for one in gaps],
        [_words(one) for one in gaps],
        label_room=_LABEL_ROOM,
        words_room=_WORDS_ROOM,
    )
    sheets = sheets_of(rows, taken=taken)
    level = per_cent(first.gap.ratio.level)
    ends = _ends(gaps, band, measure)
    reference = first.gap.reference if one_reference else "those each is compared with"
    title = f"Share who {first.gap.outcome} (a {first.gap.bears}), {_AXES[measure]} {reference}; {level} intervals"
    return illustrated(
        tuple(
            Chart(
                caption=part_of(caption, number, len(sheets)),
                alt=alt_of_gaps(
                    [gaps[row.place] for row in sheet.rows],
                    outcome=first.gap.outcome,
                    reference=reference,
                    level=level,
                    band=_band_in_words(first.bands, measure),
                ),
                png=_drawn(
                    sheet, gaps, legend, taken, _Axis(ends=ends, band=band, measure=measure, title=title)
                ),
            )
            for number, sheet in enumerate(sheets, start=1)
        ),
        _table(verdicts, gaps, f"{caption}: the figures, in brackets their {level} intervals"),
    )


_AXES = {"ratio": "as times that of", "difference": "less that of"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Axis:
    """What the axis measures, where it ends, and where the band lies on it."""

    ends: tuple[float, float]
    band: tuple[float, float]
    measure: Measure
    title: str


def _words(one: DrawnGap) -> tuple[str, ...]:
    return (one.said,) if one.withheld else (CAPITAL[one.answer], one.said)


def _answers(gaps: Sequence[DrawnGap]) -> set[Answer]:
    return {one.answer for one in gaps if not one.withheld}


def _band_of(bands: Bands, measure: Measure) -> tuple[float, float]:
    return (bands.ratio, 1 / bands.ratio) if measure == "ratio" else (-bands.difference, bands.difference)


def _band_in_words(bands: Bands, measure: Measure) -> str:
    if measure == "ratio":
        return f"{bare_times(bands.ratio)} to {times(1 / bands.ratio)}"
    return f"{points(bands.difference)} either way"


def _ends(gaps: Sequence[DrawnGap], band: tuple[float, float], measure: Measure) -> tuple[float, float]:
    """Return where the axis ends: as far as values, intervals and band go, and equally far either way."""
    every = [value for one in gaps for value in (one.value, one.low, one.high) if value is not None]
    if measure == "difference":
        farthest = max(*(abs(value) for value in (*every, *band)), 0.01)
        end = min(1.0, round_up(farthest * 1.04))
        return -end, end
    far = max([2.0, 1.1 / band[0], *(max(value, 1 / value) * 1.1 for value in every if value > 0)])
    far = min(far, _FARTHEST)
    return 1 / far, far


def _drawn(sheet: Sheet, gaps: Sequence[DrawnGap], legend: Legend, taken: float, axis: _Axis) -> bytes:
    paper = Paper(tall=sheet.tall() + taken)
    top = draw_legend(paper, legend)
    left = max(width(line) for row in sheet.rows for line in row.label) + 16
    scale = Scale(
        low=axis.ends[0],
        high=axis.ends[1],
        left=left,
        right=WIDE - _WORDS_ROOM - 12,
        log=axis.measure == "ratio",
    )
    bottom = top + sheet.tall()
    paper.shade(scale.at(axis.band[0]), scale.at(axis.band[1]), top, bottom)
    none = scale.at(1.0 if axis.measure == "ratio" else 0.0)
    paper.line((none, top), (none, bottom), ink=INK, thick=1.0)
    for row, middle in sheet.middles(top):
        paper.lines(left - 12, middle, row.label, align="right")
        paper.lines(WIDE - _WORDS_ROOM, middle, row.words)
        _draw(paper, gaps[row.place], scale, middle)
    if axis.measure == "ratio":
        ticks = tuple((value, f"{value:g}") for value in ratio_ticks(*axis.ends))
    else:
        ticks = tuple((value, signed_points(value)) for value in even_ticks(*axis.ends))
    draw_axis(paper, scale, ticks=ticks, y=bottom, title=axis.title)
    return paper.png()


def _draw(paper: Paper, one: DrawnGap, scale: Scale, middle: float) -> None:
    if one.low is None:
        return
    mark = _MARKS[one.answer]
    high = math.inf if one.high is None else one.high
    beyond = high < scale.low or one.low > scale.high
    if beyond:
        paper.arrow(scale.at(one.low), middle, way=1 if one.low > scale.high else -1, ink=mark.ink)
        return
    paper.whisker(
        scale.at(one.low),
        scale.at(high),
        middle,
        on_left=one.low < scale.low,
        on_right=high > scale.high,
        ink=mark.ink,
    )
    if one.value is not None and scale.holds(one.value):
        paper.mark(scale.at(one.value), middle, mark)


def _table(verdicts: Sequence[Verdict], gaps: Sequence[DrawnGap], caption: str) -> Shown:
    return table(
        caption,
        ["Group", "Beside", "Ratio", "Difference, percentage points", "What it shows"],
        [
            (
                one.gap.group,
                one.gap.reference,
                NOT_SHOWN if drawn.withheld else size_in_words(one.gap.ratio, "ratio"),
                NOT_SHOWN if drawn.withheld else size_in_words(one.gap.difference, "difference", unit=False),
                NOT_SHOWN if drawn.withheld else f"{CAPITAL[one.answer]}. {one.because}",
            )
            for one, drawn in zip(verdicts, gaps, strict=True)
        ],
        numeric=(2, 3),
    )
