"""Raw counts go in, released tables come out, and only released tables can be shown. Knows no law."""

from eia.disclosure.counts import Counts, RawCountsError
from eia.disclosure.release import release
from eia.disclosure.released import Released, ReleasedCell, published
from eia.disclosure.tally import Tally, counts_of, write_tally

__all__ = [
    "Counts",
    "RawCountsError",
    "Released",
    "ReleasedCell",
    "Tally",
    "counts_of",
    "published",
    "release",
    "write_tally",
]
