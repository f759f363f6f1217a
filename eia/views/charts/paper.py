"""The paper a chart is drawn on: points from the top left corner, in the house's font, to the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from eia.views.charts.letters import IN_THE_TABLE, LINE, can_write, font, width
from eia.views.charts.marks import BAND, GROUND, INK, QUIET, Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE = 481.0
"""Points: just under the 170 mm that the PDF's page has for text, so that no chart is set smaller than it is drawn."""

TALL = 545.0
"""Points at the most: a taller picture is set smaller in the PDF, and its letters with it."""

_DPI = 200
_INKS = 128
"""Inks and the shades of their edges: as many as make a picture a third of the size, with every ink as it was."""
_SHAPES = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "cross": "X", "bar": "s"}
_SIZES = {"circle": 6.5, "square": 6.5, "diamond": 6.2, "triangle": 7.0, "cross": 8.0, "bar": 8.0}


class Paper:
    """A sheet `WIDE` points wide and as tall as asked; every place on it is in points from the top left corner.

    What is drawn is kept until `png` is called, which draws it all under one set of settings.
    """

    def __init__(self, *, tall: float) -> None:
        self._tall = tall
        self._strokes: list[Callable[[Axes], object]] = []

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        ink: str = INK,
    ) -> None:
        """Write one line, its middle at a height; a dollar sign is a dollar sign."""
        said = words if can_write(words) else IN_THE_TABLE
        self._strokes.append(
            lambda axes: axes.text(
                x,
                y,
                said,
                ha=align,
                va="center_baseline",
                color=ink,
                fontproperties=font(),
                parse_math=False,
                usetex=False,
            )
        )

    def lines(
        self,
        x: float,
        middle: float,
        words: tuple[str, ...],
        *,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write several lines about a middle height."""
        top = middle - LINE * (len(words) - 1) / 2
        for place, line in enumerate(words):
            self.write(x, top + LINE * place, line, align=align)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        ink: str = QUIET,
        thick: float = 0.8,
        dashed: bool = False,
    ) -> None:
        """Draw a straight line."""
        self._strokes.append(
            lambda axes: axes.plot(
                (start[0], end[0]),
                (start[1], end[1]),
                color=ink,
                linewidth=thick,
                linestyle=(0, (4, 2.5)) if dashed else "-",
                solid_capstyle="butt",
            )
        )

    def shade(self, left: float, right: float, top: float, bottom: float) -> None:
        """Shade a band, its edges drawn as dashed lines that are seen where the shade is not."""
        self._strokes.append(
            lambda axes: axes.fill(
                (left, right, right, left), (top, top, bottom, bottom), color=BAND, linewidth=0
            )
        )
        for x in (left, right):
            self.line((x, top), (x, bottom), dashed=True)

    def bar(self, left: float, right: float, middle: float, *, thick: float, mark: Mark) -> None:
        """Draw a bar that lies."""
        top, bottom = middle - thick / 2, middle + thick / 2
        self._strokes.append(
            lambda axes: axes.fill(
                (left, right, right, left),
                (top, top, bottom, bottom),
                facecolor=mark.ink,
                edgecolor=GROUND if mark.hatched else mark.ink,
                hatch="///" if mark.hatched else None,
                linewidth=0.6,
            )
        )

    def mark(self, x: float, y: float, mark: Mark, *, small: bool = False) -> None:
        """Draw a mark; a small one where there are many."""
        self._strokes.append(
            lambda axes: axes.plot(
                [x],
                [y],
                marker=_SHAPES[mark.shape],
                markersize=_SIZES[mark.shape] * (0.7 if small else 1),
                markerfacecolor=mark.ink if mark.filled else GROUND,
                markeredgecolor=mark.ink,
                markeredgewidth=0.6 if mark.filled else 1.0 if small else 1.5,
                linestyle="none",
            )
        )

    def whisker(
        self, left: float, right: float, y: float, *, on_left: bool, on_right: bool, ink: str
    ) -> None:
        """Draw an interval: an end that goes on beyond the paper is an arrow, one that stops is a cap."""
        self.line((left, y), (right, y), ink=ink, thick=1.6)
        for x, goes_on, way in ((left, on_left, -1), (right, on_right, 1)):
            if goes_on:
                self.arrow(x, y, way=way, ink=ink)
            else:
                self.line((x, y - 3.4), (x, y + 3.4), ink=ink, thick=1.6)

    def arrow(self, x: float, y: float, *, way: int, ink: str) -> None:
        """Draw the head of an arrow, its point at a place; `way` is -1 to the left and 1 to the right."""
        self._strokes.append(
            lambda axes: axes.fill((x, x - 7 * way, x - 7 * way), (y, y - 4, y + 4), color=ink, linewidth=0)
        )

    def png(self) -> bytes:
        """Return the picture, the same bytes each time."""
        from matplotlib import rc_context, rcdefaults  # noqa: PLC0415 - it takes half a second to load
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - as above
        from PIL import Image  # noqa: PLC0415 - matplotlib's own way to PNG; not needed before

        with rc_context():
            rcdefaults()  # what someone's own settings say must not change a report
            figure = self.figure()
            held = io.BytesIO()
            figure.savefig(held, format="rgba")
        size = FigureCanvasAgg(figure).get_width_height()
        picture = Image.frombytes("RGBA", size, held.getvalue()).convert("RGB")
        stream = io.BytesIO()
        few = picture.quantize(_INKS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(stream, format="png", compress_level=6)
        return stream.getvalue()

    def figure(self) -> Figure:
        """Return all that was drawn."""
        from matplotlib.figure import Figure  # noqa: PLC0415 - as in `png`

        figure = Figure(figsize=(WIDE / 72, self._tall / 72), dpi=_DPI, facecolor=GROUND)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, WIDE)
        axes.set_ylim(self._tall, 0)
        for stroke in self._strokes:
            stroke(axes)
        return figure


def legend_lines(words: tuple[str, ...]) -> tuple[tuple[tuple[float, str], ...], ...]:
    """Place the names of a legend from the left, on as many lines as they take: each line's places and names."""
    lines: list[list[tuple[float, str]]] = [[]]
    at = 0.0
    for one in words:
        needs = 16 + width(one) + 18
        if lines[-1] and at + needs - 18 > WIDE:
            lines.append([])
            at = 0.0
        lines[-1].append((at, one))
        at += needs
    return tuple(tuple(line) for line in lines)
