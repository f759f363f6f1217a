"""``eia check``: print what a proposal's record shows and lacks."""

from __future__ import annotations

import argparse
import io
import sys

from eia.cli.choices import add_judging
from eia.cli.statuses import DONE, NOT_SETTLED
from eia.errors import EiaError


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    check = commands.add_parser(
        "check", help="print what a proposal's record shows and lacks, without a report"
    )
    check.add_argument("proposal", metavar="PROPOSAL", help="a proposal's folder, or the id of a shipped one")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    add_judging(check)
    check.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
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
