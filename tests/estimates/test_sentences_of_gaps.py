"""What is said of an interval without an upper end, of a share that is left open, and where nobody has the outcome."""

import pytest

from eia.estimates import Bands, Tally, gap, in_brief, sentence_of, verdict
from eia.estimates.rounded import RoundedTally, Span, rounded_gap, rounded_verdicts

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)
SAID = {"kind": "complete", "outcome": "were refused", "bears": "burden"}
PEOPLE = "of about 220 and 550 people"


def span(shown):
    return Span(low=max(0, shown - 9), shown=shown, high=shown + 9)


def rounded(one, other):
    tallies = [
        RoundedTally(group=name, have=span(have), have_not=span(have_not))
        for name, (have, have_not) in zip("ab", (one, other), strict=True)
    ]
    [found] = rounded_verdicts([rounded_gap(*tallies, **SAID)], bands=BANDS)
    return found


def exact(one, other):
    tallies = [
        Tally(group=name, count=count, total=total)
        for name, (count, total) in zip("ab", (one, other), strict=True)
    ]
    return verdict(gap(*tallies, **SAID), bands=BANDS)


@pytest.mark.parametrize(
    "found",
    [
        rounded((60, 340), (0, 1_000)),
        rounded((0, 1_000), (60, 340)),
        rounded((0, 400), (0, 1_000)),
        rounded((1_000, 0), (340, 60)),
        rounded((60, 340), (120, 900)),
        rounded((99_990, 10), (0, 100_000)),
        exact((60, 400), (0, 1_000)),
        exact((0, 10), (0, 1_000)),
        exact((0, 1_000), (60, 400)),
        exact((1, 400), (0, 1_000)),
    ],
)
def test_whatever_is_left_open_reads_well_in_full_and_in_a_line(found):
    line = in_brief(found, rounded=True, people=PEOPLE)
    for said in (sentence_of(found), line):
        assert "end theirs" not in said
        assert "at least less" not in said
        assert "at least 0 times" not in said
        assert ".." not in said
        assert "about more" not in said
        assert "about less" not in said
    assert PEOPLE in line
    assert len(line.split()) <= 45


def test_an_interval_without_an_upper_end_in_a_line():
    assert in_brief(rounded((60, 340), (0, 1_000)), rounded=True, people=PEOPLE) == (
        "Shown different: about 15% of “a”, at most about 0.9% of “b” (of about 220 and 550 people): "
        "at least 7.1 times theirs, with no upper end (95% interval; 8.8 to 21 percentage points higher)."
    )


def test_where_nobody_has_the_outcome_the_interval_of_the_difference_is_explained():
    said = sentence_of(exact((0, 1_000), (0, 1_000)))
    assert "in brackets the 95% interval" in said
    assert "The band is 0.8 to 1.25 times" in said
    assert "chance from year to year" in said
