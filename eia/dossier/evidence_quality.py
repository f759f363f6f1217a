"""How far each piece of a record's evidence carries, by its own facts and by what its counts show."""

from __future__ import annotations

from collections.abc import Mapping

from eia.analysis import Judged, OwnFigures, Piece, QualityNote, quality_of
from eia.dossier.dossier import Dossier
from eia.evidence import places
from eia.proposal.sections import Evidence


def evidence_quality(dossier: Dossier) -> Mapping[str, tuple[QualityNote, ...]]:
    """Return, by evidence id, what a reader must know of its quality. Nothing there is not a finding that it is good.

    Args:
        dossier: The record with what its counts show.
    """
    pieces = [_piece(one) for one in dossier.proposal.evidence]
    about = dossier.proposal.proposal
    judged = Judged(
        as_of=dossier.as_of,
        # What is no code of a place is told elsewhere; here it says nothing of where the evidence is from.
        place_code=next((one.code for one in places() if one.code == about.authority_code), None),
        nation=about.nation,
        months=int(dossier.practice["evidence_current_months"]),
    )
    compared = dossier.compared
    return {
        one.id: quality_of(
            one,
            every=pieces,
            figures=OwnFigures(
                shown=compared.shown.get(one.id, ()),
                gaps=compared.gaps.get(one.id, ()),
                age_standardised=compared.age_standardised.get(one.id, ()),
                beside=compared.representation.get(one.id, ())
                if compared.asked[one.id].with_population
                else (),
            ),
            judged=judged,
        )
        for one in pieces
    }


def _piece(one: Evidence) -> Piece:
    return Piece(
        id=one.id,
        title=one.title,
        publisher=one.publisher,
        url=one.url,
        date=one.date,
        geography=one.geography,
        base=one.base,
        coverage=one.coverage,
        kind=one.kind,
        about=tuple(one.about),
        own_categories=tuple(one.own_categories),
        own_categories_because=one.own_categories_because,
    )
