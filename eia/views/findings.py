"""Findings: what is open, gravest first; what is not yet due; what the author answers."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.findings import Finding, Reply, Severity, Stage, Status
from eia.views.display import Shown, bullets, day, escape, heading, paragraph, table, together
from eia.views.law import authorities
from eia.views.sentences import ELSEWHERE
from eia.wording import listed

_NOBODY = "No question that is due at this stage is open. That is not a finding that the duty is met: people decide that."
_EARLY = (
    "At this early stage only one of the questions is due: which duty binds. The duty itself already applies, in proportion "
    "to what is decided. The questions of later stages follow."
)


def findings(assessment: Assessment, *, about: str = "") -> Shown:
    """Show the open points, gravest first, then what the record answers, then what is not yet due.

    Args:
        assessment: What was found.
        about: A word that narrows the list to findings whose subjects, question or text hold it.
    """
    chosen = [finding for finding in assessment.findings if about.lower() in _haystack(finding)]
    worries = [finding for finding in assessment.worries if finding in chosen]
    return together(
        paragraph(_summary(assessment, worries, about)),
        *(_block(assessment, finding) for finding in worries),
        _broken(assessment),
    )


def not_yet_due(assessment: Assessment) -> Shown:
    """Show, once and as a list, the questions that a later stage will ask."""
    waiting = assessment.not_yet_due
    if not waiting:
        return paragraph("Every question is due at this stage.")
    return together(
        paragraph(
            "These questions are not yet due. They are listed so that nobody meets them for the first time at the end."
        ),
        table(
            "Questions that a later stage will ask",
            ["Question", "Due at", "Recorded so far", "If nothing more is recorded"],
            [
                (finding.question, _STAGES[finding.due.value], _so_far(finding), _once_due(finding))
                for finding in sorted(waiting, key=lambda one: (one.due.rank, one.code))
            ],
        ),
    )


def answered(assessment: Assessment) -> Shown:
    """Show what the record answers, in the author's name and without any count.

    What does not arise follows, and then each silence that is no worry, so that every question stands somewhere.
    """
    met = [finding for finding in assessment.findings if finding.status is Status.MET]
    apart = [finding for finding in assessment.findings if finding.status is Status.NOT_APPLICABLE]
    rest = [
        finding
        for finding in assessment.findings
        if finding.status is Status.NOT_RECORDED and finding.severity is None
    ]
    rows = [
        (finding.question, _WORDS[finding.status], f"{_subjects(finding)}{finding.text}")
        for finding in (*met, *apart, *rest)
    ]
    if not rows:
        return paragraph("The record answers no question yet.")
    return table(
        "The other questions: what the record answers, what does not arise, and silences that raise no point",
        ["Question", "Status", "What the record shows"],
        rows,
    )


def findings_text(assessment: Assessment) -> str:
    """Return the findings as plain text for a terminal."""
    about = assessment.dossier.proposal.proposal
    stage = assessment.dossier.stage
    head = [
        f"{about.title or assessment.dossier.submission.id} — {about.body or 'body not recorded'}",
        f"Stage: {stage or 'not recorded, so every question is treated as due'}. Judged as of: {day(assessment.dossier.as_of)}.",
    ]
    if about.illustration:
        head.append(about.illustration)
    waiting = bullets(
        f"{finding.code} {finding.question} ({_STAGES[finding.due.value]})"
        for finding in assessment.not_yet_due
    )
    parts = [
        "\n".join(head),
        findings(assessment).text,
        *([f"Not yet due:\n{waiting.text}"] if waiting else []),
    ]
    return "\n\n".join(parts) + "\n"


def _summary(assessment: Assessment, worries: list[Finding], about: str) -> str:
    scope = f" about “{about}”" if about else ""
    if not worries:
        if about:
            return f"No open point{scope} was found."
        if assessment.dossier.proposal.proposal.nation == "Northern Ireland":
            return ELSEWHERE
        return _EARLY if assessment.dossier.stage is Stage.EARLY else _NOBODY
    by_severity = [
        _how_many(count, severity)
        for severity in Severity
        if (count := sum(one.severity is severity for one in worries))
    ]
    return f"Open points{scope}, gravest first: {listed(by_severity)}. Each says what would cure it."


def _how_many(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'s' if severity is Severity.WARNING and count > 1 else ''}"


def _block(assessment: Assessment, finding: Finding) -> Shown:
    severity = finding.severity or Severity.ADVICE
    head = f"{severity.value.capitalize()}: {finding.question}"
    lines = [
        (f"{_WORDS[finding.status].capitalize()}. ", f"{_subjects(finding)}{finding.text}"),
        ("What would cure it: ", finding.do),
        *([("Authority: ", cited)] if (cited := authorities(assessment, finding.basis)) else []),
        *((f"The author's reply ({_signed(reply)}): ", reply.says) for reply in finding.replies),
    ]
    return Shown(
        html=f'<div class="finding {severity.value}"><h4>{escape(head)}</h4>'
        + "".join(f"<p><strong>{escape(label)}</strong>{escape(words)}</p>" for label, words in lines)
        + "</div>",
        text="\n".join(
            [f"{finding.code} {head}", *(paragraph(f"{label}{words}").text for label, words in lines)]
        ),
    )


def _signed(reply: Reply) -> str:
    return ", ".join(
        part for part in (reply.answer, reply.post, day(reply.date) if reply.date else None) if part
    )


def _broken(assessment: Assessment) -> Shown | None:
    if not assessment.failures:
        return None
    return together(
        heading("Incomplete"),
        paragraph("These questions could not be put to the record, because the check itself failed:"),
        bullets(f"{failure.question} ({failure.code}, {failure.error})" for failure in assessment.failures),
    )


def _so_far(finding: Finding) -> str:
    return f"{_subjects(finding)}{finding.text}"


def _once_due(finding: Finding) -> str:
    return finding.once_due.value if finding.once_due else "for people to judge"


def _subjects(finding: Finding) -> str:
    return f"{'; '.join(finding.about)}: " if finding.about else ""


def _haystack(finding: Finding) -> str:
    return " ".join((finding.question, finding.text, *finding.about)).lower()


_WORDS = {
    Status.MET: "recorded",
    Status.NOT_MET: "not met",
    Status.NEEDS_JUDGEMENT: "needs judgement",
    Status.NOT_RECORDED: "not recorded",
    Status.NOT_YET_DUE: "not yet due",
    Status.NOT_APPLICABLE: "does not arise",
}
_STAGES = {
    "early": "the start",
    "assessment": "assessment",
    "consultation": "consultation",
    "decision": "decision",
    "decided": "after the decision",
    "review": "review",
}
