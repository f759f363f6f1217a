"""``eia verify``: make a report again from what its record says, and compare."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eia.cli.choices import add_look, look_of
from eia.cli.statuses import CANNOT, DONE, NOT_SETTLED


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    verify = commands.add_parser(
        "verify",
        help="make a report again from what it was made from, and say whether it comes out the same",
        epilog="Ends with 0 if it does, 1 if something differs, 2 if it could not be made again.",
    )
    verify.add_argument("report", type=Path, metavar="REPORT", help="a report's folder")
    verify.add_argument(
        "--proposal",
        metavar="PROPOSAL",
        help="the proposal's folder (default: looked for by the name in the record)",
    )
    verify.add_argument(
        "--notebook", type=Path, metavar="FILE", help="the notebook it was made with, if not the shipped one"
    )
    verify.add_argument(
        "--local", metavar="DIR", help="the pack it was made with; its checks.py is code, and runs"
    )
    add_look(verify)
    verify.add_argument(
        "--bundle",
        type=Path,
        metavar="FILE",
        help="write the report, its tables, hashes and versions into a zip too",
    )
    verify.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.runner.verify import Outcome, verify_report  # noqa: PLC0415 - `eia --help` stays quick

    verified = verify_report(
        options.report,
        proposal=options.proposal,
        notebook=options.notebook,
        local=options.local,
        look=look_of(options),
        say=lambda step: print(step, file=sys.stderr, flush=True),
    )
    for line in verified.lines:
        print(line)
    if options.bundle:
        from eia.runner.bundle import write_bundle  # noqa: PLC0415 - as above

        print(f"Made {write_bundle(options.report, options.bundle)}.")
    return {Outcome.SAME: DONE, Outcome.DIFFERS: NOT_SETTLED}.get(verified.outcome, CANNOT)
