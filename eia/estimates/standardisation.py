"""Rates as they would be if the groups were of one age: directly and indirectly standardised, always beside the crude ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, isfinite, log, sqrt
from typing import Literal

from eia.estimates.events import interval_of, rate
from eia.estimates.results import LEVEL, Estimate, Sampling, held, refuse_opt_in, z_for
from eia.files import read_text
from eia.shipped import shipped

DOBSON = "Dobson's interval"
DOBSON_SOURCE = (
    "Dobson AJ, Kuulasmaa K, Eberle E, Scherer J (1991), Stat Med 10(3): 457-462, doi 10.1002/sim.4780100317"
)
GAMMA = "Fay and Feuer's gamma interval"
GAMMA_SOURCE = "Fay MP, Feuer EJ (1997), Stat Med 16(7): 791-801, doi 10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#"
INDIRECT = "observed over expected events"
CHANGED = 1.1
"""A ratio that standardisation moves by more than this factor is said to change (Mickey RM, Greenland S, 1989, Am J Epidemiol 129(1): 125-137)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """One age band, or other stratum, of a group. The two counts are in no text of it.

    Attributes:
        name: The band.
        events: How many events befell its people.
        people: How many people, or person-years.
        standard: How many people of the standard population are in the band.

    Raises:
        ValueError: A count is negative, or the standard is not a finite number.
    """

    name: str
    events: int = field(repr=False)
    people: int = field(repr=False)
    standard: float

    def __post_init__(self) -> None:
        if self.events < 0 or self.people < 0 or self.standard < 0:
            raise ValueError("a count is negative")
        if not isfinite(self.standard):
            raise ValueError("a standard population is a finite number")


@dataclass(frozen=True, kw_only=True, slots=True)
class Standardised:
    """A rate by head, crude and standardised: neither is shown without the other.

    Attributes:
        crude: Events by head.
        standardised: Events by head if the group had the standard's ages.
    """

    crude: Estimate
    standardised: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardisedGap:
    """A group's rate beside a reference's, crude and standardised.

    Attributes:
        group: The group.
        reference: What it is compared with.
        standard: What standard population that is, in words.
        kind: The kind of evidence.
        of_group: The group's two rates.
        of_reference: The reference's.
        crude: The ratio of the crude rates; no interval is made of it, since the standardised one is the comparison.
        standardised: The ratio of the standardised rates, with its interval.
        changes: Whether standardisation moves the ratio by more than a factor of `CHANGED`.
        turns_round: Whether it changes, and the two ratios lie on opposite sides of 1.
    """

    group: str
    reference: str
    standard: str
    kind: Sampling
    of_group: Standardised
    of_reference: Standardised
    crude: float | None
    standardised: Estimate
    changes: bool
    turns_round: bool


@cache
def european_standard_population() -> tuple[tuple[int, int | None, int], ...]:
    """Return the European Standard Population of 2013: from age, to age (None: and over), people; 100,000 in all."""
    text = read_text(shipped("data", "reference", "esp2013.csv"))
    return tuple(
        (int(row["age_from"]), int(row["age_to"]) if row["age_to"] else None, int(row["standard_population"]))
        for row in csv.DictReader(text.splitlines())
    )


def directly_standardised(
    strata: Sequence[Stratum],
    *,
    kind: Sampling,
    level: float = LEVEL,
    method: Literal["dobson", "gamma"] = "dobson",
) -> Standardised:
    """Return a group's rate by head, crude and directly standardised.

    Args:
        strata: Every band of the standard, once; their order changes nothing.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.
        method: ``"dobson"``, as the public health bodies of England use, from the exact interval below 10 events and Byar's
            from there; or ``"gamma"``, Fay and Feuer's, which is wider. With no events in a band that the standard has people in it
            is always the latter, since Dobson's needs one.

    Returns:
        Both rates. The standardised one is None, and says why, where the standard has people in a band in which the group
        has none. Events are taken as Poisson's: of a share that is common the interval is wider than it need be.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: There are no bands, one stands there twice, the standard has nobody, or the level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    strata = sorted(strata, key=lambda one: one.name)
    standard = sum(one.standard for one in strata)
    if not standard or len({one.name for one in strata}) != len(strata):
        raise ValueError("a standard population has people, and each band once")
    events, people = sum(one.events for one in strata), sum(one.people for one in strata)
    empty = [one.name for one in strata if one.standard and not one.people]
    value = low = high = None
    # What befell people of ages that the standard has nobody of is no part of the standardised rate, nor of what chance does to it.
    counted = sum(one.events for one in strata if one.standard)
    name, source = (DOBSON, DOBSON_SOURCE) if method == "dobson" and counted else (GAMMA, GAMMA_SOURCE)
    if not empty:
        weights = [one.standard / standard / one.people if one.people else 0.0 for one in strata]
        value = sum(w * one.events for w, one in zip(weights, strata, strict=True))
        variance = sum(w * w * one.events for w, one in zip(weights, strata, strict=True))
        ends = _dobson if name == DOBSON else _gamma
        low, high = ends(value, variance, counted, max(weights), level)
    return Standardised(
        crude=rate(events, people, kind=kind, level=level),
        standardised=Estimate(
            value=value,
            low=low,
            high=high,
            level=level,
            method=name,
            source=source,
            rests_on=held(events=events, people=people),
            why_not=f"The group has nobody in a band of the standard population: {', '.join(empty)}."
            if empty
            else "",
        ),
    )


def indirectly_standardised(
    strata: Sequence[Stratum], reference: Sequence[Stratum], *, kind: Sampling, level: float = LEVEL
) -> Estimate:
    """Return a group's events as a multiple of those it would have at the reference's rates, band by band.

    It needs only the group's total of events to be reliable, so it serves small groups; but the ratios of two groups are not
    to be compared with each other, since each has its own ages as the standard.

    Args:
        strata: The group's bands; their `standard` is not used.
        reference: The reference's, the same bands; their `standard` is not used.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the interval: exact below 10 events, Byar's from there. The reference's rates are taken as known.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The bands are not the same, or a level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    others = {one.name: one for one in reference}
    if len(others) != len(reference) or sorted(one.name for one in strata) != sorted(others):
        raise ValueError("the group and the reference need the same bands, each once")
    strata = sorted(strata, key=lambda one: one.name)
    observed = sum(one.events for one in strata)
    empty = [one.name for one in strata if one.people and not others[one.name].people]
    expected = sum(
        one.people * others[one.name].events / others[one.name].people
        for one in strata
        if others[one.name].people
    )
    why_not = f"The reference has nobody in a band: {', '.join(empty)}." if empty else ""
    if not expected:
        why_not = why_not or "At the reference's rates no event would be expected."
    low, high, method, source = interval_of(observed, level=level)
    return Estimate(
        value=None if why_not else observed / expected,
        low=None if why_not else low / expected,
        high=None if why_not else high / expected,
        level=level,
        method=f"{INDIRECT}, {method}",
        source=source,
        rests_on=held(events=observed),
        why_not=why_not,
    )


def compare_standardised(
    group: str,
    strata: Sequence[Stratum],
    reference: str,
    reference_strata: Sequence[Stratum],
    *,
    standard: str,
    kind: Sampling,
    level: float = LEVEL,
) -> StandardisedGap:
    """Compare a group's rate with a reference's, crude and standardised, and say whether the gap changes or turns round.

    Args:
        group: The group's name.
        strata: Its bands.
        reference: The reference's name.
        reference_strata: Its bands, with the same standard.
        standard: What standard population that is, in words, such as "the European Standard Population of 2013".
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals. That of the ratio is from the logarithms' standard errors (Breslow and Day 1987).

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The bands or their standards are not the same; and as `directly_standardised`.
    """
    if {(one.name, one.standard) for one in strata} != {(one.name, one.standard) for one in reference_strata}:
        raise ValueError("the group and the reference need the same bands of one standard population")
    ours = directly_standardised(strata, kind=kind, level=level)
    theirs = directly_standardised(reference_strata, kind=kind, level=level)
    crude = _ratio(ours.crude.value, theirs.crude.value)
    value = _ratio(ours.standardised.value, theirs.standardised.value)
    low = high = None
    if value:
        spread = sqrt(_relative_variance(strata) + _relative_variance(reference_strata))
        low, high = (exp(log(value) + sign * z_for(level) * spread) for sign in (-1, 1))
    why_not = ours.standardised.why_not or theirs.standardised.why_not
    if low is None:
        why_not = why_not or "This comparison needs at least one event in each group."
    events = (sum(one.events for one in strata), sum(one.events for one in reference_strata))
    changes = bool(crude and value) and abs(log((value or 1) / (crude or 1))) > log(CHANGED)
    return StandardisedGap(
        group=group,
        reference=reference,
        standard=standard,
        kind=kind,
        of_group=ours,
        of_reference=theirs,
        crude=crude,
        standardised=Estimate(
            value=value,
            low=low,
            high=high,
            level=level,
            method="ratio of directly standardised rates, interval on the log scale",
            source="Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, volume II, IARC Scientific Publications 82, chapter 2",
            rests_on=held(**{"events": events[0], "events of the reference": events[1]}),
            why_not=why_not,
        ),
        changes=changes,
        turns_round=changes and ((value or 1) - 1) * ((crude or 1) - 1) < 0,
    )


def _dobson(value: float, variance: float, events: int, _: float, level: float) -> tuple[float, float]:
    low, high, *_rest = interval_of(events, level=level)
    scale = sqrt(variance / events)
    return max(0.0, value + scale * (low - events)), value + scale * (high - events)


def _gamma(value: float, variance: float, events: int, heaviest: float, level: float) -> tuple[float, float]:
    from scipy.stats import gamma  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only where it is asked for or there are no events

    tail = (1 - level) / 2
    low = float(gamma.ppf(tail, value**2 / variance, scale=variance / value)) if events else 0.0
    above, spread = value + heaviest, variance + heaviest**2
    return low, float(gamma.ppf(1 - tail, above**2 / spread, scale=spread / above))


def _relative_variance(strata: Sequence[Stratum]) -> float:
    """Return the variance of a directly standardised rate over its square, which is that of its logarithm."""
    parts = [
        (one.standard / one.people, one.events)
        for one in sorted(strata, key=lambda one: one.name)
        if one.people
    ]
    return sum(w * w * events for w, events in parts) / sum(w * events for w, events in parts) ** 2


def _ratio(one: float | None, other: float | None) -> float | None:
    return None if one is None or not other else one / other
