"""Headings that were left commented out while the lines below them were not."""

from __future__ import annotations

import re

from eia.errors import Problem
from eia.proposal.model import Proposal

_HEADING = re.compile(r"#\s*(\[\[?([a-z_]+)(\.[a-z_]+)?\]\]?)\s*")
_KEY = re.compile(r"\s*[a-z_]+\s*=")


def stray_headings(text: str, file: str) -> list[Problem]:
    """Return a problem for each commented heading whose first line below is not: it would be read as the section above.

    Args:
        text: The proposal's file.
        file: How the file is named to the officer.
    """
    known = set(Proposal.model_fields)
    lines = text.split("\n")
    problems = []
    for number, line in enumerate(lines, start=1):
        found = _HEADING.fullmatch(line)
        below = lines[number] if number < len(lines) else ""
        if found and found[2] in known and _KEY.match(below):
            what = f"The heading {found[1]} still has its # in front, so the lines below it would be read as the section above."
            problems.append(Problem(f"{file}, line {number}", what, "Take away the #."))
    return problems
