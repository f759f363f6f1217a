"""What a cell shows in the report: each output made into one piece of clean HTML, in order."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eia.errors import EiaError, Problem
from eia.report.cover import MIME, Cover, read_cover
from eia.report.pictures import check_picture, no_alt
from eia.report.sanitise import USE_PNG, clean_html, markdown_html

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PAPERMILL = (
    "papermill-error-cell"  # the start of the tags of the two cells that papermill adds when a cell fails
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCell:
    """One cell as it appears: its number in the notebook (from 1, inputs and all), how an error names it, and its HTML."""

    number: int
    where: str
    html: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """All that a notebook shows: the cover, the cells in order, and a sentence for each cell that failed and for those not run."""

    cover: Cover
    cells: tuple[ShownCell, ...]
    failures: tuple[str, ...]


def show_cells(cells: list[Any]) -> Shown:
    """Make the HTML of every cell of an executed notebook (cells as nbformat 4 gives them).

    Raises:
        EiaError: Every problem of every cell, together; or there is not exactly one cover.
    """
    problems: list[Problem] = []
    covers: list[Cover] = []
    shown: list[ShownCell] = []
    failures: list[str] = []
    own = [
        cell
        for cell in cells
        if not any(str(tag).startswith(_PAPERMILL) for tag in cell.metadata.get("tags", []))
    ]
    for number, cell in enumerate(own, start=1):
        where = _where(number, cell)
        pieces: list[str] = []
        if cell.cell_type == "markdown":
            outputs: list[Any] = []
            try:
                pieces.append(markdown_html(cell.source, where=where, attachments=cell.get("attachments")))
            except EiaError as error:
                problems.extend(error.problems)
        else:
            outputs = list(cell.get("outputs", [])) if cell.cell_type == "code" else []
        for output in _joined(outputs):
            try:
                if MIME in output.get("data", {}):
                    covers.append(read_cover(output["data"][MIME], where=where))
                    continue
                pieces.append(_piece(output, where=where, number=number))
            except EiaError as error:
                problems.extend(error.problems)
            if output["output_type"] == "error":
                failures.append(_failure(number, output))
        shown.append(
            ShownCell(number=number, where=where, html="\n".join(piece for piece in pieces if piece))
        )
    if problems:
        raise EiaError.of(problems)
    if not_run := [number for number, cell in enumerate(own, start=1) if _was_not_run(cell)]:
        failures.append(_unrun(not_run))
    return Shown(cover=_only(covers, failures), cells=tuple(shown), failures=tuple(failures))


def _was_not_run(cell: Any) -> bool:  # noqa: ANN401 - a cell has no type of its own
    """Say whether a cell has something to run and no sign that it was; a cell of parameters shows nothing anyway."""
    if cell.cell_type != "code" or cell.get("outputs"):
        return False
    tags = {str(tag) for tag in cell.metadata.get("tags", ())}
    says = any(line.strip() and not line.lstrip().startswith("#") for line in str(cell.source).splitlines())
    return says and cell.get("execution_count") is None and not tags & {"parameters", "injected-parameters"}


def _unrun(numbers: list[int]) -> str:
    *before, last = map(str, numbers)
    named = f"Cells {', '.join(before)} and {last} were" if before else f"Cell {last} was"
    return f"{named} not run, so what {'they' if before else 'it'} would have shown is missing."


def _only(covers: list[Cover], failures: list[str]) -> Cover:
    if len(covers) == 1:
        return covers[0]
    if covers:
        raise EiaError(
            "The notebook",
            "More than one cell makes a cover.",
            "Keep the first of them and delete the others.",
        )
    if failures:
        raise EiaError(
            "The notebook",
            f"{failures[0]} No cover was made.",
            "Mend what that cell says, keep the cover cell, and run it all again.",
        )
    raise EiaError(
        "The notebook",
        "No cell makes the cover of the report.",
        "Keep the cell that makes the cover (or copy it back from the shipped notebook), and run the notebook.",
    )


def _where(number: int, cell: Any) -> str:  # noqa: ANN401 - a cell has no type of its own
    first = next((line.strip() for line in str(cell.source).splitlines() if line.strip()), "")
    short = first if len(first) <= 50 else first[:49] + "…"  # noqa: PLR2004 - enough to know the cell by
    return f"Cell {number} (“{short}”)" if short else f"Cell {number}"


def _joined(outputs: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Give the outputs in order, print output that follows print output joined to it, warnings dropped."""
    text: list[str] = []
    for output in outputs:
        if output["output_type"] == "stream":
            if output.get("name") == "stdout":
                text.append(_text(output["text"]))
            continue
        if text:
            yield {"output_type": "stream", "text": "".join(text)}
            text = []
        yield output
    if text:
        yield {"output_type": "stream", "text": "".join(text)}


def _piece(output: Mapping[str, Any], *, where: str, number: int) -> str:
    if output["output_type"] == "stream":
        return _plain(_text(output["text"]))
    if output["output_type"] == "error":
        return f'<div class="incomplete"><p><strong>This report is incomplete.</strong> {markup.escape(_failure(number, output))}</p></div>'
    data: Mapping[str, Any] = output.get("data", {})
    if "text/html" in data:
        return clean_html(_text(data["text/html"]), where=where)
    if "text/markdown" in data:
        return markdown_html(_text(data["text/markdown"]), where=where)
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            return _figure(kind, _text(data[kind]), output.get("metadata", {}), where=where)
    if any(kind.startswith("image/") or kind == "application/pdf" for kind in data):
        raise EiaError(where, "It shows a picture of a kind that the report cannot carry.", USE_PNG)
    return _plain(_text(data["text/plain"])) if "text/plain" in data else ""


def _figure(kind: str, held: str, metadata: Mapping[str, Any], *, where: str) -> str:
    told = metadata.get(kind, {})
    told = told if isinstance(told, Mapping) else {}
    alt = " ".join(str(told.get("alt") or metadata.get("alt") or "").split())
    if not alt:
        raise no_alt(where)
    check_picture(held, where=where)
    caption = " ".join(str(told.get("caption") or metadata.get("caption") or "").split())
    source = f"data:{kind};base64,{''.join(held.split())}"
    return f'<figure><img src="{source}" alt="{markup.escape(alt)}"><figcaption>{markup.escape(caption)}</figcaption></figure>'


def _plain(text: str) -> str:
    text = _ANSI.sub("", text).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).strip("\n")
    return f"<pre>{markup.escape(text, quote=False)}</pre>" if text.strip() else ""


def _failure(number: int, output: Mapping[str, Any]) -> str:
    name = str(output.get("ename") or "error")
    return f"Cell {number} failed ({name}), so what it would have shown is missing."


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
