"""What may be left out of the published copy: a line that is recorded, and never an adverse effect or a gap."""

from __future__ import annotations

import pytest

from eia.proposal.exemptions import unknown_exemptions, value_at

RECORD = {
    "budget": {"figure": "£2 million", "changes": True},
    "option": [{"name": "A"}, {"name": "B", "why_not": "Cost"}],
    "data_protection": {"article_9": "A"},
    "decision": {"deciders": [{"who": "Cabinet"}]},
    "effect": [{"title": "A"}],
}


def said(*fields):
    raw = RECORD | {"exempt": [{"field": one, "paragraph": 3, "because": "A"} for one in fields]}
    return [str(one) for one in unknown_exemptions(raw, "file")]


@pytest.mark.parametrize(
    "field", ["budget.figure", "option 2.why_not", "data_protection.article_9", "decision.deciders 1.who"]
)
def test_a_line_that_is_recorded_may_be_left_out(field):
    assert said(field) == []


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("budget.figur", "'budget.figur' is no place in this file. Did you mean 'budget.figure'?"),
        ("budget", "'budget' is a whole section. Name each of its lines that is left out."),
        ("option.why_not", "Nothing is recorded at 'option.why_not'."),
        ("option 1.why_not", "Nothing is recorded at 'option 1.why_not'."),
        ("option 0.why_not", "is no place in this file."),
        ("option 99999.why_not", "Nothing is recorded at"),
        ("package.name", "is no place in this file."),
        ("exempt 1.because", "is no place in this file."),
        ("schema", "is no place in this file."),
        ("", "is no place in this file."),
        ("....", "is no place in this file."),
    ],
)
def test_what_is_not_there_is_not_left_out(field, what):
    [line] = said(field)
    assert line.startswith("file, exempt 1, 'field': ")
    assert what in line


@pytest.mark.parametrize(
    "field",
    [
        "effect 1.title",
        "effect",
        "gap 1.what",
        "no_gaps_because",
        "opportunity 1.says",
        "conduct 1.says",
        "relations 1.says",
        "rule 1.what",
        "disparity 1.says",
    ],
)
def test_effects_the_three_needs_and_gaps_are_never_left_out(field):
    assert said(field) == [
        "file, exempt 1, 'field': An adverse effect or a gap in the evidence cannot be left out of a published assessment. Write it so that it can be published."
    ]


def test_the_same_line_is_named_once():
    assert said("budget.figure", "budget.figure") == [
        "file, exempt 2, 'field': 'budget.figure' is named already. Keep one of the two."
    ]


def test_the_value_at_a_place_is_found():
    assert value_at("option 2.why_not", RECORD) == "Cost"
    assert value_at("option 3.why_not", RECORD) is None
    assert value_at("budget.figure.more", RECORD) is None
