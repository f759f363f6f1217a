"""What must agree inside a proposal: dates with dates, a nation with its code, a reply with a check, rates with their meaning.

Like the references, it reads the file as TOML gives it, so that a wrong type elsewhere hides nothing.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from eia.errors import EiaError, Problem
from eia.evidence import place
from eia.proposal.fields import NationName
from eia.proposal.references import entries


def disagreements(raw: Mapping[str, object], file: str, *, codes: Collection[str]) -> Iterator[Problem]:
    """Find what does not agree.

    Args:
        raw: The proposal as TOML gives it.
        file: How the file is named to the officer.
        codes: The codes of the checks that a reply may name; empty if they are not known, and then replies are not looked at.
    """
    yield from _place(_section(raw, "proposal"), f"{file}, 'proposal'")
    yield from _consultation(_section(raw, "consultation"), f"{file}, 'consultation'")
    for number, entry in enumerate(entries(raw, "evidence"), start=1):
        yield from _rates(entry, f"{file}, evidence {number}")
    for number, entry in enumerate(entries(raw, "response"), start=1):
        yield from _reply(entry, f"{file}, response {number}", codes)


def _section(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = raw.get(name)
    return found if isinstance(found, Mapping) else {}


def _place(about: Mapping[str, object], where: str) -> Iterator[Problem]:
    code, nation = about.get("authority_code"), about.get("nation")
    if not isinstance(code, str) or not code.strip():
        return
    try:
        found = place(code.strip())
    except EiaError as error:
        for one in error.problems:
            yield Problem(f"{where}, 'authority_code'", one.what, one.do)
        return
    named = nation.strip() if isinstance(nation, str) else ""
    if named in get_args(NationName) and named not in found.nation:  # "England and Wales" is a place too
        what = f"{named} is not where {found.name} ({found.code}) is: that is in {found.nation}."
        yield Problem(f"{where}, 'nation'", what, "Correct the nation or the code.")


def _consultation(consultation: Mapping[str, object], where: str) -> Iterator[Problem]:
    seen: set[tuple[object, str]] = set()
    for number, one in enumerate(entries(consultation, "respondents"), start=1):
        group = one.get("group")
        if not isinstance(group, str):
            continue
        known = (one.get("characteristic"), " ".join(group.split()).casefold())
        if known in seen:
            what = "This group stands here twice for the same characteristic, so its people would be counted twice."
            yield Problem(f"{where}, respondents {number}, 'group'", what, "Keep one of the two.")
        seen.add(known)
    opened, closed = (_day(consultation.get(key)) for key in ("opened", "closed"))
    if opened and closed and closed < opened:
        what = f"{closed.isoformat()} is before the day it opened, {opened.isoformat()}."
        yield Problem(f"{where}, 'closed'", what, "Correct one of the two.")


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _rates(entry: Mapping[str, object], where: str) -> Iterator[Problem]:
    if entry.get("table") != "rates":
        return
    due = {
        "outcome": 'outcome = "…", in words that say what the rates measure',
        "outcome_is": 'outcome_is = "benefit" or "burden"',
    }
    missing = [words for key, words in due.items() if not str(entry.get(key, "")).strip()]
    if missing:
        what = "A table of rates does not say by itself what it means."
        yield Problem(f"{where}, 'table'", what, f"Add {'; and '.join(missing)}.")


def _reply(entry: Mapping[str, object], where: str, codes: Collection[str]) -> Iterator[Problem]:
    code = entry.get("to")
    if not codes or not isinstance(code, str) or code.strip() in codes:
        return
    text = code.strip()
    # "m2" means M02.
    spelt = re.sub(r"^([A-Z]+)[ -]?(\d)$", r"\g<1>0\2", text.upper())
    near = [spelt] if spelt in codes else difflib.get_close_matches(spelt, sorted(codes), n=1, cutoff=0.6)
    do = f"Did you mean '{near[0]}'?" if near else "The codes stand before the questions in 'eia check'."
    short = text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - a line's worth
    yield Problem(f"{where}, 'to'", f"No question has the code '{short}'.", do)
