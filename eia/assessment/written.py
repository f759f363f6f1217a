"""The assessment as JSON: sorted keys, no clock, no user, no path; the same inputs give the same text.

The publication copy holds no finding in the toolkit's voice and no code of a question: each serious point that is open stands
as its question with the author's answer, as it stands on the page.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from eia.assessment.assessing import Assessment
from eia.assessment.copies import Copy
from eia.findings import Finding, Reply
from eia.law import Provision
from eia.local import POLICY, Pack

SCHEMA = 1
"""The version of `assessment.json`."""


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
    """Return the whole assessment, and which copy it is; in the publication copy without findings in the toolkit's voice."""
    dossier = assessment.dossier
    cited = sorted(
        {name for finding in assessment.findings for name in finding.basis}
        | {name for consequence in assessment.what_follows for name in consequence.basis}
    )
    return _dump(
        {
            "schema": SCHEMA,
            "copy": assessment.copy,
            "id": dossier.submission.id,
            "as_of": dossier.as_of.isoformat() if dossier.as_of else None,
            "stage": dossier.stage,
            "complete": not assessment.failures,
            "settled": assessment.settled,
            "proposal": _record(assessment),
            **_asked(assessment),
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


def _record(assessment: Assessment) -> dict[str, object]:
    """Return the author's record; for the public without the answers to findings, which name the findings by their codes."""
    record = assessment.dossier.proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if assessment.copy is Copy.PUBLICATION:
        record.pop("response", None)
    return record


def _asked(assessment: Assessment) -> dict[str, object]:
    """Return the findings and what follows from them; for the public, each serious open point as a question and its answers."""
    if assessment.copy is Copy.PUBLICATION:
        return {
            "open": [
                {"question": finding.question, "replies": [_reply(reply) for reply in finding.replies]}
                for finding in assessment.worries
                if finding.open_and_serious
            ],
            "not_asked": [failure.question for failure in assessment.failures],
        }
    return {
        "findings": [_finding(finding) for finding in assessment.findings],
        "failures": [asdict(failure) for failure in assessment.failures],
        "what_follows": [
            {"says": one.says, "because": one.because, "basis": list(one.basis)}
            for one in assessment.what_follows
        ],
    }


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
            **_local_findings(assessment, pack),
        }
    }


def _local_findings(assessment: Assessment, pack: Pack) -> dict[str, object]:
    if assessment.copy is Copy.PUBLICATION:
        return {}
    return {
        "findings": [
            {**_finding(finding), "policy": pack.policy_of(finding.code)}
            for finding in assessment.local_findings
        ]
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
        "replies": [_reply(reply) for reply in finding.replies],
    }


def _reply(reply: Reply) -> dict[str, object]:
    return {
        "answer": reply.answer,
        "says": reply.says,
        "post": reply.post,
        "date": reply.date.isoformat() if reply.date else None,
    }


def _provision(provision: Provision) -> dict[str, object]:
    return {"id": provision.id, "cites": provision.cites, "url": provision.url}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
