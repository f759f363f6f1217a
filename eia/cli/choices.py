"""What several commands let a user choose, said in one place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eia.report.look import Look


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add the day to judge by and the body's own pack."""
    parser.add_argument(
        "--as-of", default="", metavar="DATE", help="the day to judge by (default: the decision's date)"
    )
    parser.add_argument(
        "--local",
        default="",
        metavar="DIR",
        help="the folder of your body's own pack, or 'example'; its checks.py is code, and runs",
    )


def add_notebook(parser: argparse.ArgumentParser) -> None:
    """Add an officer's own notebook, and whom the report is for."""
    parser.add_argument(
        "--notebook", type=Path, metavar="FILE", help="your own copy of the report's notebook"
    )
    parser.add_argument(
        "--for",
        dest="copy",
        choices=("decision", "publication"),
        default="",
        help="whom the report is for (default: as the notebook says, the people who decide)",
    )


def add_look(parser: argparse.ArgumentParser) -> None:
    """Add the body's house style and fonts."""
    parser.add_argument(
        "--house-style", type=Path, metavar="DIR", help="the folder with your body's crest, name and colours"
    )
    parser.add_argument(
        "--fonts", type=Path, metavar="DIR", help="a folder of fonts for letters that the house's own lack"
    )


def look_of(options: argparse.Namespace) -> Look:
    """Return the house style and fonts that were chosen."""
    from eia.report.look import Look  # noqa: PLC0415 - `eia --help` stays quick

    return Look(house_style=options.house_style, fonts=options.fonts)
