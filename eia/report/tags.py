"""The last step on a PDF's tags: the header cells of table rows, which Typst's wheel cannot mark."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

_PARTS = frozenset({"/THead", "/TBody", "/TFoot"})


def tag_row_headers(pdf: bytes, row_headers: tuple[tuple[int, ...], ...]) -> bytes:
    """Return the PDF with the leading cells of body rows tagged ``TH`` with ``Scope`` ``Row``.

    Args:
        pdf: A tagged PDF as Typst made it.
        row_headers: For each table in reading order, for each body row, how many leading cells head it.

    Raises:
        ValueError: The tags do not match the tables that were written.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tables = list(_find_tables(document.Root.StructTreeRoot))
        if len(tables) != len(row_headers):
            raise ValueError(f"{len(row_headers)} tables were written, {len(tables)} are tagged")
        for table, counts in zip(tables, row_headers, strict=True):
            rows = list(_body_rows(table))
            if len(rows) != len(counts):
                raise ValueError(f"a table of {len(counts)} rows is tagged with {len(rows)}")
            for row, count in zip(rows, counts, strict=True):
                for cell in _kids(row)[:count]:
                    cell["/S"] = pikepdf.Name.TH
                    _scope_row(cell)
        made = io.BytesIO()
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _scope_row(cell: pikepdf.Object) -> None:
    held = cell.get("/A")
    attributes = (
        list(held)
        if isinstance(held, pikepdf.Array)
        else [held]
        if isinstance(held, pikepdf.Dictionary)
        else []
    )
    table = next((each for each in attributes if each.get("/O") == pikepdf.Name.Table), None)
    if table is None:
        table = pikepdf.Dictionary(O=pikepdf.Name.Table)
        attributes.append(table)
    table["/Scope"] = pikepdf.Name.Row
    cell["/A"] = attributes[0] if len(attributes) == 1 else pikepdf.Array(attributes)


def _find_tables(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if kid.get("/S") == pikepdf.Name.Table:
            yield kid
        yield from _find_tables(kid)


def _body_rows(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for part in _kids(table):
        if part.get("/S") == pikepdf.Name.TR:
            yield part
        elif part.get("/S") in {pikepdf.Name.TBody, pikepdf.Name.TFoot}:
            yield from (row for row in _kids(part) if row.get("/S") == pikepdf.Name.TR)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    kids = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
