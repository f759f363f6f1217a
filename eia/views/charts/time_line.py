"""A time line: what happened when, and what came late or out of order, by word and by shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eia.views.charts.chart import Chart, Illustrated, illustrated
from eia.views.charts.letters import width
from eia.views.charts.marks import DECISION, IN_ORDER, INK, OUT_OF_ORDER, Mark
from eia.views.charts.paper import WIDE, Paper
from eia.views.charts.rows import Legend, Sheet, draw_legend, legend_tall, part_of, rows_of, sheets_of
from eia.views.charts.scale import AXIS, Scale, draw_axis
from eia.views.charts.words import Shorten, alt_text
from eia.views.display import Shown, table
from eia.wording import MONTHS, day_in_words

_LABEL_ROOM, _WORDS_ROOM = 188.0, 118.0
_BEFORE = 3 * 366
"""Days before the first thing that is not old evidence, from which the axis begins: what is older is an arrow and its date."""

_TICKS = 5
"""Dates under the axis, about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something dated.

    Attributes:
        day: Its day, or its first.
        until: Its last day, where it lasted.
        what: What it is, such as "Evidence: census of 2021".
        late: How it is late or out of order, such as "after the decision"; empty where it is in order.
        decision: Whether it is the decision, the line that all else is read against.
        may_be_old: Whether it may lie far back without stretching the axis, as evidence may.
    """

    day: dt.date
    until: dt.date | None = None
    what: str
    late: str = ""
    decision: bool = False
    may_be_old: bool = False

    @property
    def last(self) -> dt.date:
        """Return its last day."""
        return max(self.day, self.until or self.day)


def time_line(events: Sequence[Event], *, caption: str) -> Illustrated:
    """Draw what is dated, the earliest first, the decision as a line, late things by word and by shape; and its table.

    Args:
        events: What is dated, in any order, at least one. The events say what is late: nothing is worked out here, and no
            clock is read.
        caption: Whose record it is.

    Raises:
        ValueError: There is nothing, or something ends before it begins.
    """
    if not events:
        raise ValueError("a time line takes at least one event")
    if any(one.until is not None and one.until < one.day for one in events):
        raise ValueError("nothing ends before it begins; say that it is out of order instead")
    ordered = sorted(events, key=lambda one: (one.day, one.last, not one.decision, one.what))
    legend: Legend = [
        (mark, mark.word.capitalize())
        for mark in (IN_ORDER, DECISION, OUT_OF_ORDER)
        if mark in {_mark(one) for one in ordered}
    ]
    taken = legend_tall(legend) + AXIS + 2
    rows = rows_of(
        [one.what for one in ordered],
        [_words(one) for one in ordered],
        label_room=_LABEL_ROOM,
        words_room=_WORDS_ROOM,
    )
    sheets = sheets_of(rows, taken=taken)
    ends = _ends(ordered)
    return illustrated(
        tuple(
            Chart(
                caption=part_of(caption, number, len(sheets)),
                alt=_alt([ordered[row.place] for row in sheet.rows]),
                png=_drawn(sheet, ordered, legend, taken, ends),
            )
            for number, sheet in enumerate(sheets, start=1)
        ),
        _table(ordered, caption),
    )


def _mark(one: Event) -> Mark:
    if one.late:
        return OUT_OF_ORDER
    return DECISION if one.decision else IN_ORDER


def _when(one: Event) -> str:
    if one.last == one.day:
        return day_in_words(one.day)
    return f"{day_in_words(one.day)} to {day_in_words(one.last)}"


def _words(one: Event) -> tuple[str, ...]:
    days = [day_in_words(one.day), *([f"to {day_in_words(one.last)}"] if one.last > one.day else [])]
    return (*days, one.late) if one.late else tuple(days)


def _ends(events: Sequence[Event]) -> tuple[int, int]:
    """Return the first and the last day of the axis, as ordinals; old evidence does not stretch it."""
    near = [one for one in events if not one.may_be_old] or list(events)
    first = min(one.day for one in near).toordinal()
    older = [one.day.toordinal() for one in events if one.day.toordinal() >= first - _BEFORE]
    first = min([first, *older])
    last = max(one.last for one in events).toordinal()
    margin = max(10, (last - first) // 25)
    return first - margin, last + margin


def _drawn(
    sheet: Sheet, events: Sequence[Event], legend: Legend, taken: float, ends: tuple[int, int]
) -> bytes:
    paper = Paper(tall=sheet.tall() + taken)
    top = draw_legend(paper, legend)
    bottom = top + sheet.tall()
    left = max(width(line) for row in sheet.rows for line in row.label) + 16
    scale = Scale(low=ends[0], high=ends[1], left=left, right=WIDE - _WORDS_ROOM - 12)
    for one in events:
        if one.decision:
            x = scale.at(one.day.toordinal())
            paper.line((x, top), (x, bottom), ink=INK, dashed=True)
    for row, middle in sheet.middles(top):
        paper.lines(left - 12, middle, row.label, align="right")
        paper.lines(WIDE - _WORDS_ROOM, middle, row.words)
        _draw(paper, events[row.place], scale, middle)
    read = [
        "the dashed line is the decision" if any(one.decision for one in events) else "",
        "an arrow lies earlier than the axis"
        if any(not scale.holds(one.day.toordinal()) for one in events)
        else "",
    ]
    title = "; ".join(words for words in read if words)
    draw_axis(paper, scale, ticks=_ticks(*ends), y=bottom, title=_capital(title))
    return paper.png()


def _draw(paper: Paper, one: Event, scale: Scale, middle: float) -> None:
    mark = _mark(one)
    first, last = one.day.toordinal(), one.last.toordinal()
    if last > first:
        paper.line((scale.at(first), middle), (scale.at(last), middle), ink=mark.ink, thick=3.0)
    for day in sorted({first, last}):
        if scale.holds(day):
            paper.mark(scale.at(day), middle, mark)
        else:
            paper.arrow(scale.left, middle, way=-1, ink=mark.ink)


def _ticks(first: int, last: int) -> tuple[tuple[float, str], ...]:
    """Return first days of months, as many as can be read; of years where there are many."""
    start, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    months = [dt.date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13)]
    inside = [(day, 12 * day.year + day.month - 1) for day in months if start <= day <= end]
    step = next((step for step in (1, 2, 3, 4, 6, 12, 24, 60, 120) if len(inside) <= _TICKS * step), 12 * 50)
    return tuple(
        (day.toordinal(), f"{MONTHS[day.month - 1][:3]} {day.year}")
        for day, number in inside
        if number % step == 0
    )


def _alt(events: Sequence[Event]) -> str:
    late = [one for one in events if one.late]
    decision = next((one for one in events if one.decision), None)

    def write(short: Shorten) -> list[str]:
        first, last = events[0], max(events, key=lambda one: one.last)
        said = [f"Time line, {len(events)} events." if len(events) > 1 else "Time line, one event."]
        said.append(
            f"Late or out of order: {len(late)}; first {short(late[0].what)}, {late[0].late}."
            if late
            else "None is marked late or out of order."
        )
        if decision is not None:
            said.append(f"Decision: {day_in_words(decision.day)}.")
        said.append(f"From {day_in_words(first.day)} to {day_in_words(last.last)}.")
        return said

    return alt_text(write, closing="Dates in the table that follows.")


def _table(events: Sequence[Event], caption: str) -> Shown:
    columns = ["What", "When", "Order"]
    rows: list[tuple[str, ...]] = [(one.what, _when(one), _capital(one.late) or "–") for one in events]
    if not any(one.late for one in events):
        # Nothing is late or out of order: a column that says so in each row would only be heard.
        columns, rows = columns[:2], [row[:2] for row in rows]
    return table(f"{caption}: the dates", columns, rows)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
