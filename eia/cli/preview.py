"""``eia preview``: show a proposal's report in the browser while it is being written."""

from __future__ import annotations

import argparse

from eia.cli.choices import add_judging, add_look, add_notebook, look_of
from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    preview = commands.add_parser(
        "preview",
        help="show the report in your browser while you write, made anew when you save; never published",
    )
    preview.add_argument(
        "proposal", metavar="PROPOSAL", help="a proposal's folder, or the id of a shipped one"
    )
    add_judging(preview)
    add_notebook(preview)
    add_look(preview)
    preview.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help="where it is served, to this machine alone (default: any free one)",
    )
    preview.add_argument(
        "--no-browser", action="store_true", help="print the address, and leave the browser closed"
    )
    preview.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.runner.preview import serve  # noqa: PLC0415 - `eia --help` stays quick

    serve(
        options.proposal,
        port=options.port,
        open_browser=not options.no_browser,
        as_of=options.as_of,
        notebook=options.notebook,
        local=options.local,
        copy=options.copy,
        look=look_of(options),
    )
    return DONE
