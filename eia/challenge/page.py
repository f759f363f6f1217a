"""The file of questions that a reviewer may ask: alone, and never inside a report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from eia.challenge.lines import LINES, Line
from eia.challenge.passages import Passage
from eia.challenge.questions import Question
from eia.checks import CHECKS
from eia.dossier import Dossier, open_dossier
from eia.errors import EiaError
from eia.files import read_text, write_whole
from eia.proposal import read_proposal
from eia.proposal.folder import FILE
from eia.wording import day_in_words

NOTICE = (
    "*Not legal advice. Making this does not make it privileged; it may be disclosable. Ask your solicitor before running or "
    "sharing it.*"
)
"""How the file opens, to the letter."""

SILENT = "The record does not show it."

_OF_A_REPORT = ("assessment.json", "report.html", "report.ipynb", "report.pdf", "report.docx", "run.json")


def write_challenge(proposal: str | Path, *, out: Path | None = None, as_of: dt.date | None = None) -> Path:
    """Write the questions a reviewer may ask of a proposal into a file of their own.

    Args:
        proposal: A proposal's id or folder.
        out: The file; by default ``challenge-<id>.md`` in the working folder.
        as_of: The day for which the law is printed; by default the decision's, else the latest in the record.

    Returns:
        The file written.

    Raises:
        EiaError: The proposal cannot be read or is of Northern Ireland; the file would stand inside a report or a proposal, over
            another file, or cannot be written.
    """
    submission = read_proposal(proposal, codes=tuple(check.code for check in CHECKS))
    text = challenge_text(open_dossier(submission, as_of=as_of))
    file = out or Path(f"challenge-{submission.id}.md")
    _refuse(file)
    write_whole(file, text)
    return file


def challenge_text(dossier: Dossier) -> str:
    """Return the questions as Markdown. Typed counts of people are not in it; the same record gives the same text.

    Raises:
        EiaError: The record is of Northern Ireland, where section 149 does not apply.
    """
    about = dossier.proposal.proposal
    if about.nation == "Northern Ireland":
        raise EiaError(
            "nation",
            "Section 149 does not apply in Northern Ireland, and these questions are drawn from it.",
            "Ask what section 75 of the Northern Ireland Act 1998 and the body's equality scheme call for.",
        )
    title = about.title or dossier.submission.id
    parts = [
        NOTICE,
        f"# Questions a reviewer may ask: {_plain(title)}",
        *([f"*{_plain(about.illustration)}*"] if about.illustration else []),
        _how_to_read(dossier),
        *(part for number, line in enumerate(LINES, start=1) for part in _line(dossier, number, line)),
        "## The law behind these questions",
        _law(dossier),
    ]
    return "\n\n".join(parts) + "\n"


def _how_to_read(dossier: Dossier) -> str:
    day = f"as of {day_in_words(dossier.as_of)}" if dossier.as_of else "as of the latest law held"
    return (
        f"Stage recorded: {dossier.stage or 'none'}. Law {day}. Each question is put to the record itself; a passage that stands "
        "under it may or may not answer it, and that is for people to judge. What the record does not show may still have been "
        "done, and some of it is due only at a later stage. Nothing here says whether a duty is met."
    )


def _line(dossier: Dossier, number: int, line: Line) -> Iterator[str]:
    asked = [one for one in line.ask(dossier) if dossier.authorities(one.basis)]
    yield f"## {number}. {line.name}"
    yield from (_question(dossier, one) for one in asked)
    if not asked:
        yield "The record holds nothing of which this could be asked."


def _question(dossier: Dossier, one: Question) -> str:
    cited = "; ".join(_lawful(each.cites) for each in dossier.authorities(one.basis))
    shown = [_passage(each) for each in one.shows] or [f"- {SILENT}"]
    beside = [_passage(each) for each in one.beside]
    return "\n".join(
        [f"**Where in the record is {_plain(one.where)}?**", "", *shown, *beside, "", f"Authority: {cited}."]
    )


def _passage(one: Passage) -> str:
    return f"- {_plain(one.label)}: {_plain(one.text)}"


def _law(dossier: Dossier) -> str:
    names = dict.fromkeys(name for line in LINES for one in line.ask(dossier) for name in one.basis)
    lines = sorted(
        f"- {_lawful(one.cites)}: {_lawful(one.says)} <{one.url}>" for one in dossier.authorities(names)
    )
    return "\n".join(["In the toolkit's own words; follow the address for the text.", "", *lines])


def _plain(words: str) -> str:
    """Keep words as they are read: on one line, and no sign of theirs taken for Markdown's or HTML's."""
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", " ".join(words.split()))


def _lawful(words: str) -> str:
    """Keep the law data's words likewise, with the square brackets of its citations as lawyers write them.

    They make no link: nothing in the file defines one, as the author's own brackets are kept from it by `_plain`.
    """
    return _plain(words).replace("\\[", "[").replace("\\]", "]")


def _refuse(file: Path) -> None:
    """Refuse a place where the file would travel with reports or a proposal, or where another file stands."""
    if any(_holds_report(folder) for folder in file.resolve().parents) or _stands_among_reports(file):
        raise EiaError(
            str(file),
            "This is inside a folder of reports.",
            "Choose a place of its own, away from any report, with --out.",
        )
    if any((folder / FILE).is_file() for folder in file.resolve().parents):
        raise EiaError(
            str(file),
            "This is inside a proposal's folder, which is mailed and published as a whole.",
            "Choose a place of its own, with --out.",
        )
    if file.is_dir():
        raise EiaError(str(file), "This is a folder where a file is due.", "Give the file's name too.")
    if file.exists() and not read_text(file, shown=str(file)).startswith(NOTICE):
        raise EiaError(str(file), "Another file stands there.", "Choose another name, with --out.")


def _holds_report(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _OF_A_REPORT)


def _stands_among_reports(file: Path) -> bool:
    folder = file.resolve().parent
    return folder.is_dir() and any(_holds_report(one) for one in folder.iterdir() if one.is_dir())
