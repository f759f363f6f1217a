"""The two pages of a preview: the one around the report, which alone has a script, and the report with its mark."""

from __future__ import annotations

import html as markup
import re

MARK = "Preview: not the published file"

_OUTWARD = re.compile(r'<a (?=[^>]*\bhref="https?:)')
_BODY = re.compile(r"<body[^>]*>")

_WATERMARK = f"""
<p style="position:fixed;right:0;bottom:0;z-index:9;margin:0;padding:.35rem .8rem;background:#12436d;color:#fff;font:600 1rem sans-serif">{MARK}</p>
<div aria-hidden="true" style="position:fixed;inset:0;z-index:8;display:flex;align-items:center;justify-content:center;pointer-events:none;overflow:hidden"><span style="transform:rotate(-35deg);font:700 min(5vw,4rem) sans-serif;color:#12436d;opacity:.07;white-space:nowrap">{MARK}</span></div>
"""

WRAPPER_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page around the report may do: run its own script, ask for news, and hold the report."""

# The sandbox lets the page around it keep the reader's place; without `allow-scripts` nothing in the report runs.
_SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"

REPORT_POLICY = (
    f"sandbox {_SANDBOX}; default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""What the report may do: nothing but be shown, and open a link in a tab of its own."""


def marked(html: str) -> str:
    """Return a report's page with the mark of a preview on it, whose links outward open beside it."""
    html = _OUTWARD.sub('<a rel="noreferrer" target="_blank" ', html)
    html = html.replace("<title>", "<title>Preview: ", 1)
    body = _BODY.search(html)
    at = body.end() if body else 0
    return html[:at] + _WATERMARK + html[at:]


def wrapper(name: str, nonce: str) -> str:
    """Return the page around the report of a proposal.

    Args:
        name: The proposal's.
        nonce: As in the page's policy, new for each answer.
    """
    shown = markup.escape(f"{MARK} ({name})")
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{shown}</title>
<style nonce="{nonce}">
html, body {{ height: 100%; margin: 0; }}
body {{ display: flex; flex-direction: column; font: 1rem/1.5 sans-serif; color: #1b1f24; background: #fff; }}
header {{ display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: .4rem 1rem; background: #12436d; color: #fff; }}
h1 {{ font-size: 1rem; margin: 0; }}
p {{ margin: 0; }}
section {{ max-height: 40vh; overflow: auto; padding: .6rem 1rem; border-bottom: 4px solid #8c1c13; }}
section h2 {{ font-size: 1rem; margin: 0; }}
iframe {{ flex: 1; border: 0; width: 100%; }}
[hidden] {{ display: none; }}
</style>
</head>
<body>
<header><h1>{shown}</h1><p id="news" role="status">The report is being made.</p></header>
<section id="wrong" aria-live="polite" hidden>
<h2>To be mended first</h2>
<ul id="problems"></ul>
<p id="below"></p>
</section>
<iframe id="report" title="Preview of the report" sandbox="{_SANDBOX}" hidden></iframe>
<script nonce="{nonce}">
{_SCRIPT}</script>
</body>
</html>
"""


_SCRIPT = """\
"use strict";
const at = (id) => document.getElementById(id);
let shown = 0, told = "", place = 0;
at("report").addEventListener("load", () => at("report").contentWindow.scrollTo(0, place));
function tell(state) {
  const words = state.making ? "The report is being made again." : state.problems.length ?
    "The report could not be made." : "The report is as it was last saved.";
  if (at("news").textContent !== words) at("news").textContent = words;
  const problems = JSON.stringify(state.problems);
  if (problems !== told) {
    told = problems;
    at("problems").replaceChildren(...state.problems.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }));
    at("wrong").hidden = !state.problems.length;
  }
  at("below").textContent = state.report ? "Below is the last version that could be made." : "";
  if (state.report !== shown) {
    place = shown ? at("report").contentWindow.scrollY : 0;
    shown = state.report;
    at("report").hidden = false;
    at("report").contentWindow.location.replace("report?" + shown);
  }
}
async function look() {
  try {
    tell(await (await fetch("state", {cache: "no-store"})).json());
    setTimeout(look, 500);
  } catch {
    at("news").textContent = "The preview has ended. Start it again, and open the address it gives.";
    setTimeout(look, 5000);
  }
}
look();
"""
