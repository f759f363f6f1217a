"""Districts, counties, regions and countries of England and Wales, by the code the Office for National Statistics gives them."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import re
from dataclasses import dataclass
from functools import cache

from eia.errors import EiaError
from eia.files import read_text
from eia.shipped import shipped
from eia.wording import day_in_words

NATIONS = {"England": "E92000001", "Wales": "W92000004"}
"""The code of each nation that has baselines."""

_WITHOUT = "leave authority_code out and name your own table as evidence"
_NOT_COVERED = {"S": "Scotland", "N": "Northern Ireland"}
_WIDER = {"K02000001": "the United Kingdom", "K03000001": "Great Britain"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place with baselines.

    Attributes:
        code: Its code, such as E06000049.
        name: Its name.
        type: "district", "county" (of a county council), "region" or "country".
        nation: "England", "Wales", or "England and Wales" for both together.
        region_code: The code of a district's or county's English region; empty for all else.
        since: The first day it was an authority, where the lookups record one; None says nothing of its age.
        until: The last day it was one, where the lookups record one; None if they record no end.
        districts: The codes of the districts its figures are summed from here; empty if they were published for it, or
            if it is a region or country.
    """

    code: str
    name: str
    type: str
    nation: str
    region_code: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    districts: tuple[str, ...] = ()

    def stood_on(self, day: dt.date) -> bool:
        """Say whether it was an authority on a day, as far as the lookups record."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def place(code: str) -> Place:
    """Return the place with a code: of the census's districts, counties, authorities made since, regions and countries.

    Authorities abolished since the census are found as well as those that replaced them: `since` and `until` say when.

    Raises:
        EiaError: No place has it; the nearest code or name is suggested. A code of Scotland, of Northern Ireland or of
            another kind of area is told apart.
    """
    known = _places()
    if code in known:
        return known[code]
    raise _unknown(code, known)


def places() -> tuple[Place, ...]:
    """Return every place with baselines: countries, regions, counties, then districts, each by code."""
    return tuple(_places().values())


def _unknown(code: str, known: dict[str, Place]) -> EiaError:
    wanted = code.strip().upper()
    beyond = _WIDER.get(wanted) or _NOT_COVERED.get(wanted[:1] if re.fullmatch(r"[SN]\d{8}", wanted) else "")
    if beyond:
        return EiaError(
            "the place",
            f"'{code}' is a code of {beyond}; no table of these sources covers {beyond}: they are of England and Wales.",
            f"{_WITHOUT.capitalize()}.",
        )
    if re.fullmatch(r"[EW]\d{8}", wanted) and wanted[:3] not in {one[:3] for one in known}:
        return EiaError(
            "the place",
            f"'{code}' is a code of another kind of area than a district, county, region or country.",
            f"Give the code of one of those, such as E06000049 for Cheshire East, or {_WITHOUT}.",
        )
    near = _nearest(code, known)
    return EiaError(
        "the place",
        f"'{code}' is not the code of a district, county, region or country of England and Wales with figures here.",
        f"Did you mean {' or '.join(_named(one) for one in near)}?"
        if near
        else f"Give its code, such as E06000049 for Cheshire East; for a body with no area of its own, {_WITHOUT}.",
    )


def _nearest(code: str, known: dict[str, Place]) -> tuple[Place, ...]:
    """Find the places meant: all of one name (latest first, as Somerset was a county and is a district), else one code."""
    by_name: dict[str, list[Place]] = {}
    for one in known.values():
        by_name.setdefault(one.name.casefold(), []).append(one)
    wanted = " ".join(code.casefold().split())
    if wanted.upper() in known:
        return (known[wanted.upper()],)
    bare = re.sub(
        r"\b(county council|city council|borough council|district council|council)$", "", wanted
    ).strip()
    names = [one for one in (wanted, bare) if one in by_name] or difflib.get_close_matches(
        wanted, by_name, n=1, cutoff=0.6
    )
    if names:
        return tuple(sorted(by_name[names[0]], key=lambda one: one.until is not None))
    # Between codes only a single slip of a figure is guessed: any other near code is another place altogether.
    slips = [
        one
        for one in known
        if len(one) == len(wanted) and sum(a != b for a, b in zip(one, wanted.upper(), strict=True)) == 1
    ]
    return (known[slips[0]],) if len(slips) == 1 else ()


def _named(where: Place) -> str:
    dates = (
        f"from {day_in_words(where.since)}" if where.since else "",
        f"until {day_in_words(where.until)}" if where.until else "",
    )
    return f"{where.code} ({', '.join(filter(None, (where.name, *dates)))})"


@cache
def _places() -> dict[str, Place]:
    # The csv module is enough here, and keeps a proposal's place readable without loading pandas.
    text = read_text(shipped("data", "reference", "places.csv"))
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return {
        code: Place(
            code=code,
            name=name,
            type=kind,
            nation=nation,
            region_code=region,
            since=dt.date.fromisoformat(since) if since else None,
            until=dt.date.fromisoformat(until) if until else None,
            districts=tuple(districts.split()),
        )
        for code, name, kind, nation, region, since, until, districts in rows
    }
