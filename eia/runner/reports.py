"""From a proposal to its report's folder: made whole, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from eia.assessment import assess, assessment_json
from eia.disclosure import record_json
from eia.errors import EiaError
from eia.files import read_text, replace_folder
from eia.proposal.folder import fingerprint
from eia.report.look import PLAIN, Look
from eia.runner.checkers import sheets, workbook
from eia.runner.engine import warm
from eia.runner.keys import chosen_key, contents_hash, report_key
from eia.runner.notebook import run_notebook
from eia.runner.run_record import RECORD, hash_of, read_run_record, run_record

OUT_OF_DATE = "OUT-OF-DATE.txt"
"""Stands in a report's folder while its report is an older one, because a newer could not be made."""

Say = Callable[[str], None]


def what_is_asked(
    folder: Path, *, as_of: str, pack: Path | None, copy: str, look: Look, word: bool
) -> dict[str, str]:
    """Return all that is asked of a report, as text by name; of folders their names or hashes, never their paths.

    Args:
        folder: The proposal's.
        as_of: The day to judge by, or nothing.
        pack: The body's own pack, if one was named.
        copy: Whom the report is for, or nothing for what the notebook says.
        look: The body's house style and fonts.
        word: Is an editable copy asked for?
    """
    asked = {"proposal": folder.name, "as_of": as_of}
    if pack:
        asked["local"] = pack.name
    if copy:
        asked["copy"] = copy
    for name, chosen in (("house_style", look.house_style), ("fonts", look.fonts)):
        if chosen:
            asked[name] = contents_hash(chosen)
    if word:
        asked["word"] = "yes"
    return asked


def make_report(
    folder: Path,
    *,
    out: Path,
    as_of: str,
    notebook: Path,
    settings: Path,
    say: Say,
    pack: Path | None = None,
    copy: str = "",
    look: Look = PLAIN,
    word: bool = False,
    forked: bool = False,
) -> Path:
    """Make one report: ``assessment.json``, ``report.ipynb``, ``report.html``, ``report.pdf`` and ``run.json``.

    Beside them stand ``disclosure.json`` and ``disclosure.xlsx``: what became of each table of counts. Before anything is
    written, all text is searched for counts that the report's own tables keep back.

    Args:
        folder: The proposal's, as `find_proposal` returns it.
        out: The folder that takes the report's folder.
        as_of: The day to judge by; empty for the decision's date.
        notebook: The notebook that is the report.
        settings: As for `run_notebook`.
        say: Told how far the work is.
        pack: The folder of the body's own pack, as `find_pack` returns it, where one was named.
        copy: ``decision`` or ``publication``; empty for what the notebook says.
        look: The body's house style and fonts.
        word: Is ``report.docx``, an editable copy, wanted too?
        forked: May the notebook run in a process forked from this one?

    Returns:
        The report's folder, named by the proposal's id.

    Raises:
        EiaError: The proposal, the pack or the notebook cannot be read, a cell failed, what the report is made from changed
            meanwhile, a text holds a count that is kept back, or the files cannot be written. What stood in the folder before still stands.
    """
    from nbformat import writes  # noqa: PLC0415 - `eia check` does without

    from eia.report import export  # noqa: PLC0415 - as above
    from eia.report.passages import (  # noqa: PLC0415 - as above
        of_html,
        of_json,
        of_notebook,
        of_rows,
        refuse_what_gives_counts_away,
    )

    started = dt.datetime.now(dt.UTC)
    say(f"{folder.name}: reading")
    sources = [folder, *([pack] if pack else [])]
    before = [fingerprint(source) for source in sources]
    asked = what_is_asked(folder, as_of=as_of, pack=pack, copy=copy, look=look, word=word)
    key = report_key(folder, notebook=notebook, pack=pack, options=asked)
    assessment = assess(folder, as_of=as_of, local=pack or "", **({"copy": copy} if copy else {}))
    release, whole = assessment.dossier.release, assessment_json(assessment)
    # What the officer wrote is searched before anything runs.
    refuse_what_gives_counts_away(release.guard, of_json("assessment.json", whole))
    say(f"{folder.name}: running the notebook")
    if forked:
        warm()
    executed = run_notebook(
        notebook,
        # An officer's own notebook need not know of packs and copies until one is named.
        {name: asked[name] for name in ("proposal", "as_of", "local", "copy") if name in asked},
        proposals=folder.parent,
        settings=settings,
        packs=pack.parent if pack else None,
        forked=forked,
    )
    # The notebook has read the proposal again, and both must have read the same.
    for source, was in zip(sources, before, strict=True):
        if fingerprint(source) != was:
            kind = "proposal was changed while its" if source == folder else "pack was changed while a"
            raise EiaError(source.name, f"The {kind} report was being made.", "Make the report again.")
    about = assessment.dossier.proposal.proposal
    title, body = about.title or folder.name, about.body or ""
    texts = {
        "assessment.json": whole,
        "disclosure.json": record_json(release, id=folder.name, title=title, body=body),
    }
    record = sheets(release, title=title, body=body)
    # An executed notebook is a publication too, so it is searched with the rest, and before the long work of setting.
    refuse_what_gives_counts_away(
        release.guard,
        [
            *of_json("disclosure.json", texts["disclosure.json"]),
            *of_notebook("report.ipynb", executed),
            *(
                passage
                for name, rows in record.items()
                for passage in of_rows(f"disclosure.xlsx, {name}", rows)
            ),
        ],
    )
    say(f"{folder.name}: making HTML and PDF")
    exported = export(executed, look=look, word=word)
    refuse_what_gives_counts_away(release.guard, of_html("report.html", exported.html))
    target = out / folder.name
    files: dict[str, str | bytes] = {
        **texts,
        "disclosure.xlsx": workbook(record),
        "report.ipynb": str(writes(executed)) + "\n",  # type: ignore[no-untyped-call] # nbformat ships no types here
        "report.html": exported.html,
        "report.pdf": exported.pdf,
    }
    if exported.docx is not None:  # its words are those of the page, which were searched
        files["report.docx"] = exported.docx
    files[RECORD] = run_record(files, started, key, asked)
    refuse_what_gives_counts_away(release.guard, of_json(RECORD, str(files[RECORD])))
    # The record vouches for a notebook, a pack and a house style that were read after it was begun.
    asked_now = what_is_asked(folder, as_of=as_of, pack=pack, copy=copy, look=look, word=word)
    if not chosen_key(notebook=notebook, pack=pack, options=asked_now).items() <= key.items():
        what = "The notebook (house style, pack) was changed while a report was being made."
        raise EiaError(folder.name, what, "Make the report again.")
    put_report(target, files)
    return target


def put_report(target: Path, files: Mapping[str, str | bytes]) -> None:
    """Put a report's files, all of them, in the place of those of the report before; what else stands there is left.

    Raises:
        EiaError: They cannot be written. What stood in the folder before still stands.
    """
    replace_folder(target, files, without=[OUT_OF_DATE, *_of_the_report_before(target, files)])


def _of_the_report_before(target: Path, files: Mapping[str, object]) -> list[str]:
    """Name the files of the report before that this one does not have; what was changed by hand since is the officer's own."""
    try:
        record = read_run_record(read_text(target / RECORD), where=RECORD)
    except EiaError:
        return []
    return [
        name
        for name, hashed in record.sha256.items()
        if name not in files and name == Path(name).name and hash_of_file(target / name) == hashed
    ]


def hash_of_file(path: Path) -> str | None:
    """Return the SHA-256 of a file, as `run.json` records it; None if it cannot be read."""
    try:
        return hash_of(path.read_bytes())
    except OSError:
        return None
