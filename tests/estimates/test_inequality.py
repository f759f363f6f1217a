"""The slope and the relative index at their edges: a line that may reach 0 at an end, and shares that are equal."""

import pytest

from eia.estimates import Tally, inequality, sentence_of


def fifths(*counts, total=1_000):
    return [Tally(group=f"fifth {k}", count=count, total=total) for k, count in enumerate(counts, 1)]


@pytest.mark.parametrize(
    "counts", [(10, 30, 50, 70, 90), (90, 70, 50, 30, 10), (10, 30, 51, 70, 90), (12, 30, 50, 70, 90)]
)
def test_a_line_that_may_reach_0_at_an_end_has_no_ratio(counts):
    found = inequality(fifths(*counts), kind="complete")
    assert found.slope.told
    assert (found.relative.value, found.relative.low, found.relative.high) == (None, None, None)
    assert "The line may reach 0 at an end of the ranking" in sentence_of(found)


def test_a_ratio_is_given_where_both_ends_are_surely_above_0():
    for counts in ((100, 120, 140, 160, 180), (40, 60, 80, 100, 120)):
        found = inequality(fifths(*counts), kind="complete").relative
        assert found.low < found.value < found.high < 40 * found.value


@pytest.mark.parametrize(("share", "total"), [(0.3, 1_000), (0.7, 990), (0.1, 70)])
def test_equal_shares_are_said_to_be_equal(share, total):
    found = inequality(fifths(*[round(share * total)] * 5, total=total), kind="sampled")
    assert (found.slope.value, found.relative.value) == (0, 1)
    assert "the share is the same at both ends" in sentence_of(found)
    assert "less than 0.1" not in sentence_of(found).split("(")[0]


def test_groups_of_very_many_people_are_fitted_too():
    ranked = [Tally(group=str(k), count=k * 10**8 + 1, total=10**9 + k) for k in range(1, 6)]
    assert inequality(ranked, kind="complete").slope.value == pytest.approx(0.5, rel=1e-6)
