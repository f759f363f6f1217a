"""Verdicts with three answers. They are readings of figures against bands the body can see; none is a legal test.

A verdict never rests on significance alone. *Shown different* needs a gap that chance does not explain, corrected for how
many comparisons were made, and a size outside the band. *Shown similar* needs the whole interval inside the band, of the
ratio and of the difference: so that an outcome nearly all have, where the ratio hides who goes without, and one that few
have, where the difference hides it, are both asked about. All else is *cannot tell*, with what it would take to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eia.estimates.exact import WITH_FISHER
from eia.estimates.gaps import Gap
from eia.estimates.planning import NO_SLACK, More, Slack, how_many_more
from eia.practice import Practice

FALSE_DISCOVERY = "Benjamini and Hochberg's control of false discoveries"
FALSE_DISCOVERY_SOURCE = (
    "Benjamini Y, Hochberg Y (1995), J R Stat Soc B 57(1): 289-300, doi 10.1111/j.2517-6161.1995.tb02031.x"
)
NO_TEST = "no test, since rounding leaves too much open"


class Answer(StrEnum):
    """What a comparison shows."""

    DIFFERENT = "shown different"
    SIMILAR = "shown similar"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bands:
    """How far apart two groups may be and still be called similar. Not a legal test.

    Attributes:
        ratio: The lower end of the band of a ratio, above 0 and at most 1; the upper end is its inverse, so that it does not
            matter which group is named first.
        difference: The half-width of the band of a difference of shares: 0.05 is 5 percentage points.
        money: The half-width of the band of a gap in money, as a share: 0.05 is 5%.
        false_discoveries: How many of the gaps called different may be chance, as a share.
    """

    ratio: float
    difference: float
    money: float
    false_discoveries: float

    def holds_ratio(self, value: float) -> bool:
        """Say whether a ratio lies in the band."""
        return self.ratio <= value <= 1 / self.ratio

    def holds_difference(self, value: float) -> bool:
        """Say whether a difference of shares lies in the band."""
        return abs(value) <= self.difference

    def hold(self, gap: Gap) -> bool:
        """Say whether a gap's ratio and its difference have values, and both lie in their bands."""
        ratio, apart = gap.ratio.value, gap.difference.value
        return (
            ratio is not None
            and apart is not None
            and self.holds_ratio(ratio)
            and self.holds_difference(apart)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a gap shows.

    Attributes:
        gap: The gap, with its size, its intervals and its counts.
        answer: One of three.
        because: Why, in a sentence.
        more: What it would take to tell, where it cannot be told; None where that is not known, or nothing would do.
        family: How many comparisons it was one of.
        p_corrected: How often chance would show as much, corrected for the family; None where there is nothing to test.
        bands: The bands it was read against.
        rounding_in_the_way: Whether it would be told, one way or the other, were the counts not rounded.
    """

    gap: Gap
    answer: Answer
    because: str
    more: More | None
    family: int
    p_corrected: float | None
    bands: Bands
    rounding_in_the_way: bool = False


def bands_of(practice: Practice) -> Bands:
    """Return the bands in force. A local pack can narrow them; a ratio above 1 leaves no room for any difference."""
    return Bands(
        ratio=min(1.0, practice["band_ratio"]),
        difference=practice["band_percentage_points"] / 100,
        money=practice["band_money_per_cent"] / 100,
        false_discoveries=practice["false_discoveries_per_cent"] / 100,
    )


def verdict(gap: Gap, *, bands: Bands) -> Verdict:
    """Return what one gap shows, where nothing else was compared. Several compared together go to `verdicts`.

    Raises:
        TypeError: It is of opt-in responses, which are described and have no verdict.
    """
    return verdicts([gap], bands=bands)[0]


def verdicts(
    family: Sequence[Gap], *, bands: Bands, untold: int = 0, slacks: Sequence[Slack] | None = None
) -> tuple[Verdict, ...]:
    """Return what each gap shows, with false discoveries controlled over all that were compared.

    Args:
        family: Every comparison that was made, whatever it showed: leaving out those that showed nothing defeats the
            correction. Their order changes no verdict.
        bands: What counts as similar.
        untold: How many more comparisons were meant and cannot be made, because a count is withheld. They are counted as showing
            nothing, for what is withheld may depend on what it would show.
        slacks: For each comparison, by how much rounding may have moved its counts: what it would take to tell allows for it.

    Raises:
        TypeError: One is of opt-in responses, which are described and have no verdict.
    """
    if not all(isinstance(one, Gap) for one in family):
        raise TypeError("only gaps that have intervals have verdicts; opt-in responses are described")
    corrected = correct([*(one.p for one in family), *([1.0] * untold)])[: len(family)]
    return tuple(
        _verdict(one, p, len(family) + untold, bands, slack)
        for one, p, slack in zip(family, corrected, slacks or [NO_SLACK] * len(family), strict=True)
    )


def correct(family: Sequence[float | None]) -> tuple[float | None, ...]:
    """Correct p-values for how many there are (Benjamini and Hochberg, from scipy); None stays, and is not counted.

    Source:
        Benjamini Y, Hochberg Y (1995), doi 10.1111/j.2517-6161.1995.tb02031.x.
    """
    tested = [p for p in family if p is not None]
    if len(tested) <= 1:
        return tuple(family)
    from scipy.stats import false_discovery_control  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and not needed for one comparison

    found = iter(float(p) for p in false_discovery_control(tested, method="bh"))
    return tuple(None if p is None else next(found) for p in family)


def _verdict(gap: Gap, p: float | None, family: int, bands: Bands, slack: Slack) -> Verdict:
    answer, because = _read(gap, p, bands)
    more = None
    if answer is Answer.CANNOT_TELL and gap.ratio.told:
        more = how_many_more(
            *gap.tallies,
            kind=gap.kind,
            level=gap.ratio.level,
            ratio_band=bands.ratio,
            difference_band=bands.difference,
            p_at_most=bands.false_discoveries * (gap.p / p if gap.p and p else 1.0),
            slack=slack,
        )
    return Verdict(
        gap=gap, answer=answer, because=because, more=more, family=family, p_corrected=p, bands=bands
    )


def _read(gap: Gap, p: float | None, bands: Bands) -> tuple[Answer, str]:
    """Return the answer, and why."""
    ratio, apart = gap.ratio, gap.difference
    if not (ratio.told and apart.told):
        return Answer.CANNOT_TELL, ratio.why_not or apart.why_not
    no_gap_left_out = ratio.excludes(1) and apart.excludes(0)
    beyond_chance = p is not None and p <= bands.false_discoveries and no_gap_left_out
    if ratio.within(bands.ratio, 1 / bands.ratio) and apart.within(-bands.difference, bands.difference):
        inside = "the whole interval lies inside the band, for the ratio and for the difference."
        return (
            Answer.SIMILAR,
            f"There is a gap that chance does not explain, but {inside}"
            if beyond_chance
            else inside.capitalize(),
        )
    outside = not bands.hold(gap)
    if beyond_chance and outside:
        return Answer.DIFFERENT, "The gap is larger than the band, and chance does not explain it."
    if beyond_chance:
        return (
            Answer.CANNOT_TELL,
            "There is a gap that chance does not explain; whether it is larger than the band cannot be told.",
        )
    if no_gap_left_out and p is not None and gap.p is not None and gap.p <= bands.false_discoveries < p:
        return (
            Answer.CANNOT_TELL,
            "Alone it would pass for a gap, but among so many comparisons chance shows some as large.",
        )
    return Answer.CANNOT_TELL, _why_chance(gap)


def _why_chance(gap: Gap) -> str:
    """Say why chance is not ruled out; that the figures are consistent with no gap only where an interval holds none."""
    by_ratio, by_difference = gap.ratio.excludes(1), gap.difference.excludes(0)
    if by_ratio != by_difference:
        one, other = ("ratio", "difference") if by_ratio else ("difference", "ratio")
        return f"The interval of the {one} just leaves no gap out and that of the {other} does not, so chance is not ruled out."
    if not by_ratio:
        return "The figures are consistent with no gap, and with one larger than the band."
    if gap.test == WITH_FISHER:
        return "So few people are counted that the exact test does not rule out chance."
    if gap.test == NO_TEST:
        return "So few people are counted, in rounded numbers, that no test rules out chance."
    return "Chance shows a gap as large more often than is allowed for here."
