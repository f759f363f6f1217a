"""The styles of the Word file, in the ink, accent and severities of the page; what an officer edits keeps them."""

from __future__ import annotations

from dataclasses import asdict

from lxml import etree

from eia.report.house_style import read_house_style
from eia.report.look import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as lxml writes it."""

_FONT = "Arial"  # on every computer that has Word; the report's own fonts seldom are
_SIZES = {1: 40, 2: 30, 3: 25, 4: 22, 5: 22, 6: 22}  # half points, of the headings by level
_ABOVE = {1: 0, 2: 280}  # twentieths of a point above a heading, by level


def element(name: str, **attributes: str) -> etree._Element:
    """Return an element of WordprocessingML with attributes of the same namespace."""
    made = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        made.set(f"{W}{key}", value)
    return made


def dress_styles(part: bytes, *, language: str, look: Look) -> bytes:
    """Return pandoc's part of styles with the house's in it.

    Args:
        part: ``word/styles.xml`` as pandoc made it.
        language: The report's, such as "en-GB"; every style has it unless text says otherwise.
        look: The body's colours.
    """
    colours = _colours(look)
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for said in root.iter(f"{W}lang"):
        said.set(f"{W}val", language)
    for faces in list(root.iter(f"{W}rFonts")):
        if faces.getparent() is not None and "Consolas" not in faces.attrib.values():
            _set_faces(faces)
    held = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    for style in _house_styles(colours):
        old = held.get(style.get(f"{W}styleId"))
        if old is not None:
            root.replace(old, style)
        else:
            root.append(style)
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if default is None:
        raise ValueError("the Word file has no defaults for its styles")
    for size in ("sz", "szCs"):
        found = default.find(f"{W}{size}")
        if found is not None:
            found.set(f"{W}val", "20")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours(look: Look) -> dict[str, str]:
    return {name: said[1:].upper() for name, said in asdict(read_house_style(look).colours).items()}


def _set_faces(faces: etree._Element) -> None:
    for name in list(faces.attrib):
        del faces.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(f"{W}{script}", _FONT)


def _house_styles(colours: dict[str, str]) -> list[etree._Element]:
    ink, quiet, accent, rule = (colours[name] for name in ("ink", "quiet", "accent", "rule"))
    styles = [
        _style("BodyText", "Body Text", after=120, line=264, colour=ink),
        _style("Compact", "Compact", based="BodyText", after=40, before=20),
        _style("PublicBody", "Public Body", based="BodyText", colour=quiet, bold=True),
        _style("Subtitle", "Subtitle", based="BodyText", size=26, after=160),
        _style("Notice", "Notice", based="BodyText", box=(ink, 8), bold=True),
        _style("Incomplete", "Incomplete", based="BodyText", box=("8C1C13", 18)),
        _style("SourceNote", "Source Note", based="BodyText", colour=quiet, size=19),
        _style("TableCaption", "Table Caption", based="BodyText", bold=True, before=200, after=80, keep=True),
        _style("ImageCaption", "Image Caption", based="BodyText", bold=True, after=200),
        _style("CaptionedFigure", "Captioned Figure", based="BodyText", keep=True, before=160),
        _style("TableText", "Table Text", based="Compact", size=19, line=252),
        _style("Definition", "Definition", based="BodyText", after=60, hang=284),
        _style("Footer", "footer", based="BodyText", colour=quiet, size=18, after=0),
        *(
            _style(f"Heading{level}", f"heading {level}", size=size, bold=True, keep=True, before=_ABOVE.get(level, 200),
                   after=80, colour=accent if level < 3 else ink, outline=level - 1)  # noqa: PLR2004 - as on the page
            for level, size in _SIZES.items()
        ),
    ]  # fmt: skip
    for name, colour in {
        "Finding": quiet, "Finding Serious": "8C1C13", "Finding Warning": "7A4B00", "Finding Advice": accent
    }.items():  # fmt: skip
        styles.append(_style(name.replace(" ", ""), name, based="BodyText", bar=colour))
    return [*styles, _link_style(accent), _table_style(rule, ink)]


def _style(
    ident: str,
    name: str,
    *,
    based: str = "Normal",
    colour: str = "",
    size: int = 0,
    bold: bool = False,
    before: int = -1,
    after: int = -1,
    line: int = 0,
    keep: bool = False,
    hang: int = 0,
    outline: int = -1,
    box: tuple[str, int] | None = None,
    bar: str = "",
) -> etree._Element:
    """Return a paragraph's style: sizes in half points, room and indents in twentieths of a point, borders in eighths."""
    style = element("style", type="paragraph", styleId=ident)
    style.append(element("name", val=name))
    style.append(element("basedOn", val=based))
    if outline >= 0:
        style.append(element("next", val="BodyText"))
    style.append(element("qFormat"))
    paragraph, run = element("pPr"), element("rPr")
    if keep:
        paragraph.append(element("keepNext"))
        paragraph.append(element("keepLines"))
    sides = (
        dict.fromkeys(("top", "left", "bottom", "right"), box) if box else {"left": (bar, 24)} if bar else {}
    )
    if sides:
        borders = element("pBdr")
        for side, (ink, width) in ((side, drawn) for side, drawn in sides.items() if drawn):
            borders.append(element(side, val="single", sz=str(width), space="6", color=ink))
        paragraph.append(borders)
    room = {"before": before, "after": after, "line": line or -1}
    if told := {name: str(points) for name, points in room.items() if points >= 0}:
        paragraph.append(element("spacing", **told, **({"lineRule": "auto"} if line else {})))
    paragraph.extend([element("ind", left=str(hang), hanging=str(hang))] * bool(hang))
    if outline >= 0:
        paragraph.append(element("outlineLvl", val=str(outline)))
    if bold:
        run.append(element("b"))
        run.append(element("bCs"))
    if colour:
        run.append(element("color", val=colour))
    if size:
        run.append(element("sz", val=str(size)))
        run.append(element("szCs", val=str(size)))
    style.extend([each for each in (paragraph, run) if len(each)])
    return style


def _link_style(accent: str) -> etree._Element:
    style = element("style", type="character", styleId="Hyperlink")
    style.append(element("name", val="Hyperlink"))
    run = element("rPr")
    run.append(element("color", val=accent))
    run.append(element("u", val="single"))
    style.append(run)
    return style


def _table_style(rule: str, ink: str) -> etree._Element:
    style = element("style", type="table", default="1", styleId="Table")
    style.append(element("name", val="Table"))
    style.append(element("qFormat"))
    about, borders, cells = element("tblPr"), element("tblBorders"), element("tblCellMar")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=rule))
    for side in ("left", "right"):
        cells.append(element(side, w="80", type="dxa"))
    about.extend([borders, cells])
    style.append(about)
    for part in ("firstRow", "firstCol"):
        given = element("tblStylePr", type=part)
        run = element("rPr")
        run.append(element("b"))
        run.append(element("bCs"))
        given.append(run)
        if part == "firstRow":
            cell, edges = element("tcPr"), element("tcBorders")
            edges.append(element("bottom", val="single", sz="8", space="0", color=ink))
            cell.append(edges)
            given.append(cell)
        style.append(given)
    return style
