"""Which reports a batch makes: names become proposals' folders, and what can be known at once is said at once."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eia.errors import EiaError
from eia.files.refusals import reason
from eia.proposal import find_proposal
from eia.proposal.folder import FILE


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a batch is to do.

    Attributes:
        folders: The proposals', each with a place for its report that is its own.
        refused: Names for which no report can be made, each with the reason.
        passed_over: Folders in a folder of proposals that hold none.
        twice: Folders that were named again.
        many: Was more than one proposal named, or a folder of proposals?
    """

    folders: tuple[Path, ...]
    refused: tuple[tuple[str, EiaError], ...]
    passed_over: tuple[Path, ...]
    twice: tuple[Path, ...]
    many: bool


def plan(proposals: Sequence[str], *, out: Path, read: Sequence[Path] = ()) -> Plan:
    """Find every proposal that was named, and see that each report has a place of its own.

    Args:
        proposals: Folders of proposals, folders that hold these, or shipped ids.
        out: The folder that takes one folder a proposal.
        read: Other folders that every report is made from: the body's own pack, house style and fonts.

    Raises:
        EiaError: Nothing can be written into `out`, it cannot be reached, or it stands inside a folder that is read.
    """
    refuse_out(out)
    _refuse_inside(out, [folder.resolve() for folder in read])
    folders: list[Path] = []
    refused: list[tuple[str, EiaError]] = []
    passed_over: list[Path] = []
    twice: list[Path] = []
    many = len(proposals) > 1
    for name in proposals:
        held = _folders_in(name)
        if held is not None:
            many = True
            _refuse_inside(out, [Path(name).resolve()])
            passed_over += [folder for folder in held if _holds(folder) is False]
        for one in [name] if held is None else [folder for folder in held if _holds(folder) is not False]:
            try:
                folder = _found(one)
                if folder in folders:
                    twice.append(folder)
                else:
                    folders.append(_with_its_own_place(folder, out, folders))
            except EiaError as error:
                refused.append((Path(one).name or str(one), error))
    _refuse_inside(out, folders)
    return Plan(
        folders=tuple(folders),
        refused=tuple(refused),
        passed_over=tuple(passed_over),
        twice=tuple(twice),
        many=many,
    )


def _found(name: str | Path) -> Path:
    """Return the folder of a proposal.

    Raises:
        EiaError: There is none, or it cannot be opened: a folder that one officer may not read costs no other's report.
    """
    try:
        return find_proposal(name)
    except OSError:
        raise EiaError(str(name), "The folder cannot be opened.", "Ask for the right to read it.") from None


def _holds(folder: Path) -> bool | None:
    """Tell whether a folder holds a proposal; None where it cannot be opened."""
    try:
        return (folder / FILE).exists()
    except OSError:
        return None


def _folders_in(name: str) -> list[Path] | None:
    """Return the folders in a folder of proposals, sorted; None if it is none."""
    try:
        here = Path(name)
        if not name or not here.is_dir() or (here / FILE).exists():
            return None
        held = sorted(path for path in here.iterdir() if path.is_dir() and not path.name.startswith("."))
        return held if any(_holds(path) for path in held) else None
    except (OSError, ValueError):
        return None


def _refuse_inside(out: Path, read: Sequence[Path]) -> None:
    for folder in read:
        if out.resolve().is_relative_to(folder):
            raise EiaError(
                str(out),
                f"This folder for reports stands inside '{folder.name}', from which the reports are made.",
                "Choose another folder with --out.",
            )


def refuse_out(out: Path) -> None:
    """Refuse a place where no report can be written, before any is made; nothing is left there by the trial.

    Raises:
        EiaError: It is no folder, it cannot be reached, or nothing can be written into it.
    """
    do = "Choose another folder with --out."
    try:
        out.resolve()
        stands = next(
            place for place in (out, *out.absolute().parents) if place.exists() or place.is_symlink()
        )
        leads_somewhere = stands.exists()
    except OSError as error:
        raise EiaError(str(out), f"This folder cannot be reached: {reason(error)}.", do) from None
    except RuntimeError:  # as Python before 3.13 calls it
        leads_somewhere = False
        stands = out
    if not leads_somewhere:
        raise EiaError(str(stands), "This is a link that leads nowhere, or back to itself.", do)
    if not stands.is_dir():
        raise EiaError(
            str(stands), "This is a file where a folder is due.", "Choose another folder with --out."
        )
    try:
        with tempfile.TemporaryFile(dir=stands):
            pass
    except OSError:
        raise EiaError(
            str(stands), "Nothing can be written into this folder.", "Choose another folder with --out."
        ) from None


def _with_its_own_place(folder: Path, out: Path, others: Sequence[Path]) -> Path:
    """Return a proposal's folder, if its report's place in `out` is free and no earlier proposal of the run takes it."""
    target = out / folder.name
    if target.exists() or target.is_symlink():
        refuse_out(target)
    place = target.resolve()
    into = place.is_relative_to(folder) and not out.resolve().is_relative_to(folder)  # which is told of all
    if into or folder.is_relative_to(place):
        how = (
            "into the proposal's own folder"
            if folder == place or into
            else "around the proposal's own folder"
        )
        raise EiaError(
            str(folder), f"The report would be written {how}.", "Choose another folder with --out."
        )
    if any(_alike(other.name) == _alike(folder.name) for other in others):
        raise EiaError(
            str(folder),
            f"Another proposal of this run is also called '{folder.name}', and its report goes to {target}.",
            "Name the folders differently, or make this report by itself into another folder with --out.",
        )
    return folder


def _alike(name: str) -> str:
    """Return a name as those disks see it that know no capitals and take accents apart."""
    return unicodedata.normalize("NFC", name).casefold()


def said_of(planned: Plan) -> Iterator[str]:
    """Say which folders were passed over, a line each."""
    for folder in planned.passed_over:
        yield f"{folder.name}: holds no {FILE}, so it was passed over"
    for folder in planned.twice:
        yield f"{folder.name}: was named more than once; its report is made once"
