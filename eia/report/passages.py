"""What is about to be written, in the pieces in which a reader takes it in, so that it can be searched before it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from eia.disclosure import Guard, Leak, Passage
from eia.errors import EiaError, Problem
from eia.wording import listed

if TYPE_CHECKING:
    import nbformat

_BLOCKS = ("p", "li", "caption", "figcaption", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")
_SENTENCE = re.compile(r"[.!?:;]\s|[a-z]\s[a-z]+\s[a-z]+\s[a-z]+\s[a-z]")
"""What a line of a printed table does not hold, and a line of prose does."""

_WRAPPED = 60
"""Characters of a line that may have been wrapped."""

_FIGURE = re.compile(r"[\d,.]+")
_MOST = 5
"""Counts that an error names."""

_COUNT = {"group", "shown", "low", "high"}
"""The keys of a count as it was released."""


def refuse_what_gives_counts_away(guard: Guard, passages: Iterable[Passage]) -> None:
    """Refuse a text that holds a count which its own tables keep back.

    Args:
        guard: Made by the release of those tables.
        passages: Everything that is about to be written.

    Raises:
        EiaError: Each count once, by the first passage that holds it and the places of the others, with every figure masked; at
            most five, and how many more there are.
    """
    counts: dict[tuple[str, str], list[Leak]] = {}
    for leak in guard.found_in(passages):
        counts.setdefault((leak.table, leak.group), []).append(leak)
    problems = [_problem(leaks) for leaks in counts.values()]
    if not problems:
        return
    if (more := len(problems) - _MOST) > 0:
        what = "One more count is" if more == 1 else f"{more} more counts are"
        problems[_MOST:] = [Problem("The report", f"{what} given away.", "See to the rest as well.")]
    raise EiaError.of(problems)


def _problem(leaks: Sequence[Leak]) -> Problem:
    """Say of one count where it stands, what is wrong with that, and what to do."""
    first = leaks[0]
    others = [one for one in dict.fromkeys(leak.where for leak in leaks) if one != first.where]
    where = f"{first.where}: “{first.masked}”" + (f" (also in {listed(others[:3])})" if others else "")
    if first.shown_in:
        return Problem(
            f"The tables “{first.table}” and “{first.shown_in}”",
            f"The count of “{first.group}” is kept back in the first, and the second shows the same number for a group of the same name.",
            "If they are the same people, leave the group, or the number typed for an effect, out of one of them. If they are not, "
            "name the groups differently, such as “carers in option 1”.",
        )
    return Problem(
        where,
        f"This holds the true count of “{first.group}” (table “{first.table}”), of which something else is shown.",
        "Where you wrote this (in proposal.toml, or in your copy of the notebook), write the number or the words that the table "
        "shows, or take it out. If the number counts something else, say of what: “5 days” instead of “5”.",
    )


def of_lines(where: str, text: str) -> Iterator[Passage]:
    """Give preformatted text by its lines: each as a row, where it looks like one of a printed table, and as prose.

    A line that is long enough to have been wrapped is taken together with the next as well.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines:
        yield from _of_line(where, line)
    for line, following in pairwise(lines):
        if len(line) >= _WRAPPED:
            yield Passage(where=where, text=f"{line} {following}")


def _of_line(where: str, line: str) -> Iterator[Passage]:
    bare = line.strip()
    yield Passage(where=where, text=bare)
    cells = tuple(_GAP.split(bare.strip("| ")))
    if len(cells) > 1:
        yield Passage(where=where, text=bare, cells=cells)
    # A data frame of narrow columns has one space between its cells: words first or after the number, figures else.
    words = bare.split()
    figures = [word for word in words if _FIGURE.fullmatch(word)]
    if figures and len(figures) < len(words) and not _SENTENCE.search(bare):
        label = " ".join(word for word in words if not _FIGURE.fullmatch(word))
        yield Passage(where=where, text=bare, cells=(label, *figures))
        if _FIGURE.fullmatch(words[0]):  # the number of the row comes first
            for at in range(1, len(words)):
                if all(_FIGURE.fullmatch(word) for word in words[at:]):
                    yield Passage(where=where, text=bare, cells=(" ".join(words[1:at]), *words[at:]))


def of_html(where: str, page: str) -> Iterator[Passage]:
    """Give a page: the rows of its tables, its paragraphs, list items, captions and headings, preformatted lines, alt texts."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - a quarter of a second, which `eia check` does without

    soup = BeautifulSoup(page, "html.parser")
    for row in soup.find_all("tr"):
        cells = tuple(" ".join(cell.get_text(" ", strip=True).split()) for cell in row.find_all(["th", "td"]))
        yield Passage(where=where, text=" ".join(cells), cells=cells)
        yield from (Passage(where=where, text=cell) for cell in cells)
    for one in soup.find_all(_BLOCKS):
        yield Passage(where=where, text=one.get_text(" ", strip=True))
    for pairs in soup.find_all("dl"):
        for term in pairs.find_all("dt"):
            said = term.find_next_sibling("dd")
            if said is not None:
                cells = (term.get_text(" ", strip=True), said.get_text(" ", strip=True))
                yield Passage(where=where, text=" ".join(cells), cells=cells)
    for one in soup.find_all("pre"):
        yield from of_lines(where, one.get_text())
    for picture in soup.find_all("img"):
        yield Passage(where=where, text=str(picture.get("alt") or ""))
    if not soup.find(True):
        yield Passage(where=where, text=page)


def of_json(where: str, text: str) -> Iterator[Passage]:
    """Give a JSON text: each string as prose; each object, list of single values, and key with its value as a row.

    Of a count as it was released the ends of its range are left out: they are the rule's, and the true count may be one of them.
    """
    yield from _of_value(where, json.loads(text))


def _of_value(where: str, value: object) -> Iterator[Passage]:
    if isinstance(value, str):
        yield Passage(where=where, text=value)
    elif isinstance(value, Mapping):
        ends = {"low", "high"} if value.keys() >= _COUNT else set()
        single = {
            str(key): _single(one)
            for key, one in value.items()
            if key not in ends and _single(one) is not None
        }
        cells = tuple(str(one) for one in single.values())
        yield Passage(where=where, text=" ".join(cells), cells=cells)
        for key, one in single.items():
            yield Passage(where=where, text=f"{key} {one}", cells=(key, str(one)))
        for one in value.values():
            yield from _of_value(where, one)
    elif isinstance(value, list | tuple):
        cells = tuple(str(_single(one)) for one in value if _single(one) is not None)
        if cells:
            yield Passage(where=where, text=" ".join(cells), cells=cells)
        for one in value:
            yield from _of_value(where, one)


def _single(value: object) -> object:
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def of_rows(where: str, rows: Iterable[Iterable[object]]) -> Iterator[Passage]:
    """Give the rows of a sheet of the output checker's, by their words.

    What is a number there is the end of a range, and the rule's: the true count may be that number and still not be told by it.
    """
    for row in rows:
        cells = tuple(cell for cell in row if isinstance(cell, str))
        yield Passage(where=where, text=" ".join(cells), cells=cells)
        yield from (Passage(where=where, text=cell) for cell in cells)


def of_notebook(where: str, notebook: nbformat.NotebookNode) -> Iterator[Passage]:
    """Give a notebook: what each cell holds and what it shows, in every form that is kept of it."""
    for number, cell in enumerate(notebook.cells, start=1):
        here = f"{where}, cell {number}"
        yield from of_lines(here, str(cell.source))
        for output in cell.get("outputs", ()):
            yield from _of_output(here, output)


def _of_output(where: str, output: Mapping[str, Any]) -> Iterator[Passage]:
    for key in ("text", "evalue"):
        if key in output:
            yield from of_lines(where, _whole(output[key]))
    for line in output.get("traceback", ()):
        yield from of_lines(where, str(line))
    for kind, held in output.get("data", {}).items():
        if kind == "text/html":
            yield from of_html(where, _whole(held))
        elif kind.endswith("json"):
            yield from _of_value(where, held)
        elif kind.startswith("text/"):
            yield from of_lines(where, _whole(held))
    yield from _of_value(where, output.get("metadata", {}))


def _whole(held: object) -> str:
    return "".join(str(part) for part in held) if isinstance(held, list) else str(held)
