"""Released counts of a group as what estimates take, who did not answer, and how many people that is in words."""

from __future__ import annotations

from collections.abc import Iterator

from eia.analysis.asked import Asked
from eia.analysis.shown import Shown, added
from eia.analysis.tables_to_release import OTHERS, UNKNOWN
from eia.estimates import EVERYONE_ELSE, RoundedTally, Span
from eia.estimates.speaking import per_cent, whole_number


def tally_of(one: Shown, *groups: str | None) -> RoundedTally | None:
    """Return how many of a group have the outcome of a table and how many have not; None where either is withheld.

    Args:
        one: The released table, which has an outcome.
        groups: A group for each characteristic of the table; None for everyone.
    """
    have, have_not = one.spans[*groups, one.table.outcome], one.spans[*groups, OTHERS]
    if have is None or have_not is None:
        return None
    name = " and ".join(group for group in groups if group is not None) or "everyone"
    return RoundedTally(group=name, have=have, have_not=have_not)


def too_few(tally: RoundedTally, one: Shown) -> bool:
    """Say whether a group is shown as too few people for a percentage of it to be shown."""
    return tally.shown.total < one.least


def people_in_words(ours: RoundedTally, theirs: RoundedTally, *, rounded: bool, told: bool) -> str:
    """Say how many people a comparison rests on, by the counts that are shown.

    Args:
        ours: The group.
        theirs: What it is beside.
        rounded: Whether the counts are rounded.
        told: Whether there are intervals, which then allow for that.
    """
    about = "about " if rounded else ""
    other = "others" if theirs.group == EVERYONE_ELSE else f"in “{theirs.group}”"
    tail = ""
    if rounded:
        tail = (
            "; the counts are shown rounded, and the intervals allow for that"
            if told
            else "; the counts are shown rounded"
        )
    return (
        f"Based on {about}{whole_number(ours.shown.total)} people in “{ours.group}” and "
        f"{about}{whole_number(theirs.shown.total)} {other}{tail}."
    )


def people_in_brief(ours: RoundedTally, theirs: RoundedTally, *, rounded: bool) -> str:
    """Say how many people a comparison rests on, by the counts that are shown, for a line: "of about 220 and 550 people"."""
    one, other = (whole_number(each.shown.total) for each in (ours, theirs))
    return f"of {'about ' if rounded else ''}{one} and {other} people"


def not_answered_of(one: Shown, asked: Asked) -> Iterator[str]:
    """Say, of a table of one characteristic, what share did not say their group, and whose outcome is not known.

    A sentence each, with what it is a share of; where no percentage may be shown, a sentence that says so.
    """
    axis, total = one.table.axes[0], ((None,) if one.table.outcome is None else (None, None))
    if axis.unanswered:
        unsaid = added(one.spans[(group, *total[1:])] for group in axis.unanswered)
        named = " or ".join(f"“{group}”" for group in axis.unanswered)
        what = f"stand under {named}, which is in the total and is no group that is compared"
        yield _share(unsaid, one.spans[total], one, what)
    if one.table.outcome is not None and UNKNOWN in one.table.dimensions[-1].groups:
        what = f"did not answer whether they “{asked.words_for(one.table.outcome)}”, and the shares are of the others"
        yield _share(one.spans[None, UNKNOWN], one.spans[total], one, what)


def _share(part: Span | None, whole: Span | None, one: Shown, what: str) -> str:
    if part is None or whole is None:
        return f"Some of those counted {what}; how many is not shown."
    if whole.shown < one.least:
        return f"Some of those counted may {what}; they are too few people for a percentage."
    if part.shown == 0 and not part.exact:
        return f"Of those counted, fewer than {per_cent((part.high + 1) / max(1, whole.low))} {what}."
    return f"Of those counted, {'about ' if one.rounded else ''}{per_cent(part.shown / whole.shown)} {what}."
