"""Who lives in a place, who is worse off by a published rate, where a risk gathers; and what a body's own released counts show."""

from eia.analysis.age_standardised import AgeStandardised, age_standardised
from eia.analysis.ages import ages_in_words
from eia.analysis.asked import Asked
from eia.analysis.beside_evidence import BesideEvidence, SideBySide, beside_evidence
from eia.analysis.crossed import Crossed, crossed_of
from eia.analysis.gaps import Comparison, Gaps, gaps_of
from eia.analysis.money import MoneyComparison, MoneyGaps, money_of
from eia.analysis.places import KindOfArea, Places, places_of, places_to_release
from eia.analysis.population import PopulationFigure, population_of
from eia.analysis.profile import Profile, ProfileRow, ProfileTable, profile
from eia.analysis.quality import Judged, OwnFigures, Piece, QualityNote, Weakness, quality_of
from eia.analysis.references import check_asked
from eia.analysis.representation import Beside, Population, representation_of
from eia.analysis.risk import AtRisk, at_risk
from eia.analysis.shown import Shown, shown
from eia.analysis.slopes import Slope, slopes_of
from eia.analysis.small_areas import AreaGroup, SmallAreas, small_areas
from eia.analysis.standard_population import check_standard
from eia.analysis.stratified import InStratum, StratifiedComparison, stratified_of
from eia.analysis.tables_to_release import UNKNOWN, Axis, ToRelease, tables_to_release

__all__ = [
    "UNKNOWN",
    "AgeStandardised",
    "AreaGroup",
    "Asked",
    "AtRisk",
    "Axis",
    "Beside",
    "BesideEvidence",
    "Comparison",
    "Crossed",
    "Gaps",
    "InStratum",
    "Judged",
    "KindOfArea",
    "MoneyComparison",
    "MoneyGaps",
    "OwnFigures",
    "Piece",
    "Places",
    "Population",
    "PopulationFigure",
    "Profile",
    "ProfileRow",
    "ProfileTable",
    "QualityNote",
    "Shown",
    "SideBySide",
    "Slope",
    "SmallAreas",
    "StratifiedComparison",
    "ToRelease",
    "Weakness",
    "age_standardised",
    "ages_in_words",
    "at_risk",
    "beside_evidence",
    "check_asked",
    "check_standard",
    "crossed_of",
    "gaps_of",
    "money_of",
    "places_of",
    "places_to_release",
    "population_of",
    "profile",
    "quality_of",
    "representation_of",
    "shown",
    "slopes_of",
    "small_areas",
    "stratified_of",
    "tables_to_release",
]
