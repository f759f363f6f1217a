"""Pages of reports in a browser that is watched: whatever stands in them, nothing runs and nothing is asked for."""

from __future__ import annotations

import pytest
from report_sample import html, notebook
from test_attacks import FETCHES

from eia.errors import EiaError
from eia.report import to_html

pytestmark = pytest.mark.slow

MADE = (
    "made-html",
    "made-entities",
    "made-addresses",
    "made-templates",
    "made-markdown",
    "made-office-fields",
)


def _watched(browser, path) -> tuple[list[str], list[str]]:
    """Open a page, with every request stopped but that for itself; return what was asked for and what ran."""
    context = browser.new_context()
    context.set_default_timeout(180_000)
    page = context.new_page()
    asked: list[str] = []
    ran: list[str] = []
    page.on("console", lambda message: ran.append(message.text))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.on("popup", lambda opened: ran.append(opened.url))

    def judge(route) -> None:
        if route.request.url == path.as_uri():
            route.continue_()
        elif route.request.url.startswith("data:image/"):
            route.continue_()  # a picture that the page itself holds
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    page.goto(path.as_uri())
    assert page.locator("main").count() == 1
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.mouse.move(100, 100)
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(200)
    context.close()
    return asked, ran


def test_the_watch_sees_what_is_asked_for_and_what_runs(browser, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text("<main>x</main><img src='http://attacker.invalid/x'><script>console.log('ran')</script>", encoding="utf-8")  # fmt: skip
    asked, ran = _watched(browser, path)
    assert asked == ["http://attacker.invalid/x"]
    assert "ran" in ran


def test_every_attack_in_one_page_asks_for_nothing_and_runs_nothing(browser, tmp_path):
    taken = []
    for attack in FETCHES:
        try:
            to_html(notebook("## One", attack, html(attack, caption="")))
        except EiaError:
            continue
        taken += [attack, html(attack, caption="")]
    assert len(taken) > 30
    path = tmp_path / "report.html"
    path.write_text(to_html(notebook("## One", *taken)), encoding="utf-8")
    assert _watched(browser, path) == ([], [])


@pytest.mark.parametrize("copy", ["decision", "publication"])
@pytest.mark.parametrize("name", ["library-hours-example", *MADE])
def test_a_report_asks_for_nothing_and_runs_nothing(browser, pages, name, copy):
    assert _watched(browser, pages(name, copy)) == ([], [])
