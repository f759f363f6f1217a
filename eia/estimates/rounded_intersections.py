"""Intersections by counts as they were shown: intervals over all that the rounding leaves open (see `eia.estimates.rounded`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eia.estimates.intersections import (
    Cell,
    Intersections,
    combinations_of,
    intersections,
    shrunk_share,
    strength_of,
)
from eia.estimates.results import LEVEL, Estimate, Sampling, total_of
from eia.estimates.rounded import RoundedTally, hull
from eia.estimates.rounded_representation import rounded_proportion


def rounded_intersections(
    characteristics: tuple[str, ...],
    cells: Mapping[tuple[str, ...], RoundedTally | None],
    *,
    fewest: int,
    kind: Sampling,
    level: float = LEVEL,
) -> Intersections:
    """Return the shares of the intersections of two or three characteristics, by counts as they were shown.

    Both intervals of a cell are hulls over what rounding leaves open of the cell itself. How strongly cells are drawn towards the
    whole, and the whole's share, are worked out at the counts shown: of many cells, of which rounding moves one up and another down.

    Args:
        characteristics: Their names, two or three.
        cells: By groups, one a characteristic: how many have the outcome and how many have not, as shown; None where that is
            withheld, so that nothing is said of them, nor that they hold nobody.
        fewest: How many people a cell must be shown with to be spoken of.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: As `eia.estimates.intersections`.
    """
    counted = {groups: one for groups, one in cells.items() if one is not None}
    shown = {groups: (one.shown.count, one.shown.total) for groups, one in counted.items()}
    found = intersections(characteristics, shown, fewest=fewest, kind=kind, level=level)
    somebody = sum(one.shown.total > 0 for one in counted.values())
    found = replace(found, empty=combinations_of(cells) - (len(cells) - len(counted)) - somebody)
    if all(one.exact for one in counted.values()):
        return found
    tallies = [counted[groups].shown for groups in sorted(counted)]
    whole = total_of(tallies, "everyone")
    strength = strength_of(tallies, whole)

    def shrunk(cell: Cell) -> Estimate:
        one = counted[cell.groups]
        lowest, highest = (shrunk_share(at, whole, strength, level) for at in (one.least, one.most))
        return hull(cell.shrunk, lowest, highest)

    def crude(cell: Cell) -> Estimate:
        estimate = rounded_proportion(counted[cell.groups], kind=kind, level=level)
        return estimate if isinstance(estimate, Estimate) else cell.crude

    maybe_empty = sum(not one.shown.total and not one.exact for one in counted.values())
    return replace(
        found,
        cells=tuple(replace(cell, crude=crude(cell), shrunk=shrunk(cell)) for cell in found.cells),
        too_small=found.too_small + maybe_empty,
        empty=found.empty - maybe_empty,
        rounded=True,
    )
