"""What a report is made from, as one hash a part: equal parts give an equal report, and a part that differs has a name.

A hash of a file that holds small counts can be guessed, by hashing every likely table. So the proposal's files are hashed
with a random key of the proposal's own (HMAC-SHA256), which stands in its folder, is made on first use, and is never
written into a report or a bundle. Whoever has the folder can compare; whoever has the report alone can guess nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import platform
import re
import secrets
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from eia.errors import EiaError
from eia.files import LARGEST, read_text
from eia.runner.versions import package_versions
from eia.shipped import shipped

KEY_FILE = ".eia-key"
"""The file in a proposal's folder that holds its key."""

PARTS = (
    *("packages", "proposal", "reference", "notebook", "library"),
    *("law", "practice", "pack", "options"),
)
"""The parts of a report's key."""

NONE = "none"
"""Stands for a pack where none was named."""

INJECTED = "injected-parameters"
"""The tag of the cell in which papermill writes the parameters it was given."""

_HEXADECIMAL = re.compile(r"[0-9a-f]{64}")
_OF_LIBRARY = frozenset((".css", ".j2", ".json", ".py", ".toml", ".ttf", ".txt", ".typ"))
_LEFT_OUT_OF_NOTEBOOK = ("kernelspec", "language_info", "papermill", "parameters", "widgets")
"""What running a notebook writes into it, and the kernel, which is always this Python."""


def report_key(
    folder: Path, *, notebook: Path, pack: Path | None, options: Mapping[str, str]
) -> dict[str, str]:
    r"""Return a hash of each part a report is made from, by the part's name, as `PARTS` lists them.

    Nothing is read but files: no proposal is parsed and nothing runs. The hashes do not depend on where folders stand, nor
    on line ends, so that a checkout on Windows gives those of one elsewhere; `packages` alone tells of the machine.

    Args:
        folder: The proposal's, as `find_proposal` returns it. Its key is made where there is none; where it can be neither
            read nor made, the hash of `proposal` is keyed with a key thrown away, and so equals no other.
        notebook: The notebook that is the report; only what runs of it counts, not the outputs it may hold.
        pack: The folder of the body's own pack; None where none was named.
        options: Everything else that was chosen, as text by name. Of a folder or a file that was chosen, give its
            `contents_hash`, not its path.

    Returns:
        Hexadecimal SHA-256 by part; for `proposal` HMAC-SHA256; for `pack` the word "none" where there is none.

    Raises:
        EiaError: The notebook cannot be read, or the key's file is no key.
    """
    of = {
        **toolkit_key(),
        "proposal": proposal_hash(folder, make_key=True) or _hash_with(secrets.token_bytes(32), folder),
        **chosen_key(notebook=notebook, pack=pack, options=options),
    }
    return {part: of[part] for part in PARTS}


def chosen_key(*, notebook: Path, pack: Path | None, options: Mapping[str, str]) -> dict[str, str]:
    """Return a hash of each part that the body's own people choose or change, but for the proposal, as `report_key` does.

    Raises:
        EiaError: The notebook cannot be read.
    """
    return {
        "notebook": notebook_hash(read_text(notebook)),
        "pack": contents_hash(pack) if pack else NONE,
        "options": hashlib.sha256(json.dumps(dict(options), sort_keys=True).encode()).hexdigest(),
    }


def toolkit_key() -> dict[str, str]:
    """Return a hash of each part that is the toolkit's own, as `report_key` does: what one machine may have unlike another."""
    return {
        "packages": _packages(),
        "reference": _reference(),
        "library": _library(),
        "law": _law(),
        "practice": _practice(),
    }


def proposal_hash(folder: Path, *, make_key: bool = False) -> str | None:
    """Return the keyed hash of a proposal's files; None where its folder has no key, and none can be or is to be made.

    Hidden and temporary files are passed over, as `eia.proposal.folder.fingerprint` does.

    Raises:
        EiaError: The key's file is no key.
    """
    key = _key_of(folder) or (_make_key(folder) if make_key and not key_is_locked(folder) else None)
    return _hash_with(key, folder) if key else None


def key_is_locked(folder: Path) -> bool:
    """Tell whether a folder has a key that cannot be read, as one that another officer made."""
    try:
        with (folder / KEY_FILE).open("rb"):
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def contents_hash(path: Path) -> str:
    """Return a hash of a file, or of all files of a folder by their names; hidden and temporary ones are passed over."""
    files = _files_of(path) if path.is_dir() else [(path.name, path)]
    return _hash_of(files)


def notebook_hash(text: str) -> str:
    """Return a hash of what runs of a notebook: its cells, their tags and its own settings, without outputs and counters.

    An executed copy, such as a report's own ``report.ipynb``, has the hash of the notebook that was run: the cell in which
    the parameters were put is left out.

    Args:
        text: The notebook as its file holds it; what is no notebook is hashed as it is, and refused when it is run.
    """
    try:
        raw = json.loads(text)
        cells = [_cell(cell) for cell in raw["cells"] if INJECTED not in _tags(cell)]
        settings = {
            name: value for name, value in raw["metadata"].items() if name not in _LEFT_OUT_OF_NOTEBOOK
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return hashlib.sha256(text.encode()).hexdigest()
    whole = json.dumps({"cells": cells, "metadata": settings}, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _cell(cell: Mapping[str, object]) -> dict[str, object]:
    source = cell["source"]
    return {
        "type": cell["cell_type"],
        "source": "".join(source) if isinstance(source, list) else source,
        "tags": _tags(cell),
        "attachments": cell.get("attachments", {}),
    }


def _tags(cell: Mapping[str, object]) -> list[str]:
    metadata = cell.get("metadata")
    return list(metadata.get("tags", ())) if isinstance(metadata, dict) else []


def _hash_with(key: bytes, folder: Path) -> str:
    return hmac.new(key, _hash_of(_files_of(folder)).encode(), hashlib.sha256).hexdigest()


def _key_of(folder: Path) -> bytes | None:
    """Read a folder's key.

    Raises:
        EiaError: What stands there is no key, so that hashes made with it might be guessed.
    """
    path = folder / KEY_FILE
    try:
        text = path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        text = ""
    except OSError:
        return None
    if not _HEXADECIMAL.fullmatch(text):
        what = "This is not the key that the toolkit made for this folder."
        do = "Delete it; a new one is made, with which older reports cannot be compared."
        raise EiaError(f"{folder.name}/{KEY_FILE}", what, do)
    return bytes.fromhex(text)


def _make_key(folder: Path) -> bytes | None:
    """Make a folder's key, whole or not at all; of two that try at once one makes it, and both have it."""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{KEY_FILE}-")
    except OSError:
        return None
    try:
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as stream:
            stream.write(f"{secrets.token_hex(32)}\n")
        try:
            Path(folder / KEY_FILE).hardlink_to(
                name
            )  # unlike a rename, it never takes the place of another's
        except FileExistsError:
            pass
        except OSError:  # a disk without links
            Path(name).replace(folder / KEY_FILE)
    except OSError:
        return None
    finally:
        Path(name).unlink(missing_ok=True)
    return _key_of(folder)


def _files_of(folder: Path) -> list[tuple[str, Path]]:
    """List the files of a folder with their names from it, in the order of these on every system."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        for name in names:
            if not name.startswith((".", "~")):
                path = Path(where, name)
                found.append((path.relative_to(folder).as_posix(), path))
    return _in_order(found)


def _in_order(files: Iterable[tuple[str, Path]]) -> list[tuple[str, Path]]:
    # macOS hands names out with their accents apart.
    return sorted((unicodedata.normalize("NFC", name), path) for name, path in files)


def _hash_of(files: Iterable[tuple[str, Path]]) -> str:
    seen = hashlib.sha256()
    for name, path in files:
        seen.update(f"{name}\0{_content(path)}\0".encode(errors="replace"))
    return seen.hexdigest()


def _content(path: Path) -> str:
    """Return a hash of a file's bytes, with line ends made the same where it is text, and not larger than any text read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return "no file"
        if about.st_size > LARGEST:  # a font, or a recording: never held in memory whole
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        raw = path.read_bytes()
    except OSError:
        return "cannot be read"
    if b"\0" not in raw:  # text, as far as git too can tell
        raw = raw.replace(b"\r\n", b"\n")
    return hashlib.sha256(raw).hexdigest()


# The toolkit's own files are hashed once in a process, which has loaded them anyway.


@cache
def _library() -> str:
    package = Path(__file__).resolve().parents[1]
    return _hash_of(
        (name, path)
        for name, path in _files_of(package)
        if path.suffix in _OF_LIBRARY
        and name != "practice.toml"
        and not name.startswith("_shipped/")
        and not (name.startswith("law/") and path.suffix == ".toml")
    )


@cache
def _law() -> str:
    folder = Path(__file__).resolve().parents[1] / "law"
    return _hash_of(_in_order((path.name, path) for path in folder.glob("*.toml")))


@cache
def _practice() -> str:
    return contents_hash(Path(__file__).resolve().parents[1] / "practice.toml")


@cache
def _reference() -> str:
    return _hash_of(
        (name, path)
        for name, path in _files_of(shipped("data", "reference"))
        if path.suffix in (".csv", ".toml")
    )


@cache
def _packages() -> str:
    of = {"python": platform.python_version(), "system": platform.system(), **package_versions()}
    return hashlib.sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()
