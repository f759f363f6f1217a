"""An officer's tables read as text and checked, and the public baselines that ship, each with its source."""

from eia.evidence.areas import read_places
from eia.evidence.asked import Asked, MergeAsked, parse_intersection
from eia.evidence.groups import read_counts, read_groups, read_money
from eia.evidence.kinds import (
    NOT_ANSWERED,
    NOT_PLACED,
    Answers,
    Column,
    GroupTable,
    MoneyRow,
    MoneyTable,
    PeopleTable,
    PlacesTable,
    Table,
)
from eia.evidence.people import read_people
from eia.evidence.places import Place, place, places
from eia.evidence.rates import OVERALL, Rate, read_rates
from eia.evidence.reference import PublicTable, Reference, baseline, reference, tables
from eia.evidence.rows import LARGEST_TABLE
from eia.evidence.table import RawTable, read_table

__all__ = [
    "LARGEST_TABLE",
    "NOT_ANSWERED",
    "NOT_PLACED",
    "OVERALL",
    "Answers",
    "Asked",
    "Column",
    "GroupTable",
    "MergeAsked",
    "MoneyRow",
    "MoneyTable",
    "PeopleTable",
    "Place",
    "PlacesTable",
    "PublicTable",
    "Rate",
    "RawTable",
    "Reference",
    "Table",
    "baseline",
    "parse_intersection",
    "place",
    "places",
    "read_counts",
    "read_groups",
    "read_money",
    "read_people",
    "read_places",
    "read_rates",
    "read_table",
    "reference",
    "tables",
]
