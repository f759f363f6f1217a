"""Charts, each with alt text written from its numbers; drawn without a screen, in the house style."""

from __future__ import annotations

import base64
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_INK, _BAR, _WHOLE = "#1d2a33", "#5b87a6", "#1d3f5e"
_DPI = 200
_WIDTH = 6.7
"""Inches: the width of the text of an A4 page, so that nothing is scaled and no letter falls under 9 points."""
_LABEL = 34
"""Characters of a label on one line."""
_LONGEST_ALT = 40
"""Words of alt text at the most: what a listener can hold."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A picture with what it shows in words.

    Attributes:
        caption: What stands under it.
        alt: What someone hears who cannot see it.
        png: The picture.
    """

    caption: str
    alt: str
    png: bytes

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        picture = base64.b64encode(self.png).decode("ascii")
        return (
            {"image/png": picture, "text/plain": f"{self.caption}\n{self.alt}"},
            {"image/png": {"alt": self.alt, "caption": self.caption}},
        )

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.alt}"


def bars(
    *,
    caption: str,
    labels: Sequence[str],
    values: Sequence[float],
    emphasised: Sequence[bool],
    unit: str,
    axis: str,
    largest: float,
) -> Chart:
    """Draw one horizontal bar a label, its value written at its end.

    Args:
        caption: What the chart shows, of whom, when.
        labels: Names of the bars, from the top.
        values: One a label.
        emphasised: Which bars are drawn as the whole that the others are compared with; hatched, so that it shows in grey.
        unit: Written after each value.
        axis: What the horizontal axis measures.
        largest: The end of the axis.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - it takes half a second to load
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    font = _font()
    wrapped = [textwrap.fill(label, _LABEL) for label in labels]
    lines = sum(label.count("\n") + 1 for label in wrapped)
    figure = Figure(figsize=(_WIDTH, 0.16 * lines + 0.26 * len(labels) + 0.7), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    positions = range(len(labels))
    drawn = axes.barh(
        positions, values, height=0.62, color=[_WHOLE if whole else _BAR for whole in emphasised]
    )
    for bar, whole in zip(drawn, emphasised, strict=True):
        bar.set_hatch("///" if whole else "")
        bar.set_edgecolor("white")
    for position, value in zip(positions, values, strict=True):
        axes.text(
            value + largest / 80, position, _figure(value, unit), va="center", color=_INK, fontproperties=font
        )
    axes.set_yticks(positions, wrapped, fontproperties=font, color=_INK)
    axes.set_xlim(0, largest * 1.14)
    axes.invert_yaxis()
    axes.set_xlabel(axis, fontproperties=font, color=_INK)
    for tick in axes.get_xticklabels():
        tick.set_fontproperties(font)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return Chart(caption=caption, alt=_alt(caption, labels, values, unit), png=stream.getvalue())


def _alt(caption: str, labels: Sequence[str], values: Sequence[float], unit: str) -> str:
    """Say what is shown, its extremes, and where the figures stand."""
    high = max(range(len(values)), key=values.__getitem__)
    low = min(range(len(values)), key=values.__getitem__)
    words = (
        f"Bar chart. Highest: {labels[high]}, {_figure(values[high], unit)}. "
        f"Lowest: {labels[low]}, {_figure(values[low], unit)}. All figures are in the table that follows."
    )
    longer = f"Bar chart. {caption}. {words.removeprefix('Bar chart. ')}"
    return longer if len(longer.split()) <= _LONGEST_ALT else words


def _figure(value: float, unit: str) -> str:
    """Write a value as the tables do: one decimal, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0") + (unit if unit == "%" else f" {unit}")


@cache
def _font() -> FontProperties:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - it takes half a second to load

    path = next(
        path for path in files("eia").joinpath("house_style", "fonts").iterdir() if "Regular" in path.name
    )
    return FontProperties(fname=str(path), size=9.5)
