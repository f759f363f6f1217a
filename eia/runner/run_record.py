"""``run.json``: when a report was made, with which versions, from what, and what came out; the one file with a clock."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eia import __version__
from eia.errors import EiaError
from eia.files import parse_written
from eia.runner.keys import PARTS
from eia.runner.versions import package_versions

SCHEMA = 1
"""The version of ``run.json``."""

RECORD = "run.json"

_HASH = re.compile(r"[0-9a-f]{64}|none")


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRecord:
    """A ``run.json`` as it was read.

    Attributes:
        toolkit: The toolkit's version.
        python: Python's.
        system: The operating system's name.
        packages: Versions by the names of packages.
        parameters: What was asked for, by name; text as it was given.
        made_from: A hash of each part, as `eia.runner.keys.report_key` gives them.
        sha256: A hash of each file that came out, by its name.
    """

    toolkit: str
    python: str
    system: str
    packages: Mapping[str, str]
    parameters: Mapping[str, str]
    made_from: Mapping[str, str]
    sha256: Mapping[str, str]


def run_record(
    files: Mapping[str, str | bytes],
    started: dt.datetime,
    key: Mapping[str, str],
    parameters: Mapping[str, str],
) -> str:
    """Return ``run.json``: no path, no user's name, nothing of the environment but versions and the system's name.

    Args:
        files: Every other file of the report, by name: text, or bytes.
        started: When the work began, in a time zone.
        key: What the report is made from, as `eia.runner.keys.report_key` gave it before the work began.
        parameters: What was asked for: the notebook's declared parameters and the choices of the command, by name. A
            folder is given by its name or its hash, never by its path.
    """
    record = {
        "schema": SCHEMA,
        "started": started.isoformat(timespec="seconds"),
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "toolkit": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "packages": dict(package_versions()),
        "parameters": dict(parameters),
        "made_from": dict(key),
        "sha256": {name: hash_of(content) for name, content in files.items()},
    }
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def hash_of(content: str | bytes) -> str:
    """Return the SHA-256 of a file's content, as `run.json` records it."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def read_run_record(text: str, *, where: str) -> RunRecord:
    """Read a ``run.json``.

    Args:
        text: Its text.
        where: How errors name the file.

    Raises:
        EiaError: It is no such file, has a key that no such file has, or is of an older or a newer toolkit.
    """
    raw = parse_written(text, where=where, schema=SCHEMA, not_one=_not_one(where))
    if "sha256" in raw and "schema" not in raw:
        what = "The report was made by an older toolkit, which did not record what it was made from."
        raise EiaError(where, what, "Make the report again.")
    clock = {"schema", "started", "finished"}
    try:
        record = RunRecord(
            toolkit=_text(raw["toolkit"]),
            python=_text(raw["python"]),
            system=_text(raw["system"]),
            packages=_texts(raw["packages"]),
            parameters=_texts(raw["parameters"]),
            made_from=_texts(raw["made_from"]),
            sha256=_texts(raw["sha256"]),
        )
        for one in (*record.made_from.values(), *record.sha256.values()):
            if not _HASH.fullmatch(one):
                raise ValueError("a hash is due")  # noqa: TRY301 - told in the same words as the rest
        for name in ("started", "finished"):
            dt.datetime.fromisoformat(_text(raw[name]))
    except (KeyError, TypeError, ValueError):
        raise _not_one(where) from None
    strange = set(raw) - clock - set(RunRecord.__dataclass_fields__)
    if strange or set(record.made_from) != set(PARTS):
        raise _not_one(where)
    return record


def _not_one(where: str) -> EiaError:
    what = "This is not a record of how a report was made, or it was changed."
    return EiaError(where, what, "Give the folder of a report, as the toolkit wrote it.")


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError("an object is due")
    return {_text(name): _text(one) for name, one in value.items()}


def _text(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, str):
        raise TypeError("a text is due")
    value.encode()  # half a character is no text, and could not be written again
    return value
