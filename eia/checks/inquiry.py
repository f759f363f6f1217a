"""Whether enough was found out."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import is_answered_as_slight, rests_on_something
from eia.checks.own_figures import all_weak, cannot_tell, difference_shown, shown_the_other_way
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import Effect, Evidence
from eia.wording import listed

inquiry = Family("Finding out")

_CLAIMED = ("positive", "negative", "both")
"""Directions that claim something for or against a group, and so should rest on evidence."""


@inquiry.check(
    "I01", due="assessment", basis=["case.green", "case.jm", "case.hajrula", "case.aspinall", "case.ma"]
)
def each_adverse_effect_rests_on_evidence(dossier: Dossier) -> Iterator[Answer]:
    """Has each affected group evidence, with its source and date?

    To settle: Say what evidence each effect rests on.

    Known limits: it reads that evidence is named and dated. Of its quality it asks only where every piece named is old,
    superseded, of another place or too small, and the record gives no limits of any. Own counts are read for which way
    a gap lies, never for what makes it. Exact numbers are not required where the effect is well understood. Evidence
    without a publisher that says what it shows is taken for the body's own. Of an effect that is not severe, what was
    looked at is answer enough. Silence about a good effect is advice.
    """
    known = {item.id: item for item in dossier.proposal.evidence}
    if not dossier.proposal.effect:
        yield silent("No effect is recorded, so there is nothing for evidence to support.")
    claimed = [effect for effect in dossier.proposal.effect if effect.direction in _CLAIMED]
    if dossier.proposal.effect and not claimed:
        yield silent("No effect is recorded as good or bad for anyone, so nothing rests on evidence yet.")
    for effect in claimed:
        severe = effect.direction in ("negative", "both") and effect.harm == "severe"
        if effect.evidence == "none" and severe:
            yield not_met(
                "The author records that this severe effect rests on no evidence.",
                severity=Severity.SERIOUS,
                do="Find out what can reasonably be known, or list it as a gap with what will be done.",
                about=effect.title,
                waits=True,
            )
        elif effect.evidence == "none":
            yield needs_judgement(
                "The author records that the effect rests on no evidence.",
                severity=Severity.ADVICE,
                do="Say why it is understood well enough without, or find out what can reasonably be known.",
                about=effect.title,
            )
        elif not effect.evidence and effect.looked_at and not severe:
            yield met("The author records what was looked at.", about=effect.title)
        elif not effect.evidence:
            good = Severity.ADVICE if effect.direction == "positive" else Severity.WARNING
            yield not_recorded(
                "The record does not say what evidence the effect rests on.",
                severity=Severity.SERIOUS if severe else good,
                do="Name the evidence entries behind it.",
                about=effect.title,
            )
        elif bare := {name: lacks for name in effect.evidence if (lacks := _lacks(known[name]))}:
            lacking = [words for words in _LACKING if any(words in lacks for lacks in bare.values())]
            yield not_recorded(
                f"The evidence named for it lacks {listed(lacking)}.",
                severity=Severity.WARNING,
                do=f"Add {listed([_LACKING[words] for words in lacking])}, of: {', '.join(bare)}.",
                about=effect.title,
            )
        else:
            yield _rests_on_good(dossier, effect, severe=severe)


def _rests_on_good(dossier: Dossier, effect: Effect, *, severe: bool) -> Answer:
    """Answer for an effect whose evidence has its source and date: by what its figures show, and by how far it carries."""
    if other_way := shown_the_other_way(dossier, effect):
        return needs_judgement(
            f"The figures named for it show a difference that lies the other way than the effect is recorded: {other_way}.",
            severity=Severity.ADVICE,
            do="Say how the two fit together, or correct the one that is wrong.",
            about=effect.title,
        )
    if effect.direction == "positive" and cannot_tell(dossier, effect):
        return needs_judgement(
            "The effect is recorded as good without a reason, and the figures named for it cannot tell whether groups differ.",
            severity=Severity.ADVICE,
            do="Say why it is good for them, or mark it “cannot tell”.",
            about=effect.title,
        )
    if weak := all_weak(dossier, effect):
        return needs_judgement(
            f"All of the evidence named for it is weak ({weak}), and the record gives no limits of it.",
            severity=Severity.WARNING if severe else Severity.ADVICE,
            do="Say in its limits why it still serves, or find what is later, nearer or larger.",
            about=effect.title,
        )
    return met("The author records evidence with its source and date.", about=effect.title)


_LACKING = {"a source": "the publisher or address", "a date": "the date or period"}
"""What evidence may lack, and what would make it good."""


def _lacks(item: Evidence) -> list[str]:
    # A body's own counts and visits seldom name a publisher; tables without one are taken for its own records too.
    there = (item.publisher or item.url or item.shows, item.date or item.published or item.period)
    return [words for words, said in zip(_LACKING, there, strict=True) if not said]


@inquiry.check("I02", due="assessment", basis=["case.ke", "case.pieretti", "case.dxk"])
def each_gap_says_what_will_be_done(dossier: Dossier) -> Iterator[Answer]:
    """Are gaps in the evidence listed, each with what will be done about it or why not?

    To settle: List what is not known, and what will be done about it.

    Known limits: it reads what the author lists; it does not know of gaps that nobody wrote down. That none is listed is no
    worry where every effect is good, or the record answers for everyone and finds nothing worse than slight.
    """
    proposal = dossier.proposal
    cannot_tell = [effect.title for effect in proposal.effect if effect.direction == "cannot tell"]
    if not proposal.gap and proposal.no_gaps_because and not cannot_tell:
        yield met("The author records that there is no gap in the evidence, and why.")
    elif not proposal.gap and not proposal.effect:
        yield silent("No effect is recorded, and no gap in the evidence.")
    elif not proposal.gap and not cannot_tell and _asks_for_no_gap(dossier):
        yield silent("No gap in the evidence is listed.")
    elif not proposal.gap:
        for title in cannot_tell or [""]:
            yield not_recorded(
                "No gap in the evidence is listed.",
                severity=Severity.WARNING if cannot_tell else Severity.ADVICE,
                do="List what is not known, why it matters, and what will be done; or say why there is no gap.",
                about=title,
            )
    for gap in proposal.gap:
        answered = gap.will_do or gap.why_not
        if gap.plan == "none" and not answered:
            yield not_met(
                "The author records that nothing will be done about the gap, and gives no reason.",
                severity=Severity.WARNING,
                do="Say what will be done, by which post and by when, or why not.",
                about=gap.what,
            )
        elif answered:
            yield met("The author records what will be done about the gap, or why not.", about=gap.what)
        else:
            yield not_recorded(
                "The record does not say what will be done about the gap, or why not.",
                severity=Severity.ADVICE,
                do="Say what will be done, by which post and by when, or why not.",
                about=gap.what,
            )


def _asks_for_no_gap(dossier: Dossier) -> bool:
    good = all(effect.direction == "positive" for effect in dossier.proposal.effect)
    return good or is_answered_as_slight(dossier)


@inquiry.check(
    "I03", due="assessment", basis=["case.boyejo", "case.blake", "case.bridges", "case.greenwich_clc"]
)
def no_evidence_is_not_used_as_no_effect(dossier: Dossier) -> Iterator[Answer]:
    """Is “no evidence” anywhere used as “no effect”?

    To settle: Look before saying that there is no effect.

    Known limits: it compares what the record says in one place with what it says in another, and with the gaps that the
    body's own counts show; it does not read prose. A gap in figures is not an effect of the proposal: it asks people to
    look again, and says no more.
    """
    none = [effect for effect in dossier.proposal.effect if effect.direction == "none"]
    said_none = {name for effect in none for name in effect.characteristics} | dossier.put_aside
    pointed = [
        name for name in dossier.proposal.proposal.points_to if name in said_none - set(dossier.affected)
    ]
    for name in pointed:
        yield not_met(
            "The record says there is no effect, although it also points to one.",
            severity=Severity.SERIOUS,
            do="Look again, and say what was found.",
            about=dossier.name_of(name),
        )
    # "none" where evidence is due says that there is no evidence: the very thing that must not stand for no effect.
    unseen = [effect for effect in none if not rests_on_something(effect)]
    for effect in unseen:
        yield not_recorded(
            "It is marked as having no effect, and the record does not say that anyone looked.",
            severity=Severity.ADVICE,
            do="Say what was looked at, or mark it “not looked”.",
            about=effect.title,
        )
    figured = list(_against_figures(dossier, none))
    yield from figured
    if not said_none:
        if dossier.proposal.effect:
            yield not_applicable("No group is recorded as having no effect.")
        else:
            yield silent("No effect is recorded.")
    elif not pointed and not unseen and not figured:
        if any(not entry.looked_at for entry in dossier.proposal.put_aside):
            yield silent(
                "The record does not say what was looked at for each characteristic that is put aside."
            )
            return
        yield met("The author records what was looked at wherever no effect is claimed.")


def _against_figures(dossier: Dossier, none: list[Effect]) -> Iterator[Answer]:
    """Ask about each claim of no effect where the body's own figures show a difference, or are all there is and cannot tell."""
    claims = [(effect.title, effect.characteristics, effect.named_evidence) for effect in none]
    claims += [
        (listed([dossier.name_of(name) for name in entry.characteristics]), entry.characteristics, ())
        for entry in dossier.proposal.put_aside
    ]
    for about, characteristics, evidence in claims:
        if shown := difference_shown(dossier, characteristics, evidence or None):
            yield needs_judgement(
                f"No effect is claimed, and the body's own figures show a difference: {shown}.",
                severity=Severity.WARNING,
                do="Look again: say why the proposal leaves what makes the difference as it is, or record an effect.",
                about=about,
            )
    for effect in none:
        if cannot_tell(dossier, effect) and not difference_shown(dossier, effect.characteristics):
            yield needs_judgement(
                "No effect is claimed without a reason, and the figures named for it cannot tell whether groups differ.",
                severity=Severity.ADVICE,
                do="Say what else was looked at, or mark it “cannot tell”.",
                about=effect.title,
            )
