"""An officer's tables read as text and checked, and the public baselines that ship, each with its source."""

from eia.evidence.figures import read_counts
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
from eia.evidence.places import Place, place, places
from eia.evidence.rates import OVERALL, Rate, read_rates
from eia.evidence.reference import PublicTable, Reference, baseline, reference, tables
from eia.evidence.table import RawTable, read_table

__all__ = [
    "NOT_ANSWERED",
    "NOT_PLACED",
    "OVERALL",
    "Answers",
    "Column",
    "GroupTable",
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
    "place",
    "places",
    "read_counts",
    "read_rates",
    "read_table",
    "reference",
    "tables",
]
