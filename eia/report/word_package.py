"""The last step on a Word file: its facts, language, styles and tables made right, and its bytes the same each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from eia.report.look import Look
from eia.report.word_styles import W, dress_styles, element
from eia.report.word_tables import DrawnAs, finish_table, give_room

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_LEADS = ("https://", "http://", "mailto:")
_LEFT_OUT = ("word/comments.xml", "docProps/custom.xml", "docProps/app.xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the page's head tells, and each of its tables in order."""

    title: str
    author: str
    description: str
    keywords: str
    notice: str
    language: str
    day: dt.date
    tables: tuple[DrawnAs, ...]


def finish_package(made: bytes, *, told: Told, look: Look) -> bytes:
    """Return the Word file that pandoc made, finished.

    Raises:
        ValueError: It leads to a place outside by something other than a link to the web or to mail, it holds a
            macro, or its tables are not those of the page.
    """
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name not in _LEFT_OUT}
    parts["word/document.xml"] = _finish_document(parts["word/document.xml"], told)
    parts["word/styles.xml"] = dress_styles(parts["word/styles.xml"], language=told.language, look=look)
    parts["word/settings.xml"] = _finish_settings(parts["word/settings.xml"], told.language)
    parts["word/footer1.xml"] = _footer(told)
    parts["docProps/core.xml"] = _core(told)
    parts["[Content_Types].xml"] = _finish_types(parts["[Content_Types].xml"])
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _finish_links(parts[name], footer=name == "word/_rels/document.xml.rels")
    if bad := [name for name in parts if "vba" in name.lower() or name.endswith(".bin")]:
        raise ValueError(f"the Word file holds {bad}")
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    first = ("[Content_Types].xml", "_rels/.rels")  # where readers of a package look first
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in [*first, *sorted(set(parts) - set(first))]:
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 0  # the same on every system
            about.external_attr = 0
            package.writestr(about, parts[name])
    return made.getvalue()


def _parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _finish_document(part: bytes, told: Told) -> bytes:
    root = _parsed(part)
    tables = list(root.iter(f"{W}tbl"))
    if len(tables) != len(told.tables):
        raise ValueError(f"{len(told.tables)} tables were written, {len(tables)} are in the Word file")
    for table, drawn in zip(tables, told.tables, strict=True):
        finish_table(table, drawn)
    give_room(root)
    for picture in root.iter(f"{{{_PIC}}}cNvPr"):
        picture.set(
            "descr", ""
        )  # pandoc puts the picture's source here; the description stands at the drawing
    for bookmark in root.iter(f"{W}bookmarkStart"):
        bookmark.set(f"{W}name", str(bookmark.get(f"{W}name"))[:40])  # the longest that Word takes
    for link in root.iter(f"{W}hyperlink"):
        if anchor := link.get(f"{W}anchor"):
            link.set(f"{W}anchor", str(anchor)[:40])
    for section in root.iter(f"{W}sectPr"):
        _finish_section(section)
    return _written(root)


def _finish_section(section: etree._Element) -> None:
    """Set the page: A4, the margins of the PDF (20 mm at the sides, 15 and 19 mm), the footer on each."""
    for child in list(section):
        section.remove(child)
    reference = element("footerReference", type="default")
    reference.set(f"{{{_R}}}id", "rIdFooter")
    section.append(reference)
    section.append(element("pgSz", w="11906", h="16838"))
    margin = {"top": "851", "right": "1134", "bottom": "1077", "left": "1134"}
    section.append(element("pgMar", **margin, header="567", footer="567", gutter="0"))


def _footer(told: Told) -> bytes:
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val="Footer"))
    paragraph.append(properties)
    if told.notice:
        paragraph.append(
            _run(f"{told.notice}. " if not told.notice.endswith((".", "!", "?")) else f"{told.notice} ")
        )
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.append(_run(words))
        simple = element("fldSimple", instr=f" {field} ")
        simple.append(_run("1"))
        paragraph.append(simple)
    root = etree.Element(f"{W}ftr", nsmap={"w": W[1:-1]})
    root.append(paragraph)
    return _written(root)


def _run(words: str) -> etree._Element:
    run, text = element("r"), element("t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _finish_settings(part: bytes, language: str) -> bytes:
    root = _parsed(part)
    for said in root.iter(f"{W}themeFontLang"):
        said.set(f"{W}val", language)
    return _written(root)


def _core(told: Told) -> bytes:
    names = {"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap=names)
    facts = {
        f"{{{_DC}}}title": told.title,
        f"{{{_DC}}}creator": told.author,
        f"{{{_DC}}}description": told.description,
        f"{{{_DC}}}language": told.language,
        f"{{{_CP}}}keywords": told.keywords,
    }
    for name, said in facts.items():
        etree.SubElement(root, name).text = said
    for name in ("created", "modified"):
        time = etree.SubElement(root, f"{{{_DCTERMS}}}{name}")
        time.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        time.text = f"{told.day.isoformat()}T12:00:00Z"
    return _written(root)


def _finish_types(part: bytes) -> bytes:
    root = _parsed(part)
    gone = {f"/{name}" for name in _LEFT_OUT}
    for kind in list(root):
        if kind.get("PartName") in gone or kind.get("Extension") == "odttf":
            root.remove(kind)
    etree.SubElement(root, f"{{{_TYPES}}}Override", PartName="/word/footer1.xml", ContentType=_FOOTER)
    return _written(root)


def _finish_links(part: bytes, *, footer: bool) -> bytes:
    root = _parsed(part)
    for link in list(root):
        target, kind = str(link.get("Target")), str(link.get("Type")).rpartition("/")[2]
        if kind in {"comments", "custom-properties", "extended-properties"}:
            root.remove(link)
        elif link.get("TargetMode") == "External":
            if kind != "hyperlink" or not target.lower().startswith(_LEADS):
                raise ValueError(f"the Word file leads to {target}")
        elif target.startswith("/") or ".." in target or "://" in target:
            raise ValueError(f"the Word file holds a part at {target}")
    if footer:
        etree.SubElement(
            root, f"{{{_RELS}}}Relationship", Id="rIdFooter", Type=f"{_R}/footer", Target="footer1.xml"
        )
    return _written(root)
