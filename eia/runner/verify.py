"""A report made again from what its record says, and compared with the one that stands there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eia.errors import EiaError
from eia.files import read_text
from eia.local import find_pack
from eia.proposal import find_proposal
from eia.report.look import PLAIN, Look
from eia.runner.bundle import READ_ME
from eia.runner.differences import Difference, Kind, of_assessments, of_parts, of_versions
from eia.runner.keys import KEY_FILE, NONE, contents_hash, key_is_locked, proposal_hash, report_key
from eia.runner.reports import OUT_OF_DATE, make_report
from eia.runner.rooms import SETTINGS, room
from eia.runner.run_record import RECORD, RunRecord, hash_of, read_run_record
from eia.shipped import shipped
from eia.wording import listed

_ASSESSMENT = "assessment.json"

_MARKED = f"The report is marked out of date: a newer one could not be made. See {OUT_OF_DATE} beside it."


class Outcome(StrEnum):
    """What a verification came to."""

    SAME = "same"
    DIFFERS = "differs"
    CANNOT = "cannot be verified"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What came of making a report again.

    Attributes:
        outcome: Same, where every file stands in the folder as it was recorded and came out so again; differs, where a file
            does not; else it could not be made again.
        differences: What differs, causes first. Where the outcome is the same these made no difference to the report.
        unchecked: What could not be checked, or no record vouches for, a sentence each.
        out_of_date: Is the report marked as an older one, because a newer could not be made?
    """

    outcome: Outcome
    differences: tuple[Difference, ...]
    unchecked: tuple[str, ...]
    out_of_date: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what a reader should know, a sentence or two a line, the outcome first."""
        first = {
            Outcome.SAME: "Same: made again, every file of the report came out as it stands in the folder.",
            Outcome.DIFFERS: "Differs:",
            Outcome.CANNOT: "This report could not be verified.",
        }[self.outcome]
        told = [f"- {one}" for one in self.differences]
        if told and self.outcome is Outcome.SAME:
            told.insert(0, "These differ, and made no difference to the report:")
        marked = [_MARKED] if self.out_of_date else []
        return (first, *marked, *told, *(f"Not checked: {one}" for one in self.unchecked))


def verify_report(
    folder: Path,
    *,
    proposal: str | Path | None = None,
    notebook: Path | None = None,
    local: str | Path | None = None,
    look: Look = PLAIN,
    say: Callable[[str], None] = lambda _: None,
) -> Verified:
    """Make a report again from what its ``run.json`` records, in a folder thrown away, and compare.

    Nothing is written into the report's folder, the proposal's or the pack's. A notebook and a pack are code, and run: one
    that came with the report is used only where it is given here.

    Args:
        folder: The report's.
        proposal: The proposal's folder; by default it is looked for by the name in the record, here and among the shipped.
        notebook: The notebook the report was made with, where that was no shipped one; the report's own ``report.ipynb`` will do.
        local: The folder of the body's own pack, where the report was made with one; the shipped example is found by itself.
        look: The body's house style and fonts, where the report was made with some.
        say: Told how far the work is.

    Returns:
        What differs; or what stood in the way.

    Raises:
        EiaError: There is no report in the folder, or its record cannot be read; or no such notebook or pack was to be found.
    """
    where = f"{folder.name}/{RECORD}"
    if not (folder / RECORD).is_file():
        raise EiaError(str(folder), f"There is no {RECORD} here.", "Give the folder of a report.")
    record = read_run_record(read_text(folder / RECORD, shown=where), where=where)
    standing = {name: _bytes_of(folder / name) for name in record.sha256 if name == Path(name).name}
    found = [*of_versions(record)]
    unchecked = [*_not_vouched_for(folder, record)]
    made: dict[str, bytes] | None = None
    try:
        pack = _pack_of(record, local)
        source = notebook or shipped("notebooks", "01_assess_a_proposal.ipynb")
        at = find_proposal(proposal or _asked(record, "proposal"))
        with room() as work:
            now, missing = _key_of(at, source, pack, record, nowhere=work / "nowhere")
            found += [*of_parts(record.made_from, now), *_of_look(record, look)]
            unchecked += missing
            made = _made_again(at, work=work, notebook=source, pack=pack, look=look, record=record, say=say)
    except EiaError as error:
        unchecked += [f"the report could not be made again. {problem}" for problem in error.problems]
    of_files = [*_of_files(record, standing, made)]
    found += of_files
    could_be_made = Outcome.SAME if made is not None else Outcome.CANNOT
    order = list(Kind)
    return Verified(
        outcome=Outcome.DIFFERS if of_files else could_be_made,
        differences=tuple(sorted(found, key=lambda one: order.index(one.kind))),
        unchecked=tuple(unchecked),
        out_of_date=(folder / OUT_OF_DATE).is_file(),
    )


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _not_vouched_for(folder: Path, record: RunRecord) -> Iterator[str]:
    known = (*record.sha256, RECORD, READ_ME, OUT_OF_DATE)  # a bundle that was unpacked holds its README too
    others = sorted(path.name for path in folder.iterdir() if path.name not in known)
    if others:
        yield f"no record vouches for {listed(others)}, which the report's folder holds too."


def _pack_of(record: RunRecord, local: str | Path | None) -> Path | None:
    """Return the pack the report was made with.

    Raises:
        EiaError: It was made with one that is not given, or there is no such folder.
    """
    if record.made_from["pack"] == NONE:
        return None
    if local:
        return find_pack(local)
    example = shipped("data", "local")
    if contents_hash(example) == record.made_from["pack"]:
        return example
    name = record.parameters.get("local", "")
    raise EiaError(
        RECORD,
        f"The report was made with a body's own pack{f', {name}' if name else ''}.",
        "Give its folder. Its checks.py is code, and runs: give only one you trust.",
    )


def _of_look(record: RunRecord, look: Look) -> Iterator[Difference]:
    """Tell whether the body's house style and fonts are those the report was made with.

    Raises:
        EiaError: It was made with some that are not given.
    """
    for name, folder in (("house_style", look.house_style), ("fonts", look.fonts)):
        said = name.replace("_", " ")
        was = record.parameters.get(name)
        if was and not folder:
            what = f"The report was made with a body's own {said}."
            raise EiaError(RECORD, what, "Give the folder that holds it.")
        if folder and contents_hash(folder) != was:
            what = f"The body's {said} is not as it was when the report was made."
            yield Difference(kind=Kind.CHOICES, what=what)


def _key_of(
    folder: Path, notebook: Path, pack: Path | None, record: RunRecord, *, nowhere: Path
) -> tuple[dict[str, str], list[str]]:
    """Return what a report made now would be made from, as far as it can be compared, and what cannot."""
    # A folder that is not there: no key is made in the proposal's.
    now = report_key(nowhere, notebook=notebook, pack=pack, options=record.parameters)
    keyed = proposal_hash(folder)
    if keyed is not None:
        return now | {"proposal": keyed}, []
    del now["proposal"]
    why = (
        f"the key in the proposal's folder, {KEY_FILE}, cannot be read"
        if key_is_locked(folder)
        else f"the proposal's folder holds no {KEY_FILE}"
    )
    what = (
        f"{why}, so the tables beside the record could not be compared with those the "
        "report was made from, only what came out."
    )
    return now, [what]


def _made_again(
    folder: Path,
    *,
    work: Path,
    notebook: Path,
    pack: Path | None,
    look: Look,
    record: RunRecord,
    say: Callable[[str], None],
) -> dict[str, bytes]:
    """Make the report again from copies, which have the names that the record gives them: these stand in the report."""
    target = make_report(
        _copied(folder, work / "proposals", _asked(record, "proposal")),
        out=work / "out",
        as_of=record.parameters.get("as_of", ""),
        notebook=notebook,
        settings=work / SETTINGS,
        say=say,
        pack=_copied(pack, work / "packs", _asked(record, "local")) if pack else None,
        copy=record.parameters.get("copy", ""),
        look=look,
        word="word" in record.parameters,
    )
    return {path.name: path.read_bytes() for path in target.iterdir() if path.name != RECORD}


def _asked(record: RunRecord, parameter: str) -> str:
    """Return the name of a folder that the report was made with.

    Raises:
        EiaError: The record holds none.
    """
    name = record.parameters.get(parameter, "")
    if name != Path(name).name or name in ("", ".", ".."):
        what = f"The record does not say with which {parameter} the report was made."
        raise EiaError(RECORD, what, "Make the report again.")
    return name


def _copied(folder: Path, into: Path, name: str) -> Path:
    """Copy what a report is made from: no hidden or temporary file, no pipe, and no link to nowhere.

    Raises:
        EiaError: A file cannot be read, or there is no room for the copy.
    """

    def passed_over(where: str, names: list[str]) -> list[str]:
        places = {one: Path(where, one) for one in names}
        return [
            one
            for one, place in places.items()
            if one.startswith((".", "~")) or not (place.is_file() or place.is_dir())
        ]

    try:
        return Path(shutil.copytree(folder, into / name, ignore=passed_over))
    except OSError:
        what = "The folder could not be copied, from which the report is made again."
        do = "See that its files can be read, and that there is room for temporary files."
        raise EiaError(folder.name, what, do) from None


def _of_files(
    record: RunRecord, standing: Mapping[str, bytes | None], made: Mapping[str, bytes] | None
) -> Iterator[Difference]:
    """Tell apart, file by file, what was changed in the folder and what comes out differently."""
    for name, recorded in sorted(record.sha256.items()):
        stands = standing.get(name)
        again = None if made is None else made.get(name)
        comes_out_so = again is not None and hash_of(again) == recorded
        if stands is None:
            yield Difference(kind=Kind.FILE, what=f"{name} is not in the folder.")
        elif hash_of(stands) != recorded:
            then = " Made again, it comes out as it was recorded." if comes_out_so else ""
            what = f"{name} was changed after it was made: it is not the file that was recorded.{then}"
            yield Difference(kind=Kind.FILE, what=what)
        if made is None or comes_out_so:
            continue
        if again is None:
            yield Difference(kind=Kind.OUTPUT, what=f"{name} does not come out again.")
        else:
            yield Difference(kind=Kind.OUTPUT, what=f"{name} comes out differently.")
            if name == _ASSESSMENT and stands is not None:
                yield from of_assessments(stands, again)
    for name in sorted({*(made or ())} - {*record.sha256}):
        yield Difference(kind=Kind.OUTPUT, what=f"{name} comes out now, and did not then.")
