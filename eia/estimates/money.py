"""Money: what a change costs or brings each group, in cash and as a share of what it had."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """What a change means for a group, on average a person.

    Attributes:
        group: The group.
        before: Pounds before the change; None where it was not published.
        change: Pounds more; below 0 it is a loss.

    Raises:
        ValueError: An amount is not a finite number, or what there was before is below 0.
    """

    group: str
    before: float | None
    change: float

    def __post_init__(self) -> None:
        if not isfinite(self.change) or (
            self.before is not None and not (isfinite(self.before) and self.before >= 0)
        ):
            raise ValueError("an amount is a number, and what there was before is not below 0")

    @property
    def share(self) -> float | None:
        """The change as a share of what there was before; None where that is nothing or was not published."""
        return self.change / self.before if self.before else None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyGap:
    """What a change means for a group beside a reference, in cash and in share. Averages alone have no interval.

    Attributes:
        group: The group's amounts.
        reference: The reference's.
        cash: How many times the reference's change the group's is, in pounds; None where the reference's is nothing or goes
            the other way.
        share: The same of the changes as shares of what there was.
        band: The half-width of the band within which two amounts are called the same, as a share.
        disagree: Whether cash and share tell different stories: one the same and the other not, or each the other way.
    """

    group: Money
    reference: Money
    cash: float | None
    share: float | None
    band: float
    disagree: bool


def money_gap(group: Money, reference: Money, *, band: float) -> MoneyGap:
    """Compare what a change means for a group and a reference, in cash and as a share of what each had.

    Args:
        group: The group's amounts, on average a person.
        reference: The reference's, over the same time.
        band: The half-width of the band within which two amounts are called the same, from 0 and below 1: 0.05 is 5%.

    Raises:
        ValueError: The groups have one name, or the band is not from 0 and below 1.
    """
    if group.group == reference.group or not 0 <= band < 1:
        raise ValueError("a group is not compared with itself, and a band is from 0 and below 1")
    cash, share = _times(group.change, reference.change), _times(group.share, reference.share)
    stories = {_story(times, band) for times in (cash, share) if times is not None}
    return MoneyGap(
        group=group, reference=reference, cash=cash, share=share, band=band, disagree=len(stories) > 1
    )


def _times(one: float | None, other: float | None) -> float | None:
    if one is None or not other or one / other < 0:
        return None
    return one / other


def _story(times: float, band: float) -> str:
    if 1 - band <= times <= 1 / (1 - band):
        return "the same"
    return "more" if times > 1 else "less"
