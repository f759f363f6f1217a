"""Charts, each with alt text written from its numbers and the table of its figures; drawn without a screen, in the house style."""

from eia.views.charts.bars import bars
from eia.views.charts.chart import Chart

__all__ = ["Chart", "bars"]
