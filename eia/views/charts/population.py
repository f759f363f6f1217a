"""Those counted beside the population: who is affected, or who answered, and who lives there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from eia.estimates import Estimate, Representation
from eia.estimates.speaking import per_cent
from eia.views.charts.chart import Chart, Illustrated, illustrated
from eia.views.charts.letters import width
from eia.views.charts.marks import COUNTED, INK, POPULATION
from eia.views.charts.paper import WIDE, Paper
from eia.views.charts.rows import Legend, Sheet, draw_legend, legend_tall, part_of, rows_of, sheets_of
from eia.views.charts.scale import AXIS, Scale, draw_axis, even_ticks, round_up
from eia.views.charts.words import Shorten, alt_text
from eia.views.display import Shown, table

_LABEL_ROOM, _WORDS_ROOM = 150.0, 128.0
NOT_SHOWN = "not shown"
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupBeside:
    """A group's share of those counted, beside its share of the population.

    Attributes:
        group: The group.
        share: Its share of those counted, from 0 to 1; None where it is withheld or cannot be told.
        low: The lower end of the share's interval; None where it has none.
        high: The upper end; None where it has none.
        population_share: Its share of the population, from 0 to 1; None where that cannot be told.
        why_not: What stands in place of a share that is None: "not shown", "cannot tell".
    """

    group: str
    share: float | None
    low: float | None = None
    high: float | None = None
    population_share: float | None
    why_not: str = CANNOT_TELL


def beside_population(
    groups: Representation | Sequence[GroupBeside],
    *,
    caption: str,
    counted: str = "Those who answered",
    population: str = "The population",
    withheld: Collection[str] = (),
    beside: str = "population",
) -> Illustrated:
    """Draw each group's share of those counted beside its share of the population, and the table of the same figures.

    A share is drawn as a filled circle, with the interval as a whisker where the evidence has one; the population's as an
    open diamond.

    Args:
        groups: The groups, in the order in which they are drawn; or an estimate of them. Nothing is suppressed here: shares of
            small counts are to be left out by the rules of `eia.disclosure` before, or named in `withheld`.
        caption: What is compared, of whom, when.
        counted: Who is counted, as the legend and the table's column say it.
        population: What they are compared with.
        withheld: Groups whose share is drawn as a word, "not shown". Where it is one alone, the others would give it away: the
            smallest of them, by the population, is withheld with it.
        beside: A word for what they are compared with, as it stands after each share and in the alternative text.

    Raises:
        ValueError: There is no group.
    """
    rows = _kept(_groups_of(groups) if isinstance(groups, Representation) else groups, withheld)
    if not rows:
        raise ValueError("a chart takes at least one group")
    legend = (
        (COUNTED, f"{counted}{', with the interval' if any(one.low is not None for one in rows) else ''}"),
        (POPULATION, population),
    )
    said = [_said(one, beside) for one in rows]
    taken = legend_tall(legend) + AXIS + 2
    sheets = sheets_of(
        rows_of([one.group for one in rows], said, label_room=_LABEL_ROOM, words_room=_WORDS_ROOM),
        taken=taken,
    )
    values = [value for one in rows for value in (one.share, one.high, one.population_share) if value]
    largest = min(1.0, round_up(max(values, default=1.0)))
    opt_in = isinstance(groups, Representation) and groups.kind == "opt-in"
    return illustrated(
        tuple(
            Chart(
                caption=part_of(caption, number, len(sheets)),
                alt=_alt([rows[row.place] for row in sheet.rows], counted, beside, opt_in=opt_in),
                png=_drawn(sheet, rows, legend, taken, largest),
            )
            for number, sheet in enumerate(sheets, start=1)
        ),
        _table(rows, caption, counted, population),
    )


def _groups_of(found: Representation) -> tuple[GroupBeside, ...]:
    return tuple(
        GroupBeside(
            group=one.group,
            share=one.share.value,
            low=one.share.low if isinstance(one.share, Estimate) else None,
            high=one.share.high if isinstance(one.share, Estimate) else None,
            population_share=one.population_share,
        )
        for one in found.groups
    )


def _kept(groups: Sequence[GroupBeside], withheld: Collection[str]) -> tuple[GroupBeside, ...]:
    """Take away the shares of groups that are withheld, and of one more where it is one alone."""
    hidden = {one.group for one in groups if one.group in withheld}
    others = [one for one in groups if one.group not in hidden and one.share is not None]
    if len(hidden) == 1 and len(others) == len(groups) - 1 and others:
        hidden.add(min(others, key=lambda one: (one.population_share or 0.0, one.group)).group)
    return tuple(_without_share(one) if one.group in hidden else one for one in groups)


def _without_share(one: GroupBeside) -> GroupBeside:
    return GroupBeside(group=one.group, share=None, population_share=one.population_share, why_not=NOT_SHOWN)


def _drawn(
    sheet: Sheet,
    groups: Sequence[GroupBeside],
    legend: Legend,
    taken: float,
    largest: float,
) -> bytes:
    paper = Paper(tall=sheet.tall() + taken)
    top = draw_legend(paper, legend)
    left = max(width(line) for row in sheet.rows for line in row.label) + 14
    scale = Scale(low=0, high=largest, left=left, right=WIDE - _WORDS_ROOM - 12)
    for row, middle in sheet.middles(top):
        paper.lines(left - 10, middle, row.label, align="right")
        paper.lines(WIDE - _WORDS_ROOM, middle, row.words)
        _draw(paper, groups[row.place], scale, middle)
    ticks = tuple((value, f"{100 * value:g}%") for value in even_ticks(0, largest))
    draw_axis(paper, scale, ticks=ticks, y=top + sheet.tall(), title="Share of all in each")
    return paper.png()


def _draw(paper: Paper, one: GroupBeside, scale: Scale, middle: float) -> None:
    if one.share is not None and one.population_share is not None:
        paper.line((scale.at(one.share), middle), (scale.at(one.population_share), middle), dashed=True)
    if one.low is not None and one.high is not None:
        paper.whisker(
            scale.at(one.low), scale.at(one.high), middle, on_left=False, on_right=False, ink=COUNTED.ink
        )
    if one.share is not None:
        paper.mark(scale.at(one.share), middle, COUNTED)
    if one.population_share is not None:
        paper.mark(scale.at(one.population_share), middle, POPULATION)
    if one.share is None and one.population_share is None:
        paper.write(scale.left + 4, middle, one.why_not, ink=INK)


def _said(one: GroupBeside, beside: str) -> tuple[str]:
    return (f"{_share(one)}, {beside} {_of_population(one)}",)


def _share(one: GroupBeside) -> str:
    return one.why_not if one.share is None else per_cent(one.share)


def _of_population(one: GroupBeside) -> str:
    return CANNOT_TELL if one.population_share is None else per_cent(one.population_share)


def _alt(groups: Sequence[GroupBeside], counted: str, beside: str, *, opt_in: bool) -> str:
    apart = [
        (one.share - one.population_share, one)
        for one in groups
        if one.share is not None and one.population_share is not None
    ]
    fewest = min(apart, key=lambda one: one[0], default=None)
    most = max(apart, key=lambda one: one[0], default=None)
    missing = sum(one.share is None for one in groups)

    def write(short: Shorten) -> list[str]:
        who = short(counted)
        said = [f"{who} beside the {beside}, {len(groups)} group{'s' if len(groups) > 1 else ''}."]
        if fewest is not None and fewest[0] < 0:
            said.append(f"Furthest below: {_pair(fewest[1], short)}.")
        if most is not None and most[0] > 0:
            said.append(f"Furthest above: {_pair(most[1], short)}.")
        if fewest is not None and most is not None and fewest[0] == most[0] == 0:
            said.append("Each share is the same in both.")
        if missing:
            said.append(f"Shares not given: {missing}.")
        if opt_in:
            said.append("No intervals: they chose to answer.")
        elif any(one.low is not None for one in groups):
            said.append("Intervals are drawn.")
        return said

    return alt_text(write)


def _pair(one: GroupBeside, short: Shorten) -> str:
    return f"{short(one.group)}, {_share(one)} against {_of_population(one)}"


def _table(rows: Sequence[GroupBeside], caption: str, counted: str, population: str) -> Shown:
    intervals = any(one.low is not None for one in rows)
    columns = ["Group", counted, *(["Interval"] if intervals else []), population]
    return table(
        f"{caption}: the figures",
        columns,
        [
            (one.group, _share(one), *([_interval(one)] if intervals else []), _of_population(one))
            for one in rows
        ],
        numeric=tuple(range(1, len(columns))),
    )


def _interval(one: GroupBeside) -> str:
    if one.low is None or one.high is None:
        return "none"
    return f"{per_cent(one.low)} to {per_cent(one.high)}"
