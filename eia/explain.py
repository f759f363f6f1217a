"""What stands behind each question: its authority, what it reads of a record, when it is due, and what it cannot see."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from eia.checks import CHECKS, FAMILIES, Check
from eia.errors import EiaError
from eia.findings import Stage, Status
from eia.law import Case, Provision, law
from eia.proposal.words import titles, words
from eia.wording import day_in_words, listed

_WIDTH = 100
_GUIDANCE = "guidance."
_LOCAL = "LOC"  # how the codes of a body's own pack begin; no question of the toolkit's begins so
_OFFICIAL = ("www.legislation.gov.uk", "caselaw.nationalarchives.gov.uk", "www.gov.uk")

STAGES = {
    Stage.EARLY: "from the start",
    Stage.ASSESSMENT: "when the assessment is written",
    Stage.CONSULTATION: "when people are consulted",
    Stage.DECISION: "when papers go to the people who decide",
    Stage.DECIDED: "once it is decided",
    Stage.REVIEW: "when it is looked at again",
}
"""When a question is due, in words."""

STATUSES = {
    Status.MET: "recorded",
    Status.NOT_MET: "not met",
    Status.NEEDS_JUDGEMENT: "needs judgement",
    Status.NOT_RECORDED: "not recorded",
    Status.NOT_APPLICABLE: "does not arise",
}
"""What a question can come to, in the words a report prints; *not yet due* is the registry's, and can befall each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """A provision, case or guidance behind a question.

    Attributes:
        cites: The citation as printed; no paragraph is named that was not read.
        says: The principle, in the law data's own words.
        where: Where and since when it is law; empty for a case or guidance.
        read: Whether it was read, and how: a source not read may stand here, marked, and in no report.
        url: Its official address; empty where only another is known.
    """

    cites: str
    says: str
    where: str
    read: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """All that an officer or a lawyer may ask about one question.

    Attributes:
        code: Its id.
        family: The title of its family.
        question: What it asks.
        rests: Whether it rests on legislation, on judgments, or on neither.
        practice: What the law does not ask, and the question does or might seem to.
        authorities: What it rests on.
        reads: The fields of ``proposal.toml`` that it reads, with the words of each.
        due: When it is due.
        nations: Where it is asked.
        answers: What it can come to: each status with how grave the worry then is.
        settle: What settles it.
        limits: What it cannot see.
    """

    code: str
    family: str
    question: str
    rests: str
    practice: str
    authorities: tuple[Authority, ...]
    reads: tuple[tuple[str, str], ...]
    due: str
    nations: str
    answers: tuple[tuple[str, str], ...]
    settle: str
    limits: str


def explain(code: str) -> Explanation:
    """Return what stands behind a question.

    Args:
        code: Its id, such as ``T01``, in capitals or not.

    Raises:
        EiaError: There is no such question; the error names the nearest.
    """
    wanted = code.strip().upper()
    for family in FAMILIES:
        for check in family.checks:
            if check.code == wanted:
                return _explanation(check, family.title)
    raise _unknown(code)


def explanation_text(code: str) -> str:
    """Return what stands behind a question as plain text for a terminal. Raises `EiaError` as `explain` does."""
    one = explain(code)
    parts = [
        _fill(f"{one.code}  {one.question}"),
        _fill(f"Family: {one.family}."),
        _headed("Why it matters", [f"{one.rests} {one.practice}".strip()]),
        _headed("Authority", [line for each in one.authorities for line in _lines(each)]),
        _headed(
            "What it reads in proposal.toml",
            [f"- {path}: {says}" for path, says in one.reads],
        ),
        _headed("When it is due", [one.due]),
        _headed("Where it is asked", [one.nations]),
        _headed("What it can come to", [f"- {status}: {grave}" for status, grave in one.answers]),
        _headed("To settle it", [one.settle]),
        _headed("Known limits", [one.limits]),
    ]
    return "\n\n".join(parts) + "\n"


def questions_text() -> str:
    """Return every question with its code, by family, as plain text for a terminal."""
    parts = [
        "\n".join(
            [family.title, *(_fill(f"{check.code}  {check.question}", "     ") for check in family.checks)]
        )
        for family in FAMILIES
    ]
    return "\n\n".join([*parts, "For one of them: eia explain CODE. This is not legal advice."]) + "\n"


def _explanation(check: Check, family: str) -> Explanation:
    found = tuple(law().provision(name) for name in check.basis)
    read = _records().get(check.code, {})
    return Explanation(
        code=check.code,
        family=family,
        question=check.question,
        rests=_rests(found),
        practice=_practice().get(check.code, ""),
        authorities=tuple(_authority(one) for one in found),
        reads=tuple((path, field_words(path)) for path in read.get("reads", ())),
        due=_sentence(STAGES[check.due]),
        nations=f"In {listed(nations)}." if (nations := read.get("nations")) else "Not known.",
        answers=tuple(
            (words_, listed(read[status], "or") if read[status] else "no worry")
            for status, words_ in STATUSES.items()
            if status in read
        ),
        settle=check.settle,
        limits=_sentence(check.limits),
    )


def field_words(path: str) -> str:
    """Return the words of a field by its path, as ``decision.date``; for a whole section, its title."""
    return words()[path] if path in words() else f"{titles()[path]} (whether there is an entry)."


def _rests(found: Iterable[Provision]) -> str:
    """Say on what a question rests, from its authorities alone: no demand without one."""
    cases = [one for one in found if isinstance(one, Case)]
    guidance = [one for one in found if one.id.startswith(_GUIDANCE)]
    enacted = [one for one in found if one not in cases and one not in guidance]
    if enacted and cases:
        return "It rests on legislation, and on what courts have said, each on the facts before it."
    if enacted:
        return "It rests on legislation."
    if cases:
        return "It rests on what courts have said, each on the facts before it; no enactment asks it in these words."
    return "It rests on guidance or policy, not on law."


def _authority(one: Provision) -> Authority:
    places = listed([nation.value for nation in one.nations])
    until = f" until {day_in_words(one.until)}" if one.until else ""
    if isinstance(one, Case):
        where = f"For decisions in {places}."
    elif one.id.startswith(_GUIDANCE):
        where = ""
    else:
        where = f"In {places}, held here as law from {day_in_words(one.since)}{until}."
    return Authority(
        cites=one.cites,
        says=one.says,
        where=where,
        read=_how_read(one),
        url=one.url if urlsplit(one.url).hostname in _OFFICIAL else "",
    )


def _how_read(one: Provision) -> str:
    if one.read and isinstance(one, Case):
        which = "paragraph" if len(one.paragraphs) == 1 else "paragraphs"
        pinpoint = f": {which} {one.pinpoint}" if one.pinpoint else ""
        return f"Read, in the judgment or in a report of it{pinpoint}."
    if one.read:
        return "Read, in its own text or in a page that reports it."
    if one.established:
        return "Cited from knowledge, as well established; its text was not read."
    return "NOT READ: from knowledge. It stands in no report."


def _lines(one: Authority) -> Iterator[str]:
    yield f"- {one.cites}: {one.says}"
    yield f"  {' '.join(part for part in (one.where, one.read) if part)}"
    if one.url:
        yield f"  {one.url}"


def _headed(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *(_fill(line, "  " if line.startswith(("- ", "  ")) else "") for line in lines)])


def _fill(line: str, rest: str = "") -> str:
    return textwrap.fill(line, _WIDTH, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _unknown(code: str) -> EiaError:
    if code.strip().upper().startswith(_LOCAL):
        return EiaError(
            "explain",
            f"'{code}' is a code of a body's own pack, which the toolkit does not hold.",
            "The pack's own files say what stands behind it.",
        )
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it, and start-up is kept short

    near = get_close_matches(code.strip().upper(), [check.code for check in CHECKS], n=1, cutoff=0.3)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return EiaError(
        "explain", f"There is no question '{code}'.", f"{hint}The command 'eia explain' alone lists them."
    )


@cache
def _practice() -> Mapping[str, str]:
    """Return, by code, what the law does not ask, although a question does or might seem to."""
    return _data("practice")


@cache
def _records() -> Mapping[str, Mapping[str, list[str]]]:
    """Return, by code, the fields a check was seen to read and what it was seen to answer; written by ``make docs``."""
    return _data("seen")


def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("eia").joinpath(f"explain_{name}.toml").read_text(encoding="utf-8"))
