"""What the record says that no other part of a report shows: nothing that an officer writes is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from eia.assessment import Assessment
from eia.views.display import Shown, facts
from eia.wording import listed

_ONCE = (
    ("proposal", "function", "Function"),
    ("budget", "gate", "What must come before a provisional figure takes effect"),
    ("budget", "source", "Budget: source"),
    ("decision", "source", "Decision: source"),
    ("staging", "reason", "Why it is done in stages"),
    ("staging", "rest_owner", "Who brings the rest"),
    ("assessment", "option", "Option that the assessment is about"),
    ("assessment", "regard", "How regard was had"),
    ("assessment", "facts_changed_since", "What has changed since the assessment"),
    ("review", "when", "When it is looked at again"),
    ("publication", "format", "Form of publication"),
    ("record", "other_formats", "Other formats"),
    ("data_protection", "source", "Personal data: source"),
)
"""Section, field and label of what stands once in a record."""

_EACH = (
    ("exception", "because", "why the exception applies"),
    ("promise", "when", "when it was to follow"),
    ("promise", "timing_elsewhere", "where its time stands"),
    ("rule", "also_disadvantaged", "who else is put at a disadvantage"),
    ("tool", "supplier", "supplier"),
    ("option", "source", "source"),
    ("conduct", "forms", "forms looked at"),
    ("conduct", "source", "source"),
    ("opportunity", "source", "source"),
    ("relations", "source", "source"),
)
"""Section, field and label of what may stand several times."""

_NAMES = ("what", "name", "rule", "kind")
"""The fields by which an entry is known, the best first."""

_NAMES_OF_OPTIONS = ("name",)

_NEEDS = {
    "conduct": "Eliminate discrimination",
    "opportunity": "Advance opportunity",
    "relations": "Foster good relations",
}

_NAMED = 60
"""Characters by which an entry is named: it is shown whole where it belongs."""


def also_recorded(assessment: Assessment) -> Shown | None:
    """Show the fields that stand nowhere else in the report, each under its label; nothing where none is filled in."""
    pairs = list(_pairs(assessment))
    return facts(pairs) if pairs else None


def _pairs(assessment: Assessment) -> Iterator[tuple[str, str]]:
    record = assessment.dossier.proposal
    for section, field, label in _ONCE:
        if words := getattr(getattr(record, section), field):
            yield label, _words(words)
    for section, field, label in _EACH:
        for entry in getattr(record, section):
            if words := getattr(entry, field):
                yield f"{_name(assessment, section, entry)}: {label}", _words(words)


def _words(words: str | Sequence[str]) -> str:
    return words if isinstance(words, str) else listed(words)


def _name(assessment: Assessment, section: str, entry: BaseModel) -> str:
    if need := _NEEDS.get(section):
        of_whom = listed([assessment.dossier.name_of(one) for one in getattr(entry, "characteristics", ())])
        return f"{need}, {of_whom}" if of_whom else need
    fields = _NAMES_OF_OPTIONS if section == "option" else _NAMES
    words = next(str(found) for name in fields if (found := getattr(entry, name, None)))
    return words if len(words) <= _NAMED else f"{words[:_NAMED].rsplit(' ', 1)[0]}…"
