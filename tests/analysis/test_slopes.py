"""How a share changes over fifths by deprivation: with an interval where counts stand as they are, else what rounding leaves open."""

import random

import pytest
from own_counts import asked, groups, release

from eia.analysis import slopes_of
from eia.estimates import Tally, inequality

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


def test_rounded_counts_have_what_rounding_leaves_open_and_no_interval():
    [found] = slope()
    low, high = found.left_open
    assert found.inequality is None
    assert low < truth(FIFTHS).slope.value < high < 0
    assert "what chance may do comes on top" in found.says
    flat = dict.fromkeys(FIFTHS, (303, 1003))
    assert "cannot be told" in slope(flat)[0].says


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
