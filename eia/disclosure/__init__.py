"""Raw counts go in, released tables come out, and only released tables can be shown. Knows no law."""

from eia.disclosure.counts import Counts, RawCountsError
from eia.disclosure.guard import Guard, Leak, Passage
from eia.disclosure.record import RecordedTable
from eia.disclosure.release import OWN_RECORDS, RawTable, Release, release_together
from eia.disclosure.released import Released, ReleasedCell, published
from eia.disclosure.system import DoesNotAddUp, LinkedTable, assemble
from eia.disclosure.tally import Tally, counts_of, write_tally
from eia.disclosure.written import WrittenRecord, read_record, record_json

__all__ = [
    "OWN_RECORDS",
    "Counts",
    "DoesNotAddUp",
    "Guard",
    "Leak",
    "LinkedTable",
    "Passage",
    "RawCountsError",
    "RawTable",
    "RecordedTable",
    "Release",
    "Released",
    "ReleasedCell",
    "Tally",
    "WrittenRecord",
    "assemble",
    "counts_of",
    "published",
    "read_record",
    "record_json",
    "release_together",
    "write_tally",
]
