"""Findings: what is open, gravest first; what is not yet due; what the author answers."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.findings import Finding, Reply, Severity, Stage, Status
from eia.views.display import NOTHING, Shown, bullets, day, heading, paragraph, strong, table, together
from eia.views.law import authorities
from eia.views.parts import is_published, is_short, part, within
from eia.views.sentences import ELSEWHERE
from eia.views.to_settle import author_answers, left_over, names_what_falls_due, settle_words
from eia.wording import listed, subjects_in_words

_HEADS = {Severity.SERIOUS: "Serious", Severity.WARNING: "Warnings", Severity.ADVICE: "Advice"}
_QUESTIONS = "Annex: the questions behind this report"
_NOBODY = "No question that is due at this stage is open. That is not a finding that the duty is met: people decide that."
_EARLY = (
    "At this early stage only one of the questions is due: which duty binds. The duty itself already applies, in proportion "
    "to what is decided."
)
_FOLLOWS = "The questions of later stages follow."
_DUE_LATER = "Page one names the first of what falls due later; all of it stands in the annex on the questions behind this report."


def findings(assessment: Assessment, *, about: str = "") -> Shown:
    """Show the open points, gravest first, each with what would settle it and the author's answer.

    In the publication copy only serious points stand, as the question with the author's answer.

    Args:
        assessment: What was found.
        about: A word that narrows the list to findings whose subjects, question or text hold it.
    """
    chosen = [finding for finding in assessment.findings if about.lower() in _haystack(finding)]
    worries = [finding for finding in assessment.worries if finding in chosen]
    if is_published(assessment):
        return _published(assessment, worries)
    later = _DUE_LATER if not about and names_what_falls_due(assessment) else ""
    said = paragraph(f"{_summary(assessment, worries, about)} {later}".rstrip())
    if about:
        return together(said, *(_block(assessment, finding) for finding in worries))
    if is_short(assessment):
        points = bullets(_in_one_line(one) for one in left_over(assessment))
        return part(assessment, "Other points to settle", points, _broken(assessment))
    if len(worries) == 1:  # its own heading says how grave it is
        block = _block(assessment, worries[0], level=3)
        return part(assessment, "Points to settle", said, block, _broken(assessment))
    by_severity = [
        within(
            assessment,
            _HEADS[severity],
            *(_block(assessment, one) for one in worries if one.severity is severity),
        )
        for severity in Severity
    ]
    return part(assessment, "Points to settle", said, *by_severity, _broken(assessment))


def _published(assessment: Assessment, worries: list[Finding]) -> Shown:
    serious = [one for one in worries if one.severity is Severity.SERIOUS]
    lines = [f"{one.question} {author_answers(one)}" for one in serious]
    return part(assessment, "What is still open", bullets(lines), _broken(assessment))


def not_yet_due(assessment: Assessment) -> Shown:
    """Show, once and as a list, the questions that a later stage will ask."""
    if is_short(assessment) or is_published(assessment):
        return NOTHING
    waiting = assessment.not_yet_due
    if not waiting:
        return paragraph("Every question is due at this stage.")
    return within(
        assessment,
        "Not yet due",
        paragraph(
            "These questions are not yet due. They are listed so that nobody meets them for the first time at the end."
        ),
        table(
            "Questions that a later stage will ask",
            ["Question", "Due at, and how grave if nothing more is recorded", "Recorded so far"],
            [
                (
                    finding.question,
                    f"{_STAGES[finding.due.value]}; then {_once_due(finding)}",
                    _with_replies(finding),
                )
                for finding in sorted(waiting, key=lambda one: (one.due.rank, one.code))
            ],
        ),
    )


def answered(assessment: Assessment) -> Shown:
    """Show what the record answers, in the author's name and without any count.

    What does not arise follows, and then each silence that is no worry, so that every question stands somewhere.
    """
    if is_short(assessment) or is_published(assessment):
        return NOTHING
    met = [finding for finding in assessment.findings if finding.status is Status.MET]
    apart = [finding for finding in assessment.findings if finding.status is Status.NOT_APPLICABLE]
    rest = [
        finding
        for finding in assessment.findings
        if finding.status is Status.NOT_RECORDED and finding.severity is None
    ]
    rows = [
        (finding.question, _WORDS[finding.status], _with_replies(finding))
        for finding in (*met, *apart, *rest)
    ]
    if not rows:
        return part(assessment, _QUESTIONS, paragraph("The record answers no question yet."))
    return part(
        assessment,
        _QUESTIONS,
        table(
            "What the record answers, what does not arise, and silences that raise no point",
            ["Question", "Status", "What the record shows"],
            rows,
        ),
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
    worries = list(assessment.worries)
    follows = _FOLLOWS if stage is Stage.EARLY and not worries and waiting else ""
    points = together(
        paragraph(f"{_summary(assessment, worries, '')} {follows}".rstrip()),
        *(_block(assessment, finding) for finding in assessment.worries),
        _broken(assessment),
    )
    parts = [
        "\n".join(head),
        points.text,
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
    return f"Open points{scope}, gravest first: {listed(by_severity)}. Each says what would settle it."


def _how_many(count: int, severity: Severity) -> str:
    if severity is Severity.ADVICE:
        return f"{count} {'piece' if count == 1 else 'pieces'} of advice"
    return f"{count} {severity.value}{'s' if severity is Severity.WARNING and count > 1 else ''}"


def _block(assessment: Assessment, finding: Finding, *, level: int = 4) -> Shown:
    """Show an open point. The page says what would settle it in words for everyone; a terminal names the fields as well."""
    severity = finding.severity or Severity.ADVICE
    head = f"{severity.value.capitalize()}: {finding.question}"
    found = (f"{_WORDS[finding.status].capitalize()}.", f"{_subjects(finding)}{finding.text}")
    replies = [(f"The author answers ({_signed(reply)}):", reply.says) for reply in finding.replies]
    authority = [("Authority:", cited)] if (cited := authorities(assessment, finding.basis)) else []
    page = together(
        strong(*found),
        strong("What would settle it:", settle_words(finding)),
        *(strong(*one) for one in replies),
    )
    return Shown(
        html=f'<div class="finding {severity.value}">{heading(head, level).html}{page.html}</div>',
        text="\n".join(
            [
                f"{finding.code} {head}",
                *(
                    strong(*line).text
                    for line in (found, ("What would settle it:", finding.do), *authority, *replies)
                ),
            ]
        ),
    )


def _in_one_line(finding: Finding) -> str:
    severity = finding.severity or Severity.ADVICE
    about = f" ({listed(finding.about)})" if finding.about else ""
    answers = f" {author_answers(finding)}" if finding.replies or severity is Severity.SERIOUS else ""
    return f"{severity.value.capitalize()}: {settle_words(finding).rstrip('.')}{about}.{answers}"


def _with_replies(finding: Finding) -> str:
    replies = [f"The author answers ({_signed(reply)}): {reply.says}" for reply in finding.replies]
    return " ".join([f"{_subjects(finding)}{finding.text}", *replies])


def _signed(reply: Reply) -> str:
    return ", ".join(
        part for part in (reply.answer, reply.post, day(reply.date) if reply.date else None) if part
    )


def _broken(assessment: Assessment) -> Shown | None:
    """Name the questions that broke: a page by their words, a terminal with their codes."""
    if not assessment.failures:
        return None
    head = heading("Incomplete", 4)
    said = paragraph("These questions could not be put to the record, because the check itself failed:")
    lines = bullets(failure.question for failure in assessment.failures)
    coded = bullets(
        f"{failure.question} ({failure.code}, {failure.error})" for failure in assessment.failures
    )
    return Shown(html=together(head, said, lines).html, text=together(head, said, coded).text)


def _once_due(finding: Finding) -> str:
    return finding.once_due.value if finding.once_due else "for people to judge"


def _subjects(finding: Finding) -> str:
    return f"{subjects_in_words(finding.about)}: " if finding.about else ""


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
