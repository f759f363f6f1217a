"""What a worker's toolkit is, and how it differs from the one here."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from typing import Any

from eia import __version__
from eia.runner.keys import toolkit_key
from eia.runner.versions import package_versions

_PARTS = {
    "library": "another edition of the toolkit's code",
    "law": "another law",
    "practice": "other choices of method",
    "reference": "other population tables",
}
_MOST_NAMED = 3


def identity() -> str:
    """Return what makes reports here, as JSON: versions, and a hash of each part of the toolkit."""
    versions = {"python": platform.python_version(), "system": platform.system(), **package_versions()}
    told = {"toolkit": __version__, "parts": toolkit_key(), "versions": versions}
    return json.dumps(told, sort_keys=True)


def differences(theirs: str, ours: str) -> list[str]:
    """Say how the toolkit of a worker differs from the one here, the gravest first; nothing if reports come out the same.

    Args:
        theirs: The worker's `identity`.
        ours: The one here.
    """
    try:
        there, here = json.loads(theirs), json.loads(ours)
        return list(_between(there, here))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["it does not say which toolkit it has"]


def _between(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[str]:
    if there["toolkit"] != here["toolkit"]:
        return [f"toolkit {there['toolkit']} there, {here['toolkit']} here"]
    found = [words for part, words in _PARTS.items() if there["parts"].get(part) != here["parts"][part]]
    older, newer = there["versions"], here["versions"]
    changed = [
        f"{name} {older.get(name, 'not installed')} there, {newer.get(name, 'not installed')} here"
        for name in sorted({*older, *newer})
        if older.get(name) != newer.get(name)
    ]
    if len(changed) > _MOST_NAMED:
        changed[_MOST_NAMED:] = [f"and {len(changed) - _MOST_NAMED} more packages"]
    return found + changed
