"""Events counted over a time or a population, and the rates they make."""

from __future__ import annotations

from math import isfinite, sqrt

from eia.estimates.results import LEVEL, Estimate, Sampling, held, refuse_opt_in, z_for

BYAR = "Byar's interval"
BYAR_SOURCE = "Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, volume II, IARC Scientific Publications 82"
EXACT_POISSON = "exact Poisson interval"
EXACT_POISSON_SOURCE = "Garwood F (1936), Biometrika 28(3/4): 437-442, doi 10.1093/biomet/28.3-4.437"
FEW = 10
"""Below so many events the exact interval is used, and Byar's from there, as the public health bodies of England do."""


def byar(events: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the ends of Byar's interval for a number of events.

    Args:
        events: How many there were, from 0.
        level: The level of the interval.

    Raises:
        ValueError: There are fewer than none, the number is not finite, or the level is not above 0 and below 1.
    """
    _check(events)
    z = z_for(level)
    low = events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def exact_poisson(events: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the ends of the exact interval for a number of events, from chi-squared quantiles.

    Args:
        events: How many there were, from 0.
        level: The level of the interval.

    Raises:
        ValueError: There are fewer than none, the number is not finite, or the level is not above 0 and below 1.
    """
    from scipy.stats import chi2  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only needed for few events

    _check(events)
    z_for(level)
    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * events)) / 2 if events else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * events + 2)) / 2


def _check(events: float) -> None:
    if not isfinite(events):
        raise ValueError("a number of events is not a finite number")
    if events < 0:
        raise ValueError("a number of events is negative")


def interval_of(events: int, *, level: float = LEVEL) -> tuple[float, float, str, str]:
    """Return the ends of the interval for a number of events, exact below `FEW` and Byar's from there, with method and source."""
    if events < FEW:
        return *exact_poisson(events, level=level), EXACT_POISSON, EXACT_POISSON_SOURCE
    return *byar(events, level=level), BYAR, BYAR_SOURCE


def rate(events: int, people: int, *, kind: Sampling, level: float = LEVEL) -> Estimate:
    """Return events by head, for events that can befall a person more than once or are rare.

    Args:
        events: How many there were, from 0.
        people: How many people, or person-years, they could befall, from 0.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the interval.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: A number is negative, or the level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    if people < 0:
        raise ValueError("a number of people is negative")
    low, high, method, source = interval_of(events, level=level)
    return Estimate(
        value=events / people if people else None,
        low=low / people if people else None,
        high=high / people if people else None,
        level=level,
        method=method,
        source=source,
        rests_on=held(events=events, people=people),
        why_not="" if people else "There is nobody to count events among.",
    )
