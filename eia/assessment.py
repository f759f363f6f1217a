"""Every check put to a proposal: the findings, what failed, and their JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from eia.checks import CHECKS, Check, put
from eia.dossier import Dossier, open_dossier
from eia.errors import EiaError
from eia.findings import Finding, Status, gravest_first
from eia.law import Provision
from eia.local import POLICY, Pack, codes_known, notes_on_local, read_pack
from eia.proportion import Consequence, what_follows
from eia.proposal import Submission, read_proposal

SCHEMA = 1
"""The version of `assessment.json`."""


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
    """

    dossier: Dossier
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    pack: Pack | None = None
    local_findings: tuple[Finding, ...] = ()

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


def assess(proposal: str | Path, *, as_of: str | dt.date = "", local: str | Path = "") -> Assessment:
    """Read a proposal and put every check to it.

    Args:
        proposal: A proposal's id or folder.
        as_of: The day to judge by, as a date or ``2021-09-07``; empty for the decision's date, else the latest
            date in the record. Never today.
        local: The folder of the body's own pack; empty for none. Its ``checks.py`` is code, and runs.

    Raises:
        EiaError: The proposal or the pack cannot be read, or the day is not a date.
    """
    pack = read_pack(local) if str(local).strip() else None
    codes = codes_known([check.code for check in CHECKS], pack)
    submission = read_proposal(proposal, codes=codes)
    notes = notes_on_local(submission.proposal, pack, f"{submission.id}/proposal.toml")
    submission = replace(submission, notes=(*submission.notes, *notes))
    return assess_submission(submission, as_of=_day(as_of), pack=pack)


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


def _put_all(checks: Iterable[Check], dossier: Dossier) -> tuple[list[Finding], list[Failure]]:
    findings: list[Finding] = []
    failures: list[Failure] = []
    for check in checks:
        try:
            findings.extend(put(check, dossier))
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


def findings_json(assessment: Assessment) -> str:
    """Return the findings alone, as ``eia check --json`` prints them."""
    return _dump(
        {
            "schema": SCHEMA,
            "id": assessment.dossier.submission.id,
            "settled": assessment.settled,
            "findings": [_finding(finding) for finding in assessment.findings],
            "failures": [asdict(failure) for failure in assessment.failures],
            **_local(assessment),
        }
    )


def assessment_json(assessment: Assessment) -> str:
    """Return the whole assessment: sorted keys, no clock, no user, no path; the same inputs give the same text."""
    dossier = assessment.dossier
    cited = sorted(
        {name for finding in assessment.findings for name in finding.basis}
        | {name for consequence in assessment.what_follows for name in consequence.basis}
    )
    return _dump(
        {
            "schema": SCHEMA,
            "id": dossier.submission.id,
            "as_of": dossier.as_of.isoformat() if dossier.as_of else None,
            "stage": dossier.stage,
            "complete": not assessment.failures,
            "settled": assessment.settled,
            "proposal": dossier.proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "findings": [_finding(finding) for finding in assessment.findings],
            "failures": [asdict(failure) for failure in assessment.failures],
            "what_follows": [
                {"says": one.says, "because": one.because, "basis": list(one.basis)}
                for one in assessment.what_follows
            ],
            "law": [_provision(one) for one in dossier.authorities(cited)],
            "profile": asdict(dossier.profile) if dossier.profile else None,
            "at_risk": {name: [asdict(one) for one in groups] for name, groups in dossier.at_risk.items()},
            "small_areas": asdict(dossier.small_areas) if dossier.small_areas else None,
            "released": {name: asdict(table) for name, table in dossier.released.items()},
            "disclosure": {
                "profile": asdict(dossier.practice.profile),
                "says": dossier.release.says,
                "audit": dict(dossier.release.audit),
            },
            "choices": [
                {"id": choice.id, "value": choice.value, "says": choice.says, "because": choice.because}
                for choice in dossier.practice.choices
            ],
            **_local(assessment),
        }
    )


def _local(assessment: Assessment) -> dict[str, object]:
    """Return what comes of the body's own pack, under a key of its own that says what it is; without a pack, nothing."""
    pack = assessment.pack
    if pack is None:
        return {}
    return {
        "local": {
            "policy": POLICY,
            "body": pack.body,
            "date": pack.date.isoformat(),
            "contact": pack.contact,
            "illustration": pack.illustration,
            "files": [asdict(file) for file in pack.files],
            "characteristics": [asdict(one) for one in pack.characteristics],
            "choices": [asdict(choice) for choice in pack.choices],
            "profile": asdict(pack.profile) if pack.profile else None,
            "findings": [
                {**_finding(finding), "policy": pack.policy_of(finding.code)}
                for finding in assessment.local_findings
            ],
        }
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "question": finding.question,
        "status": finding.status,
        "severity": finding.severity,
        "once_due": finding.once_due,
        "due": finding.due,
        "about": list(finding.about),
        "text": finding.text,
        "do": finding.do,
        "basis": list(finding.basis),
        "replies": [
            {
                "answer": reply.answer,
                "says": reply.says,
                "post": reply.post,
                "date": reply.date.isoformat() if reply.date else None,
            }
            for reply in finding.replies
        ],
    }


def _provision(provision: Provision) -> dict[str, object]:
    return {"id": provision.id, "cites": provision.cites, "url": provision.url}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
