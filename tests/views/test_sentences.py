"""Sentences of page one: where the author's prose may be cut, and how an effect, an answer and a rate are said."""

from __future__ import annotations

import pytest

from eia.views.sentences import clip

KEPT = "Saturday afternoons at two branches are kept: 40 hours go, not 48."
ANSWER = "We will support skills, knowledge, and accessibility”; digital first, “but not to exclude those who do not”"


@pytest.mark.parametrize(
    ("words", "most", "cut"),
    [
        (KEPT, 20, KEPT),
        (KEPT, 11, "Saturday afternoons at two branches are kept…"),
        (ANSWER, 9, "We will support skills, knowledge, and accessibility”…"),
        ("The hall closes on Sunday unless a club asks for it.", 5, "The hall closes on…"),
        ("The hall, built in 1902, closes on Sunday (if nobody asks).", 8, "The hall, built in 1902…"),
        ("It opens. But not on Sunday, nor at night.", 2, "It opens…"),
        ("Buses run later, and trams run earlier, than now.", 7, "Buses run later, and trams run earlier…"),
        ("One, two, three four five six seven eight nine", 8, "One, two, three four five six seven eight…"),
        ("No, not, but only if", 4, "No, not, but only…"),
        ("Not if", 1, "Not…"),
    ],
)
def test_prose_is_never_cut_just_before_a_word_that_turns_its_sense(words, most, cut):
    assert clip(words, most) == cut
