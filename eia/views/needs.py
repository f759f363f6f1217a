"""The three needs as the author considered them, and the rules and tools that do the work."""

from __future__ import annotations

from collections.abc import Iterable

from eia.assessment import Assessment
from eia.views.display import NOT_RECORDED, Shown, facts, lower, paragraph, sentence, table, together, yes_no
from eia.views.parts import is_short, part
from eia.wording import listed


def needs(assessment: Assessment) -> Shown:
    """Show what the author considered under each need, for which characteristics."""
    record = assessment.dossier.proposal
    rows = [
        *(
            (
                _names(assessment, one.characteristics),
                "Eliminate discrimination",
                _said(
                    one.considered,
                    one.says and sentence(one.says),
                    # Those that are named stand in the annex: they are many words for a lawyer alone.
                    "" if one.forms else "Which forms of it is not recorded.",
                ),
            )
            for one in record.conduct
        ),
        *(
            (
                _names(assessment, one.characteristics),
                "Advance opportunity",
                _said(
                    one.considered,
                    _part("Disadvantage", one.disadvantage),
                    _part("Different needs", one.different_needs),
                    _part("Taking part", one.participation),
                ),
            )
            for one in record.opportunity
        ),
        *(
            (
                _names(assessment, one.characteristics),
                "Foster good relations",
                _said(
                    one.considered,
                    _part("Prejudice", one.prejudice),
                    _part("Understanding", one.understanding),
                ),
            )
            for one in record.relations
        ),
    ]
    title = "How each need was considered"
    if rows:
        # As a list: in the narrow columns of a table these long answers would fill twice the pages.
        return part(assessment, title, facts((f"{need}: {names}", words) for names, need, words in rows))
    silence = paragraph("The record does not say how each need was considered.")
    return part(assessment, title, None if is_short(assessment) else silence)


def rules(assessment: Assessment) -> Shown:
    """Show neutral rules with their justification, automated tools with their tests, and the package it is part of."""
    record = assessment.dossier.proposal
    package = record.package
    shown = together(
        table(
            "Rules that put some people at a disadvantage, and why they are kept",
            ["Rule, and for whom", "Aim, and how the rule serves it", "Less intrusive ways, and the balance"],
            [
                (
                    f"{sentence(one.rule)} {one.who or _names(assessment, one.disadvantages)}",
                    f"{sentence(one.aim or 'Aim not recorded')} {sentence(one.link or 'Link not recorded')}",
                    f"{sentence(one.less_intrusive or 'Less intrusive ways not recorded')} {one.balance or 'Balance not recorded.'}",
                )
                for one in record.rule
            ],
        )
        if record.rule
        else None,
        table(
            "Automated tools, and their tests",
            ["Tool", "What it does", "Tested by the body itself", "Results"],
            [
                (
                    one.name,
                    one.what or NOT_RECORDED,
                    yes_no(one.tested_by_us) or NOT_RECORDED,
                    "; ".join(
                        f"{assessment.dossier.name_of(test.characteristic)}: {test.result or NOT_RECORDED}"
                        for test in one.tests
                    )
                    or NOT_RECORDED,
                )
                for one in record.tool
            ],
        )
        if record.tool
        else None,
        _relied_on(assessment),
        paragraph(
            f"Part of a package: {package.part_of}. {package.how or 'How the effect of the whole was considered is not recorded.'}"
        )
        if package.part_of
        else None,
    )
    if not shown.html and not is_short(assessment):
        shown = paragraph("No rule, automated tool, package, assurance, service or safety valve is recorded.")
    return part(assessment, "Rules, tools, and what the proposal relies on", shown)


def _inside(name: str) -> str:
    """Write the name of someone inside a title: an article begins small there, a name does not."""
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def _relied_on(assessment: Assessment) -> Shown | None:
    """Show what others assure, services withdrawn, and safety valves, with what the record says of each."""
    record = assessment.dossier.proposal
    rows = [
        *(
            (
                f"Assurance by {_inside(one.by)}",
                one.about or NOT_RECORDED,
                f"tested by the body itself: {yes_no(one.tested_by_us) or NOT_RECORDED}. {one.how or ''}",
            )
            for one in record.assurance
        ),
        *(
            (
                f"Service: {one.name}",
                _names(assessment, one.characteristics),
                f"keeping it considered: {yes_no(one.keeping_considered) or NOT_RECORDED}. {one.says or ''}",
            )
            for one in record.service
        ),
        *(
            (
                f"Safety valve: {one.name}",
                "relied on" if one.relied_on else NOT_RECORDED,
                f"shown to work: {yes_no(one.shown_to_work) or NOT_RECORDED}. {one.evidence_of_use or ''}",
            )
            for one in record.hardship
        ),
    ]
    return (
        table("What else the proposal relies on or ends", ["What", "About", "What the record says"], rows)
        if rows
        else None
    )


def _names(assessment: Assessment, characteristics: Iterable[str]) -> str:
    return listed([lower(assessment.dossier.name_of(name)) for name in characteristics]) or NOT_RECORDED


def _part(label: str, words: str | None) -> str | None:
    """Say which part of a need some words are about."""
    return words and f"{label}: {lower(sentence(words))}"


def _said(considered: bool | None, *words: str | None) -> str:
    said = " ".join(word for word in words if word)
    if considered is False:
        return f"not considered, as the author records. {said}".strip()
    return said or NOT_RECORDED
