"""The report: an executed notebook as one accessible HTML page and one tagged PDF/UA-1 file.

The notebook is the report: what an officer adds to it appears in both files. The heavy libraries load on use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nbformat

__all__ = ["Exported", "export", "to_html", "to_pdf"]


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
