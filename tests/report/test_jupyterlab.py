"""JupyterLab itself, in the system's Chromium: what an officer reads in the menu, and what comes down."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from uuid import uuid4

import nbformat
import pytest
from bs4 import BeautifulSoup
from report_sample import chart, notebook

pytestmark = pytest.mark.slow

SECONDS = 150
OURS = ["Equality_report_PDF", "Equality_report_Word", "Equality_report_web_page"]


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("NOT TESTED: no Chromium on this machine, so JupyterLab's menu was not read")
    return found


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab of this test's alone, with two notebooks: one whole, one with a picture that no one described."""
    _chromium()
    home = tmp_path_factory.mktemp("lab")
    work = home / "work"
    work.mkdir()
    whole, undescribed = (
        notebook("## One", "An officer's own paragraph.", chart()),
        notebook("## One", chart(alt=None)),
    )
    for name, book in (("whole", whole), ("undescribed", undescribed)):
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(book, work / f"{name}.ipynb")
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{kind}_DIR": str(home / kind.lower()) for kind in ("SETTINGS", "WORKSPACES")}
    options = ["--no-browser", "--allow-root", "--IdentityProvider.token=", f"--ServerApp.root_dir={work}"]
    options += ["--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=work,
            env={**os.environ, **own, "HOME": str(home), "IPYTHONDIR": str(home / "ipython")},
            stdout=log,
            stderr=log,
        )
        try:
            yield _wait_for(home / "runtime", server)
        finally:
            server.terminate()
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(60)


def _wait_for(runtime: Path, server: subprocess.Popen) -> str:
    """Wait until the server answers at the port it was given, of which it writes a file; return its address."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "JupyterLab stopped as it began"
        try:
            [file] = runtime.glob("jpserver-*.json")
            address = f"http://127.0.0.1:{json.loads(file.read_text(encoding='utf-8'))['port']}"
            with urllib.request.urlopen(f"{address}/api", timeout=60):
                return address
        except (OSError, ValueError):  # there is no such file, or not all of it, or nobody listens
            time.sleep(0.2)
    raise AssertionError("JupyterLab did not answer")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    # Chromium will not start in its sandbox as root, as tests in a container run.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=_chromium(), args=flags, timeout=180_000)
        yield started
        started.close()


@pytest.fixture
def page(browser, lab):
    context = browser.new_context(accept_downloads=True, viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(SECONDS * 1000)
    opened = context.new_page()
    yield opened
    context.close()


def _open(page, lab: str, name: str) -> None:
    """Open one notebook in a workspace of its own: in one of another test, what that had open would come back too."""
    page.goto(f"{lab}/lab/workspaces/{uuid4().hex}/tree/{name}")


def _open_menu(page, lab: str, name: str) -> None:
    from playwright.sync_api import TimeoutError as WaitedInVain

    with page.expect_response(lambda answer: answer.url.split("?")[0].endswith("/api/nbconvert")):
        _open(page, lab, name)
    page.locator(".jp-NotebookPanel:visible .jp-MarkdownOutput").first.wait_for()
    end = time.monotonic() + SECONDS
    while True:
        page.locator(".lm-MenuBar-item", has_text="File").first.click()
        page.locator(".lm-Menu-item", has_text="Save and Export Notebook As").click()
        try:
            page.locator(".lm-Menu-item", has_text="Equality_report_PDF").wait_for(timeout=5000)
        except WaitedInVain:  # opened before the reports were put there, the menu stays without them
            assert time.monotonic() < end, "the reports did not come into the menu"
            while page.locator(".lm-Menu:visible").count():
                assert time.monotonic() < end, "the menu did not close"
                page.keyboard.press("Escape")
        else:
            return


def test_an_officer_reads_the_three_reports_in_the_menu_and_no_short_name(page, lab):
    _open_menu(page, lab, "whole.ipynb")
    listed = page.locator(".lm-Menu").last.locator(".lm-Menu-itemLabel").all_inner_texts()
    assert [name for name in listed if "quality" in name.lower()] == OURS
    assert not [name for name in listed if name.lower().startswith("eia")]
    assert "PDF" in listed  # nbconvert's own are there as before


def test_no_one_is_asked_about_news(page, lab):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, lab, "whole.ipynb")
    page.locator(".jp-NotebookPanel:visible .jp-MarkdownOutput").first.wait_for()
    settings = f"{lab}/lab/api/settings/@jupyterlab/apputils-extension:notification"
    with urllib.request.urlopen(settings, timeout=SECONDS) as held:
        schema = json.load(held)["schema"]["properties"]
    assert (schema["fetchNews"]["default"], schema["checkForUpdates"]["default"]) == ("false", False)
    assert asked
    assert all(url.startswith((lab, lab.replace("http", "ws"), "data:", "blob:")) for url in asked)


def test_the_pdf_comes_down_from_the_menu(page, lab, tmp_path):
    _open_menu(page, lab, "whole.ipynb")
    with page.expect_download() as coming:
        page.locator(".lm-Menu-item", has_text="Equality_report_PDF").click()
    coming.value.save_as(tmp_path / "report.pdf")
    assert coming.value.suggested_filename == "whole.pdf"
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_what_stops_a_report_is_said_in_plain_words_on_the_page(page, lab):
    _open_menu(page, lab, "undescribed.ipynb")
    with page.context.expect_event("request", lambda one: "/nbconvert/" in one.url) as asked:
        page.locator(".lm-Menu-item", has_text="Equality_report_web_page").click()
    assert "/undescribed.ipynb?" in asked.value.url
    # JupyterLab shows the answer in a window of its own, which a driver may lose: the same is asked again from its own page.
    answer = page.evaluate("address => fetch(address).then(came => came.text())", asked.value.url)
    words = BeautifulSoup(answer, "html.parser").get_text(" ")
    assert "shows a picture without a description in words" in words
    assert "Traceback" not in words
