"""All of an author's own counts on their way to release: tables beside the record, and what was typed into it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from eia.analysis import (
    Asked,
    ToRelease,
    check_asked,
    check_standard,
    places_to_release,
    tables_to_release,
)
from eia.disclosure import OWN_RECORDS, RawTable, counts_of
from eia.dossier.respondents import Respondents
from eia.errors import EiaError, Problem
from eia.evidence import GroupTable, MoneyTable, PeopleTable, PlacesTable
from eia.proposal import Proposal, Submission
from eia.proposal.sections import Effect, Evidence


def asked_by_evidence(proposal: Proposal, names: Mapping[str, str]) -> dict[str, Asked]:
    """Return, by evidence id, what a record says of each piece of evidence and asks to be compared.

    Args:
        proposal: The record.
        names: The words for each characteristic's id.
    """
    every = {one.id for one in proposal.evidence}
    return {one.id: _asked_of(one, names, every) for one in proposal.evidence}


def _asked_of(one: Evidence, names: Mapping[str, str], every: Collection[str]) -> Asked:
    return Asked(
        id=one.id,
        title=one.title,
        base=one.base,
        coverage=one.coverage,
        source=one.publisher or OWN_RECORDS,
        kind=one.kind,
        outcome=one.outcome,
        bears=one.outcome_is,
        outcomes=one.outcomes,
        reference=one.reference,
        reference_because=one.reference_because,
        intersections=tuple(one.intersections),
        # To be compared with other evidence is not to be compared with the place.
        with_population=one.compare_with is not None and one.compare_with not in every,
        standard_population=one.standard_population,
        with_evidence=one.compare_with if one.compare_with in every else None,
        names=names,
    )


def to_release(submission: Submission, asked: Mapping[str, Asked]) -> dict[str, tuple[ToRelease, ...]]:
    """Count each table of evidence by what the record asks, by evidence id, in the order of the record.

    Raises:
        EiaError: The record asks for what a table does not hold.
    """
    place_code = submission.proposal.proposal.authority_code
    counted: dict[str, tuple[ToRelease, ...]] = {}
    for one in submission.proposal.evidence:
        table = submission.tables.get(one.id)
        if isinstance(table, PlacesTable):
            counted[one.id] = places_to_release(table, asked[one.id], place_code)
        elif isinstance(table, GroupTable | PeopleTable | MoneyTable):
            counted[one.id] = tables_to_release(table, asked[one.id])
    return counted


def refuse_what_tables_lack(submission: Submission, asked: Mapping[str, Asked]) -> None:
    """Raise an `EiaError` of all that the record asks for and its tables do not bear: reference groups, intersections, standards."""
    place_code = submission.proposal.proposal.authority_code
    problems: list[Problem] = []
    for name, table in submission.tables.items():
        if isinstance(table, GroupTable | PeopleTable | MoneyTable):
            try:
                check_asked(table, asked[name])
                if isinstance(table, PeopleTable):
                    check_standard(table, asked[name], place_code=place_code)
            except EiaError as error:
                problems.extend(error.problems)
    if problems:
        raise EiaError.of(problems)


def raw_tables(
    submission: Submission,
    counted: Mapping[str, tuple[ToRelease, ...]],
    respondents: Mapping[str, Respondents],
) -> dict[str, RawTable]:
    """Return every table to be released, by the name it is released under."""
    raw: dict[str, RawTable] = {}
    for one in submission.proposal.evidence:
        raw |= {table.name: table.raw for table in counted.get(one.id, ())}
        if one.id not in counted and one.id in submission.counts:
            raw[one.id] = RawTable(
                counts=submission.counts[one.id],
                title=one.title,
                base=one.base,
                source=one.publisher or OWN_RECORDS,
            )
    raw |= {name: two.table.raw for name, two in respondents.items()}
    for effect in submission.proposal.effect:
        if effect.people_count is not None:
            raw[touched_by(effect)] = RawTable(
                counts=counts_of([(effect.title, effect.people_count)]),
                title=f"How many people: {effect.title}",
            )
    return raw


def touched_by(effect: Effect) -> str:
    """Return the name under which the number of people that an effect touches is released."""
    return f"effect: {effect.id}"
