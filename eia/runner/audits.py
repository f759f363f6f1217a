"""Several reports, or versions of one, read together as an outsider can: do they give a count away that each keeps back?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eia.disclosure import WrittenRecord, read_record
from eia.disclosure.across import Publication, narrowings
from eia.disclosure.record import as_publication
from eia.disclosure.structure import Bounds
from eia.errors import EiaError
from eia.files import read_text
from eia.wording import listed

RECORD = "disclosure.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Together:
    """What reports give away together.

    Attributes:
        lines: What an officer should read, a sentence a line.
        safe: Whether they give no small count away together that each keeps back.
    """

    lines: tuple[str, ...]
    safe: bool


def audit_reports(names: Sequence[str]) -> Together:
    """Audit reports together, by the ``disclosure.json`` of each.

    A count of the same name, of the same body, is one count in all of them.

    Args:
        names: Folders of reports, folders that hold such folders, or files.

    Raises:
        EiaError: There is no report in a place, or a file is none.
    """
    read = [
        (path, read_record(read_text(path), where=str(path))) for name in names for path in _records(name)
    ]
    publications: list[tuple[Publication, WrittenRecord]] = []
    for path, record in read:
        called = f"{record.title} ({path.parent.name if path.name == RECORD else path.name})"
        made = as_publication(called, record.tables, whose=record.body or record.id, proposal=record.id)
        if made is not None:
            publications.append((made, record))
    lines = [
        f"{_many(len(read), 'report')} read; {_many(len(publications), 'report')} with tables of counts."
    ]
    if not publications:
        lines.append("There is no count of people to work anything out from.")
        return Together(lines=tuple(lines), safe=True)
    lines += _linked([publication for publication, _ in publications])
    threshold = max(record.threshold for _, record in publications)
    try:
        nearer = narrowings([publication for publication, _ in publications])
    except EiaError as error:
        lines += [f"They contradict each other. {problem}" for problem in error.problems]
        return Together(lines=tuple(lines), safe=False)
    given_away = [one for one in nearer if _too_near(one.together.bounds, threshold)]
    if not nearer:
        lines.append("Together they tell an outsider no more of any count than each does by itself.")
    for one in nearer:
        if one in given_away:
            how = "exactly" if one.together.bounds.pinned else "more nearly than the rule allows"
            lines.append(
                f"Together they give away “{one.name}”, which {one.publication} keeps back: it can be worked out {how}."
            )
    for publication in dict.fromkeys(one.publication for one in nearer if one not in given_away):
        many = sum(one.publication == publication for one in nearer if one not in given_away)
        lines.append(
            f"Together they tell more of {_many(many, 'count')} of {publication} than it does by itself; none of these is shown to be small."
        )
    if given_away:
        lines.append("Do not publish these together as they are: withhold the table in one of them.")
    return Together(lines=tuple(lines), safe=not given_away)


def _too_near(left: Bounds, threshold: int) -> bool:
    """Tell whether a count that may be small is known, or can no longer be every small count."""
    small = Bounds(low=1, high=threshold - 1)
    return left.low < threshold and (left.pinned or not left.covers(small))


def _records(name: str) -> list[Path]:
    path = Path(name)
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise EiaError(name, "There is no such report.", "Give the folder of a report, or of several.")
    found = sorted(path.glob(RECORD)) or sorted(path.glob(f"*/{RECORD}"))
    if not found:
        raise EiaError(
            name, f"No report here holds a {RECORD}.", "Make the report again, or give another folder."
        )
    return found


def _linked(publications: Sequence[Publication]) -> list[str]:
    """Say which publications share counts."""
    shared = Counter(cell for one in publications for cell in one.structure.cells)
    lines = []
    for cell in sorted(cell for cell, many in shared.items() if many > 1 and cell.startswith("Everyone: ")):
        by = [one.name for one in publications if cell in one.structure.cells]
        lines.append(f"“{cell.removeprefix('Everyone: ')}” are counted in {listed(by)}.")
    others = sum(many > 1 and not cell.startswith("Everyone: ") for cell, many in shared.items())
    if others:
        lines.append(
            f"{_many(others, 'other count')} {'stands' if others == 1 else 'stand'} in more than one of them."
        )
    if not lines:
        lines.append("No two of them share a count.")
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
