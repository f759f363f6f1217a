"""The report's files as exporters of nbconvert: in JupyterLab under *File*, *Save and Export Notebook As*, and on the command line.

JupyterLab's menu shows the name of each entry point, its first letter a capital, and its address takes letters, digits
and ``_`` alone: so the names that an officer reads have ``_`` between their words. Every exporter that is enabled is in
that menu; the short names (``jupyter nbconvert --to eia-pdf``) are therefore enabled outside a server alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Unicode, default
from traitlets.config import Application

from eia.report import Look, to_html, to_pdf, to_word
from eia.report.own_counts import refuse_own_counts


class ReportExporter(Exporter):
    """What the report's exporters have in common: the notebook as it was last run and saved, never run here."""

    house_style = Unicode(
        "", help="The folder with the body's house_style.toml; empty for the house's own."
    ).tag(config=True)
    fonts = Unicode("", help="A folder of fonts for letters that the house's fonts lack.").tag(config=True)

    @default("default_preprocessors")
    def _default_preprocessors(self) -> list[str]:
        # What an officer's settings might take out for other exports stays in: only `--execute` is heard.
        return ["nbconvert.preprocessors.ExecutePreprocessor"]

    def from_notebook_node(  # type: ignore[override] # nbconvert's own exporters return text or bytes too
        self,
        nb: Any,  # noqa: ANN401 - nbformat ships no types
        resources: Any = None,  # noqa: ANN401 - as above
        **kw: Any,  # noqa: ANN401 - as above
    ) -> tuple[str | bytes, Any]:
        """Make the file of an executed notebook.

        Args:
            nb: The notebook, of nbformat 4.
            resources: As nbconvert has them.
            **kw: As nbconvert has them.

        Returns:
            The file's content, and the resources with its extension.

        Raises:
            EiaError: As `eia.report.export`, and as `refuse_own_counts`; nothing is written, and JupyterLab shows its words on a page.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        where = (resources.get("metadata") or {}).get("path")
        refuse_own_counts(nb, folder=Path(where) if where else None)
        look = Look(
            house_style=Path(self.house_style) if self.house_style else None,
            fonts=Path(self.fonts) if self.fonts else None,
        )
        return self.made(nb, look), resources

    def made(self, notebook: Any, look: Look) -> str | bytes:  # noqa: ANN401 - nbformat ships no types
        """Return the content of the file."""
        raise NotImplementedError


class HtmlReport(ReportExporter):
    """The report as one web page."""

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def made(self, notebook: Any, look: Look) -> str:  # noqa: ANN401 - nbformat ships no types
        """Return the page."""
        return to_html(notebook, look=look)


class PdfReport(ReportExporter):
    """The report as a tagged PDF."""

    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def made(self, notebook: Any, look: Look) -> bytes:  # noqa: ANN401 - nbformat ships no types
        """Return the PDF's bytes."""
        return to_pdf(to_html(notebook, look=look), look=look)


class WordReport(ReportExporter):
    """The report as a Word file, for editing."""

    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def _file_extension_default(self) -> str:
        return ".docx"

    def made(self, notebook: Any, look: Look) -> bytes:  # noqa: ANN401 - nbformat ships no types
        """Return the Word file's bytes."""
        return to_word(to_html(notebook, look=look), look=look)


class _ShortName(ReportExporter):
    """A second name of an exporter, kept out of JupyterLab's menu, where both would stand."""

    enabled = Bool(help="Is it there? Not in a server, whose menu would show it.").tag(config=True)

    @default("enabled")
    def _enabled_default(self) -> bool:
        return not (Application.initialized() and hasattr(Application.instance(), "web_app"))


class HtmlShortName(_ShortName, HtmlReport):
    """``eia-html``."""


class PdfShortName(_ShortName, PdfReport):
    """``eia-pdf``."""


class WordShortName(_ShortName, WordReport):
    """``eia-docx``."""
