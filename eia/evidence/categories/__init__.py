"""The groups of each characteristic as a national standard has them, and the words by which forms name them."""

from eia.evidence.categories.ages import Ages, parse_ages
from eia.evidence.categories.grouping import (
    Grouped,
    date_problem,
    group_texts,
    like_a_date,
    like_a_day_count,
    missing_answer,
)
from eia.evidence.categories.merging import Merged, Wording
from eia.evidence.categories.standards import (
    SEX_OR_GENDER,
    Standard,
    characteristic_of,
    plain,
    standard,
    standards,
    unanswered,
)

__all__ = [
    "SEX_OR_GENDER",
    "Ages",
    "Grouped",
    "Merged",
    "Standard",
    "Wording",
    "characteristic_of",
    "date_problem",
    "group_texts",
    "like_a_date",
    "like_a_day_count",
    "missing_answer",
    "parse_ages",
    "plain",
    "standard",
    "standards",
    "unanswered",
]
