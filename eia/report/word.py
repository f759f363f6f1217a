"""The editable copy: the page as a Word file (DOCX), by the pandoc that the optional part "word" carries."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from bs4 import BeautifulSoup

from eia.errors import EiaError
from eia.report.look import Look
from eia.report.page import read_date, read_meta
from eia.report.word_package import Told, finish_package
from eia.report.word_source import plain_source
from eia.report.word_tables import drawn_as

_SECONDS = 120
"""Far above what a table of thousands of rows takes; what takes longer is stuck."""


def make_word(html: str, *, look: Look) -> bytes:
    """Make the Word file; see `eia.report.to_word`. Nothing is fetched, and no file but the page is read.

    The same page gives the same bytes: the pandoc is the one that came with the toolkit, never another of this
    machine's, and neither its settings nor the clock are read.
    """
    program = _pandoc()
    soup = BeautifulSoup(html, "html.parser")
    page, title = soup.find("html"), soup.find("title")
    told = Told(
        title=title.get_text() if title else "",
        author=read_meta(soup, "author"),
        description=read_meta(soup, "description"),
        keywords=read_meta(soup, "keywords"),
        notice=read_meta(soup, "eia-notice"),
        language=str(page.get("lang") or "en-GB") if page else "en-GB",
        day=read_date(soup),
        tables=tuple(drawn_as(table) for table in soup.select("main table")),
    )
    return finish_package(_convert(program, plain_source(soup)), told=told, look=look)


def _pandoc() -> Path:
    found = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    program = Path(found.origin).parent / "files" / name if found and found.origin else None
    if program is None or not program.is_file():
        raise EiaError(
            "The Word file",
            "What makes Word files is not installed: it is the toolkit's optional part “word”.",
            "Ask those who look after the toolkit to install pypandoc-binary; the web page and the PDF do without it.",
        )
    return program


def _convert(program: Path, source: str) -> bytes:
    # An empty folder for its settings: a template or a filter of this machine's user changes nothing.
    with tempfile.TemporaryDirectory(prefix="eia-") as folder:
        command = [
            str(program),
            "--sandbox",
            "--data-dir",
            folder,
            "--from",
            "html",
            "--to",
            "docx",
            "--output",
            "-",
        ]
        try:
            made = subprocess.run(  # noqa: S603 - our own pandoc, its words all ours
                command,
                input=source.encode("utf-8"),
                capture_output=True,
                check=True,
                timeout=_SECONDS,
                cwd=folder,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise EiaError(
                "The Word file",
                "The report could not be made as a Word file.",
                "Make it without the Word file; then send the notebook to those who look after the toolkit.",
            ) from error
    return made.stdout
