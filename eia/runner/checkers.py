"""The output checker's workbook: every table, its rule, what was done and why, and the numbers as released."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from eia.disclosure import RecordedTable, Release
from eia.wording import listed

Sheet = tuple[tuple[object, ...], ...]

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The day that stands in the file, whenever it is made: the same release gives the same bytes."""

_WIDEST = 60
_NAME = 31
"""Letters of a sheet's name at the most, as Excel allows."""


def sheets(release: Release, *, title: str, body: str) -> Mapping[str, Sheet]:
    """Return the rows of each sheet, by its name; the first row of each names the columns.

    Args:
        release: The tables as released.
        title: The proposal's title.
        body: Whose it is.
    """
    profile = release.profile
    read_me: Sheet = (
        ("About", "What it says"),
        ("Proposal", title),
        ("Body", body or "not recorded"),
        ("Rule", f"{profile.id}: {profile.says}"),
        ("Why this rule", profile.because),
        ("Where the rule comes from", profile.source),
        ("How close an outsider could come", release.says or "There is no table of counts."),
        ("How that was found", _AUDIT),
        ("What is in this file", _CONTENTS),
    )
    summary: Sheet = (
        (
            *("Sheet", "Table", "Whom it counts", "Source", "What was done", "Why", "Multiples of"),
            "Made safe together with",
        ),
        *(
            (
                f"Table {number}",
                one.title,
                one.base or "not recorded",
                one.source,
                one.done.value,
                one.why,
                one.multiples_of if one.multiples_of > 1 else "not rounded",
                listed(list(one.linked)) or "no other table",
            )
            for number, one in enumerate(release.records, start=1)
        ),
    )
    return {
        "Read me": read_me,
        "Summary": summary,
        **{f"Table {number}": _rows(one) for number, one in enumerate(release.records, start=1)},
    }


def _rows(one: RecordedTable) -> Sheet:
    return (
        ("Group", "Shown", "The least it may be", "The greatest it may be", "Share shown"),
        *(
            (
                count.group,
                count.shown,
                count.low,
                "no limit" if count.high is None else count.high,
                count.share or "not shown",
            )
            for count in one.counts
        ),
        ("Title", one.title),
        ("Rule", one.rule),
    )


def workbook(made: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an Excel file of sheets: the header row bold and kept in view, columns as wide as their words, within reason."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only a report needs it

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Released tables of counts", "created": _MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in made.items():
        sheet = book.add_worksheet(name[:_NAME])
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, plain if row else bold)
        for column in range(len(rows[0])):
            longest = max(len(str(row[column])) for row in rows if column < len(row))
            sheet.set_column(column, column, min(_WIDEST, longest + 2))
        sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()


_AUDIT = (
    "A reader who knows every number shown, the rule, and which numbers add up to which was imitated by linear and integer "
    "programming. A reader who also reasons about how the rounding, or what to withhold, was chosen was not imitated. Which "
    "counts are small is not said, for that would give them away."
)
_CONTENTS = (
    "Released numbers only: one sheet for each table of counts of the report, and a summary of what was done to each. "
    "The true count is written into no file of this folder where something else is shown."
)
