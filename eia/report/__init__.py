"""The report: an executed notebook as one accessible HTML page, one tagged PDF/UA-1 file and, asked for, a Word file.

The notebook is the report: what an officer adds to it appears in every file. The heavy libraries load on use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eia.report.look import PLAIN, Look

if TYPE_CHECKING:
    import nbformat

    from eia.errors import Problem

__all__ = [
    "PLAIN",
    "Exported",
    "Look",
    "export",
    "to_html",
    "to_pdf",
    "to_word",
    "unprintable",
    "unprintable_problem",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """The files of one report: the same words, tables and figures in each.

    Attributes:
        html: The whole page, self-contained: no script, nothing fetched.
        pdf: The bytes of the PDF/UA-1 file made from that page.
        docx: The bytes of the editable copy made from that page; none unless it was asked for.
    """

    html: str
    pdf: bytes
    docx: bytes | None = None


def export(notebook: nbformat.NotebookNode, *, look: Look = PLAIN, word: bool = False) -> Exported:
    """Make the files of an executed notebook, all or none.

    Args:
        notebook: Executed, or failed half way: the report is then headed "incomplete" and names the cell.
        look: The body's house style and fonts.
        word: Is the editable copy wanted too?

    Raises:
        EiaError: As `to_html`, `to_pdf` and `to_word`.
    """
    html = to_html(notebook, look=look)
    return Exported(html=html, pdf=to_pdf(html, look=look), docx=to_word(html, look=look) if word else None)


def to_html(notebook: nbformat.NotebookNode, *, look: Look = PLAIN) -> str:
    """Make the web page of an executed notebook: Markdown cells and outputs in order, never an input.

    Raises:
        EiaError: No cover, or more than one; a picture without a description, of another kind than PNG or
            JPEG, damaged, or kept elsewhere; an output that only a script could draw. Each names its cell. Or the
            house style cannot be read, or has colours that some readers could not see.
    """
    from eia.report.notebook_html import render  # noqa: PLC0415 - nbconvert and bs4 load on use

    return render(notebook, look=look)


def to_pdf(html: str, *, look: Look = PLAIN) -> bytes:
    """Make the tagged PDF of a page that `to_html` made with the same look.

    Raises:
        EiaError: A character that no font shows; or the page cannot be set as PDF/UA-1.
    """
    from eia.report.pdf import compile_pdf  # noqa: PLC0415 - typst and pikepdf load on use

    return compile_pdf(html, look=look)


def to_word(html: str, *, look: Look = PLAIN) -> bytes:
    """Make the editable copy, a Word file (DOCX), of a page that `to_html` made with the same look.

    Raises:
        EiaError: The optional part "word" is not installed; or pandoc, which it carries, cannot make the file.
    """
    from eia.report.word import make_word  # noqa: PLC0415 - bs4 and lxml load on use

    return make_word(html, look=look)


def unprintable(text: str, *, look: Look = PLAIN) -> list[str]:
    """Find the characters of a text that no font of the report can show, so that they can be named before anything runs.

    Typst itself is asked, with the fonts of the report, so the answer is the one that `to_pdf` would give; text
    in ASCII is answered without it.

    Args:
        text: Any text, such as an answer of a proposal; white space and line ends are as they may be.
        look: Where other fonts are.

    Returns:
        Each such character once, in the order of its first place in the text; nothing if all can be shown.
    """
    if text.isascii() and text.isprintable():
        return []
    from eia.report.letters import find_unprintable  # noqa: PLC0415 - typst loads on use

    return find_unprintable(text, look=look)


def unprintable_problem(letter: str, *, where: str, text: str = "") -> Problem:
    """Say in an officer's words that a character `unprintable` found cannot be shown, and what to do.

    Args:
        letter: The character.
        where: The file, and the place or key in it, as the officer would look for it.
        text: The text it stands in, of which the word is named; it may be left out.
    """
    from eia.report.letters import letter_problem  # noqa: PLC0415 - typst loads on use

    return letter_problem(letter, where=where, text=text)
