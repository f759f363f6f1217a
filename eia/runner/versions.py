"""Which packages, at which versions, a report is made with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from types import MappingProxyType

_ROOTS = (
    *("beautifulsoup4", "highspy", "ipykernel", "lxml", "matplotlib", "mistune", "nbclient", "nbconvert"),
    *("nbformat", "nh3", "pandas", "papermill", "pikepdf", "pydantic", "pypandoc-binary", "python-calamine"),
    *("scipy", "statsmodels", "typst", "xlsxwriter"),
)
"""What the toolkit itself calls to make a report; JupyterLab and the progress bar have no part in it."""

_NAME = re.compile(r"[\w.-]+")


@cache
def package_versions() -> Mapping[str, str]:
    """Return the version of every package that has a part in a report, by its name: those called, and those they need.

    Names are as the package index writes them. What is not installed is not there; other packages of this Python are
    passed over, since a report is not made with them.
    """
    found: dict[str, str] = {}
    ahead = list(_ROOTS)
    while ahead:
        name = re.sub(r"[-_.]+", "-", ahead.pop()).lower()
        if name in found:
            continue
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = one.version
        for needed in one.requires or ():
            spec, _, marker = needed.partition(";")
            if "extra" not in marker and (begins := _NAME.match(spec)):
                ahead.append(begins[0])
    return MappingProxyType(dict(sorted(found.items())))
