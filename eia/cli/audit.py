"""``eia audit``: say whether reports, read together, give away a count that each keeps back."""

from __future__ import annotations

import argparse

from eia.cli.statuses import DONE, NOT_SETTLED


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    audit = commands.add_parser(
        "audit", help="say whether reports, read together, give away a count that each keeps back"
    )
    audit.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help="a report's folder, a folder of reports, or a disclosure.json",
    )
    audit.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.runner.audits import audit_reports  # noqa: PLC0415 - `eia --help` stays quick

    together = audit_reports(options.reports)
    for line in together.lines:
        print(line)
    return DONE if together.safe else NOT_SETTLED
