"""Where a proposal stands: an id or a path becomes a folder, from any working directory."""

from __future__ import annotations

import difflib
from pathlib import Path

from eia.errors import EiaError
from eia.shipped import shipped

FILE = "proposal.toml"


def find_proposal(name: str | Path) -> Path:
    """Return the folder of a proposal given by path, by its ``proposal.toml``, or by the id of a shipped one.

    Args:
        name: A folder that holds ``proposal.toml``, that file itself, or the name of a proposal that ships.

    Raises:
        EiaError: There is no such proposal; the error names the nearest shipped id.
    """
    given = str(name).strip()
    if not given:
        raise EiaError(
            "proposal", "No proposal is named.", "Give a proposal's folder, or the id of a shipped one."
        )
    path = _as_path(given)
    if path.name == FILE and path.is_file():
        return path.resolve().parent
    if path.is_dir():
        if (path / FILE).exists():
            return path.resolve()
        raise EiaError(
            f"{given}", f"The folder holds no {FILE}.", f"Give the folder that holds the proposal's {FILE}."
        )
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


def _as_path(given: str) -> Path:
    """Return what was given as a path that the system can look up."""
    try:
        path = Path(given).expanduser()
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


def shipped_ids() -> list[str]:
    """Return the ids of the proposals that ship with the toolkit, in alphabetical order."""
    return sorted(path.parent.name for path in shipped("data", "proposals").glob(f"*/{FILE}"))
