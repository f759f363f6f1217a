"""Groups worse off than the whole by published rates, beside how many people of the group live in the place.

The rates are national and the counts local. They stand side by side and are never multiplied: that would claim that the
group fares here as it does nationally. A gap is a reason to look, not a finding about this place or a test of anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from eia.analysis.population import PopulationFigure, population_of
from eia.evidence import OVERALL, Rate


@dataclass(frozen=True, kw_only=True, slots=True)
class AtRisk:
    """A group below the overall rate of a benefit, or above that of a burden.

    Attributes:
        characteristic: Its protected characteristic.
        group: The group as the published rates name it.
        per_cent: Its rate, as published.
        overall_group: Whom the overall rate is of.
        overall_per_cent: The overall rate, as published.
        gap_points: How far the group is worse off, in percentage points, unrounded; above 0.
        population: The group in the place, or None where no baseline holds it.
    """

    characteristic: str
    group: str
    per_cent: float
    overall_group: str
    overall_per_cent: float
    gap_points: float
    population: PopulationFigure | None


def at_risk(
    rates: Iterable[Rate], place_code: str | None, as_of: dt.date | None, *, burden: bool = False
) -> tuple[AtRisk, ...]:
    """List the groups below the overall rate of a benefit, or above that of a burden, the widest gap first.

    Args:
        rates: Published rates, exactly one of them the overall rate.
        place_code: The place's code, or None where the body has no area.
        as_of: The day for which the population known is taken; None where none is known, and then no one is counted.
        burden: Whether more is worse; else more is better.

    Raises:
        EiaError: No place has that code.
        ValueError: There is no overall rate, or more than one.
    """
    every = tuple(rates)
    overall = [rate for rate in every if rate.characteristic == OVERALL]
    if len(overall) != 1:
        raise ValueError("rates need exactly one overall rate")
    whole, sign = overall[0], -1 if burden else 1
    worse = [
        AtRisk(
            characteristic=rate.characteristic,
            group=rate.group,
            per_cent=rate.per_cent,
            overall_group=whole.group,
            overall_per_cent=whole.per_cent,
            gap_points=sign * (whole.per_cent - rate.per_cent),
            population=population_of(place_code, rate.characteristic, rate.group, as_of=as_of)
            if place_code and as_of
            else None,
        )
        for rate in every
        if rate.characteristic != OVERALL and sign * (whole.per_cent - rate.per_cent) > 0
    ]
    return tuple(sorted(worse, key=lambda entry: -entry.gap_points))  # stable: ties stay in the order given
