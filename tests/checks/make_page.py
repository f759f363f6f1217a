"""Write what `eia explain` knows of each check, and the pages of checks for lawyers: run by `make docs`."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

from eia.checks import FAMILIES
from eia.explain import STAGES, Authority, Explanation, _records, explain
from eia.files import write_whole

ROOT = Path(__file__).resolve().parents[2]
SEEN = ROOT / "eia" / "explain_seen.toml"
PAGES = ROOT / "docs" / "checks"
INDEX = ROOT / "docs" / "checks.md"

_SPEC = importlib.util.spec_from_file_location("watching", ROOT / "tests" / "explain" / "watching.py")
watching = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(
    watching
)  # tests are no package, so what stands in another room is loaded by its path


def seen_text() -> str:
    """Return what was watched, as its file holds it."""
    lines = [
        "# Written by make docs: what each check was seen to read and to answer over every record that the tests hold."
    ]
    for code, one in watching.seen().items():
        lines += ["", f"[{code}]", "reads = ["]
        lines += [f'  "{path}",' for path in one.reads]
        lines += ["]", f"nations = {json.dumps(one.nations)}"]
        lines += [f"{json.dumps(status)} = {json.dumps(grave)}" for status, grave in one.answers.items()]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Return the text of each page, by its file."""
    return {
        INDEX: _index(),
        **{
            PAGES / f"{_slug(family.title)}.md": "\n".join(
                [
                    f"# {family.title}",
                    "",
                    "[How to read this, and every question](../checks.md). Not legal advice. Written by `make docs`.",
                    *(line for check in family.checks for line in _entry(explain(check.code))),
                ]
            )
            + "\n"
            for family in FAMILIES
        },
    }


def _index() -> str:
    stages = "\n".join(f"- **{stage.value}**: {words}" for stage, words in STAGES.items())
    lists = []
    for family in FAMILIES:
        page = f"checks/{_slug(family.title)}.md"
        lists += ["", f"### [{family.title}]({page})", ""]
        lists += [
            f"- [{check.code}]({page}#{check.code.lower()}) {check.question}" for check in family.checks
        ]
    return HOW_TO_READ.format(stages=stages) + "\n".join(lists) + "\n"


def _entry(one: Explanation) -> Iterator[str]:
    yield from ("", f'## <a id="{one.code.lower()}"></a>{one.code}. {one.question}', "")
    yield from (f"**Why it matters.** {one.rests}", "")
    if one.practice:
        yield from (f"**What the law does not ask.** {one.practice}", "")
    for each in one.authorities:
        yield _authority(each)
    if one.authorities:
        yield ""
    yield from (f"**When it is due.** {one.due} **Where it is asked.** {one.nations}", "")
    yield from (
        "**What it can come to.** " + "; ".join(f"{status} ({grave})" for status, grave in one.answers) + ".",
        "",
    )
    yield from (f"**To settle it.** {one.settle}", "", f"**Known limits.** {one.limits}", "")
    yield from ("<details><summary>What it reads in <code>proposal.toml</code></summary>", "")
    yield from (f"- `{path}`: {says}" for path, says in one.reads)
    yield from ("", "</details>")


def _authority(one: Authority) -> str:
    cites = (
        f"[{one.cites.replace('[', chr(92) + '[').replace(']', chr(92) + ']')}]({one.url})"
        if one.url
        else one.cites
    )
    return " ".join(part for part in (f"- {cites}: {one.says}", one.where, f"*{one.read}*") if part)


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z]+", title.lower()))


HOW_TO_READ = """# The questions that the toolkit asks

Each question is put to what an author wrote down of a proposal. None of them is legal advice, and no answer, nor all of them
together, says that a duty is met: the duty is one of substance, and people decide. There is no score.

These pages are written by `make docs` from the checks themselves; `eia explain CODE` prints the same about one question.

## How to read an answer

- **recorded**: the author records an answer. That is what the record says; whether it is true or good enough is for people.
- **not met**: the record says no, or contradicts itself. It is never said of silence, and it is not a finding that the law is
  broken.
- **needs judgement**: the record answers, and only people can say whether the answer is good enough.
- **not recorded**: the record is silent. Silence is never good news, nor by itself a failing.
- **not yet due**: the question is asked at a later stage. Only silence, a *not yet* and what needs judgement wait; a plain no
  stands at any stage.
- **does not arise**: and why.

A worry is *serious*, a *warning* or *advice*. These words say what to read first. The law has no such grades.

A question is due at a stage, and at each one after it. Where no stage is recorded, every question is due.

{stages}

The stages are the toolkit's own, and no law: the duty itself applies from the beginning, in proportion.

## How to read an authority

- What a provision or case says is given in the toolkit's own words, not quoted. Follow the link for its text.
- Each is marked: *read*; or cited from knowledge, as well established; or *NOT READ*. A source that was not read is shown here so
  that you know of it. It stands in no report. A paragraph is named only where that paragraph was read.
- A case says what the law was on its own facts, and before it was given too; one of England and Wales persuades in Scotland and
  does not bind there.
- Under *What the law does not ask* stands what is good practice only, or the toolkit's own way of asking.
- Law changes. The days given are those held here; check them before you rely on them.

Every question also looks at the nation, the stage and the day that a record is judged by: those are not repeated among the fields
it reads. The fields and answers listed were watched while each check was put to every record in the tests.

## Every question
"""


if __name__ == "__main__":
    write_whole(SEEN, seen_text())
    _records.cache_clear()  # what was just written is what the pages say
    texts = pages()
    for stale in set(PAGES.glob("*.md")) - set(texts):
        stale.unlink()
    for page, text in texts.items():
        write_whole(page, text)
