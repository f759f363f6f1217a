"""Thirty invented proposals, the same in every run: every field full in every script, in markup, or hardly anything at all.

No council, person or figure in them is real. Each free text ends in a mark of its own, such as ``q0012q``, by which a test
finds it again in whatever is made of it; the same marks stand in no other place.
"""

# ruff: noqa: RUF001 - letters of other scripts are what is tested
from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from eia.checks import CHECKS
from eia.proposal import Proposal
from eia.proposal.outline import Key, outline
from eia.proposal.writing import write_toml

MARK = re.compile(r"q\d{4}q")
"""What stands once in the record, after each free text."""

ALL = "Ŵyl Zażółć Ελληνικά Русский مرحبا اردو বাংলা ਪੰਜਾਬੀ ગુજરાતી"
SAYINGS = {
    "plain": ["People who use the service at night would travel further.", "Nobody was asked.", "It may cost £5 (9.5%)."],
    "very long words": ["Donaudampfschifffahrt" * 12, "x" * 400, "Llanfairpwllgwyngyll-" * 9, "a/b_c." * 40],
    "latin": ["Ŵyl y Tŷ’r Gymuned ŷ â", "Zażółć gęślą jaźń", "Şişli ığdır", "Tiếng Việt được", "ɛ̃ ŋ ɔ́"],
    "greek": ["Ελληνικά: οι άνθρωποι ταξιδεύουν", "Ἀρχαῖα ᾧ"],
    "cyrillic": ["Русский текст — люди ездят дальше", "українська мова її", "Бългaрски"],
    "arabic": ["مرحبا، هذا نص عربي طويل", "الناس (٥٠٪) يسافرون أبعد.", "اَلْعَرَبِيَّةُ"],
    "urdu": ["یہ اردو ہے۔ لوگ سفر کریں گے۔", "ٹرانسپورٹ ۱۲۳"],
    "bengali": ["নমস্কার বাংলা ক্ষমতা", "মানুষ আরও দূরে যাবে।", "১২৩ কৃষ্ণ"],
    "gurmukhi": ["ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ", "ਲੋਕ ਦੂਰ ਜਾਣਗੇ।", "੧੨੩ ਪੰਜਾਬੀ"],
    "gujarati": ["નમસ્તે ક્ષમા ગુજરાતી", "લોકો દૂર જશે.", "૧૨૩ શ્રી"],
    "all scripts": [ALL, f"He said “{ALL}” and left.", f"({ALL})"],
    "html": [
        "<script>alert(1)</script>", "<img src=http://example.org/x onerror=alert(1)>", "</td></table></main><h1>", "<!--",
        "<svg/onload=alert(1)>", "<base href=//example.org>", "<style>*{display:none}</style>", "<title>x</title>", "<plaintext>",
    ],
    "entities": ["&amp; &lt;b&gt; &#60;", "&nbsp;&copy", "]]>", "<![CDATA[ x ]]>", "%3Cscript%3E", "&lt;/script&gt;"],
    "typst": ['#eval("1")', '#read("/etc/passwd")', '#image("/etc/passwd")', '#import "@preview/x:1.0.0"', "@x <y> // gone? /* gone?", "= h", "#{1}"],
    "mathematics": ["$x$", "$$\\sum_i x_i$$", "$5 and $6", "\\(y\\) \\[z\\]", "\\input{/etc/passwd}"],
    "backslashes": ["\\", "C:\\new\\table", '"quoted" \\"', "'it''s'", "\\u0041 \\x41 \\n", "“a” ‘b’"],
    "templates": ["{{ 7*7 }}", "{% include '/etc/passwd' %}", "{# gone? #}", "${7*7}", "%(x)s {0} {x!r}", "<%= x %>"],
    "markdown": ["# Heading?", "| a | b |", "[link](javascript:alert(1))", "![alt](http://example.org/x.png)", "**bold** _x_ `code`", "- item", "[^1]", "> said"],
    "addresses": ["https://example.org/" + "path-" * 60, "javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "http://[broken", "mailto:a@example.org", "(https://example.org/a_(b))."],
    "office fields": ["=cmd|' /C calc'!A0", 'INCLUDETEXT "/etc/passwd"', "DDEAUTO c:\\x", "+1+1", "@SUM(A1)", "<w:fldSimple w:instr='DDE'>"],
    "hidden signs": ["zero\u200bwidth\u200d \ufeffand \u2060joined", "soft\u00adhyphen", "nar\u202frow\u00a0no-break", "a\u034fb", "x\ufe0f"],
    "directions": ["\u202eoverridden\u202c", "\u2067isolated\u2069", "never closed \u202e", "\u200fmark\u200e", "\u2066 open", "مرحبا (a) 12%."],
    "marks on letters": ["e\u0301 a\u0308 n\u0303", "Z\u0351\u036b a\u030a\u0327", "ȧ̈", "i̇"],
    "several paragraphs": ["First.\n\nSecond.", "a\n- b\n- c", "\tindented\n    code?\n\nend"],
    "signs and figures": ["≥ 10 ≤ 5 − 3 ± £ € ½ ² ° × • … – —", "1,234.5%", "(56.1 to 73.0)", "nan", "n/a", "None", "0", "NULL", "TRUE"],
}  # fmt: skip
"""What the free texts say, by the name of the proposal that says it in every field."""

_DAY = dt.date(2024, 3, 1)
_TABLES = (
    "file",
    "sheet",
    "table",
    "columns",
    "areas",
    "intersections",
    "standard_population",
    "outcomes",
    "merge",
    "compare_with",
)
_TABLES += (
    "reference",
    "reference_because",
    "person",
    "own_categories",
    "own_categories_because",
    "outcome",
    "bands",
)
"""Keys that only mean something beside a file; the proposals with tables set them."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """An invented proposal: the name of its folder, its record, and the tables beside it by file name."""

    name: str
    record: dict[str, object]
    tables: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write its folder into another; return it."""
        mine = folder / self.name
        (mine / "evidence").mkdir(parents=True)
        text = write_toml(Proposal.model_validate(self.record))
        (mine / "proposal.toml").write_text(text, encoding="utf-8", newline="\n")
        for name, content in self.tables.items():
            (mine / "evidence" / name).write_text(content, encoding="utf-8", newline="\n")
        return mine


def made_proposals() -> tuple[Made, ...]:
    """Make all thirty."""
    every = [_every_field(name, sayings) for name, sayings in SAYINGS.items()]
    return (*every, _nothing(), _one_word(), _many_effects(), _long_table(), _no_evidence())


class _Writer:
    """Writes a record from the model itself, so that a field added to it is filled here too."""

    def __init__(self, name: str, sayings: list[str]) -> None:
        self.random = random.Random(name)
        self.sayings = sayings
        self.marks = 0

    def say(self) -> str:
        """Return the next free text, with its mark."""
        self.marks += 1
        return f"{self.sayings[self.marks % len(self.sayings)]} q{self.marks:04d}q"

    def section(self, keys: list[Key], above: tuple[str, ...], *, number: int = 1) -> dict[str, object]:
        """Fill every key of a section."""
        own = [key for key in keys if key.path[:-1] == above]
        return {key.path[-1]: self.value(keys, key, number) for key in own if key.name not in _LEFT}

    def value(self, keys: list[Key], key: Key, number: int) -> object:
        """Return what stands at a key."""
        if key.name in _SET:
            return _SET[key.name](number)
        if key.model:
            times = 2 if key.many else 1
            made = [self.section(keys, key.path, number=at + 1) for at in range(times)]
            return made if key.many else made[0]
        if key.words:
            return [*key.words] if key.many else key.words[self.random.randrange(len(key.words))]
        if key.kind == "day":
            return _DAY + dt.timedelta(days=self.marks)
        if key.kind == "yes or no":
            return self.random.random() < 0.5
        return [self.say(), self.say()] if key.many else self.say()


_LEFT = {"schema", "exempt", "proposal.authority_code", "effect.people_count", "effect.local", "local_answer", "record.signed_on",
         *(f"evidence.{key}" for key in _TABLES)}  # fmt: skip
_SET: dict[str, Callable[[int], object]] = {
    "evidence.id": lambda number: f"evidence-{number}",
    "effect.id": lambda number: f"effect-{number}",
    "effect.evidence": lambda number: [f"evidence-{number}"],
    "effect.direction": lambda number: "negative" if number == 1 else "cannot tell",
    "action.effects": lambda number: [f"effect-{number}"],
    "disparity.evidence": lambda number: [f"evidence-{number}"],
    "response.to": lambda number: CHECKS[number * 3].code,
    "assessment.short": lambda _: False,
    "decision.date": lambda _: dt.date(2024, 6, 1),
    "consultation.opened": lambda _: dt.date(2024, 2, 1),
    "consultation.closed": lambda _: dt.date(2024, 4, 1),
    "consultation.respondents.count": lambda number: 40 * number,
}


def _every_field(name: str, sayings: list[str]) -> Made:
    writer = _Writer(name, sayings)
    record = writer.section(list(outline()), ())
    return Made(name=f"made-{name.replace(' ', '-')}", record=record)


def _begun(title: str) -> dict[str, object]:
    return {"proposal": {"title": title, "body": "Invented Borough Council", "nation": "England", "stage": "decision"}}  # fmt: skip


def _nothing() -> Made:
    return Made(name="made-nothing-at-all", record={})


def _one_word() -> Made:
    return Made(name="made-one-word", record={"proposal": {"title": "Word"}})


def _no_evidence() -> Made:
    record = _Writer("no evidence", SAYINGS["plain"]).section(list(outline()), ())
    for key in ("evidence", "disparity", "gap", "consultation", "engagement"):
        del record[key]
    record["no_gaps_because"] = None
    record["effect"] = [{**one, "evidence": "none"} for one in record["effect"]]
    return Made(name="made-no-evidence", record=record)


def _many_effects(count: int = 240) -> Made:
    writer = _Writer("many effects", SAYINGS["plain"])
    keys = [key for key in outline() if key.path[0] in ("effect", "action")]
    characteristics = next(key.words for key in keys if key.name == "effect.characteristics")
    record = _begun("Hundreds of effects (invented)")
    effects = [writer.section(keys, ("effect",), number=at + 1) for at in range(count)]
    directions = ("negative", "positive", "both", "cannot tell")
    record["effect"] = [
        {**one, "evidence": "none", "characteristics": [characteristics[at % 9]], "direction": directions[at % 4]}
        for at, one in enumerate(effects)
    ]  # fmt: skip
    record["action"] = [writer.section(keys, ("action",), number=at + 1) for at in range(count)]
    return Made(name="made-hundreds-of-effects", record=record)


def _long_table(rows: int = 300) -> Made:
    record = _begun("A table of 300 rows (invented)")
    record["evidence"] = [
        {
            "id": "rates", "title": "A rate for each of 300 groups (invented)", "table": "rates", "file": "evidence/rates.csv",
            "outcome": "could come", "outcome_is": "benefit", "about": ["race"], "date": _DAY,
        }
    ]  # fmt: skip
    lines = ["characteristic,group,per_cent", "all,all who answered,50"]
    lines += [f"race,Invented group {at} <b>&amp; q{at:04d}q,{at % 100}" for at in range(rows)]
    record["option"] = [{"name": f"Option {at} q{at + 1000:04d}q"} for at in range(rows)]
    return Made(name="made-300-rows", record=record, tables={"rates.csv": "\n".join(lines) + "\n"})
