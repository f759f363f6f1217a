"""One report's reading and page, made before many are: what they all look up again is then held by each process forked after."""

from __future__ import annotations

import gc

from eia.assessment import assess
from eia.proposal.folder import find_proposal
from eia.report import to_html
from eia.shipped import shipped

_EXAMPLE = "cheshire-east-digital-strategy"
"""It has no counts of its own, so no solver is started: a process with threads cannot be forked."""


def rehearse() -> None:
    """Read a shipped proposal and make the page of its committed notebook, and keep nothing of them.

    The law, the public tables and nbconvert's templates are held afterwards, at a quarter of a report's time. No PDF
    is set, since Typst starts threads; charts hold nothing that the next one could use.
    """
    import nbformat  # noqa: PLC0415 - only a run needs it

    assess(find_proposal(str(shipped("data", "proposals", _EXAMPLE))))
    notebook = shipped("notebooks", "01_assess_a_proposal.ipynb").read_text(encoding="utf-8")
    to_html(nbformat.reads(notebook, as_version=4))  # type: ignore[no-untyped-call] # nbformat ships no types here
    gc.collect()
    gc.freeze()
