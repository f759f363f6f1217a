"""``eia report``: make the reports of one proposal, of several, or of folders of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eia.cli.choices import add_judging, add_look, add_notebook, look_of
from eia.cli.statuses import CANNOT, DONE, NOT_SETTLED

_ENDS = """\
Ends with 0 if all reports stand, 1 with --strict if in one of them something serious is open or a question that is
due is unanswered, 2 if a report could not be made. A run of several also writes batch.json, for programs.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    report = commands.add_parser("report", help="make the reports of one proposal or many", epilog=_ENDS)
    report.add_argument(
        "proposals",
        nargs="+",
        metavar="PROPOSAL",
        help="a proposal's folder, a folder of such folders, or the id of a shipped one",
    )
    report.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports go (default: reports)"
    )
    add_judging(report)
    add_notebook(report)
    add_look(report)
    report.add_argument("--word", action="store_true", help="make report.docx too, an editable copy")
    many = report.add_argument_group("many at once")
    many.add_argument(
        "--changed",
        action="store_true",
        help="pass over those whose report stands and would come out the same",
    )
    many.add_argument(
        "--strict", action="store_true", help="end with 1 if something serious is open in a report"
    )
    many.add_argument(
        "--workers", type=_whole, metavar="N", help="how many at a time (default: as many as there are cores)"
    )
    many.add_argument(
        "--deadline", type=_above_0, metavar="S", help="seconds that a proposal may take (default: 1800)"
    )
    many.add_argument(
        "--memory",
        type=_above_0,
        metavar="MB",
        help="megabytes that a proposal may take beyond the toolkit's own (default: an even share of what is free)",
    )
    many.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="have the reports made by the workers of a dask.distributed scheduler, such as tls://host:8786; "
        "each proposal's folder is sent to them, evidence and all",
    )
    report.set_defaults(run=_run)


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a whole number is due") from None
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1 is due")
    return number


def _above_0(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("a number above 0 is due")
    return number


def _run(options: argparse.Namespace) -> int:
    from eia.local import find_pack  # noqa: PLC0415 - `eia --help` stays quick
    from eia.runner.batch import Limits, Order, make_reports  # noqa: PLC0415 - as above
    from eia.shipped import shipped  # noqa: PLC0415 - as above

    limited = options.deadline is not None or options.memory is not None
    made = make_reports(
        options.proposals,
        order=Order(
            out=options.out,
            notebook=options.notebook or shipped("notebooks", "01_assess_a_proposal.ipynb"),
            as_of=options.as_of,
            pack=find_pack(options.local) if options.local.strip() else None,
            copy=options.copy,
            look=look_of(options),
            word=options.word,
        ),
        limits=Limits(seconds=options.deadline, megabytes=options.memory) if limited else None,
        workers=options.workers,
        changed=options.changed,
        scheduler=options.scheduler.strip(),
    )
    if made.table:
        print(made.table, end="", flush=True)
    for error in made.errors:
        print(error, file=sys.stderr)
    if made.errors:
        return CANNOT
    return NOT_SETTLED if options.strict and not made.settled else DONE
