"""Every check put to a proposal: the findings, and what failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from eia.assessment.copies import Copy, leave_out, read_copy, without
from eia.checks import CHECKS, Check, put
from eia.dossier import Dossier, open_dossier
from eia.errors import EiaError
from eia.findings import Finding, Status, gravest_first
from eia.local import Pack, codes_known, notes_on_local, read_pack
from eia.proportion import Consequence, what_follows
from eia.proposal import Submission, read_proposal


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A check that broke. It is no finding: the assessment is incomplete."""

    code: str
    question: str
    error: str


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the toolkit found in one proposal. People decide; this is what they should know first.

    Attributes:
        dossier: What the checks saw.
        findings: In the order of the specification.
        failures: Checks that broke; with any of them the assessment is incomplete.
        pack: The body's own pack, where one was named.
        local_findings: What the questions of the pack found, in their order. They are the body's own policy and not the law,
            and so stand apart from `findings`.
        copy: Whom the report is for. In the publication copy the dossier holds the record without its exempt information,
            and no finding quotes it.
    """

    dossier: Dossier
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    pack: Pack | None = None
    local_findings: tuple[Finding, ...] = ()
    copy: Copy = Copy.DECISION

    @property
    def worries(self) -> tuple[Finding, ...]:
        """Return the findings that are open, gravest first."""
        return tuple(sorted((finding for finding in self.findings if finding.open), key=gravest_first))

    @property
    def not_yet_due(self) -> tuple[Finding, ...]:
        """Return the questions to be answered at a later stage, gravest first."""
        waiting = [finding for finding in self.findings if finding.status is Status.NOT_YET_DUE]
        return tuple(sorted(waiting, key=gravest_first))

    @property
    def what_follows(self) -> tuple[Consequence, ...]:
        """Return what the record calls for in proportion, at most five lines; never a level, a score or a verdict."""
        return what_follows(self.dossier)

    @property
    def settled(self) -> bool:
        """Tell whether nothing serious is open, every question due is answered (the pack's too), and no check broke."""
        asked = (*self.findings, *self.local_findings)
        unanswered = any(finding.open and finding.status is Status.NOT_RECORDED for finding in asked)
        return not (self.failures or unanswered or any(finding.open_and_serious for finding in self.findings))


def assess(
    proposal: str | Path,
    *,
    as_of: str | dt.date = "",
    local: str | Path = "",
    copy: str = Copy.DECISION,
) -> Assessment:
    """Read a proposal and put every check to it.

    Args:
        proposal: A proposal's id or folder.
        as_of: The day to judge by, as a date or ``2021-09-07``; empty for the decision's date, else the latest
            date in the record. Never today.
        local: The folder of the body's own pack; empty for none. Its ``checks.py`` is code, and runs.
        copy: ``decision`` for the people who decide, or ``publication``.

    Raises:
        EiaError: The proposal or the pack cannot be read, the day is not a date, there is no such copy, or words that the
            publication copy leaves out stand elsewhere in the record too.
    """
    wanted = read_copy(copy)
    pack = read_pack(local) if str(local).strip() else None
    codes = codes_known([check.code for check in CHECKS], pack)
    submission = read_proposal(proposal, codes=codes)
    notes = notes_on_local(submission.proposal, pack, f"{submission.id}/proposal.toml")
    submission = replace(submission, notes=(*submission.notes, *notes))
    assessment = assess_submission(submission, as_of=_day(as_of), pack=pack)
    return for_publication(assessment) if wanted is Copy.PUBLICATION else assessment


def assess_submission(
    submission: Submission,
    *,
    as_of: dt.date | None = None,
    checks: Iterable[Check] = CHECKS,
    pack: Pack | None = None,
) -> Assessment:
    """Put checks to a proposal that has been read. A check that raises goes to `failures` and stops nothing."""
    dossier = open_dossier(submission, as_of=as_of, choices=pack.practice if pack else None)
    findings, failures = _put_all(checks, dossier)
    local, broken = _put_all(pack.checks, dossier) if pack else ([], [])
    return Assessment(
        dossier=dossier,
        findings=tuple(findings),
        failures=(*failures, *broken),
        pack=pack,
        local_findings=tuple(local),
    )


def for_publication(assessment: Assessment) -> Assessment:
    """Return the same assessment as it may be published: exempt information left out of the record and of each finding.

    The checks were put to the whole record: what is left out of the copy was not left out of the assessment.

    Raises:
        EiaError: Words that are left out stand elsewhere in the record too.
    """
    dossier = assessment.dossier
    if not dossier.proposal.exempt:  # what its counts show is not worked out again
        return replace(assessment, copy=Copy.PUBLICATION)
    kept, left_out = leave_out(dossier.proposal, where=f"{dossier.submission.id}/proposal.toml")
    return replace(
        assessment,
        dossier=replace(dossier, submission=replace(dossier.submission, proposal=kept)),
        findings=tuple(without(one, left_out) for one in assessment.findings),
        local_findings=tuple(without(one, left_out) for one in assessment.local_findings),
        copy=Copy.PUBLICATION,
    )


def _put_all(checks: Iterable[Check], dossier: Dossier) -> tuple[list[Finding], list[Failure]]:
    findings: list[Finding] = []
    failures: list[Failure] = []
    for check in checks:
        try:
            findings.extend(put(check, dossier))
        except MemoryError:  # that is no fault of the check
            raise
        except Exception as error:  # noqa: BLE001 - whatever breaks in one check must not cost the others
            failures.append(Failure(code=check.code, question=check.question, error=type(error).__name__))
    return findings, failures


def _day(given: str | dt.date) -> dt.date | None:
    if isinstance(given, dt.date):
        return given
    if not given.strip():
        return None
    try:
        return dt.date.fromisoformat(given.strip())
    except ValueError:
        raise EiaError(
            "as_of", f"'{given}' is not a date.", "Write it as 2021-09-07, or leave it empty."
        ) from None
