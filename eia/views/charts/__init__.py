"""Charts, each with alt text written from its numbers and the table of its figures; drawn without a screen, in the house style."""

from eia.views.charts.bars import bars
from eia.views.charts.chart import Chart, Illustrated, pictured
from eia.views.charts.dots import Dot, Line, ranked_dots
from eia.views.charts.gaps import gaps_with_band
from eia.views.charts.population import GroupBeside, beside_population
from eia.views.charts.time_line import Event, time_line

__all__ = [
    "Chart",
    "Dot",
    "Event",
    "GroupBeside",
    "Illustrated",
    "Line",
    "bars",
    "beside_population",
    "gaps_with_band",
    "pictured",
    "ranked_dots",
    "time_line",
]
