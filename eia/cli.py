"""The command line: ``eia new``, ``check``, ``report``, ``audit``, ``explain``, ``challenge`` and ``migrate``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from eia import __version__
from eia.errors import EiaError

DONE, NOT_SETTLED, CANNOT, STOPPED = 0, 1, 2, 130
"""Exit statuses: done; something serious open or due and unanswered; bad input; stopped by the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status. Every error is a line an officer can act on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a Windows console that lacks a letter shows another, and goes on
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except EiaError as error:
        print(error, file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        print("Stopped. Reports that were finished stay; nothing is half written.", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="eia",
        description="Equality impact assessments: see what a proposal's record shows and lacks, and make its report.",
    )
    parser.add_argument("--version", action="version", version=f"eia {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = commands.add_parser(
        "new", help="begin a proposal: make its folder, with a commented file to fill in"
    )
    new.add_argument("title", metavar="TITLE", help="the proposal's title, in quotation marks")
    new.add_argument(
        "--short", action="store_true", help="fifteen questions, for a small proposal, instead of every field"
    )
    new.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="where the folder goes (default: here)"
    )
    new.set_defaults(run=_new)

    report = commands.add_parser("report", help="make the report of one proposal or several")
    report.add_argument(
        "proposals", nargs="+", metavar="PROPOSAL", help="a proposal's folder, or the id of a shipped one"
    )
    report.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports go (default: reports)"
    )
    report.add_argument(
        "--as-of", default="", metavar="DATE", help="the day to judge by (default: the decision's date)"
    )
    report.add_argument(
        "--notebook", type=Path, metavar="FILE", help="your own copy of the report's notebook"
    )
    report.add_argument(
        "--local",
        default="",
        metavar="DIR",
        help="the folder of your body's own pack, or 'example'; its checks.py is code, and runs",
    )
    report.set_defaults(run=_report)

    check = commands.add_parser(
        "check", help="print what a proposal's record shows and lacks, without a report"
    )
    check.add_argument("proposal", metavar="PROPOSAL", help="a proposal's folder, or the id of a shipped one")
    check.add_argument(
        "--as-of", default="", metavar="DATE", help="the day to judge by (default: the decision's date)"
    )
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument(
        "--local",
        default="",
        metavar="DIR",
        help="the folder of your body's own pack, or 'example'; its checks.py is code, and runs",
    )
    check.set_defaults(run=_check)

    audit = commands.add_parser(
        "audit", help="say whether reports, read together, give away a count that each keeps back"
    )
    audit.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help="a report's folder, a folder of reports, or a disclosure.json",
    )
    audit.set_defaults(run=_audit)

    explain = commands.add_parser(
        "explain",
        help="print what stands behind a question: law, limits, what it reads; without a code, list the questions",
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a question's code, such as T01")
    explain.set_defaults(run=_explain)

    challenge = commands.add_parser(
        "challenge",
        help="write the questions a reviewer may ask into a file of their own; read its first line",
    )
    challenge.add_argument(
        "proposal", metavar="PROPOSAL", help="a proposal's folder, or the id of a shipped one"
    )
    challenge.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the file (default: challenge-ID.md, here), made anew each time; never in a report",
    )
    challenge.set_defaults(run=_challenge)

    migrate = commands.add_parser(
        "migrate", help="rewrite a proposal's file in today's version, and keep the old one"
    )
    migrate.add_argument("proposal", metavar="FOLDER", help="a proposal's folder")
    migrate.set_defaults(run=_migrate)
    return parser


def _new(options: argparse.Namespace) -> int:
    from eia.proposal.blank import begin_proposal  # noqa: PLC0415 - `eia --help` stays quick

    folder = begin_proposal(options.title, out=options.out, short=options.short)
    print(f"Made {folder}. Fill in {folder / 'proposal.toml'}, then run: eia check {folder}")
    return DONE


def _migrate(options: argparse.Namespace) -> int:
    from eia.proposal import find_proposal, read_proposal  # noqa: PLC0415 - `eia --help` stays quick
    from eia.proposal.migration import migrate_folder  # noqa: PLC0415 - as above

    folder = find_proposal(options.proposal)
    read_proposal(
        folder
    )  # a file with problems is mended first: they are told by the lines the officer knows
    done = migrate_folder(folder)
    if done is None:
        print(f"{folder.name}: the file is of today's version; nothing was changed.")
    else:
        rest = "" if done.comments_kept else " Comments stand in the old file only."
        print(
            f"{folder.name}: version {done.before} became version {done.after}; the old file is kept as {done.kept}.{rest}"
        )
    return DONE


def _check(options: argparse.Namespace) -> int:
    from eia.assessment import assess, assessment_json, findings_json  # noqa: PLC0415 - `eia --help` stays quick
    from eia.views.findings import findings_text  # noqa: PLC0415 - as above
    from eia.views.local import local_text  # noqa: PLC0415 - as above
    from eia.views.proportion import what_follows  # noqa: PLC0415 - as above

    assessment = assess(options.proposal, as_of=options.as_of, local=options.local)
    if options.json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            encoding="utf-8"
        )  # JSON is read by programs: no letter may be lost to a console
    if options.json:
        said = findings_json(assessment)
    else:
        notes = assessment.dossier.submission.notes
        parts = [findings_text(assessment)]
        if assessment.pack:
            parts.append(local_text(assessment))
        if notes:
            parts.append("Look again:\n" + "".join(f"- {note}\n" for note in notes))
        parts.append(f"{what_follows(assessment)}\n")
        said = "\n".join(parts)
    if not assessment.dossier.release.records:
        print(said, end="")
        return DONE if assessment.settled else NOT_SETTLED
    from eia.report.passages import (  # noqa: PLC0415 - only where there are counts that could be let out
        of_json,
        of_lines,
        refuse_what_gives_counts_away,
    )

    guard = assessment.dossier.release.guard
    passages = of_json if options.json else of_lines
    refuse_what_gives_counts_away(guard, passages(options.proposal, said))
    print(said, end="")
    try:
        refuse_what_gives_counts_away(guard, of_json(options.proposal, assessment_json(assessment)))
    except EiaError as error:
        print("\nBefore a report can be made:", *error.problems, sep="\n- ", file=sys.stderr)
        return NOT_SETTLED
    return DONE if assessment.settled else NOT_SETTLED


def _audit(options: argparse.Namespace) -> int:
    from eia.runner.audits import audit_reports  # noqa: PLC0415 - `eia --help` stays quick

    together = audit_reports(options.reports)
    for line in together.lines:
        print(line)
    return DONE if together.safe else NOT_SETTLED


def _challenge(options: argparse.Namespace) -> int:
    from eia.challenge import NOTICE, write_challenge  # noqa: PLC0415 - `eia --help` stays quick

    print(f"Made {write_challenge(options.proposal, out=options.out)}. {NOTICE.strip('*')}")
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from eia.explain import explanation_text, questions_text  # noqa: PLC0415 - `eia --help` stays quick

    print(explanation_text(options.code) if options.code else questions_text(), end="")
    return DONE


def _report(options: argparse.Namespace) -> int:
    from eia.runner import make_reports  # noqa: PLC0415 - `eia --help` stays quick

    failed = make_reports(
        options.proposals,
        out=options.out,
        as_of=options.as_of,
        notebook=options.notebook,
        local=options.local,
    )
    for error in failed:
        print(error, file=sys.stderr)
    return CANNOT if failed else DONE


if __name__ == "__main__":
    sys.exit(main())
