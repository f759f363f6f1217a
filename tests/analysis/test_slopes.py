"""How a share changes over fifths by deprivation: with an interval where counts stand as they are, else what rounding leaves open."""

import random
from itertools import product

import pytest
from own_counts import asked, groups, release

from eia.analysis import slopes_of
from eia.estimates import RoundedTally, Span, Tally, inequality, slope_interval, slopes_left_open
from eia.estimates.rounded_inequality import _most_pairs, _pairs

FIFTHS = {
    "1 (most deprived)": (400, 900),
    "2": (330, 1_000),
    "3": (305, 1_100),
    "4": (222, 1_033),
    "5 (least deprived)": (160, 995),
}


def slope(counts=FIFTHS, profile=None, characteristic="deprivation", **more):
    of = asked(**more)
    table = groups(
        {name: whole for name, (_, whole) in counts.items()},
        {name: have for name, (have, _) in counts.items()},
        characteristic=characteristic,
    )
    return slopes_of(release(table, of, profile=profile), of)


def truth(counts):
    ranked = [Tally(group=name, count=have, total=whole) for name, (have, whole) in counts.items()]
    return inequality(ranked, kind="complete")


def test_counts_as_they_are_have_the_slope_and_its_interval():
    [found] = slope(profile="suppression-10")
    assert found.inequality == truth(FIFTHS)
    assert "1 is read as the most deprived" in found.says


def test_rounded_counts_have_what_rounding_leaves_open_and_an_interval_of_chance():
    [found] = slope()
    low, high = found.left_open
    assert found.inequality is None
    assert low < truth(FIFTHS).slope.value < high < 0
    true = truth(FIFTHS).slope
    assert found.interval[0] < min(low, true.low)
    assert max(high, true.high) < found.interval[1] < 0
    assert "95% interval: " in found.says
    assert "which allows for the rounding of the counts" in found.says
    assert "chance from year to year" in found.says
    flat = dict.fromkeys(FIFTHS, (303, 1003))
    assert "Whether the share rises or falls cannot be told: the rounding alone" in slope(flat)[0].says


def test_what_is_left_open_holds_the_slope_wherever_the_groups_stand_in_the_ranking():
    """Rounding moves the groups' places too: of counts at the ends of what is left open a hull that keeps the places misses many."""
    drawn = random.Random(1)
    for _ in range(60):
        known = [
            RoundedTally(
                group=name, have=_around(drawn.randint(30, 200)), have_not=_around(drawn.randint(30, 200))
            )
            for name in FIFTHS
        ]
        low, high = slopes_left_open(known)
        for _ in range(40):
            counts = {}
            for one in known:
                have, have_not = (drawn.choice([span.low, span.high]) for span in (one.have, one.have_not))
                counts[one.group] = (have, have + have_not)
            true = truth(counts).slope
            assert low - 1e-12 <= true.value <= high + 1e-12
            assert slope_interval(known)[0] - 1e-12 <= true.low
            assert true.high <= slope_interval(known)[1] + 1e-12


def test_the_greatest_sum_of_pairs_is_found_among_all_corners():
    drawn = random.Random(2)
    for _ in range(20):
        known = [
            RoundedTally(
                group=str(at), have=_around(drawn.randint(0, 60)), have_not=_around(drawn.randint(0, 60))
            )
            for at in range(4)
        ]
        corners = product(*((span.low, span.high) for one in known for span in (one.have, one.have_not)))
        assert _most_pairs(known) == max(_pairs(corner[::2], corner[1::2]) for corner in corners)


def _around(number):
    shown = number - number % 10
    return Span(low=max(0, shown - 9), shown=shown, high=shown + 9)


def test_of_counts_that_stand_for_themselves_the_interval_is_the_exact_one():
    known = [
        RoundedTally(
            group=name,
            have=Span(low=have, shown=have, high=have),
            have_not=Span(low=whole - have, shown=whole - have, high=whole - have),
        )
        for name, (have, whole) in FIFTHS.items()
    ]
    true = truth(FIFTHS).slope
    low, high = slope_interval(known)
    # The same but for n + 2 in place of n in the variance.
    assert low == pytest.approx(true.low, rel=1e-3)
    assert high == pytest.approx(true.high, rel=1e-3)
    assert low <= true.low <= true.high <= high


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_open_holds_the_true_slope(seed):
    drawn = random.Random(seed)
    counts = {name: (drawn.randint(50, 400), drawn.randint(500, 2_000)) for name in FIFTHS}
    [found] = slope(counts)
    assert found.left_open[0] <= truth(counts).slope.value <= found.left_open[1]


def test_what_is_no_ranking_by_deprivation_has_no_slope():
    assert slope(characteristic="race") == ()
    assert slope({**FIFTHS, "6": (100, 900)}) == ()
    assert slope(kind="opt-in") == ()


def test_few_people_cannot_tell():
    [found] = slope({**FIFTHS, "5 (least deprived)": (12, 40)})
    assert found.slope is None
    assert "too few" in found.says


@pytest.mark.parametrize("profile", [None, "suppression-10"])
def test_an_ordinary_straight_gradient_from_nearly_none_is_told(profile):
    straight = {name: (count, 1_000) for name, count in zip(FIFTHS, (10, 30, 50, 70, 90), strict=True)}
    [found] = slope(straight, profile=profile)
    assert found.slope == pytest.approx(0.10)
    assert "10 percentage points higher" in found.says
