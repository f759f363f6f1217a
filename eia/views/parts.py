"""The parts of a report: a heading with what stands under it, and nothing at all where nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from eia.assessment import Assessment, Copy
from eia.views.display import NOTHING, Shown, heading, together

_Found = TypeVar("_Found")

_PART, _WITHIN, _INSIDE = 2, 3, 4
"""Levels of a part's heading and of those inside it. A report of two pages is one part, so its own stand one lower."""


def is_short(assessment: Assessment) -> bool:
    """Tell whether the author records a short assessment: page one and one page more."""
    return assessment.dossier.proposal.assessment.short is True


def is_published(assessment: Assessment) -> bool:
    """Tell whether this is the publication copy: no findings in the toolkit's voice, nothing exempt."""
    return assessment.copy is Copy.PUBLICATION


def is_decided(assessment: Assessment) -> bool:
    """Tell whether the record says that the decision was taken: it gives the outcome, or a stage after it; a date is no proof."""
    record = assessment.dossier.proposal
    made = record.decision
    return bool(made.outcome or made.option_decided) or record.proposal.stage in ("decided", "review")


def part(assessment: Assessment, words: str, *contents: Shown | None) -> Shown:
    """Show a part of the report under its heading; nothing where it has no contents."""
    return _under(words, _PART + is_short(assessment), contents)


def page_one(assessment: Assessment, *contents: Shown | None) -> Shown:
    """Show page one under its heading, which stands over the whole of a report of two pages."""
    words = "The assessment, in two pages" if is_short(assessment) else "In brief"
    return _under(words, _PART, contents)


def within(assessment: Assessment, words: str, *contents: Shown | None) -> Shown:
    """Show a section inside a part under its heading; nothing where it has no contents."""
    return _under(words, _WITHIN + is_short(assessment), contents)


def inside(assessment: Assessment, words: str, *contents: Shown | None) -> Shown:
    """Show one thing inside a section under its own heading; nothing where it has no contents."""
    return _under(words, _INSIDE + is_short(assessment), contents)


def _under(words: str, level: int, contents: tuple[Shown | None, ...]) -> Shown:
    shown = together(*contents)
    return together(heading(words, level), shown) if shown.html else NOTHING


def of_evidence(found: Mapping[str, Iterable[_Found]], evidence: str) -> list[_Found]:
    """Return what was found of one piece of evidence, by its id; of all where the id is empty."""
    return [one for name, some in found.items() if evidence in ("", name) for one in some]


def title_of(assessment: Assessment, evidence: str) -> str:
    """Return the title of a piece of evidence of the record, by its id."""
    return next(one.title for one in assessment.dossier.proposal.evidence if one.id == evidence)
