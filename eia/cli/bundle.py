"""``eia bundle``: write one zip of a report, for whoever is to check it."""

from __future__ import annotations

import argparse
from pathlib import Path

from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    bundle = commands.add_parser(
        "bundle",
        help="write a report, its released tables, hashes and versions into one zip; never row-level evidence",
    )
    bundle.add_argument("report", type=Path, metavar="REPORT", help="a report's folder")
    bundle.add_argument(
        "--out", type=Path, metavar="FILE", help="the zip (default: named after the report, here)"
    )
    bundle.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.runner.bundle import write_bundle  # noqa: PLC0415 - `eia --help` stays quick

    print(
        f"Made {write_bundle(options.report, options.out or Path(f'{options.report.resolve().name}.zip'))}."
    )
    return DONE
