"""Neighbouring duties that a committee report also answers. They advise, and never stand in for the equality duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eia.checks.gravity import is_answered_as_slight
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import OtherDuty

other_duties = Family("Neighbouring duties")

_HEADINGS = ("rural", "public health", "climate", "finance", "human resources", "risk", "policy")
"""Headings of a committee report that no equality law orders."""

_COUNCIL = ("local authority",)


@other_duties.check("N01", due="assessment", basis=["ukgdpr.art5.1.b", "ukgdpr.recital43", "ukgdpr.art9"])
def personal_data_has_a_purpose_and_a_basis(dossier: Dossier) -> Iterator[Answer]:
    """Where personal data is used: is its purpose recorded, its basis in data protection law, the condition for special categories, and that a new use is compatible with the old?

    To settle: Record the purpose and basis of any use of personal data.

    Known limits: it reads what the author says of purpose and basis; it is no data protection impact assessment. Where the
    record says nothing of personal data, it asks only if something in it may hold some: a count or survey of people, who
    answered by characteristic, or an automated tool. Of days before 2021 it asks nothing: the law of then is not held here.
    """
    data = dossier.proposal.data_protection
    if data.personal_data is False:
        yield not_applicable("The author records that no personal data is used.")
        return
    if not _law_of(dossier, "ukgdpr.art5.1.b", "ukgdpr.recital43", "ukgdpr.art9"):
        yield silent("The data protection law of that day is not held here, so nothing is asked of it.")
        return
    if data == type(data)() and not _may_hold_personal_data(dossier):
        yield silent("The record names nothing that may hold personal data.")
        return
    if data == type(data)():
        yield not_recorded(
            "The record does not say whether personal data is used.",
            severity=Severity.ADVICE,
            do="Record that none is used, or complete the [data_protection] section.",
        )
        return
    if data.basis == "consent":
        yield not_met(
            "The author records that a public body relies on consent, which is hard to show as freely given.",
            severity=Severity.WARNING,
            do="Ask whether another basis, such as public task, fits; if not, say why consent is free here.",
        )
    if data.compatible is False:
        yield not_met(
            "The author records that the new use is not compatible with the purpose the data was collected for.",
            severity=Severity.WARNING,
            do="Do not use the data for it without a basis for the new purpose.",
        )
    missing = [
        words
        for words, value in (
            ("the purpose", data.purpose),
            ("the basis", data.basis),
            ("if such data is used, the condition for special categories", data.article_9),
            ("if the use is new, whether it is compatible", data.compatible),
        )
        if value is None
    ]
    if missing:
        yield not_recorded(
            f"The record does not give: {', '.join(missing)}.",
            severity=Severity.ADVICE,
            do="Complete the [data_protection] section, or record that no personal data is used.",
        )
    elif data.basis != "consent" and data.compatible:
        yield met("The author records purpose, basis, condition and compatibility.")


def _may_hold_personal_data(dossier: Dossier) -> bool:
    proposal = dossier.proposal
    counted = (
        item.personal_data is None and (item.kind or item.table or item.sample or item.question)
        for item in proposal.evidence
    )
    return bool(
        proposal.tool
        or any(counted)
        or any(item.personal_data for item in proposal.evidence)
        or any(one.characteristic for one in proposal.consultation.respondents)
    )


@other_duties.check("N02", due="assessment", basis=["ea2010.s1.wales", "ea2010.s1.scotland"])
def a_strategic_decision_has_regard_to_poverty(dossier: Dossier) -> Iterator[Answer]:
    """Where the decision is strategic: is reducing inequalities that come from socio-economic disadvantage considered?

    To settle: On a strategic decision, consider how to reduce inequalities that come from socio-economic disadvantage.

    Known limits: section 1 binds listed bodies in Wales and Scotland, which it does not look up, and is not in force in
    England, where this is advice for a body that puts itself in scope. Whether a decision is strategic is not asked where
    the record answers for everyone and finds nothing worse than slight. It never stands in for a protected characteristic.
    """
    about, binds = dossier.proposal.proposal, _law_of(dossier, "ea2010.s1.wales", "ea2010.s1.scotland")
    entry = next((one for one in dossier.proposal.other_duty if one.duty == "socio-economic"), None)
    in_scope = entry.in_scope if entry and entry.in_scope is not None else about.strategic
    if about.nation is None:
        yield silent("The record does not say which nation's law applies.")
    elif not binds and not (entry and entry.in_scope):
        yield not_applicable(
            f"Section 1 of the Equality Act 2010 was not in force in {about.nation} on that day."
        )
    elif in_scope is False:
        yield not_applicable("The author records that the decision is not strategic, or outside section 1.")
    elif not (entry and entry.in_scope) and about.body_standing not in (None, "listed in Schedule 19"):
        yield not_applicable(
            "Section 1 binds the bodies that it lists; the author does not record that this is one."
        )
    elif entry and entry.considered is False and in_scope:
        yield not_met(
            "The author records that inequalities from socio-economic disadvantage were not considered.",
            severity=Severity.WARNING if binds else Severity.ADVICE,
            do="Consider how the decision could reduce them, beside the protected characteristics and never in their place.",
            waits=True,
        )
    elif entry and (entry.considered or (entry.says and entry.considered is None)):
        yield met("The author records that inequalities from socio-economic disadvantage were considered.")
    elif binds and in_scope is None and is_answered_as_slight(dossier):
        yield silent(
            "The record does not say whether the decision is strategic; no effect is recorded as worse than slight."
        )
    elif binds:
        yield not_recorded(
            "The record does not say whether inequalities from socio-economic disadvantage were considered."
            if in_scope
            else "The record does not say whether the decision is strategic, so that section 1 asks for regard to poverty.",
            severity=Severity.ADVICE,
            do="Add an [[other_duty]] entry “socio-economic” that says what was considered."
            if in_scope
            else "Say in 'strategic' whether it is; if so, add an [[other_duty]] entry “socio-economic”.",
        )
    else:
        yield silent("The record does not say whether socio-economic disadvantage was considered.")


@other_duties.check(
    "N03",
    due="assessment",
    basis=["afa2006.s343aa", "afa2006.s343ab", "afa2006.s343ac", "afa2006.s343ad"],
)
def the_armed_forces_covenant_is_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where the armed forces covenant duty applies: are the unique obligations and sacrifices, removing disadvantage, and special provision considered?

    To settle: Where the armed forces covenant duty applies, consider its three questions.

    Known limits: the duty binds listed bodies in relevant healthcare, education and housing functions; social care is outside
    it. The author says whether it applies here.
    """
    duties = {"armed forces": ("afa2006.s343aa_af", ())}
    yield from _considered(dossier, duties, "the armed forces covenant duty")


@other_duties.check("N04", due="assessment", basis=["cswa2017.s1"])
def corporate_parenting_is_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where looked-after children or care leavers are affected: are the seven needs of corporate parenting considered?

    To settle: Where looked-after children or care leavers are affected, consider the seven needs of corporate parenting.

    Known limits: section 1 binds councils in England, in all departments. The author says whether it applies here.
    """
    duties = {
        "corporate parenting": ("cswa2017.s1", _COUNCIL),
        "cared-for children": ("cswa2017.s1", _COUNCIL),
    }
    yield from _considered(dossier, duties, "corporate parenting")


@other_duties.check("N05", due="assessment", basis=["ca2004.s11", "cfa2014.s27", "case.dat", "case.ke"])
def duties_to_children_are_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where duties to children apply: are their welfare, and the review of provision for special educational needs, considered?

    To settle: Where duties to children apply, consider their welfare and the review of special educational provision.

    Known limits: section 11 of the 2004 Act and section 27 of the 2014 Act are law in England; the second binds councils. The
    author says whether they apply here.
    """
    duties = {
        "welfare of children": ("ca2004.s11", ()),
        "special educational needs": ("cfa2014.s27", _COUNCIL),
    }
    yield from _considered(dossier, duties, "a duty to children")


@other_duties.check("N06", due="assessment", basis=["guidance.rural_proofing"])
def neighbouring_headings_are_answered(dossier: Dossier) -> Iterator[Answer]:
    """What does the paper record under rural communities, public health, climate, finance, human resources, risk and policy?

    To settle: Say what the paper records under its other headings.

    Known limits: advice only; which of these headings a paper must answer is for the body's own rules. It asks after a
    heading left unconsidered only for rural communities in England, where there is guidance; it knows none for the others.
    """
    entries = [entry for entry in dossier.proposal.other_duty if entry.duty in _HEADINGS]
    if not entries:
        yield silent("The record holds nothing under these headings.")
    for entry in entries:
        if entry.considered is False and entry.duty == "rural" and _guidance_reaches(dossier):
            yield not_met(
                "The author records that effects on rural communities were not considered.",
                severity=Severity.ADVICE,
                do="Ask whether rural communities are affected, and whether the body's own rules call for it.",
                about=entry.duty,
                waits=True,
            )
        elif entry.considered is False:
            yield not_applicable(
                "The author records that this heading was not considered; no equality law asks for it.",
                about=entry.duty,
            )
        elif entry.says:
            yield met("The author records what the paper says under this heading.", about=entry.duty)
        else:
            yield silent("The record names the heading and says nothing under it.", about=entry.duty)


def _guidance_reaches(dossier: Dossier) -> bool:
    return dossier.proposal.proposal.nation in (None, "England")  # rural proofing is guidance for England


@other_duties.check("N07", due="assessment", basis=["rcypm2011.s1", "wales.welsh_language_standards"])
def welsh_duties_are_considered(dossier: Dossier) -> Iterator[Answer]:
    """In Wales, where they apply: are the effects on the Welsh language, and the rights of children, considered?

    To settle: In Wales, consider the effects on the Welsh language and the rights of children where the body must.

    Known limits: which language standards bind a body stands in its own notice, and the Measure of 2011 binds the Welsh
    Ministers. The author says whether they apply here.
    """
    duties = {
        "Welsh language": ("wales.welsh_language_standards", ()),
        "children's rights": ("rcypm2011.s1", ("government department",)),
    }
    yield from _considered(dossier, duties, "a Welsh duty")


def _considered(
    dossier: Dossier, duties: Mapping[str, tuple[str, tuple[str, ...]]], words: str
) -> Iterator[Answer]:
    """Answer for each entry about some neighbouring duties, or once where there is none.

    Args:
        dossier: The record.
        duties: By the duty's name in a record, the provision behind it and the kinds of body it binds; none for any.
        words: What the duties are called together.
    """
    nation = dossier.proposal.proposal.nation
    entries = [one for one in dossier.proposal.other_duty if one.duty in duties]
    if nation and not any(dossier.is_law(provision) for provision, _ in duties.values()):
        why_not = _why_no_law(dossier, nation, [provision for provision, _ in duties.values()])
        yield not_applicable(f"The law behind this question {why_not}.")
    elif not entries:
        yield silent(f"The record does not say whether {words} applies here.")
    else:
        for entry in entries:
            yield _considered_in(dossier, entry, *duties[entry.duty])


def _considered_in(dossier: Dossier, entry: OtherDuty, provision: str, bodies: tuple[str, ...]) -> Answer:
    about = dossier.proposal.proposal
    if entry.in_scope is False:
        return not_applicable("The author records that it does not apply here.", about=entry.duty)
    if about.nation and not dossier.is_law(provision):
        return not_applicable(f"It {_why_no_law(dossier, about.nation, [provision])}.", about=entry.duty)
    if bodies and about.body_kind and about.body_kind not in bodies:
        return not_applicable("It does not bind a body of the kind recorded.", about=entry.duty)
    if entry.considered is False and entry.in_scope:
        return not_met(
            "The author records that it applies here, and that it was not considered.",
            severity=Severity.WARNING,
            do="Consider it before the decision, and record what was found.",
            about=entry.duty,
            waits=True,
        )
    if entry.considered:
        return met("The author records that it was considered.", about=entry.duty)
    if entry.says and entry.considered is None:
        return met("The author records what the paper says of it.", about=entry.duty)
    if entry.in_scope:
        return not_recorded(
            "It applies here, and the record does not say whether it was considered.",
            severity=Severity.ADVICE,
            do="Say in its [[other_duty]] entry what was considered.",
            about=entry.duty,
        )
    return silent("The record does not say whether it applies here.", about=entry.duty)


def _why_no_law(dossier: Dossier, nation: str, provisions: Iterable[str]) -> str:
    """Say why none of some provisions is law here: whether for the nation, or only for the day."""
    reaches = any(nation in dossier.law.provision(name).nations for name in provisions)
    return f"was not in force in {nation} on that day" if reaches else f"does not apply in {nation}"


def _law_of(dossier: Dossier, *names: str) -> bool:
    return any(dossier.is_law(name) for name in names)
