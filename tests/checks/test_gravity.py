"""When less is asked: only where the record answers for everyone and says that nothing is worse than slight."""

from __future__ import annotations

import pytest

from eia.law import law

RECORD = """
[proposal]
nation = "England"
{proposal}
[assessment]
{assessment}
[decision]
{decision}
[[effect]]
id = "desk"
title = "The desk moves"
characteristics = ["age", "disability"]
{effect}
[[put_aside]]
characteristics = [{aside}]
reason = "The way is the same for all"
looked_at = "Who visits"
{more}
"""
SMALL = {
    "proposal": "strategic = false",
    "assessment": "made = true",
    "decision": 'what = "To move the desk"',
    "effect": 'direction = "negative"\nharm = "slight"',
    "aside": ", ".join(
        f'"{one.id}"' for one in law().characteristics if one.relevant and one.id not in ("age", "disability")
    ),
    "more": "",
}


def asks_of_the_minutes(assessed, **changed):
    """Tell whether silence about the minutes is a worry, as it is unless the record is answered as slight."""
    found = assessed(RECORD.format(**SMALL | changed))
    return any(one.code == "D03" for one in found.worries)


def test_a_small_decision_answered_for_everyone_is_asked_less(assessed):
    assert not asks_of_the_minutes(assessed)
    assert not asks_of_the_minutes(assessed, effect='direction = "none"\nlooked_at = "A walk with two users"')
    assert not asks_of_the_minutes(assessed, assessment='made = true\noverall = "slight"')


@pytest.mark.parametrize(
    "changed",
    [
        {"proposal": "strategic = true"},
        {"proposal": 'points_to = ["race"]'},
        {"assessment": ""},
        {"assessment": 'made = true\noverall = "moderate"'},
        {"decision": 'paper_gravest = "moderate"'},
        {"effect": ""},
        {"effect": 'direction = "negative"'},
        {"effect": 'direction = "negative"\nharm = "moderate"'},
        {"effect": 'direction = "cannot tell"\nharm = "slight"'},
        {"effect": 'direction = "not looked"'},
        {"effect": 'direction = "none"'},
        {"more": '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Use is even"'},
        {"aside": '"race"'},
        {"more": '[[tool]]\nname = "Matcher"'},
        {"more": '[[service]]\nname = "A refuge"'},
        {"more": '[[exception]]\nkind = "primary legislation"'},
    ],
    ids=str,
)
def test_silence_and_anything_graver_is_asked_about_in_full(assessed, changed):
    assert asks_of_the_minutes(assessed, **changed)


def test_an_explicit_no_is_never_made_lighter(assessed):
    found = assessed(RECORD.format(**SMALL | {"decision": "equality_minuted = false"}))
    assert [(one.status, one.severity) for one in found.worries if one.code == "D03"] == [
        ("not met", "warning")
    ]
