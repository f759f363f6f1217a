"""Pages of reports in a browser: axe-core's rules, narrow and dark screens, print, and the keyboard alone."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise

import pytest

pytestmark = pytest.mark.slow

SHIPPED = ("cheshire-east-digital-strategy", "council-tax-support-options", "library-hours-example")
MADE = ("made-very-long-words", "made-all-scripts", "made-html", "made-directions", "made-300-rows", "made-nothing-at-all", "made-addresses")  # fmt: skip
REPORTS = [*((name, copy) for name in SHIPPED for copy in ("decision", "publication")), *((name, "decision") for name in MADE)]  # fmt: skip
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WAYS = {
    "a wide screen": {"width": 1280},
    "a narrow screen": {"width": 320},  # CSS pixels: 1280 at 400 % zoom (WCAG 2.2, 1.4.10)
    "a dark screen": {"width": 1280, "dark": True},
    "print": {"width": 794, "media": "print"},
}


@contextmanager
def opened(browser, path, *, width: int, dark: bool = False, media: str = "screen"):
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.emulate_media(media=media, color_scheme="dark" if dark else "light")
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize(("name", "copy"), REPORTS)
@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_no_violation(browser, pages, name, copy, way):
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, pages(name, copy), **WAYS[way]) as page:
        if way == "a narrow screen" and page.evaluate(WIDE_LETTERS):
            pytest.skip(
                "NOT TESTED on a narrow screen: without Arial or Liberation Sans letters are wider than report.css allows for"
            )
        found = Axe().run(page, options=RULES).response
    assert len(found["testEngine"]["version"]) > 3  # axe itself ran
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []


WIDE_LETTERS = """
() => {
  const paper = document.createElement('canvas').getContext('2d');
  paper.font = `100px ${getComputedStyle(document.body).fontFamily}`;
  return paper.measureText('the quick brown fox jumps over a lazy dog').width > 1950;  // Liberation Sans, as wide as Arial: 1862; DejaVu Sans: 2124
}
"""


OUT_OF_SIGHT = """
() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.skip, .scroll[tabindex]') && e.getClientRects().length)
  .filter(e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1 })
  .map(e => e.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize(("name", "copy"), REPORTS)
def test_at_400_per_cent_nothing_is_lost_and_the_page_itself_does_not_scroll_sideways(
    browser, pages, name, copy
):
    with opened(browser, pages(name, copy), width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate(OUT_OF_SIGHT) == []
        # A table that scrolls by itself can be reached, and no other needs to scroll.
        assert page.evaluate("[...document.querySelectorAll('.scroll:not([tabindex])')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.slice(0, 80))") == []  # fmt: skip


@pytest.mark.parametrize(("name", "copy"), REPORTS)
def test_in_print_no_table_runs_off_the_paper_for_one_long_word(browser, pages, name, copy):
    with opened(browser, pages(name, copy), width=643, media="print") as page:  # A4 between margins of 20 mm
        wide = page.evaluate("[...document.querySelectorAll('table')].filter(t => Math.max(...[...t.rows].map(r => r.cells.length)) <= 4 && t.getBoundingClientRect().right > innerWidth + 1).map(t => t.caption.textContent)")  # fmt: skip
    assert wide == []


@pytest.mark.parametrize("copy", ["decision", "publication"])
@pytest.mark.parametrize("name", SHIPPED)
def test_page_one_is_printed_on_one_page(browser, pages, name, copy):
    with opened(browser, pages(name, copy), width=643, media="print") as page:  # A4 between margins of 20 mm
        end = page.evaluate("document.querySelector('.page-one').getBoundingClientRect().bottom")
    assert 400 < end <= 986  # A4 between margins of 18 mm


def test_a_browser_prints_few_more_pages_than_the_pdf_has(browser, pages):
    import io

    import pikepdf

    from eia.report import to_pdf

    path = pages(SHIPPED[1], "decision")
    with opened(browser, path, width=643, media="print") as page:
        made = page.pdf(format="A4", prefer_css_page_size=True)
    with (
        pikepdf.open(io.BytesIO(made)) as printed,
        pikepdf.open(io.BytesIO(to_pdf(path.read_text(encoding="utf-8")))) as set_,
    ):
        assert len(printed.pages) < 1.5 * len(set_.pages)


FOCUSED = """
() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {name: e.tagName, href: e.getAttribute('href'), y: r.top + scrollY, seen: s.outlineStyle !== 'none'
    && parseFloat(s.outlineWidth) >= 2, inside: r.bottom > 0 && r.top < innerHeight, size: r.width * r.height} }
"""


@pytest.mark.parametrize(("name", "copy"), [REPORTS[0], REPORTS[4], REPORTS[5]])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_goes_through_the_page_in_order_and_is_seen_everywhere(
    browser, pages, name, copy, width
):
    with opened(browser, pages(name, copy), width=width) as page:
        wanted = page.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
        stops = []
        for _ in range(wanted):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        assert stops[0]["href"] == "#main"  # the way past the cover comes first
        assert all(stop["name"] != "BODY" for stop in stops)
        assert [stop for stop in stops if not (stop["seen"] and stop["inside"] and stop["size"])] == []
        heights = [stop["y"] for stop in stops[1:]]
        assert all(after >= before - 60 for before, after in pairwise(heights))


def test_the_skip_link_leads_past_the_cover(browser, pages):
    with opened(browser, pages(SHIPPED[0]), width=1280) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_table_that_scrolls_moves_by_the_arrow_keys(browser, pages):
    with opened(browser, pages("made-300-rows"), width=320) as page:
        table = page.locator(".scroll[tabindex]").filter(has=page.locator("table")).first
        table.focus()
        before = table.evaluate("e => e.scrollLeft")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        if table.evaluate("e => e.scrollWidth - e.clientWidth") > 0:
            held = {"table": table.element_handle(), "before": before}
            page.wait_for_function("held => held.table.scrollLeft > held.before", arg=held)
