"""Tables made readable: one header, scopes, row headers, numbers and captions, even rows."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

_WIDEST = 60  # columns; above this a column span is a slip or a prank
_DASHES = "\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}-"
_NUMBER = re.compile(
    rf"[<>≤≥~≈±+({_DASHES}]*\s*[£$€]?\s*\d[\d,. ]*\s*(?:%|pp?|m|bn|k)?\)?"  # 1,230 or £3.2m or 65.0%
    rf"(?:\s*(?:to|[{_DASHES}])\s*[£$€+{_DASHES}]?\s*\d[\d,.]*%?)?"  # 5 to 9
    r"(?:\s*\([^()]*\d[^()]*\))?"  # (56.1 to 73.0)
)
_NO_FIGURE = frozenset(
    {"", *_DASHES, "…", "...", "nan", "n/a", "not shown", "the whole", "cannot tell", "fewer than 10"}
)


def mend_tables(soup: BeautifulSoup, main: Tag) -> None:
    """Mend every table of the body in place, whether from a view, from Markdown or from pandas."""
    for number, table in enumerate(main.find_all("table"), start=1):
        _mend(soup, table, number)


def span(cell: Tag, name: str) -> int:
    """Return how many rows ("rowspan") or columns ("colspan") a cell spans, 1 if that is not said sensibly."""
    said = str(cell.get(name) or "1")
    return min(max(int(said), 1), _WIDEST * 10) if said.isascii() and said.isdigit() else 1


def rows_of(part: Tag | None) -> list[list[Tag]]:
    """Return the cells of each row of a table's part, without those of tables inside it."""
    if part is None:
        return []
    rows = [row for row in part.children if isinstance(row, Tag) and row.name == "tr"]
    return [
        [cell for cell in row.children if isinstance(cell, Tag) and cell.name in {"th", "td"}] for row in rows
    ]


def _mend(soup: BeautifulSoup, table: Tag, number: int) -> None:
    head, body = _parts(soup, table)
    if head is not None:
        _merge_index_names(head)
    columns = _even_out(soup, [part for part in (head, body) if part is not None])
    if head is not None:
        _mend_head(head, pandas="dataframe" in table.get_attribute_list("class"))
    if "no-row-header" not in table.get_attribute_list("class") and columns > 1:
        _mend_row_headers(body)
    _mark_numbers(head, body, columns)
    _caption(soup, table, number)
    table["id"] = f"table-{number}"


def _parts(soup: BeautifulSoup, table: Tag) -> tuple[Tag | None, Tag]:
    """Bring all rows into at most one head and one body."""
    head_rows: list[Tag] = []
    body_rows: list[Tag] = []
    for row in [row for row in table.find_all("tr") if row.find_parent("table") is table]:
        above = row.parent
        in_head = above is not None and above.name == "thead"
        cells = row.find_all(["th", "td"], recursive=False)
        if not cells:
            continue
        all_headers = all(cell.name == "th" for cell in cells) and len(cells) > 1
        if in_head or (all_headers and not head_rows and not body_rows):
            head_rows.append(row)
        else:
            body_rows.append(row)
    if not body_rows:  # a header alone heads nothing
        body_rows, head_rows = head_rows, []
    caption = table.find("caption", recursive=False)
    for row in [*head_rows, *body_rows]:
        row.extract()
    table.clear()
    if isinstance(caption, Tag):
        table.append(caption)
    head = soup.new_tag("thead") if head_rows else None
    if head is not None:
        head.extend(head_rows)
        table.append(head)
    body = soup.new_tag("tbody")
    body.extend(body_rows)
    table.append(body)
    return head, body


def _merge_index_names(head: Tag) -> None:
    """Merge the second header row in which pandas puts the names of the index into the row above it."""
    rows = head.find_all("tr", recursive=False)
    if len(rows) < 2:  # noqa: PLR2004 - a row to merge and one to merge it into
        return
    upper, lower = (row.find_all(["th", "td"], recursive=False) for row in rows[-2:])
    named = [bool(cell.get_text(strip=True)) for cell in lower]
    first = named.index(False) if False in named else len(named)
    if len(upper) != len(lower) or not 0 < first < len(lower) or any(named[first:]) or not all(named[:first]):
        return
    for above, below in zip(upper[:first], lower[:first], strict=True):
        above.clear()
        above.extend(list(below.contents))
    rows[-1].decompose()


def place_cells(rows: list[list[Tag]]) -> list[list[tuple[int, Tag]]]:
    """Find the column at which each cell begins, as a browser does; spans that cannot be are cut to what there is."""
    placed: list[list[tuple[int, Tag]]] = []
    taken: dict[int, int] = {}  # column -> rows still covered from above
    for index, row in enumerate(rows):
        covered = set(taken)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        at = 0
        here: list[tuple[int, Tag]] = []
        for cell in row:
            while at in covered:
                at += 1
            wanted = min(span(cell, "colspan"), _WIDEST)
            across = next((step for step in range(1, wanted) if at + step in covered), wanted)
            down = min(span(cell, "rowspan"), len(rows) - index)
            _set_spans(cell, across=across, down=down)
            if down > 1:
                taken.update({at + step: down - 1 for step in range(across)})
            here.append((at, cell))
            at += across
        placed.append(here)
    return placed


def _set_spans(cell: Tag, *, across: int, down: int) -> None:
    for name, size in (("colspan", across), ("rowspan", down)):
        if size > 1:
            cell[name] = str(size)
        elif cell.has_attr(name):
            del cell[name]


def _even_out(soup: BeautifulSoup, parts: list[Tag]) -> int:
    """Fill short rows with empty cells, and return how many columns there are."""
    full: list[tuple[Tag, set[int]]] = []
    for part in parts:
        below: dict[int, set[int]] = {}  # row -> columns that cells above reach into
        rows = part.find_all("tr", recursive=False)
        for index, (row, cells) in enumerate(zip(rows, place_cells(rows_of(part)), strict=True)):
            columns = set(below.get(index, ()))
            for at, cell in cells:
                reach = set(range(at, at + span(cell, "colspan")))
                columns |= reach
                for step in range(1, span(cell, "rowspan")):
                    below.setdefault(index + step, set()).update(reach)
            full.append((row, columns))
    width = max((max(columns) + 1 for _, columns in full if columns), default=0)
    for row, columns in full:
        for _ in range(width - len(columns)):
            row.append(soup.new_tag("td"))
    return width


def _mend_head(head: Tag, *, pandas: bool) -> None:
    rows = rows_of(head)
    for index, row in enumerate(rows):
        for place, cell in enumerate(row):
            if pandas and place == 0 and index == len(rows) - 1 and not cell.get_text(strip=True):
                cell.string = "Row"  # pandas leaves the labels of its rows without a name
            if cell.get_text(strip=True):
                cell.name = "th"
                cell["scope"] = "colgroup" if span(cell, "colspan") > 1 else "col"
            else:
                cell.name = "td"
                if cell.has_attr("scope"):
                    del cell["scope"]


def _mend_row_headers(body: Tag) -> None:
    """Make the first cell of each row its header, with any header cells that follow it."""
    covered = 0
    for row in rows_of(body):
        for place, cell in enumerate(row):
            first = place == 0 and covered == 0
            if not cell.get_text(strip=True):
                cell.name = "td"
            elif first or cell.name == "th":
                cell.name = "th"
                cell["scope"] = "rowgroup" if span(cell, "rowspan") > 1 else "row"
            if cell.name == "td" and cell.has_attr("scope"):
                del cell["scope"]
        covered = max(covered - 1, span(row[0], "rowspan") - 1) if row else covered


def _mark_numbers(head: Tag | None, body: Tag, columns: int) -> None:
    """Mark the columns that hold figures, so that they line up on the right."""
    rows = rows_of(body)
    even = [row for row in rows if len(row) == columns]
    if not even or any(
        span(cell, "colspan") > 1 or span(cell, "rowspan") > 1 for row in rows for cell in row
    ):
        return
    for column in range(1, columns):
        words = [" ".join(row[column].get_text(" ").split()) for row in even]
        figures = [word for word in words if word.lower() not in _NO_FIGURE]
        if figures and all(_NUMBER.fullmatch(word) for word in figures):
            heads = [row[column] for row in rows_of(head) if len(row) == columns]
            for cell in [*(row[column] for row in even), *heads]:
                kinds = [str(kind) for kind in cell.get_attribute_list("class") if kind and kind != "number"]
                cell["class"] = " ".join([*kinds, "number"])


def _caption(soup: BeautifulSoup, table: Tag, number: int) -> None:
    caption = table.find("caption", recursive=False)
    if not isinstance(caption, Tag):
        caption = soup.new_tag("caption")
        table.insert(0, caption)
    said = bool(caption.get_text(strip=True))
    caption.insert(0, f"Table {number}. " if said else f"Table {number}")
