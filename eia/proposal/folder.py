"""Where a proposal stands: an id or a path becomes a folder, from any working directory."""

from __future__ import annotations

import difflib
import hashlib
import os
import stat
import unicodedata
from pathlib import Path

from eia.errors import EiaError
from eia.evidence import LARGEST_TABLE
from eia.shipped import shipped

FILE = "proposal.toml"

PROPOSALS = "EIA_PROPOSALS"
"""The environment variable by which the runner tells a notebook in which folder its proposal stands, by that folder's name."""

_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, of what is no character at all, and of signs that end a line."""


def find_proposal(name: str | Path) -> Path:
    """Return the folder of a proposal given by path, by its ``proposal.toml``, or by the id of a shipped one.

    Args:
        name: A folder that holds ``proposal.toml``, that file itself, or the name of a proposal that ships. A `Path`,
            and a text that names what is there, is taken letter for letter; else spaces around it are dropped, and a ~
            at its start is the user's home.

    Raises:
        EiaError: There is no such proposal; the error names the nearest shipped id.
    """
    given = str(name)
    if given and (beside := os.environ.get(PROPOSALS)) and Path(given).name == given:
        path = Path(beside, given)
        if (path / FILE).exists():
            return path
    path = _as_path(given)
    if not given or (not isinstance(name, Path) and not path.exists()):
        given = given.strip()
        if not given:
            do = "Give a proposal's folder, or the id of a shipped one."
            raise EiaError("proposal", "No proposal is named.", do)
        path = _as_path(given, expand=True)
    if path.name == FILE and path.is_file():
        return _plainly_named(path.parent.resolve())
    if path.is_dir():
        if (path / FILE).exists():
            return _plainly_named(path.resolve())
        raise _without_file(given, path)
    if path.exists():
        raise EiaError(
            given, "This is a file where a proposal's folder is due.", f"Give the folder that holds {FILE}."
        )
    ours = shipped("data", "proposals")
    if Path(given).name == given and (ours / given / FILE).is_file():
        return ours / given
    known = shipped_ids()
    near = difflib.get_close_matches(given, known, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else "Check the spelling, or give the folder's whole path."
    raise EiaError(given, "There is no folder of this name, and no shipped proposal has this id.", hint)


def _as_path(given: str, *, expand: bool = False) -> Path:
    """Return what was given as a path that the system can look up."""
    try:
        path = Path(given).expanduser() if expand else Path(given)
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return path
    except PermissionError:
        raise EiaError(given, "The folder cannot be opened.", "Ask for the right to read it.") from None
    except (OSError, RuntimeError, ValueError):
        # Too long, an unknown user after ~, or a character that no file name has.
        shown = given if len(given) <= 60 else f"{given[:57]}…"  # noqa: PLR2004 - a line's worth
        raise EiaError(shown, "This cannot be the name of a folder.", "Check the spelling.") from None
    return path


def _plainly_named(folder: Path) -> Path:
    """Return the folder, if its name can be written in a report."""
    if not folder.name or any(unicodedata.category(sign) in _UNPRINTABLE for sign in folder.name):
        shown = folder.name.encode("ascii", "replace").decode("ascii") or str(folder)
        raise EiaError(shown, "The folder's name has signs that cannot be printed.", "Rename the folder.")
    return folder


def _without_file(given: str, folder: Path) -> EiaError:
    """Say that the file is not there, and which file looks like the one meant: Windows hides the end of a name."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return EiaError(given, "The folder cannot be opened.", "Ask for the right to read it.")
    for name in names:
        if name.lower() == FILE or name.lower().startswith(f"{FILE}."):
            return EiaError(given, f"The folder holds no {FILE}.", f"There is {name}: rename it to {FILE}.")
    return EiaError(
        given, f"The folder holds no {FILE}.", f"Give the folder that holds the proposal's {FILE}."
    )


def fingerprint(folder: Path) -> str:
    """Return a hash of a proposal's files, to see whether any changed; hidden and temporary files are passed over.

    Of a file larger than any that is read, its size alone counts.
    """
    seen = hashlib.sha256()
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            if not name.startswith((".", "~")):
                seen.update(
                    f"{path.relative_to(folder).as_posix()}\0{_content(path)}\0".encode(errors="replace")
                )
    return seen.hexdigest()


def _content(path: Path) -> str:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST_TABLE:
            return str(about.st_size)
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "cannot be read"


def shipped_ids() -> list[str]:
    """Return the ids of the proposals that ship with the toolkit, in alphabetical order."""
    return sorted(path.parent.name for path in shipped("data", "proposals").glob(f"*/{FILE}"))
