"""A chart with what it says in words, and the table that must stand after it."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass

from eia.views.display import Shown


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

    @property
    def base64(self) -> str:
        """Return the picture as text."""
        return base64.b64encode(self.png).decode("ascii")

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        return (
            {"image/png": self.base64, "text/plain": f"{self.caption}\n{self.alt}"},
            {"image/png": {"alt": self.alt, "caption": self.caption}},
        )

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.alt}"


@dataclass(frozen=True, kw_only=True)
class Illustrated(Shown):
    """Charts and the table of their figures, one thing to show: neither stands without the other.

    Attributes:
        charts: The pictures, in reading order; more than one where the rows do not fit on a page.
    """

    charts: tuple[Chart, ...]

    def __repr__(self) -> str:
        return self.text


def illustrated(charts: tuple[Chart, ...], table: Shown) -> Illustrated:
    """Put charts and the table of their figures together, the table next in reading order."""
    return Illustrated(
        html="\n".join([*(_figure(chart) for chart in charts), table.html]),
        text="\n\n".join([*(repr(chart) for chart in charts), table.text]),
        charts=charts,
    )


def pictured(charts: Sequence[Chart]) -> Shown:
    """Put several charts one after another; the tables of their figures must stand after them."""
    return Shown(
        html="\n".join(_figure(chart) for chart in charts), text="\n\n".join(repr(chart) for chart in charts)
    )


def _figure(chart: Chart) -> str:
    return (
        f'<figure><img src="data:image/png;base64,{chart.base64}" alt="{html.escape(chart.alt)}">'
        f"<figcaption>{html.escape(chart.caption, quote=False)}</figcaption></figure>"
    )
