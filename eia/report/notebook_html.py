"""The web page of a notebook: nbconvert with the house's template, then one pass that makes the structure whole."""

from __future__ import annotations

import html as markup
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter

from eia.report.colours import HOUSE, Colours
from eia.report.house_style import HouseStyle, read_house_style
from eia.report.look import Look
from eia.report.outputs import Shown, show_cells
from eia.report.structure import make_whole

HOUSE_STYLE = Path(__file__).resolve().parent.parent / "house_style"
"""Where the template, the stylesheet and the fonts stand, in a checkout and in an installed wheel alike."""

_INCOMPLETE = "This report is incomplete"


def render(notebook: nbformat.NotebookNode, *, look: Look) -> str:
    """Make the page; see `eia.report.to_html`."""
    style = read_house_style(look)
    shown = show_cells(list(notebook.cells))
    # Every cell goes to nbconvert as one clean piece of HTML: nothing that an input holds is there to leak.
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{cell.number}",
            "execution_count": None,
            "source": "",
            "metadata": {"number": cell.number},
            "outputs": [{"output_type": "display_data", "data": {"text/html": cell.html}, "metadata": {}}],
        }
        for cell in shown.cells
        if cell.html
    ]
    from_dict: Any = nbformat.from_dict  # nbformat ships no types
    bare = from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    page, _ = _exporter().from_notebook_node(bare, resources={"eia": _told(shown, style)})
    return make_whole(str(page), places={cell.number: cell.where for cell in shown.cells})


def _told(shown: Shown, style: HouseStyle) -> dict[str, Any]:
    cover = shown.cover
    title = " \N{EN DASH} ".join(part for part in (cover.title, cover.subtitle, cover.body) if part)
    reasons = [cover.incomplete] if cover.incomplete else []
    reasons += shown.failures
    if reasons and not reasons[0].lower().startswith(_INCOMPLETE.lower()):
        reasons.insert(0, f"{_INCOMPLETE}.")
    return {
        "cover": cover,
        "title": title,
        "incomplete": reasons,
        "css": (HOUSE_STYLE / "report.css").read_text(encoding="utf-8") + _own_colours(style.colours),
        "style": style,
        "bodies": [
            *([style.name] if style.name else []),
            *([cover.body] if cover.body != style.name else []),
        ],
        "escape": markup.escape,
    }


def _own_colours(colours: Colours) -> str:
    """Return the colours that a body chose, as the stylesheet's own names take them; nothing for the house's."""
    chosen = {name: said for name, said in asdict(colours).items() if said != getattr(HOUSE, name)}
    return (
        f":root {{ {' '.join(f'--{name}: {said};' for name, said in chosen.items())} }}\n" if chosen else ""
    )


@cache
def _exporter() -> Any:  # noqa: ANN401 - nbconvert ships no types
    # A template of our own on nbconvert's `basic`; no folder of the user's is looked in, no preprocessor runs.
    exporter: Any = HTMLExporter
    return exporter(
        template_name="report",
        extra_template_basedirs=[str(HOUSE_STYLE)],
        default_preprocessors=[],
        exclude_anchor_links=True,
    )
