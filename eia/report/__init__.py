"""The report: an executed notebook as one accessible HTML page and one tagged PDF/UA-1 file.

The notebook is the report: what an officer adds to it appears in both files. The heavy libraries load on use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nbformat

    from eia.errors import Problem

__all__ = ["Exported", "export", "to_html", "to_pdf", "unprintable", "unprintable_problem"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """The two files of one report: the same words, tables and figures in both.

    Attributes:
        html: The whole page, self-contained: no script, nothing fetched.
        pdf: The bytes of the PDF/UA-1 file made from that page.
    """

    html: str
    pdf: bytes


def export(notebook: nbformat.NotebookNode) -> Exported:
    """Make both files of an executed notebook, or neither.

    Raises:
        EiaError: As `to_html` and `to_pdf`.
    """
    html = to_html(notebook)
    return Exported(html=html, pdf=to_pdf(html))


def to_html(notebook: nbformat.NotebookNode) -> str:
    """Make the web page of an executed notebook: Markdown cells and outputs in order, never an input.

    Raises:
        EiaError: No cover, or more than one; a picture without a description, of another kind than PNG or
            JPEG, damaged, or kept elsewhere; an output that only a script could draw. Each names its cell.
    """
    from eia.report.notebook_html import render  # noqa: PLC0415 - nbconvert and bs4 load on use

    return render(notebook)


def to_pdf(html: str) -> bytes:
    """Make the tagged PDF of a page that `to_html` made.

    Raises:
        EiaError: A character that no font shows; or the page cannot be set as PDF/UA-1.
    """
    from eia.report.pdf import compile_pdf  # noqa: PLC0415 - typst and pikepdf load on use

    return compile_pdf(html)


def unprintable(text: str) -> list[str]:
    """Find the characters of a text that no font of the report can show, so that they can be named before anything runs.

    Typst itself is asked, with the fonts of the report, so the answer is the one that `to_pdf` would give; text
    in ASCII is answered without it.

    Args:
        text: Any text, such as an answer of a proposal; white space and line ends are as they may be.

    Returns:
        Each such character once, in the order of its first place in the text; nothing if all can be shown.
    """
    if text.isascii() and text.isprintable():
        return []
    from eia.report.letters import find_unprintable  # noqa: PLC0415 - typst loads on use

    return find_unprintable(text)


def unprintable_problem(letter: str, *, where: str) -> Problem:
    """Say in an officer's words that a character `unprintable` found cannot be shown, and what to do.

    Args:
        letter: The character.
        where: The file, and the place or key in it, as the officer would look for it.
    """
    from eia.report.letters import letter_problem  # noqa: PLC0415 - typst loads on use

    return letter_problem(letter, where=where)
