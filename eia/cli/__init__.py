"""The command line: one module a command, each loading what it needs when it is run."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from eia import __version__
from eia.cli import audit, bundle, challenge, check, explain, migrate, new, preview, report, verify
from eia.cli.statuses import CANNOT, DONE, NOT_SETTLED, STOPPED
from eia.errors import EiaError

__all__ = ["CANNOT", "DONE", "NOT_SETTLED", "STOPPED", "main"]

_COMMANDS = (new, report, check, preview, audit, explain, challenge, verify, bundle, migrate)
"""In the order in which ``eia --help`` lists them."""


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
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
