"""A gap of shares as counted and at one set of ages, by counts as they were shown, exact or rounded (see `eia.estimates.rounded`).

A standardised share is P = Σ s p: in each band the share p, by the standard's share s. Each band has Wilson's interval, l to u. Newcombe
adds the squares of how far an end lies from the share, for a difference of two; here they are added for a weighted sum of many, so that
the lower end of P is P - √Σ s²(p - l)², the upper P + √Σ s²(u - p)², and those of the difference of two standardised shares are his
with these ends. It is an application of his method (1998b), and no method of his; how often it holds the truth is counted in
`tests/estimates/test_standardised_shares.py`. It takes a band that nobody or everybody has the outcome in. With one band it is his own.

Each end goes up with those of the group who have the outcome and down with those who have not, and of the reference the other way
round, so that the hull over what rounding leaves open stands at two corners: where p and l both go up in a band, P's lower end has the
slope s p' - s²(p - l)(p' - l') / √Σ s²(p - l)², and s (p - l) is no more than that root, so that it is at least s times the smaller of p'
and l'. The same holds of the other ends, and of the difference, under whose root the squares of both groups stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from eia.estimates.proportions import wilson
from eia.estimates.results import LEVEL, Estimate, Sampling, Tally, held_pair, refuse_opt_in
from eia.estimates.rounded import ROUNDED, RoundedTally, Span
from eia.estimates.standardisation import CHANGED

METHOD = (
    "difference of directly standardised shares, Newcombe's squares added over Wilson's interval of each band"
)
SOURCE = "An application of Newcombe RG (1998), Stat Med 17(8): 873-890, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOpen:
    """A ratio of two shares at the counts shown, and what rounding leaves open. There is nothing of chance in it.

    Attributes:
        value: At the counts shown; None where the reference's share is 0 there, or a count is shown only as "fewer than".
        low: The least that is left open.
        high: The greatest; None where it has no end.
    """

    value: float | None
    low: float
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardisedShares:
    """A group's share beside a reference's, as counted and at one set of ages.

    Attributes:
        group: The group.
        reference: What it is compared with.
        standard: Whose ages both are given, in words.
        kind: The kind of evidence.
        crude: The difference of the shares as counted, with its interval.
        standardised: The difference at those ages, with its interval.
        crude_ratio: The ratio as counted.
        standardised_ratio: The ratio at those ages.
        rounded: Whether a count was, so that the intervals are hulls, and what is left open of the ratios is more than a number.
    """

    group: str
    reference: str
    standard: str
    kind: Sampling
    crude: Estimate
    standardised: Estimate
    crude_ratio: LeftOpen
    standardised_ratio: LeftOpen
    rounded: bool

    @property
    def opposite(self) -> bool:
        """Whether, at the counts shown, the gap lies one way as counted and the other way at those ages."""
        one, other = self.crude.value, self.standardised.value
        return one is not None and other is not None and one * other < 0

    @property
    def moved(self) -> tuple[float, float]:
        """The least and the greatest factor by which ages may move the ratio: from 0, and to infinity, where a share may be 0."""
        before, after = self.crude_ratio, self.standardised_ratio
        least = after.low / before.high if before.high else 0.0
        return least, after.high / before.low if after.high is not None and before.low else float("inf")

    @property
    def changes(self) -> bool:
        """Whether ages move the ratio by more than a factor of `CHANGED`, whatever the rounding."""
        return self.moved[0] > CHANGED or self.moved[1] < 1 / CHANGED

    @property
    def hardly_changes(self) -> bool:
        """Whether they move it by no more than that, whatever the rounding."""
        return self.moved[0] >= 1 / CHANGED and self.moved[1] <= CHANGED

    @property
    def turns_round(self) -> bool:
        """Whether they change it, and the two lie on opposite sides of no gap, whatever the rounding."""
        before, after = self.crude_ratio, self.standardised_ratio
        up = before.high is not None and before.high < 1 < after.low
        down = after.high is not None and after.high < 1 < before.low
        return self.changes and (up or down)


def standardised_shares(
    ours: Mapping[str, RoundedTally],
    theirs: Mapping[str, RoundedTally],
    weights: Mapping[str, float],
    *,
    standard: str,
    kind: Sampling,
    level: float = LEVEL,
) -> StandardisedShares | None:
    """Compare a group's share with a reference's, as counted and as it would be with the ages of a standard population.

    Args:
        ours: The group's counts as shown, by age band.
        theirs: The reference's, of the same bands.
        weights: How many people of the standard population are in each band, from 0.
        standard: What standard population that is, in words.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.

    Returns:
        Both; None where a group is shown as nobody in a band that the standard has people in.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The bands are not the same, the standard has nobody, or the level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    whole = sum(weights.values())
    if not (set(ours) == set(theirs) == set(weights)) or not whole > 0:
        raise ValueError("the group and the reference need the same bands of one standard population")
    used = {band: weight / whole for band, weight in weights.items() if weight}
    if any(not some[band].shown.total for some in (ours, theirs) for band in used):
        return None
    one, other = _added(ours.values()), _added(theirs.values())
    first, second = ({band: some[band] for band in used} for some in (ours, theirs))
    return StandardisedShares(
        group=one.group,
        reference=other.group,
        standard=standard,
        kind=kind,
        crude=_difference({"": one}, {"": other}, {"": 1.0}, level),
        standardised=_difference(first, second, used, level),
        crude_ratio=_ratio({"": one}, {"": other}, {"": 1.0}),
        standardised_ratio=_ratio(first, second, used),
        rounded=not (one.exact and other.exact),
    )


def _difference(
    ours: Mapping[str, RoundedTally],
    theirs: Mapping[str, RoundedTally],
    weights: Mapping[str, float],
    level: float,
) -> Estimate:
    """Return the difference of two standardised shares, with its hull over what rounding leaves open."""
    value = _share(_shown(ours), weights) - _share(_shown(theirs), weights)
    least, most = _least(ours), _most(theirs)
    gap = _share(least, weights) - _share(most, weights, empty=1.0)
    low = gap - sqrt(_squares(least, weights, level)[0] + _squares(most, weights, level)[1])
    most, least = _most(ours), _least(theirs)
    gap = _share(most, weights, empty=1.0) - _share(least, weights)
    high = gap + sqrt(_squares(most, weights, level)[1] + _squares(least, weights, level)[0])
    one, other = _added(ours.values()), _added(theirs.values())
    return Estimate(
        value=value if _has_value(ours, theirs) else None,
        low=max(-1.0, low),
        high=min(1.0, high),
        level=level,
        method=METHOD if one.exact and other.exact else f"{METHOD}, {ROUNDED}",
        source=SOURCE,
        rests_on=held_pair(one.shown, other.shown),
    )


def _ratio(
    ours: Mapping[str, RoundedTally], theirs: Mapping[str, RoundedTally], weights: Mapping[str, float]
) -> LeftOpen:
    """Return the ratio of two standardised shares, and what rounding leaves open of it: at the same two corners."""
    below, at_least = _share(_shown(theirs), weights), _share(_least(theirs), weights)
    return LeftOpen(
        value=_share(_shown(ours), weights) / below if below and _has_value(ours, theirs) else None,
        low=_share(_least(ours), weights) / (_share(_most(theirs), weights, empty=1.0) or 1.0),
        high=_share(_most(ours), weights, empty=1.0) / at_least if at_least else None,
    )


def _has_value(*both: Mapping[str, RoundedTally]) -> bool:
    """Say whether a share has one value: not where all the counts of a group are shown as "fewer than"."""
    return all(_added(some.values()).open_share is None for some in both)


def _shown(some: Mapping[str, RoundedTally]) -> dict[str, Tally]:
    return {band: tally.shown for band, tally in some.items()}


def _least(some: Mapping[str, RoundedTally]) -> dict[str, Tally]:
    return {band: tally.least for band, tally in some.items()}


def _most(some: Mapping[str, RoundedTally]) -> dict[str, Tally]:
    return {band: tally.most for band, tally in some.items()}


def _share(tallies: Mapping[str, Tally], weights: Mapping[str, float], *, empty: float = 0.0) -> float:
    """Return a standardised share; of a band that may be nobody, the least or the greatest that its share could be."""
    return sum(
        weights[band] * (tally.count / tally.total if tally.total else empty)
        for band, tally in tallies.items()
    )


def _squares(tallies: Mapping[str, Tally], weights: Mapping[str, float], level: float) -> tuple[float, float]:
    """Return the sums of squares by which a standardised share may lie lower and higher; a band of nobody is at its furthest already."""
    down = up = 0.0
    for band, tally in tallies.items():
        if tally.total:
            share, (low, high) = tally.count / tally.total, wilson(tally.count, tally.total, level=level)
            down += (weights[band] * (share - low)) ** 2
            up += (weights[band] * (high - share)) ** 2
    return down, up


def _added(tallies: Iterable[RoundedTally]) -> RoundedTally:
    """Add the bands up; the sum of what each may be holds what the whole may be."""
    have = have_not = Span(low=0, shown=0, high=0)
    group = ""
    for one in tallies:
        group, have, have_not = one.group, have + one.have, have_not + one.have_not
    return RoundedTally(group=group, have=have, have_not=have_not)
