"""What people were asked, and whether the deciders heard it."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import may_be_worse_than_slight
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import Consultation
from eia.wording import listed

consultation = Family("Consultation")


@consultation.check("C01", due="decision", basis=["case.moseley", "case.boyejo", "case.ke"])
def a_duty_to_consult_was_met_in_time(dossier: Dossier) -> Iterator[Answer]:
    """Where there is a duty to consult, was consultation held while the proposals could still change?

    To settle: Where there is a duty to consult, ask while the proposals can still change.

    Known limits: there is no general duty to consult; the author says whether statute, a promise or practice makes one.
    """
    asked = dossier.proposal.consultation
    owed = _owed(asked)
    if owed and asked.held is False:
        yield not_met(
            f"The author records a duty to consult (from {asked.duty}), and that no consultation was held.",
            severity=Severity.SERIOUS,
            do="Consult while the proposals can still change.",
            waits=True,
        )
    elif asked.held and (asked.formative is False or asked.minds_open is False):
        yield not_met(
            "The author records that minds were made up, or the proposals settled, when people were asked.",
            severity=Severity.SERIOUS if owed else Severity.ADVICE,
            do="Ask again while the proposals can still change, or say plainly what was open.",
        )
    elif asked.duty == "none" and not asked.held:
        yield not_applicable("The author records that there is no duty to consult here.")
    elif asked.held and asked.formative:
        yield met("The author records that people were asked while the proposals could still change.")
    elif owed:
        yield silent(
            f"The record names a duty to consult (from {asked.duty}), and does not say whether people were asked while the "
            "proposals could still change."
        )
    else:
        yield silent("The record does not say whether there is a duty to consult.")


@consultation.check(
    "C02", due="decision", basis=["case.moseley", "case.jm", "case.w_v_birmingham", "case.winder"]
)
def consultees_were_told_enough(dossier: Dossier) -> Iterator[Answer]:
    """Were the people consulted given the reasons, the impact and, where fairness asks it, the options turned down?

    To settle: Give the people consulted the reasons, the impact and, where fairness asks it, the options turned down.

    Known limits: it reads what the author says they were given, not how plainly. Fairness asks only sometimes for the
    options turned down, sooner where something people have is taken away: whether it did here is left to people, and
    silence about them is no worry. Silence about the reasons and the impact is one where a duty to consult is recorded, or
    an effect may be worse than slight.
    """
    asked = dossier.proposal.consultation
    owed = _owed(asked)
    if asked.held is False:
        yield not_applicable("The author records that no consultation was held.")
        return
    told = {"the reasons": asked.given_reasons, "the impact": asked.given_impact}
    if kept_back := [words for words, given in told.items() if given is False]:
        yield not_met(
            f"The author records that the people consulted were not given {listed(kept_back, 'or')}.",
            severity=Severity.SERIOUS if owed else Severity.WARNING,
            do="Give it to them, with time to answer, before the decision is taken.",
        )
    if asked.given_rejected_options is False:
        # In Moseley and Winder something that people had was taken away; where nothing is, fairness rarely asks for more.
        grave = Severity.SERIOUS if owed else Severity.WARNING
        yield needs_judgement(
            "The author records that the people consulted were not told of the options turned down; fairness sometimes asks "
            "for it.",
            severity=grave if dossier.adverse_effects else Severity.ADVICE,
            do="Ask whether they could answer sensibly without; if not, tell them, with time to answer.",
        )
    missing = [words for words, given in told.items() if given is None]
    if asked.held and missing and not (owed or dossier.may_be_worse_than_slight):
        yield silent("The record does not say what the people consulted were given.")
    elif asked.held and missing:
        yield not_recorded(
            f"The record does not say whether the people consulted were given {listed(missing, 'or')}.",
            severity=Severity.ADVICE,
            do="Say what they were given.",
        )
    elif all(told.values()) and asked.given_rejected_options is not False:
        yield met("The author records that the people consulted were given the reasons and the impact.")
    elif not (asked.held or kept_back or asked.given_rejected_options is False):
        yield silent("The record does not say whether a consultation was held.")


@consultation.check("C03", due="decision", basis=["case.moseley"])
def there_was_time_enough_to_answer(dossier: Dossier) -> Iterator[Answer]:
    """Did the people consulted have time enough to answer?

    To settle: Give the people consulted time enough to answer.

    Known limits: no rule fixes a number of days; it reads what the author says, and counts none.
    """
    asked = dossier.proposal.consultation
    if asked.held is False:
        yield not_applicable("The author records that no consultation was held.")
    elif asked.time_enough is False:
        yield not_met(
            "The author records that people had too little time to answer.",
            severity=Severity.WARNING,
            do="Give more time, or take late answers, before the decision is taken.",
        )
    elif asked.time_enough:
        yield met("The author records that people had time enough to answer.")
    else:
        yield silent("The record does not say whether people had time enough to answer.")


@consultation.check("C04", due="decision", basis=["case.moseley", "case.police_superintendents"])
def the_responses_reached_the_deciders(dossier: Dossier) -> Iterator[Answer]:
    """Did the people who decide get the responses, points about equality among them?

    To settle: Put what people said to everyone who decides.

    Known limits: it reads what the author says reached them, not how fairly it was put.
    """
    asked = dossier.proposal.consultation
    if asked.equality_points_withheld:
        yield not_met(
            "The author records that points about equality were kept from the deciders.",
            severity=Severity.SERIOUS,
            do="Give them to the deciders before the decision is taken.",
        )
    elif asked.responses_reached_deciders is False:
        yield not_met(
            "The author records that the responses did not reach the deciders.",
            severity=Severity.SERIOUS if asked.equality_points else Severity.WARNING,
            do="Give them the responses, points about equality among them, before the decision is taken.",
            waits=True,
        )
    elif asked.responses_reached_deciders:
        yield met("The author records that the responses reached the deciders.")
    elif asked.held:
        yield not_recorded(
            "A consultation was held, and the record does not say whether the responses reached the deciders.",
            severity=Severity.WARNING,
            do="Say how and when the responses, points about equality among them, reached them.",
        )
    elif asked.held is False:
        yield not_applicable("The author records that no consultation was held.")
    else:
        yield silent("The record does not say whether a consultation was held.")


@consultation.check("C05", due="decision", basis=["wales2011.reg5", "case.hunt"])
def affected_groups_were_engaged(dossier: Dossier) -> Iterator[Answer]:
    """Were people of the affected groups engaged, in forms they can use?

    To settle: Engage people of the affected groups, in forms they can use.

    Known limits: it reads whom the author names, not how many took part or what it cost them. In Wales regulation 5 binds
    the bodies listed, and asks for people who represent the groups and have an interest. It knows no regulation elsewhere
    that asks for engagement as such: there silence is a worry only where an effect may be worse than slight, and none where
    no adverse or unknown effect names a protected characteristic, which leaves open whom to engage. Where others
    were engaged, a group that is not named is advice, in Wales too, and only if an effect on it may be worse than slight:
    what was read of regulation 5 does not ask for people of each group.
    """
    asked, entries = dossier.proposal.consultation, dossier.proposal.engagement
    by_regulation = _regulation_5_binds(dossier)
    matters = by_regulation or dossier.may_be_worse_than_slight
    silence = Severity.WARNING if by_regulation else Severity.ADVICE
    nobody_at_stake = dossier.proposal.effect and not (by_regulation or dossier.at_stake)
    if entries or asked.engaged or any(one.characteristic for one in asked.respondents):
        yield from _who_and_how(dossier)
    elif nobody_at_stake:
        yield _nobody_named(dossier)
    elif asked.engaged is False:
        yield not_met(
            "The author records that people of the affected groups were not engaged.",
            severity=Severity.SERIOUS if by_regulation else Severity.WARNING,
            do="Engage people who can speak for them, in forms they can use, before the decision is taken.",
            waits=True,
        )
    elif matters:
        yield not_recorded(
            "The record does not say whether people of the affected groups were engaged.",
            severity=silence,
            do="Add an [[engagement]] entry for each: who, how, in which forms, and what they said.",
        )
    else:
        yield silent("The record does not say who was engaged; no effect is recorded as worse than slight.")


def _nobody_named(dossier: Dossier) -> Answer:
    """Answer where no protected characteristic stands to lose: nothing may do harm, or the record does not say to whom."""
    if dossier.adverse_effects:
        return silent(
            "No adverse effect recorded names a protected characteristic, so which of the people affected to engage is not known."
        )
    if any(effect.direction not in ("positive", "none") for effect in dossier.proposal.effect):
        return silent(
            "Whether the effect recorded is good or bad is not known, so neither is whether anyone should have been engaged."
        )
    return not_applicable(
        "No adverse or unknown effect is recorded, so no group is recorded as one to engage."
    )


def _who_and_how(dossier: Dossier) -> Iterator[Answer]:
    """Answer where somebody was engaged: whether those at stake were among them, and in which forms."""
    asked, entries = dossier.proposal.consultation, dossier.proposal.engagement
    named = {name for one in entries for name in one.characteristics}
    named |= {one.characteristic for one in asked.respondents if one.characteristic}
    asked_for = [name for name in dossier.at_stake if may_be_worse_than_slight(dossier, name)]
    unnamed = [name for name in asked_for if name not in named] if named else []
    for name in unnamed:
        yield not_recorded(
            "Others were engaged; the record does not say whether people of this group were.",
            severity=Severity.ADVICE,
            do="Add an [[engagement]] entry for them, or say in one that it speaks for them.",
            about=dossier.name_of(name),
        )
    if not unnamed:
        yield _in_forms(dossier)


def _in_forms(dossier: Dossier) -> Answer:
    entries = dossier.proposal.engagement
    if dossier.proposal.consultation.formats or any(one.forms or one.how for one in entries):
        return met(
            "The author records that people of the affected groups were engaged, and how or in which forms."
        )
    # Advice in Wales too: what was read of regulation 5 asks for involvement, and says nothing of forms.
    return not_recorded(
        "The author records engagement; the record does not say in which forms people could take part.",
        severity=Severity.ADVICE,
        do="Say which forms were offered, such as easy read or sign language.",
    )


def _regulation_5_binds(dossier: Dossier) -> bool:
    """Tell whether the Welsh regulations ask for engagement: in Wales, once in force, of the bodies that they list."""
    about = dossier.proposal.proposal
    return (
        about.nation == "Wales"
        and dossier.is_law("wales2011.reg5")
        and about.body_standing in (None, "listed in Schedule 19")
    )


def _owed(asked: Consultation) -> bool:
    return asked.duty in ("statute", "promise", "practice")
