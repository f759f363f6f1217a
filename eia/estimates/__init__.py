"""Estimates: shares, gaps, standardised rates, inequality and verdicts, each with its interval, its method and its source.

This room knows no law. Importing it loads neither scipy nor statsmodels: each function loads what it uses.
"""

from eia.estimates.averages import AverageGap, DescribedAverageGap, average_gap
from eia.estimates.events import byar, exact_poisson, rate
from eia.estimates.exact import exact_p
from eia.estimates.gaps import EVERYONE_ELSE, DescribedGap, Gap, gap, gaps
from eia.estimates.inequality import Inequality, inequality
from eia.estimates.intersections import Cell, Intersections, intersections
from eia.estimates.money import Money, MoneyGap, money_gap
from eia.estimates.planning import More
from eia.estimates.proportions import difference, proportion
from eia.estimates.ratios import katz_ratio, odds_ratio, ratio
from eia.estimates.representation import Representation, Represented, representation
from eia.estimates.results import Bears, Described, Estimate, Kind, Tally
from eia.estimates.rounded import RoundedGap, RoundedTally, Span, rounded_gap, rounded_verdicts
from eia.estimates.rounded_benchmark import Benchmarked, rounded_benchmark
from eia.estimates.rounded_inequality import slope_interval, slopes_left_open
from eia.estimates.rounded_intersections import rounded_intersections
from eia.estimates.rounded_representation import rounded_proportion, rounded_representation
from eia.estimates.rounded_strata import RoundedStratified, RoundedWithin, lies, rounded_stratified
from eia.estimates.sentences import sentence_of
from eia.estimates.sentences_of_gaps import in_brief
from eia.estimates.standardisation import (
    Standardised,
    StandardisedGap,
    Stratum,
    compare_standardised,
    directly_standardised,
    european_standard_population,
    indirectly_standardised,
)
from eia.estimates.standardised_shares import LeftOpen, StandardisedShares, standardised_shares
from eia.estimates.strata import Stratified, Within, stratified
from eia.estimates.verdicts import Answer, Bands, Verdict, bands_of, verdict, verdicts

__all__ = [
    "EVERYONE_ELSE",
    "Answer",
    "AverageGap",
    "Bands",
    "Bears",
    "Benchmarked",
    "Cell",
    "Described",
    "DescribedAverageGap",
    "DescribedGap",
    "Estimate",
    "Gap",
    "Inequality",
    "Intersections",
    "Kind",
    "LeftOpen",
    "Money",
    "MoneyGap",
    "More",
    "Representation",
    "Represented",
    "RoundedGap",
    "RoundedStratified",
    "RoundedTally",
    "RoundedWithin",
    "Span",
    "Standardised",
    "StandardisedGap",
    "StandardisedShares",
    "Stratified",
    "Stratum",
    "Tally",
    "Verdict",
    "Within",
    "average_gap",
    "bands_of",
    "byar",
    "compare_standardised",
    "difference",
    "directly_standardised",
    "european_standard_population",
    "exact_p",
    "exact_poisson",
    "gap",
    "gaps",
    "in_brief",
    "indirectly_standardised",
    "inequality",
    "intersections",
    "katz_ratio",
    "lies",
    "money_gap",
    "odds_ratio",
    "proportion",
    "rate",
    "ratio",
    "representation",
    "rounded_benchmark",
    "rounded_gap",
    "rounded_intersections",
    "rounded_proportion",
    "rounded_representation",
    "rounded_stratified",
    "rounded_verdicts",
    "sentence_of",
    "slope_interval",
    "slopes_left_open",
    "standardised_shares",
    "stratified",
    "verdict",
    "verdicts",
]
