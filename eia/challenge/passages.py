"""Passages of a record: what stands in a field, under the field's own words. A typed count of people is never among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from eia.disclosure import Tally
from eia.dossier import Dossier
from eia.proposal.fields import Section
from eia.proposal.words import words
from eia.wording import day_in_words, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """What a record holds in one field.

    Attributes:
        label: The field in words.
        text: What stands there.
    """

    label: str
    text: str


def passages(dossier: Dossier, entry: Section, place: str, fields: Iterable[str]) -> tuple[Passage, ...]:
    """Return what an entry holds in some of its fields; a field that is not recorded is left out.

    Args:
        dossier: The record, for the names of characteristics.
        entry: The section, or one entry of several.
        place: The path of the section, as ``decision.deciders``.
        fields: The names of its fields, in the order to be shown.
    """
    found = ((name, getattr(entry, name)) for name in fields)
    return tuple(
        Passage(label=_label(place, name, value), text=text)
        for name, value in found
        if (text := _shown(dossier, value))
    )


def _label(place: str, name: str, value: object) -> str:
    return "How many people" if isinstance(value, Tally) else words()[f"{place}.{name}"].rstrip(".")


def _shown(dossier: Dossier, value: object) -> str:
    """Write a value as people would; empty where nothing is recorded."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Tally):
        return "a count is typed in the record; it is not printed here"
    if isinstance(value, dt.date):
        return day_in_words(value)
    if isinstance(value, tuple):
        names = {one.id: one.name for one in dossier.law.characteristics}
        return "; ".join(names.get(one, one) if isinstance(one, str) else "" for one in value)
    return " ".join(str(value).split()) if value is not None else ""


def evidence_titles(dossier: Dossier, ids: Iterable[str]) -> str:
    """Return the titles of pieces of evidence, for the ids by which an effect names them."""
    titles = {item.id: item.title for item in dossier.proposal.evidence}
    return listed([f"“{titles[one]}”" for one in ids])
