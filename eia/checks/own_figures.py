"""What the body's own released figures, and the quality of its evidence, say to a check: here law and statistics meet.

A gap in figures is where to look. It never shows that a proposal makes it, and no check takes it for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eia.analysis import Comparison, Gaps, Weakness
from eia.dossier import Dossier, Looked, evidence_quality, rests_on
from eia.estimates import EVERYONE_ELSE, Answer
from eia.proposal.sections import Disparity, Effect
from eia.wording import listed

_GRAVE = (Weakness.STALE, Weakness.SUPERSEDED, Weakness.ANOTHER_PLACE, Weakness.TOO_SMALL)
"""Weaknesses that leave it open whether evidence tells of these people now; the others are for a reader to weigh."""


def own_gaps(dossier: Dossier, evidence: Iterable[str] | None = None) -> Iterator[Gaps]:
    """Yield the gaps of the body's own tables that were there before the decision.

    Args:
        dossier: The record with what its counts show.
        evidence: Ids of evidence; None for all.
    """
    wanted = None if evidence is None else set(evidence)
    for one in dossier.proposal.evidence:
        if one.id in dossier.submission.tables and not one.later and (wanted is None or one.id in wanted):
            yield from dossier.compared.gaps.get(one.id, ())


def difference_shown(
    dossier: Dossier, characteristics: Iterable[str], evidence: Iterable[str] | None = None
) -> str:
    """Return the first difference that the body's own figures show by one of the characteristics, in words; empty for none."""
    wanted = set(characteristics)
    for table in own_gaps(dossier, evidence):
        if table.characteristic in wanted:
            for one in table.comparisons:
                if one.worse is not None:
                    return _in_words(one)
    return ""


def shown_the_other_way(dossier: Dossier, effect: Effect) -> str:
    """Return a difference of the effect's own groups that lies the other way than the effect is recorded; empty for none."""
    if not _names_own_tables(dossier, effect):
        return ""
    found = rests_on(dossier, effect)
    of_its_groups = bool(effect.groups) and found.of_its_groups
    other_way = [one for one in found.comparisons if one.worse is not None and of_its_groups]
    return _in_words(other_way[0]) if other_way and found.state is Looked.CANNOT_TELL else ""


def cannot_tell(dossier: Dossier, effect: Effect) -> bool:
    """Tell whether the figures that an effect names compare its groups, and cannot tell; and the record says nothing else of it."""
    if effect.looked_at or effect.reasoning or not _names_own_tables(dossier, effect):
        return False
    found = rests_on(dossier, effect)
    return bool(found.comparisons) and found.state is Looked.CANNOT_TELL


def all_weak(dossier: Dossier, effect: Effect) -> str:
    """Say what weakens the evidence of an effect, where each piece named is weak and no limits of any are recorded; else empty."""
    named = effect.named_evidence
    known = {one.id: one for one in dossier.proposal.evidence}
    if not named or any(known[name].limits for name in named):
        return ""
    quality = evidence_quality(dossier)
    found = [[note.weakness for note in quality[name] if note.weakness in _GRAVE] for name in named]
    if not all(found):
        return ""
    return listed([one.value for one in _GRAVE if any(one in each for each in found)])


def contradicts(dossier: Dossier, stated: Disparity) -> bool:
    """Tell whether every comparison that the figures behind a stated difference make is shown similar."""
    compared = [one for table in own_gaps(dossier, stated.evidence) for one in table.comparisons]
    return bool(compared) and all(one.answer is Answer.SIMILAR for one in compared)


def has_intervals(dossier: Dossier, stated: Disparity) -> bool:
    """Tell whether the figures behind a stated difference are the body's own, and this report gives their intervals."""
    return any(
        one.verdict is not None for table in own_gaps(dossier, stated.evidence) for one in table.comparisons
    )


def several_at_once(dossier: Dossier) -> bool:
    """Tell whether a table of the record was worked out for people who share several characteristics, and shows something."""
    if not dossier.submission.tables:
        return False
    crossed = dossier.compared.intersections.values()
    return any(one.intersections is not None for some in crossed for one in some)


def _names_own_tables(dossier: Dossier, effect: Effect) -> bool:
    return any(name in dossier.submission.tables for name in effect.named_evidence)


def _in_words(one: Comparison) -> str:
    fares = "worse" if one.worse else "better"
    beside = EVERYONE_ELSE if one.reference == EVERYONE_ELSE else f"“{one.reference}”"
    return f"“{one.group}” fares {fares} than {beside}"
