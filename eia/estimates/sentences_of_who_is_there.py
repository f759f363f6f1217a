"""Who is there, in plain sentences; `eia.estimates.sentences` is what others call."""

from __future__ import annotations

from eia.estimates.representation import Representation, Represented
from eia.estimates.results import OF_CHANCE, Estimate
from eia.estimates.speaking import per_cent


def of_representation(found: Representation) -> str:
    """Say each group's share of those counted beside its share of the population, and of whom the group is not known."""
    if found.nobody:
        return f"Nobody was counted, so nothing can be said of who is there. Base: {found.base}."
    if found.none_known:
        return f"The group of nobody counted is known, so nothing can be said of who is there. Base: {found.base}."
    parts = [_represented(one) for one in found.groups]
    left_out = found.not_answered.value
    if left_out is None:
        unknown = "Of a few of those counted, if any, the group is not known; the shares are of the others."
    elif left_out:
        unknown = (
            f"The group of {per_cent(left_out)} of those counted is not known; the shares are of the others."
        )
    else:
        unknown = "The group of everybody counted is known."
    return " ".join((*parts, unknown, f"Base: {found.base}.", OF_CHANCE[found.kind]))


def _represented(one: Represented) -> str:
    there = f"{per_cent(one.population_share)} of the population"
    if isinstance(one.share, Estimate) and not one.share.told:
        return f"“{one.group}”: {there}; its share of those counted cannot be told."
    interval = ""
    if isinstance(one.share, Estimate) and one.share.low is not None and one.share.high is not None:
        interval = f" ({per_cent(one.share.level)} interval: {per_cent(one.share.low)} to {per_cent(one.share.high)})"
    if one.share.value is None:
        return f"“{one.group}”: {there}; of those counted no one share, since a count is shown only as too few to name{interval}."
    return f"“{one.group}”: {per_cent(one.share.value)} of those counted{interval}, {there}."
