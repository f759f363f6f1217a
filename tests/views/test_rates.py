"""What page one and the body of a report show of published rates: in both directions, table by table, with nothing made up."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from eia import views
from eia.assessment import assess_submission
from eia.evidence import Rate
from eia.proposal import Proposal, Submission
from eia.views.charts import Chart

REFUSED = (
    ("all", "all", 30.0),
    ("disability", "disabled people", 60.0),
    ("disability", "not disabled", 20.0),
)
CARS = (("all", "all adults", 90.0), ("age", "16 to 44", 95.0), ("age", "75 and over", 70.0))


def entry(name: str, outcome: str, outcome_is: str, more: str = "") -> str:
    return (
        f'[[evidence]]\nid = "{name}"\ntitle = "Table {name}"\ntable = "rates"\nfile = "evidence/{name}.csv"\n'
        f'outcome = "{outcome}"\noutcome_is = "{outcome_is}"\n{more}\n'
    )


def assessed(text: str, **tables):
    rates = {
        name: tuple(
            Rate(characteristic=characteristic, group=group, per_cent=rate)
            for characteristic, group, rate in rows
        )
        for name, rows in tables.items()
    }
    proposal = Proposal.model_validate(tomllib.loads(f'[proposal]\nnation = "England"\n{text}'))
    return assess_submission(
        Submission(id="a-proposal", proposal=proposal, rates=rates), as_of=dt.date(2025, 1, 1)
    )


def said(shown) -> str:
    return " ".join(repr(shown).split())


def test_rates_of_a_burden_are_shown_with_the_groups_above_the_whole_as_the_worse_off():
    found = assessed(
        entry("a", "were refused", "burden", 'geography = "Anywhere"\nperiod = "2024"'), a=REFUSED
    )
    assert (
        "In Anywhere (2024), 30 in every 100 people were refused, but 60 in every 100 disabled people."
        in said(views.brief(found))
    )
    assert "no figures were supplied" not in said(views.brief(found))
    assert said(views.rates(found)).startswith("Groups worse off than the whole, by rates")
    table = said(views.behind(found))
    assert "Share of each group that were refused (a burden)" in table
    assert "Disabled people | 60% | 30 points above" in table
    assert (
        views.behind_chart(found).caption
        == "Share of each group that were refused (a burden), Anywhere, 2024"
    )
    assert "I04" in {one.code for one in found.findings if "worse off than the whole" in one.text}


@pytest.mark.parametrize(("outcome_is", "beside"), [("burden", "above"), ("benefit", "below")])
def test_rates_by_which_no_group_is_worse_off_are_shown_all_the_same(outcome_is, beside):
    rows = (("all", "all adults", 30.0), ("sex", "women", 30.0))
    found = assessed(entry("a", "could go", outcome_is), a=rows)
    assert f"30 in every 100 adults could go; no group of the table is {beside} that." in said(
        views.brief(found)
    )
    assert said(views.rates(found)).startswith("Rates by group From")
    assert "No group of this table is worse off than the whole." in said(views.rates(found))
    assert "Women | 30% | the same" in said(views.behind(found))
    assert isinstance(views.behind_chart(found), Chart)


def test_each_table_of_rates_has_a_chart_of_its_own():
    text = entry("a", "could go", "benefit", 'geography = "Anywhere"') + entry("b", "have a car", "benefit")
    shown = views.behind_chart(assessed(text, a=REFUSED, b=CARS))
    assert shown.html.count("<figure>") == 2
    assert "Share of each group that could go. Highest: Disabled people, 60%." in said(shown)
    assert "have a car. Highest: People aged 16 to 44, 95%. Lowest: People aged 75" in said(shown)


def test_what_is_not_recorded_of_rates_is_said_so_and_never_as_none():
    found = assessed(entry("a", "could go", "benefit"), a=REFUSED)
    assert "In a place not recorded (date not recorded), 30 in every 100 people could go" in said(
        views.brief(found)
    )
    assert views.behind_chart(found).caption == "Share of each group that could go"
    for view in (views.brief, views.rates, views.behind, views.behind_chart):
        assert "None" not in said(view(found))
