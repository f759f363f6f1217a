"""Those who answered, as typed into the record: their tables on the way to release, and who lives in the place beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from eia.analysis import (
    Asked,
    Beside,
    ToRelease,
    ages_in_words,
    representation_of,
    shown,
    tables_to_release,
)
from eia.disclosure import OWN_RECORDS, Release, Tally, counts_of
from eia.evidence import GroupTable
from eia.evidence.categories import missing_answer, plain
from eia.proposal import Proposal

RESPONDENTS = "who answered"
"""How the names of the released tables of those who answered begin."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Respondents:
    """Those who answered, by one characteristic or by none.

    Attributes:
        asked: What to compare them with: who lives in the place, where the groups are of a characteristic.
        table: Their table, on its way to release.
    """

    asked: Asked
    table: ToRelease


def respondents_of(proposal: Proposal, names: Mapping[str, str]) -> dict[str, Respondents]:
    """Return those who answered by the name of the table that they are released in.

    Whoever answers a consultation chose to: they are described, and stand for nobody else. Whom they are beside is told by
    the ages typed, if there are any, else by the words for who was asked.

    Args:
        proposal: The record.
        names: The words for each characteristic's id.
    """
    answered: dict[str | None, list[tuple[str, Tally]]] = {}
    for one in proposal.consultation.respondents:
        if one.count is not None:
            answered.setdefault(one.characteristic, []).append((one.group, one.count))
    ages = ages_in_words([group for group, _ in answered.get("age", ()) if not _unsaid(group, "age", names)])
    found = {}
    for characteristic, counts in answered.items():
        by = f", by {names[characteristic].lower()}" if characteristic else ""
        asked = Asked(
            id=f"{RESPONDENTS}: {characteristic}" if characteristic else RESPONDENTS,
            title=f"Who answered{by}",
            coverage=ages or proposal.consultation.who,
            source=OWN_RECORDS,
            kind="opt-in",
            with_population=characteristic is not None,
            whole=False,  # what was typed may be some of the groups
            names=names,
        )
        table = GroupTable(
            characteristic=characteristic,
            groups=counts_of(counts),
            with_outcome=None,
            unanswered=tuple(group for group, _ in counts if _unsaid(group, characteristic, names)),
        )
        found[asked.id] = Respondents(asked=asked, table=tables_to_release(table, asked)[0])
    return found


def beside_the_place(
    respondents: Mapping[str, Respondents],
    release: Release,
    *,
    place_code: str | None,
    as_of: dt.date | None,
) -> dict[str, Beside]:
    """Set those who answered beside who lives in the place, by the name of their released table.

    Args:
        respondents: As `respondents_of` returns them.
        release: What came out.
        place_code: The place; None where the record names none, and then nobody is beside them.
        as_of: The day for which the population known is taken.
    """
    if place_code is None or as_of is None:
        return {}
    return {
        name: beside
        for name, one in respondents.items()
        for beside in representation_of(
            [shown(one.table, release)], one.asked, place_code=place_code, as_of=as_of
        )
    }


def _unsaid(group: str, characteristic: str | None, names: Mapping[str, str]) -> bool:
    """Tell whether a row is of those whose group is not known: "not given", or "age not given" among ages."""
    words = plain(group).removeprefix(plain(names.get(characteristic or "", ""))).strip()
    return bool(missing_answer(group) or missing_answer(words))
