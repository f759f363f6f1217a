"""The system's Chromium, for tests of the pages as people see them; without it they are skipped, and say so."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

# The invented proposals and the sample notebook stand beside the tests of reports, which are not a package.
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))


# For a module and no longer: while it is open no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("NOT TESTED: no Chromium on this machine, so no page was looked at in a browser")
    # Chromium will not start in its sandbox as root, as tests in a container run.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=found, args=flags, timeout=180_000)
        yield started
        started.close()


@pytest.fixture(scope="package")
def pages(tmp_path_factory):
    """Give the file of a report's page, by the name of a proposal, shipped or invented, and its copy."""
    from functools import cache

    from made_proposals import made_proposals
    from test_made_proposals import notebook_of

    from eia.report import to_html

    made = {one.name: one for one in made_proposals()}
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def page(name: str, copy: str = "decision") -> Path:
        proposal: str | Path = name
        if name in made:
            proposal = folder / name
            if not proposal.exists():
                made[name].write(folder)
        path = folder / f"{name}-{copy}.html"
        path.write_text(to_html(notebook_of(proposal, copy=copy)), encoding="utf-8", newline="\n")
        return path

    return page
