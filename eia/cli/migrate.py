"""``eia migrate``: rewrite a proposal's file in today's version."""

from __future__ import annotations

import argparse

from eia.cli.statuses import DONE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``eia``."""
    migrate = commands.add_parser(
        "migrate", help="rewrite a proposal's file in today's version, and keep the old one"
    )
    migrate.add_argument("proposal", metavar="FOLDER", help="a proposal's folder")
    migrate.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from eia.proposal import find_proposal, read_proposal  # noqa: PLC0415 - `eia --help` stays quick
    from eia.proposal.migration import migrate_folder  # noqa: PLC0415 - as above

    folder = find_proposal(options.proposal)
    read_proposal(
        folder
    )  # a file with problems is mended first: they are told by the lines the officer knows
    done = migrate_folder(folder)
    if done is None:
        print(f"{folder.name}: the file is of today's version; nothing was changed.")
    else:
        rest = "" if done.comments_kept else " Comments stand in the old file only."
        print(
            f"{folder.name}: version {done.before} became version {done.after}; the old file is kept as {done.kept}.{rest}"
        )
    return DONE
