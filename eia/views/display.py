"""What a notebook cell shows: plain semantic HTML with the same in text, escaped once and in one place."""

from __future__ import annotations

import datetime as dt
import html
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eia.views.shapes import hide_shapes
from eia.wording import day_in_words

WIDTH = 100
"""Characters a line of the plain text."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something to show: HTML for a notebook and a report, text for a terminal and for tests."""

    html: str
    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


NOTHING = Shown(html="", text="(nothing to show here)")
"""What a cell shows where there is nothing to draw: nothing in a report, a word in a notebook's text."""


def together(*parts: Shown | None) -> Shown:
    """Put several things one after another, leaving out those that are not there; `NOTHING` where none is."""
    there = [part for part in parts if part is not None and part.html]
    if not there:
        return NOTHING
    return Shown(html="\n".join(part.html for part in there), text="\n\n".join(part.text for part in there))


def heading(words: str, level: int = 3) -> Shown:
    """Show a heading inside a section."""
    return Shown(html=f"<h{level}>{escape(words)}</h{level}>", text=words)


def paragraph(words: str, *, kind: str = "") -> Shown:
    """Show a paragraph; `kind` is ``source`` or ``note`` for the small print under a table or figure."""
    name = f' class="{kind}"' if kind else ""
    return Shown(html=f"<p{name}>{escape(words)}</p>", text=textwrap.fill(words, WIDTH))


def bullets(items: Iterable[str], *, numbered: bool = False) -> Shown | None:
    """Show a list, numbered or not; nothing where it is empty."""
    lines = list(items)
    if not lines:
        return None
    tag = "ol" if numbered else "ul"
    marks = [f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1)]
    return Shown(
        html=f"<{tag}>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + f"</{tag}>",
        text="\n".join(
            textwrap.fill(line, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
            for mark, line in zip(marks, lines, strict=True)
        ),
    )


def facts(pairs: Iterable[tuple[str, str]]) -> Shown:
    """Show labels with what is recorded under each."""
    lines = list(pairs)
    return Shown(
        html="<dl>"
        + "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in lines)
        + "</dl>",
        text="\n".join(
            textwrap.fill(f"{label}: {words}", WIDTH, subsequent_indent="  ") for label, words in lines
        ),
    )


def recorded(pairs: Iterable[tuple[str, str | None]]) -> Shown:
    """Show what is recorded under each label, and in one last line the labels under which nothing is."""
    lines = list(pairs)
    missing = [label[:1].lower() + label[1:] for label, words in lines if not words]
    there = [(label, words) for label, words in lines if words]
    return facts([*there, *([("Not recorded", "; ".join(missing))] if missing else [])])


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Sequence[int] = ()
) -> Shown:
    """Show a table; its first column names the rows.

    Args:
        caption: What it shows, of whom, when.
        columns: Names of the columns.
        rows: Texts, one for each column.
        numeric: Positions of the columns whose figures stand at the right.
    """
    lines = [tuple(row) for row in rows]
    right = ' class="number"'
    head = "".join(
        f'<th scope="col"{right if position in numeric else ""}>{escape(name)}</th>'
        for position, name in enumerate(columns)
    )
    body = "".join(
        "<tr>"
        f'<th scope="row">{escape(row[0])}</th>'
        + "".join(
            f"<td{right if position in numeric else ''}>{escape(cell)}</td>"
            for position, cell in enumerate(row[1:], start=1)
        )
        + "</tr>"
        for row in lines
    )
    return Shown(
        html=f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
        text="\n".join([caption, " | ".join(columns), *(" | ".join(row) for row in lines)]),
    )


def escape(words: str) -> str:
    """Make words safe to stand in HTML; the shape before a direction is not heard."""
    return hide_shapes(html.escape(words, quote=False))


def day(value: object) -> str:
    """Write a date as people do, ``7 September 2021``; what is absent is *not recorded*."""
    return day_in_words(value) if isinstance(value, dt.date) else NOT_RECORDED


def strong(label: str, words: str) -> Shown:
    """Show a paragraph that begins with a word or two in bold; bold words alone are a heading, and are to be shown as one."""
    return Shown(
        html=f"<p><strong>{escape(label)}</strong> {escape(words)}</p>",
        text=textwrap.fill(f"{label} {words}", WIDTH),
    )


def yes_no(value: bool | None) -> str | None:
    """Say yes or no; `None` where neither is recorded."""
    return None if value is None else "yes" if value else "no"


def lower(words: str) -> str:
    """Write words as they stand inside a sentence; what is all capitals, such as an abbreviation, stays."""
    return words if words[:2].isalpha() and words[:2].isupper() else words[:1].lower() + words[1:]


def sentence(words: str) -> str:
    """End words with a full stop, unless they end already."""
    return words if words.endswith((".", "?", "!", "”", "…")) else f"{words}."


NOT_RECORDED = "not recorded"
