"""``eia explain``: print what stands behind a question."""

from __future__ import annotations

import argparse

from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    explain = commands.add_parser(
        "explain",
        help="print what stands behind a question: law, limits, what it reads; without a code, list the questions",
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a question's code, such as T01")
    explain.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.explain import explanation_text, questions_text  # noqa: PLC0415 - `eia --help` stays quick

    print(explanation_text(options.code) if options.code else questions_text(), end="")
    return DONE
