"""Which reports a batch makes: names become proposals' folders, and what can be known at once is said at once."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eia.errors import EiaError
from eia.proposal import find_proposal
from eia.proposal.folder import FILE


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a batch is to do.

    Attributes:
        folders: The proposals', each with a place for its report that is its own.
        refused: Names for which no report can be made, each with the reason.
        passed_over: Folders in a folder of proposals that hold none.
        many: Was more than one proposal named, or a folder of proposals?
    """

    folders: tuple[Path, ...]
    refused: tuple[tuple[str, EiaError], ...]
    passed_over: tuple[Path, ...]
    many: bool


def plan(proposals: Sequence[str], *, out: Path, read: Sequence[Path] = ()) -> Plan:
    """Find every proposal that was named, and see that each report has a place of its own.

    Args:
        proposals: Folders of proposals, folders that hold these, or shipped ids.
        out: The folder that takes one folder a proposal.
        read: Other folders that every report is made from: the body's own pack, house style and fonts.

    Raises:
        EiaError: Nothing can be written into `out`, or it stands inside a folder that is read.
    """
    refuse_out(out)
    _refuse_inside(out, [folder.resolve() for folder in read])
    folders: list[Path] = []
    refused: list[tuple[str, EiaError]] = []
    passed_over: list[Path] = []
    many = len(proposals) > 1
    for name in proposals:
        held = _folders_in(name)
        if held is not None:
            many = True
            _refuse_inside(out, [Path(name).resolve()])
            passed_over += [folder for folder in held if not (folder / FILE).exists()]
        for one in [name] if held is None else [folder for folder in held if (folder / FILE).exists()]:
            try:
                folders.append(_with_its_own_place(find_proposal(one), out, folders))
            except EiaError as error:
                refused.append((Path(one).name or str(one), error))
    _refuse_inside(out, folders)
    return Plan(folders=tuple(folders), refused=tuple(refused), passed_over=tuple(passed_over), many=many)


def _folders_in(name: str) -> list[Path] | None:
    """Return the folders in a folder of proposals, sorted; None if it is none."""
    try:
        here = Path(name)
        if not name or not here.is_dir() or (here / FILE).exists():
            return None
        held = sorted(path for path in here.iterdir() if path.is_dir() and not path.name.startswith("."))
        return held if any((path / FILE).exists() for path in held) else None
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
        EiaError: It is no folder, or nothing can be written into it.
    """
    stands = next(place for place in (out, *out.absolute().parents) if place.exists())
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
    if target.exists():
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


def said_of(passed_over: Sequence[Path]) -> Iterator[str]:
    """Say which folders were passed over, a line each."""
    for folder in passed_over:
        yield f"{folder.name}: holds no {FILE}, so it was passed over"
