"""The last step on a PDF's tags: what Typst's wheel cannot mark: headers of rows, words of links, runs of letters."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from eia.report.links import name_links
from eia.report.row_headers import Body


def finish_tags(
    pdf: bytes, *, tables: tuple[Body, ...], links: tuple[tuple[str, str], ...], runs: tuple[str, ...] = ()
) -> bytes:
    """Return the PDF with the header cells of rows tagged as such, and each link named by its words.

    A header cell of a body is ``TH`` with ``Scope`` ``Row``, and its ``ID`` stands in the ``Headers`` of the cells
    it heads, after those of their columns: Typst lists the columns' headers there, and a list that is given is the
    whole answer (ISO 32000-1, table 349), so a header left out would never be heard.

    Args:
        pdf: A tagged PDF as Typst made it.
        tables: The body of each table in reading order.
        links: As `name_links` takes them.
        runs: The runs of letters that are told as they are read, in the order of their tags.

    Raises:
        ValueError: The tags do not match the tables or the links that were written.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _tag_row_headers(document, tables)
        name_links(document, links)
        _tell_runs(document, runs)
        made = io.BytesIO()
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _tell_runs(document: pikepdf.Pdf, runs: tuple[str, ...]) -> None:
    """Say each run of `scripts.RUN` as it is read: Typst tags letters from the left, and those drawn in parts once for each.

    The tags are inline quotations until here; ``ActualText`` (ISO 32000-1, 14.9.4) is what a reader then hears or copies.
    """
    tagged = list(_find(document.Root.StructTreeRoot, pikepdf.Name.Quote))
    for element in tagged:
        element["/S"] = pikepdf.Name.Span
    if len(tagged) != len(runs):
        raise ValueError(f"{len(runs)} runs were written to be told, {len(tagged)} are tagged")
    for element, run in zip(tagged, runs, strict=True):
        element["/ActualText"] = pikepdf.String(run)


def _tag_row_headers(document: pikepdf.Pdf, bodies: tuple[Body, ...]) -> None:
    root = document.Root.StructTreeRoot
    tables = list(_find(root, pikepdf.Name.Table))
    if len(tables) != len(bodies):
        raise ValueError(f"{len(bodies)} tables were written, {len(tables)} are tagged")
    named: dict[str, pikepdf.Object] = {}
    for number, (table, body) in enumerate(zip(tables, bodies, strict=True), start=1):
        named |= _tag_body(number, table, body)
    if named:
        if "/IDTree" not in root:
            root["/IDTree"] = pikepdf.NameTree.new(document).obj
        names = pikepdf.NameTree(root["/IDTree"])
        for name, cell in named.items():
            names[name] = cell


def _tag_body(number: int, table: pikepdf.Object, body: Body) -> dict[str, pikepdf.Object]:
    """Tag the body of one table, and return its row headers by their names."""
    rows = [_kids(row) for row in _body_rows(table)]
    if [len(row) for row in rows] != [len(row) for row in body]:
        raise ValueError(f"table {number} is not tagged with the cells that were written")
    named: dict[str, pikepdf.Object] = {}
    for at, (cells, told) in enumerate(zip(rows, body, strict=True)):
        for place, (cell, tell) in enumerate(zip(cells, told, strict=True)):
            if tell.header:
                cell["/S"] = pikepdf.Name.TH
                cell["/ID"] = pikepdf.String(_name(number, at, place))
                _attributes(cell)["/Scope"] = pikepdf.Name.Row
                named[_name(number, at, place)] = cell
            if tell.headed_by:
                _add_headers(cell, [_name(number, *where) for where in tell.headed_by])
    return named


def _name(table: int, row: int, place: int) -> str:
    return f"row-header-{table}-{row + 1}-{place + 1}"


def _add_headers(cell: pikepdf.Object, names: list[str]) -> None:
    attributes = _attributes(cell)
    held = list(attributes.get("/Headers", pikepdf.Array()))
    attributes["/Headers"] = pikepdf.Array([*held, *map(pikepdf.String, names)])


def _attributes(cell: pikepdf.Object) -> pikepdf.Object:
    """Return the cell's own attributes of a table, made where there are none."""
    held = cell.get("/A")
    if isinstance(held, pikepdf.Dictionary):
        held = pikepdf.Array([held])
    elif not isinstance(held, pikepdf.Array):
        held = pikepdf.Array()
    at = next((place for place, each in enumerate(held) if each.get("/O") == pikepdf.Name.Table), None)
    if at is None:
        held.append(pikepdf.Dictionary(O=pikepdf.Name.Table))
        at = len(held) - 1
    cell["/A"] = held
    return cell["/A"][at]


def _find(element: pikepdf.Object, kind: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if kid.get("/S") == kind:
            yield kid
        yield from _find(kid, kind)


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
