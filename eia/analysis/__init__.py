"""Who lives in a place, who is behind on a published rate, and where a risk gathers; with sources, and no verdicts."""

from eia.analysis.population import PopulationFigure, population_of
from eia.analysis.profile import Profile, ProfileRow, ProfileTable, profile
from eia.analysis.risk import AtRisk, at_risk
from eia.analysis.small_areas import AreaGroup, SmallAreas, small_areas

__all__ = [
    "AreaGroup",
    "AtRisk",
    "PopulationFigure",
    "Profile",
    "ProfileRow",
    "ProfileTable",
    "SmallAreas",
    "at_risk",
    "population_of",
    "profile",
    "small_areas",
]
