"""What a report says: how long it is, what each copy leaves out, and what neither may."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import product
from pathlib import Path

import nbformat
import pikepdf
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_output

from eia import views
from eia.assessment import assess
from eia.checks import CHECKS
from eia.report import to_html, to_pdf
from eia.views.brief import MOST_WORDS

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "01_assess_a_proposal.ipynb"
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("cheshire-east-digital-strategy", "council-tax-support-options", "library-hours-example")
SHORT = sorted(folder.parent for folder in (ROOT / "tests" / "fairness").glob("*/proposal.toml"))
LONG_WORDS = " ".join(f"word{number}" for number in range(400))
EVERYTHING_LONG = f"""
[proposal]
title = "A proposal whose every answer is long"
what = "{LONG_WORDS}"
stage = "decision"
[decision]
what = "{LONG_WORDS}"
date = 2024-06-01
outcome = "{LONG_WORDS}"
source = "{LONG_WORDS}"
[record]
changed_because = "{LONG_WORDS}"
contact = "{LONG_WORDS}"
other_formats = ["{LONG_WORDS}"]
comment_how = "{LONG_WORDS}"
[consultation]
changed = "{LONG_WORDS}"
[publication]
where = "{LONG_WORDS}"
""" + "".join(
    f"""
[[option]]
name = "Option {number} {LONG_WORDS}"
[[effect]]
id = "effect-{number}"
title = "Effect {number} {LONG_WORDS}"
characteristics = ["age"]
groups = ["{LONG_WORDS}"]
direction = "negative"
people = "{LONG_WORDS}"
reasoning = "7 {LONG_WORDS}"
[[gap]]
what = "Gap {number} {LONG_WORDS}"
[[record.versions]]
number = "{number}"
what = "{LONG_WORDS}"
[[action]]
effects = ["effect-{number}"]
what = "{LONG_WORDS}"
[[response]]
to = "D01"
answer = "will do"
says = "{LONG_WORDS}"
"""
    for number in range(9)
)


def run_here(proposal: str | Path, *, copy: str = "decision", **parameters: str) -> nbformat.NotebookNode:
    """Return the notebook with what each of its cells shows of a proposal, run in this process: as quick as its views."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    scope: dict[str, object] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        cell.outputs = []
        *before, last = cell.source.splitlines()
        if "parameters" in cell.metadata.get("tags", ()):
            exec(cell.source, scope)
            scope |= {"proposal": proposal, "copy": copy, **parameters}
            continue
        exec("\n".join(before), scope)
        shown = eval(last, scope)
        bundle = shown._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        cell.execution_count = number
        cell.outputs = [new_output("execute_result", data, metadata=metadata, execution_count=number)]
    return notebook


@cache
def soup(proposal, **parameters) -> BeautifulSoup:
    return BeautifulSoup(to_html(run_here(proposal, **parameters)), "html.parser")


def words_of(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


def pages_of(proposal, **parameters) -> int:
    with pikepdf.open(io.BytesIO(to_pdf(to_html(run_here(proposal, **parameters))))) as opened:
        return len(opened.pages)


def brief_words(assessment) -> int:
    return len(re.sub(r"<[^>]*>", " ", views.brief(assessment).html).split())


@pytest.mark.parametrize("copy", ["decision", "publication"])
@pytest.mark.parametrize("proposal", [*SHIPPED, *SHORT], ids=lambda one: getattr(one, "name", one))
def test_page_one_has_at_most_350_words(proposal, copy):
    assert 60 < brief_words(assess(proposal, copy=copy)) <= MOST_WORDS


def test_page_one_of_a_record_whose_every_answer_is_long_has_at_most_350_words(assessed):
    assert 200 < brief_words(assessed(EVERYTHING_LONG)) <= MOST_WORDS
    assert brief_words(assessed("")) <= MOST_WORDS
    longer = EVERYTHING_LONG.replace(
        'characteristics = ["age"]',
        'harm = "moderate"\ncharacteristics = ["religion_or_belief", "pregnancy_and_maternity", "sexual_orientation"]',
    ).replace('name = "Option 1', 'recommended = true\nname = "Option 1')
    assert brief_words(assessed(f"{longer}\n[assessment]\nshort = true\n")) <= MOST_WORDS


def test_page_one_names_every_adverse_effect_of_the_shipped_proposals():
    for name in SHIPPED:
        assessment = assess(name)
        page = run_here(name).cells[2].outputs[0].data["text/html"].lower()
        for effect in assessment.dossier.adverse_effects:
            assert effect.title.lower()[:30] in page, (name, effect.title)


@pytest.mark.parametrize("proposal", SHIPPED)
def test_no_adverse_effect_and_no_gap_is_dropped_from_either_copy(proposal):
    record = assess(proposal).dossier.proposal
    decided, published = words_of(soup(proposal)), words_of(soup(proposal, copy="publication"))
    adverse = [one for one in record.effect if one.direction in ("negative", "both", "cannot tell")]
    assert adverse
    for one in adverse:
        for said in (
            one.title,
            one.reasoning,
            one.harm,
            one.people,
            one.worst,
            one.remains,
            one.accepted_because,
        ):
            for copy in (decided, published):
                assert said is None or said.rstrip(".").lower() in copy.lower(), (one.id, said)
    for gap in record.gap:
        for said in (gap.what, gap.matters, gap.will_do, gap.why_not):
            assert said is None or (said in decided and said in published)


def made_record(stage: str, short: str) -> str:
    """Write a record with an effect of every direction, harm and answer there is, and a gap for every plan."""
    head = (
        f'[proposal]\ntitle = "Made"\nstage = "{stage}"\nnation = "Wales"\n[decision]\ndate = 2024-06-01\n'
        f"[assessment]\nshort = {short}\n"
    )
    directions = ("negative", "both", "cannot tell", "not looked", "positive", None)
    answers = ("", 'answer = "none"\n', 'accepted_because = "accepted-{0} & <b>"\n', "action")
    effects = ""
    for number, (direction, harm, answer) in enumerate(
        product(directions, ("severe", "slight", None), answers)
    ):
        effects += (
            f'[[effect]]\nid = "effect-{number}"\ntitle = "Title-{number} & <b>"\nreasoning = "reasoning-{number} < 3"\n'
            f'worst = "worst-{number}"\nremains = "remains-{number}"\n'
        )
        effects += 'characteristics = ["age", "race"]\n' if number % 3 else 'groups = ["people-who-wait"]\n'
        effects += f'direction = "{direction}"\n' if direction else ""
        effects += f'harm = "{harm}"\n' if harm else ""
        effects += "" if answer == "action" else answer.format(number)
        if answer == "action":
            effects += f'[[action]]\neffects = ["effect-{number}"]\nwhat = "done-{number}"\nremains = "left-{number}"\n'
    gaps = (
        'what = "gap-a & <b>"\n',
        'what = "gap-b"\nmatters = "matters-b"\nwill_do = "will-b"\nwhy_not = "why-b"\n',
        'what = "gap-c"\nwhy_not = "why-c"\nabout = ["sex"]\n',
        'what = "gap-d"\nplan = "none"\n',
    )
    return head + effects + "".join(f"[[gap]]\n{one}" for one in gaps)


@pytest.mark.parametrize("short", ["false", "true"])
@pytest.mark.parametrize("stage", ["early", "decision", "review"])
def test_neither_copy_of_a_made_record_drops_an_effect_its_answer_or_a_gap(folder_of, stage, short):
    record = made_record(stage, short)
    folder = folder_of(record)
    said = set(
        re.findall(
            r'= "((?:Title|reasoning|worst|remains|accepted|done|left|gap|matters|will|why)-[^"]*)"', record
        )
    )
    assert len(said) > 300
    for copy in ("decision", "publication"):
        words = words_of(soup(folder, copy=copy)).lower()
        dropped = [one for one in said if not re.search(rf"{re.escape(one.lower())}(?![0-9])", words)]
        assert dropped == [], copy
        assert words.count("nothing, as the author records.") >= 18


@pytest.mark.parametrize("proposal", SHIPPED)
def test_the_publication_copy_has_no_findings_and_no_codes(proposal):
    published = words_of(soup(proposal, copy="publication"))
    assert not re.search(r"What would settle it|Points to settle|Authority:", published)
    for check in CHECKS:
        assert not re.search(rf"\b{check.code}\b", published), check.code
    assert "What would settle it" in words_of(soup(proposal)) or not assess(proposal).worries


EXEMPT = """
[proposal]
title = "The lease"
body = "A council"
what = "To give up the lease of a hall."
stage = "decision"
[budget]
figure = "An offer of £123,456 from one bidder"
status = "provisional"
[decision]
what = "To give up the lease."
date = 2024-06-01
[[option]]
name = "Sell"
equality_effects = "The club loses its room."
why_not = "The bidder, Invented Ltd, would pay less"
[[effect]]
id = "club"
title = "The club loses its room"
characteristics = ["disability"]
direction = "negative"
harm = "severe"
reasoning = "No other room has a hoist."
[[gap]]
what = "Who would follow the club elsewhere"
[[exempt]]
field = "budget.figure"
paragraph = 3
because = "it is about the bidder's business affairs"
[[exempt]]
field = "budget.status"
paragraph = 3
because = "it is about the bidder's business affairs"
[[exempt]]
field = "option 1.why_not"
paragraph = 3
because = "it names the bidder"
"""


def test_what_is_exempt_is_left_out_of_the_publication_copy_and_said_to_be(folder_of):
    folder = folder_of(EXEMPT)
    decided, notebook = words_of(soup(folder)), run_here(folder, copy="publication")
    published = words_of(BeautifulSoup(to_html(notebook), "html.parser"))
    assert "£123,456" in decided
    assert "Invented Ltd" in decided
    assert "It stands in this copy." in decided
    for secret in ("123,456", "Invented Ltd", "provisional"):
        assert secret not in published
        assert secret not in str(notebook)
    assert "Left out of this copy" in published
    assert "Option 1, why not: paragraph 3 of Schedule 12A to the Local Government Act 1972" in published
    assert "The club loses its room" in published
    assert "Who would follow the club elsewhere" in published


def test_a_publication_copy_is_a_draft_only_until_it_is_signed_and_whole(folder_of):
    unsigned = soup(folder_of(EXEMPT), copy="publication").find("header").get_text(" ")
    assert "DRAFT: it is not signed." in unsigned
    signed = folder_of(EXEMPT + "[record]\nsigned_on = 2024-05-02\n", name="signed")
    assert assess(signed).worries
    assert "DRAFT" not in soup(signed, copy="publication").get_text()
    assert "DRAFT" not in soup(folder_of(EXEMPT, name="again")).get_text()


def test_an_open_serious_point_stands_on_page_one_of_both_copies_with_the_answer_or_that_there_is_none(
    folder_of,
):
    late = EXEMPT + "[assessment]\nmade = false\n"
    answer = '[[response]]\nto = "T01"\nanswer = "will do"\nsays = "By the autumn."\n'
    for copy in ("decision", "publication"):
        page = (
            run_here(folder_of(late, name=f"none-{copy}"), copy=copy).cells[2].outputs[0].data["text/plain"]
        )
        assert "The author has not answered." in " ".join(page.split())
        page = (
            run_here(folder_of(late + answer, name=f"one-{copy}"), copy=copy)
            .cells[2]
            .outputs[0]
            .data["text/plain"]
        )
        assert "The author (will do): By the autumn." in " ".join(page.split())


def test_what_would_settle_a_point_names_no_field_of_the_file():
    for check in CHECKS:
        assert not re.search(r"\[\[|\]\]|_|'", check.settle.replace("'s ", " ").replace("s' ", " ")), (
            check.code
        )


@pytest.mark.parametrize("proposal", SHIPPED)
def test_after_page_one_and_the_duty_overleaf_stand_at_most_eight_pages_before_the_annex(proposal):
    with (
        pikepdf.open(io.BytesIO(to_pdf(to_html(run_here(proposal))))) as opened,
        opened.open_outline() as outline,
    ):
        [cover] = outline.root
        numbers = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
        annex = next(one for one in cover.children if str(one.title).startswith("Annex"))
        target = annex.destination if annex.destination is not None else annex.action.D
        assert numbers[target[0].objgen] <= 2 + 8


@pytest.mark.parametrize("proposal", SHORT, ids=lambda one: one.name)
def test_a_short_assessment_gives_two_pages(proposal):
    assert pages_of(proposal) <= 2
    assert pages_of(proposal, copy="publication") <= 2
