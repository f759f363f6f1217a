"""The command line: one module a command, each loading what it needs when it is run."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from eia import __version__
from eia.cli import audit, bundle, challenge, check, explain, migrate, new, preview, report, verify
from eia.cli.statuses import CANNOT, DONE, NOT_SETTLED, STOPPED, UNHEARD
from eia.errors import EiaError
from eia.files.refusals import not_given

__all__ = ["CANNOT", "DONE", "NOT_SETTLED", "STOPPED", "UNHEARD", "main"]

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
        status = int(options.run(options))
        if sys.stdout:
            sys.stdout.flush()  # who reads it may have gone away
    except EiaError as error:
        print(error, file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        print("Stopped. Reports that were finished stay; nothing is half written.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        _speak_to_nobody()
        return UNHEARD
    except OSError as error:
        print(not_given(error), file=sys.stderr)
        return CANNOT
    return status


def _speak_to_nobody() -> None:
    """Let what is still to be said go nowhere, so that Python does not fail over it at its end."""
    with suppress(OSError, ValueError):  # a stream may be no file
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


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
