"""The reports of a run: planned, what a killed run left swept away, what stands kept, and the rest made."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from eia.files import sweep
from eia.report.look import Look
from eia.runner.batch.order import Limits, Order
from eia.runner.batch.plan import plan, said_of
from eia.runner.batch.progress import Progress
from eia.runner.batch.record import was_interrupted
from eia.runner.batch.run import Made, Run


def make_reports(
    proposals: Sequence[str],
    *,
    order: Order,
    limits: Limits | None = None,
    workers: int | None = None,
    changed: bool = False,
    scheduler: str = "",
) -> Made:
    """Make the report of each proposal into its own folder of `order.out`, with progress on standard error.

    A run of more than one proposal writes ``batch.json`` beside the reports. If the last such run was stopped or killed,
    what it finished and is unchanged is kept.

    Args:
        proposals: Folders of proposals, folders that hold these, or shipped ids.
        order: What is asked of each report.
        limits: What each may take; by default half an hour, and an even share of most of the memory that is free.
        workers: How many are made at a time; by default as many as this process may use cores.
        changed: Pass over those whose report stands there and would come out the same?
        scheduler: The address of a dask.distributed scheduler whose workers make the reports; empty for this machine.

    Returns:
        What became of each. A report that could not be made costs no other.

    Raises:
        EiaError: Nothing can be written into `order.out`, or it stands inside a folder that is read; the house style or the
            folder of fonts is none; the scheduler or its workers fail all reports alike, and then what was finished is kept.
    """
    own = (order.pack, order.look.house_style, order.look.fonts)
    _refuse_look(order.look)
    planned = plan(proposals, out=order.out, read=[folder for folder in own if folder])
    names = [name for name, _ in planned.refused] + [folder.name for folder in planned.folders]
    run = Run(order=order, planned=planned)
    _sweep_what_was_left(order.out, names)
    resumed = planned.many and not changed and was_interrupted(order.out)
    with Progress(len(names), many=planned.many) as progress:
        run.progress = progress
        for line in said_of(planned):
            progress.note(line)
        if resumed:
            progress.note(
                "The last run into this folder did not end; what it finished and is unchanged is kept."
            )
        for name, error in planned.refused:
            run.refuse(name, error)
        due = [folder for folder in planned.folders if not ((changed or resumed) and run.keeps(folder))]
        if due and scheduler:
            run.elsewhere(due, scheduler, workers=workers, limits=limits or Limits())
        else:
            run.write(complete=False)
            run.here(due, workers=workers, limits=limits)
        run.finish()
    return run.made()


def _refuse_look(look: Look) -> None:
    """Refuse a house style or fonts with which no page can be set, before the work of any report."""
    if look.house_style:
        from eia.report.house_style import read_house_style  # noqa: PLC0415 - few runs name one

        read_house_style(look)
    if look.fonts:
        from eia.report.fonts import refuse_no_fonts  # noqa: PLC0415 - as above

        refuse_no_fonts(look.fonts)


def _sweep_what_was_left(out: Path, names: Sequence[str]) -> None:
    """Remove what killed runs left behind: in the folder for reports, in the reports', and where temporary files go."""
    for folder in (Path(tempfile.gettempdir()), out, *(out / name for name in names)):
        sweep(folder)
