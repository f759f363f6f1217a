"""``eia new``: begin a proposal."""

from __future__ import annotations

import argparse
from pathlib import Path

from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
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
    new.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.proposal.blank import begin_proposal  # noqa: PLC0415 - `eia --help` stays quick

    folder = begin_proposal(options.title, out=options.out, short=options.short)
    print(f"Made {folder}. Fill in {folder / 'proposal.toml'}, then run: eia check {folder}")
    return DONE
