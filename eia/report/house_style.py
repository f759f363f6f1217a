"""A public body's house style: its name, crest and colours, read from the folder that holds them and nowhere else."""

from __future__ import annotations

import base64
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.files import read_text
from eia.report.colours import HOUSE, NAMES, Colours, judge_colours
from eia.report.look import Look
from eia.report.pictures import Picture, check_picture

FILE = "house_style.toml"
"""The file that a folder with a house style holds."""

_KEYS = ("name", "colours", "crest")
_CREST_KEYS = ("file", "description")
_LARGEST = 500_000  # bytes of a crest: it stands in every report
_WIDEST = 4000  # pixels at each side
_LONGEST = 200  # letters of a name or a description


@dataclass(frozen=True, kw_only=True, slots=True)
class Crest:
    """A body's crest and what it shows, in words."""

    picture: Picture
    description: str

    @property
    def source(self) -> str:
        """The picture as an address that needs no fetching."""
        return f"data:image/png;base64,{base64.b64encode(self.picture.content).decode('ascii')}"


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseStyle:
    """What a body puts on its reports; the house's own look where it chose nothing."""

    name: str = ""
    colours: Colours = HOUSE
    crest: Crest | None = None


def read_house_style(look: Look) -> HouseStyle:
    """Read the house style that a look names.

    Raises:
        EiaError: There is no such file, or it is a link to another folder; it has a key that is not known, a colour that some readers could not see, or
            a crest that is no PNG of this folder, too large, or not described. All problems together.
    """
    if look.house_style is None:
        return HouseStyle()
    if not look.house_style.is_dir():
        raise EiaError(
            str(look.house_style),
            "There is no such folder.",
            f"Give the folder that holds {FILE}, or leave the house style out.",
        )
    if (look.house_style / FILE).resolve().parent != look.house_style.resolve():
        raise EiaError(FILE, "This is a link to a file in another folder.", "Put the file itself there.")
    try:
        held = tomllib.loads(read_text(look.house_style / FILE, shown=FILE))
    except tomllib.TOMLDecodeError as error:
        raise EiaError(FILE, f"This cannot be read as TOML: {error}.", "Mend that place.") from None
    problems = [*_unknown(held, _KEYS, FILE)]
    name = _line(held.get("name", ""), f"{FILE}, 'name'", problems)
    colours = _table(held, "colours", problems)
    problems += _unknown(colours, NAMES, f"{FILE}, [colours]")
    problems += judge_colours(
        {key: said for key, said in colours.items() if key in NAMES}, where=f"{FILE}, [colours]"
    )
    crest = _crest(_table(held, "crest", problems), look.house_style, problems)
    if problems:
        raise EiaError.of(problems)
    chosen = {key: str(said).lower() for key, said in colours.items()}
    return HouseStyle(name=name, colours=Colours(**chosen), crest=crest)


def _unknown(held: Mapping[str, object], known: tuple[str, ...], where: str) -> list[Problem]:
    found: list[Problem] = []
    for key in held:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else f"It may have: {', '.join(known)}."
            found.append(Problem(f"{where}, '{key}'", "This is not known here.", hint))
    return found


def _table(held: Mapping[str, object], name: str, problems: list[Problem]) -> dict[str, object]:
    said = held.get(name, {})
    if isinstance(said, dict):
        return said
    problems.append(
        Problem(f"{FILE}, '{name}'", "This should be a table.", f"Write it under a line [{name}].")
    )
    return {}


def _line(said: object, where: str, problems: list[Problem]) -> str:
    words = " ".join(said.split()) if isinstance(said, str) else ""
    if not isinstance(said, str) or len(words) > _LONGEST:
        problems.append(
            Problem(where, "This should be a line of words.", f"Write at most {_LONGEST} letters, in quotes.")
        )
    return words


def _crest(said: dict[str, object], folder: Path, problems: list[Problem]) -> Crest | None:
    if not said:
        return None
    where = f"{FILE}, [crest]"
    problems += _unknown(said, _CREST_KEYS, where)
    description = _line(said.get("description", ""), f"{where}, 'description'", problems)
    if not description:
        problems.append(
            Problem(where, "The crest has no description in words.", "Say under 'description' what it shows.")
        )
    try:
        return Crest(
            picture=_read_crest(said.get("file"), folder, where=f"{where}, 'file'"), description=description
        )
    except EiaError as error:
        problems += error.problems
        return None


def _read_crest(name: object, folder: Path, *, where: str) -> Picture:
    """Read the crest: a PNG that stands in the folder itself, by no way round."""
    do = "Put a PNG picture into the folder of the house style, and write its name here."
    if not isinstance(name, str) or not name or Path(name).name != name or "\\" in name or ":" in name:
        raise EiaError(where, "This is not the name of a file in that folder.", do)
    path = folder / name
    try:
        if path.resolve().parent != folder.resolve() or not path.is_file():
            raise EiaError(where, f"There is no file '{name}' in that folder.", do)
        if path.stat().st_size > _LARGEST:
            raise EiaError(where, f"'{name}' is larger than {_LARGEST // 1000} kB.", "Save it smaller.")
        content = path.read_bytes()
    except OSError:
        raise EiaError(where, f"'{name}' cannot be read.", do) from None
    picture = check_picture(base64.b64encode(content).decode("ascii"), where=where)
    if picture.kind != "png" or max(picture.width, picture.height) > _WIDEST:
        raise EiaError(
            where, f"'{name}' is not a PNG of at most {_WIDEST} pixels a side.", "Save it as such."
        )
    return picture
