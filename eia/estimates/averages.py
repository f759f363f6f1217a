"""Gaps of medians and of means, such as of pay or of waiting times, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal, overload

from eia.estimates.results import LEVEL, Described, Estimate, Kind, OptIn, Sampling, held, z_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

BOOTSTRAP_SOURCE = "Efron B, Tibshirani RJ (1993), An Introduction to the Bootstrap, Chapman and Hall, ISBN 0-412-04231-2, chapter 13"
FEWEST = 20
"""With fewer values in either group no interval is given: resampling so few repeats the same handful. The toolkit's own choice."""
DRAWS = 1_999
_AT_ONCE = 5_000_000
_GREATEST = 1e150

Average = Literal["median", "mean"]


@dataclass(frozen=True, kw_only=True, slots=True)
class AverageGap:
    """How a group's average compares with a reference's.

    Attributes:
        group: The group.
        reference: What it is compared with.
        average: Which average.
        kind: The kind of evidence.
        of_group: The group's, in the unit of the values; None where it has no values.
        of_reference: The reference's.
        difference: The group's less the reference's, in the unit of the values.
        share: That difference as a share of the reference's average: -0.08 is 8% less. UK pay-gap reports print the same with
            the sign turned.
    """

    group: str
    reference: str
    average: Average
    of_group: float | None
    of_reference: float | None
    kind: Sampling
    difference: Estimate
    share: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedAverageGap:
    """The same of opt-in responses: no intervals, and no verdict takes it. Attributes as `AverageGap`."""

    group: str
    reference: str
    average: Average
    of_group: float | None
    of_reference: float | None
    difference: Described
    share: Described


@overload
def average_gap(
    group: str,
    values: Sequence[float],
    reference: str,
    reference_values: Sequence[float],
    *,
    average: Average,
    kind: OptIn,
    seed: int,
    level: float = ...,
) -> DescribedAverageGap: ...
@overload
def average_gap(
    group: str,
    values: Sequence[float],
    reference: str,
    reference_values: Sequence[float],
    *,
    average: Average,
    kind: Sampling,
    seed: int,
    level: float = ...,
) -> AverageGap: ...
def average_gap(
    group: str,
    values: Sequence[float],
    reference: str,
    reference_values: Sequence[float],
    *,
    average: Average,
    kind: Kind,
    seed: int,
    level: float = LEVEL,
) -> AverageGap | DescribedAverageGap:
    """Compare two groups' medians or means; the intervals are percentiles of a bootstrap (from scipy), one draw for both.

    Args:
        group: The group's name.
        values: Its values, one a person, in any order.
        reference: The reference's name.
        reference_values: Its values.
        average: Which average.
        kind: The kind of evidence. Opt-in responses give a `DescribedAverageGap`.
        seed: Where the drawing starts; the same seed gives the same interval.
        level: The level of the intervals.

    Returns:
        The gap. There is no interval for fewer than `FEWEST` values in a group, nor where no resampling differs from another;
        no share where the reference's average is not above 0, and no interval of it where one of its values is not.

    Raises:
        ValueError: A value is not a finite number, or beyond 1e150, or the level is not above 0 and below 1.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    z_for(level)
    # Sorted, so that the order in which people stand in a table changes no draw.
    ours, theirs = (np.sort(np.asarray(given, dtype=float)) for given in (values, reference_values))
    if not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        raise ValueError("a value is not a number")
    if any(max(-some[0], some[-1]) > _GREATEST for some in (ours, theirs) if len(some)):
        raise ValueError("a value is too large to be added up")
    take = np.median if average == "median" else np.mean
    one = float(take(ours)) if len(ours) else None
    other = float(take(theirs)) if len(theirs) else None
    apart = None if one is None or other is None else one - other
    share = None if apart is None or not other or other <= 0 else apart / other
    rests_on = held(**{"people": len(ours), "people of the reference": len(theirs)})
    if kind == "opt-in":
        return DescribedAverageGap(
            group=group,
            reference=reference,
            average=average,
            of_group=one,
            of_reference=other,
            difference=Described(value=apart, rests_on=rests_on),
            share=Described(value=share, rests_on=rests_on),
        )
    why_not = ""
    if min(len(ours), len(theirs)) < FEWEST:
        why_not = f"One of the groups has fewer than {FEWEST} values, too few to resample."
    found: dict[str, tuple[float, float]] = {}
    if not why_not:
        found = _resample(ours, theirs, take=take, seed=seed, level=level)
        if not found:
            why_not = "Nearly all the values are the same, so resampling shows nothing of chance."

    def estimate(value: float | None, which: str, otherwise: str) -> Estimate:
        low, high = found.get(which, (None, None))
        return Estimate(
            value=value,
            low=low,
            high=high,
            level=level,
            method=f"percentile bootstrap of {average}s, {DRAWS:,} draws, seed {seed}",
            source=BOOTSTRAP_SOURCE,
            rests_on=rests_on,
            why_not=why_not or ("" if low is not None else otherwise),
        )

    return AverageGap(
        group=group,
        kind=kind,
        reference=reference,
        average=average,
        of_group=one,
        of_reference=other,
        difference=estimate(apart, "difference", ""),
        share=estimate(
            share,
            "share",
            "The reference has values that are not above 0, so a share of its average has no interval.",
        ),
    )


def _resample(
    ours: FloatArray, theirs: FloatArray, *, take: Callable[..., FloatArray], seed: int, level: float
) -> dict[str, tuple[float, float]]:
    """Return the ends of the interval of the difference, and of the share where every draw has one; none if no draw differs."""
    import numpy as np  # noqa: PLC0415 - heavy
    from scipy.stats import bootstrap  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy

    def apart(one: FloatArray, other: FloatArray, axis: int) -> FloatArray:
        return np.asarray(take(one, axis=axis) - take(other, axis=axis))

    def as_share(one: FloatArray, other: FloatArray, axis: int) -> FloatArray:
        base = take(other, axis=axis)
        return np.asarray((take(one, axis=axis) - base) / np.where(base > 0, base, np.inf))

    found: dict[str, tuple[float, float]] = {}
    for name, statistic in (("difference", apart), ("share", as_share)):
        drawn = bootstrap(
            (ours, theirs),
            statistic,
            n_resamples=DRAWS,
            batch=max(1, _AT_ONCE // max(len(ours), len(theirs))),
            vectorized=True,
            confidence_level=level,
            method="percentile",
            rng=np.random.default_rng(seed),
        )
        low, high = (float(end) for end in drawn.confidence_interval)
        if low < high and isfinite(low) and isfinite(high):
            found[name] = (low, high)
    if take(theirs) <= 0 or theirs[0] <= 0:
        found.pop("share", None)
    return found
