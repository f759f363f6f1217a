"""A few people counted in prose are told as a note; shares, other numbers and people whom nothing sets apart are left alone."""

from __future__ import annotations

import pytest

from eia.cli import main
from eia.proposal import find_proposal, read_proposal
from eia.proposal.small_numbers import small_counts

SMALL = [
    ("The two Sikh employees work at the depot.", "two Sikh employees"),
    ("We know of 3 pregnant women who use it.", "3 pregnant women"),
    ("Five carers with a learning disability came.", "Five carers with a learning disability came"),
    ("There are two Muslims in the team.", "two Muslims"),
    ("four members of staff on maternity leave", "four members of staff on maternity leave"),
    ("Only one trans person answered", "one trans person"),
    ("seven older tenants live there", "seven older tenants"),
]
NOT_SMALL = [
    "Two in five disabled people say so.",
    "One of the Gypsy and Traveller sites closes.",
    "Three councillors were there.",
    "About 5% of disabled people.",
    "12 Sikh employees work there.",
    "1,204 disabled people",
    "9.5 disabled people in a hundred",
    "On 3 May disabled people were asked.",
    "Option 2: disabled people pay less.",
    "Six of eight libraries close, and older people lose most.",
    "For one disabled person the walk may be longer.",
    "two groups of older people were asked",
    "The three needs of the duty and older people",
    "two years after which disabled people are asked again",
    "",
]


@pytest.mark.parametrize(("text", "phrase"), SMALL)
def test_a_few_people_who_share_a_characteristic_are_seen(text, phrase):
    assert small_counts(text) == (phrase,)


@pytest.mark.parametrize("text", NOT_SMALL)
def test_what_counts_no_few_people_is_left_alone(text):
    assert small_counts(text) == ()


def test_a_note_names_the_field_and_not_the_words(tmp_path, capsys):
    (tmp_path / "depot").mkdir()
    (tmp_path / "depot" / "proposal.toml").write_text(
        'schema = 5\n[proposal]\nwhat = "The two Sikh employees move."\naims = ["Keep three deaf pupils here"]\n',
        encoding="utf-8",
    )
    main(["check", str(tmp_path / "depot")])
    said = capsys.readouterr()
    assert "'what': This seems to count a few people" in said.out + said.err
    assert "'aims': This seems to count a few people" in said.out + said.err
    assert "Sikh" not in said.out + said.err


@pytest.mark.parametrize(
    "name", ["cheshire-east-digital-strategy", "council-tax-support-options", "library-hours-example"]
)
def test_the_shipped_proposals_need_no_second_look(name):
    assert read_proposal(find_proposal(name)).notes == ()
