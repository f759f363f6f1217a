"""``eia challenge``: write the questions a reviewer may ask."""

from __future__ import annotations

import argparse
from pathlib import Path

from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
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
    challenge.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.challenge import NOTICE, write_challenge  # noqa: PLC0415 - `eia --help` stays quick

    print(f"Made {write_challenge(options.proposal, out=options.out)}. {NOTICE.strip('*')}")
    return DONE
