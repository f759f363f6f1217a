"""Every field of a proposal has words and nothing else has; they are short, plain and British."""

from __future__ import annotations

import re

import pytest

from eia.proposal.outline import outline
from eia.proposal.words import titles, words

FIELDS = [key.name for key in outline() if key.model is None]
SECTIONS = [key.name for key in outline() if key.model]


def test_every_field_has_words_and_nothing_else_has():
    assert sorted(words()) == sorted(FIELDS)
    assert len(FIELDS) > 250


def test_every_section_has_a_title_and_nothing_else_has_in_the_order_of_the_work():
    assert list(titles()) == SECTIONS


@pytest.mark.parametrize("name", FIELDS)
def test_words_are_one_short_sentence(name):
    text = words()[name]
    assert text == text.strip()
    assert text.endswith(".")
    assert text[0].isupper()
    assert not re.search(r"[.?!] [A-Z]", text)
    assert len(text.split()) <= 25


def test_titles_are_no_sentences_and_no_two_are_alike():
    assert not [title for title in titles().values() if title.endswith(".")]
    assert len(set(titles().values())) == len(titles())


def test_words_say_nothing_of_machinery_and_spell_as_the_british_do():
    said = " ".join([*words().values(), *titles().values()]).lower()
    found = re.findall(
        r"\b(?:null|boolean|string|array|enum|json|toml|schema|organization\w*|program|behavior|analyze\w*|center)\b",
        said,
    )
    assert found == []


def test_the_outline_tells_what_may_stand_at_a_key():
    keys = {key.name: key for key in outline()}
    assert keys["schema"].kind == "number"
    assert keys["effect.harm"].words == ("severe", "moderate", "slight")
    assert (keys["effect.characteristics"].many, keys["effect.characteristics"].words[0]) == (True, "age")
    assert (keys["effect.id"].due, keys["effect.direction"].due) == (True, False)
    assert keys["effect.people_count"].kind == keys["consultation.respondents.count"].kind == "people"
    assert (keys["decision.date"].kind, keys["budget.changes"].kind) == ("day", "yes or no")
    assert (keys["decision"].many, keys["decision.deciders"].many) == (False, True)
    assert keys["assessment.overall"].words == ("severe", "moderate", "slight", "none")
