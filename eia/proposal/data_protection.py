"""A table with one row a person is personal data: it is read only where the record says on what grounds it is used."""

from __future__ import annotations

from collections.abc import Mapping

from eia.errors import Problem
from eia.evidence import Asked
from eia.evidence.categories import SEX_OR_GENDER, characteristic_of

_DUE = {
    "purpose": "what the data is used for",
    "basis": "the basis in data protection law",
    "retention": "how long it is kept",
}

_NOT_SPECIAL = ("age", "sex", "marriage_and_civil_partnership", SEX_OR_GENDER)
"""What is no special category of Article 9 by itself. Pregnancy and gender reassignment can tell of health; a body's own
columns are asked about too, since no one here can tell what they hold."""


def missing_grounds(raw: Mapping[str, object], asked: Asked, where: str) -> list[Problem]:
    """Find what the section on personal data must say before a table of people is read.

    Args:
        raw: The proposal as TOML gives it.
        asked: What the entry says of its table.
        where: How errors name the entry.
    """
    section = raw.get("data_protection")
    said = section if isinstance(section, Mapping) else {}
    due = dict(_DUE)
    of = {characteristic_of(column, name) for column, name in asked.columns.items()}
    if special := sorted(of - set(_NOT_SPECIAL)):
        due["article_9"] = f"the condition for special data, for it may be that ({', '.join(special)})"
    missing = [f"{key} ({words})" for key, words in due.items() if not str(said.get(key, "") or "").strip()]
    if not missing:
        return []
    what = "The file has one row for each person, and the record does not say on what grounds it is used."
    return [Problem(f"{where}, 'table'", what, f"Add to [data_protection]: {'; '.join(missing)}.")]
