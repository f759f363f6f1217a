"""Standardised rates, strata, slopes, intersections, averages, money and who is there."""

import subprocess
import sys

import pytest

from eia.errors import EiaError
from eia.estimates import (
    Described,
    Estimate,
    Money,
    Stratum,
    Tally,
    Within,
    average_gap,
    byar,
    compare_standardised,
    directly_standardised,
    exact_poisson,
    indirectly_standardised,
    inequality,
    intersections,
    money_gap,
    representation,
    sentence_of,
    stratified,
)
from eia.estimates.speaking import of_every, per_cent, points, pounds, times


def bands(*rows):
    return [
        Stratum(name=name, events=events, people=people, standard=standard)
        for name, events, people, standard in rows
    ]


# Invented: at every age the group has the higher rate, and it is younger.
YOUNG = bands(("young", 30, 10_000, 500), ("old", 30, 1_000, 500))
OLD = bands(("young", 2, 1_000, 500), ("old", 200, 10_000, 500))


def test_a_crude_gap_that_turns_round_is_shown_both_ways():
    found = compare_standardised("newcomers", YOUNG, "others", OLD, standard="the place", kind="complete")
    assert found.crude == pytest.approx((60 / 11_000) / (202 / 11_000))
    assert found.standardised.value == pytest.approx((0.003 + 0.03) / (0.002 + 0.02))
    assert found.turns_round
    assert found.changes
    said = sentence_of(found)
    assert "0.3 times" in said
    assert "1.5 times" in said
    assert "turns round" in said


def test_a_gap_that_ages_do_not_change_says_so():
    same = bands(("young", 20, 10_000, 500), ("old", 20, 1_000, 500))
    found = compare_standardised(
        "a",
        same,
        "b",
        bands(("young", 40, 10_000, 500), ("old", 40, 1_000, 500)),
        standard="the place",
        kind="complete",
    )
    assert not found.turns_round
    assert not found.changes
    assert "little difference" in sentence_of(found)


def test_a_gap_of_hardly_anything_does_not_turn_round():
    # Crude 1.003 and standardised 0.996 lie on opposite sides of 1, and neither is a gap that anyone would speak of.
    found = compare_standardised(
        "a",
        bands(("young", 1_000, 10_000, 500), ("old", 2_010, 10_000, 500)),
        "b",
        bands(("young", 1_010, 10_100, 500), ("old", 1_960, 9_700, 500)),
        standard="the place",
        kind="complete",
    )
    assert (found.crude - 1) * (found.standardised.value - 1) < 0
    assert not found.turns_round
    assert "misleads" not in sentence_of(found)


def test_a_gap_that_may_be_none_once_ages_count_is_not_said_to_lie_the_other_way():
    few = compare_standardised(
        "newcomers",
        bands(("young", 5, 1_000, 500), ("old", 3, 100, 500)),
        "others",
        bands(("young", 1, 300, 500), ("old", 60, 3_000, 500)),
        standard="the place",
        kind="complete",
    )
    assert few.turns_round
    assert not few.standardised.excludes(1)
    said = sentence_of(few)
    assert "lies the other way or is none" in said
    assert "turns round" not in said


def test_strata_that_turn_hardly_anything_round_are_not_said_to():
    found = stratified(
        [
            Within(
                stratum="one",
                group=Tally(group="a", count=500, total=1_000),
                reference=Tally(group="b", count=495, total=1_000),
            ),
            Within(
                stratum="two",
                group=Tally(group="a", count=210, total=1_000),
                reference=Tally(group="b", count=187, total=900),
            ),
        ],
        kind="complete",
    )
    assert (found.pooled - 1) * (found.within.value - 1) < 0
    assert not found.turns_round


def test_standardisation_needs_somebody_of_every_age_and_an_event_to_compare():
    nobody = bands(("young", 3, 100, 500), ("old", 0, 0, 500))
    found = directly_standardised(nobody, kind="complete").standardised
    assert (found.value, found.low, found.high) == (None, None, None)
    assert "old" in found.why_not
    without = bands(("young", 0, 1_000, 500), ("old", 0, 1_000, 500))
    empty = directly_standardised(without, kind="complete")
    assert empty.standardised.low == 0
    assert empty.standardised.high == pytest.approx(
        exact_poisson(0)[1] * 0.5 / 1_000
    )  # the heaviest weight times 3.69
    for other in (nobody, without):
        found = compare_standardised("a", other, "b", OLD, standard="the place", kind="complete")
        assert not found.standardised.told
        assert found.standardised.why_not
        assert (
            "cannot be told" in sentence_of(found)
            or "no interval" in sentence_of(found)
            or "none" in sentence_of(found)
        )
    assert "nobody in one" in sentence_of(
        compare_standardised("a", OLD, "b", without, standard="the place", kind="complete")
    )


def test_bands_must_be_one_standard():
    with pytest.raises(ValueError, match="same bands"):
        compare_standardised("a", YOUNG, "b", OLD[:1], standard="the place", kind="complete")
    with pytest.raises(ValueError, match="each band once"):
        directly_standardised([YOUNG[0], YOUNG[0]], kind="complete")
    with pytest.raises(ValueError, match="same bands"):
        indirectly_standardised(YOUNG, OLD[:1], kind="complete")


def test_the_order_of_bands_changes_nothing():
    assert directly_standardised(YOUNG, kind="complete") == directly_standardised(
        YOUNG[::-1], kind="complete"
    )


def test_indirect_standardisation_is_observed_over_expected():
    found = indirectly_standardised(YOUNG, OLD, kind="complete")
    expected = 10_000 * 2 / 1_000 + 1_000 * 200 / 10_000
    assert found.value == pytest.approx(60 / expected)
    assert (found.low, found.high) == pytest.approx(tuple(end / expected for end in byar(60)))
    assert indirectly_standardised(OLD, OLD, kind="complete").value == pytest.approx(1)
    none = bands(("young", 0, 10, 0), ("old", 0, 10, 0))
    assert "no event" in indirectly_standardised(YOUNG, none, kind="complete").why_not
    nobody = bands(("young", 1, 10, 0), ("old", 0, 0, 0))
    assert "nobody in a band: old" in indirectly_standardised(YOUNG, nobody, kind="complete").why_not


def strata(*rows):
    return [
        Within(
            stratum=name,
            group=Tally(group="a", count=a, total=n),
            reference=Tally(group="b", count=b, total=m),
        )
        for name, a, n, b, m in rows
    ]


def test_strata_that_say_nothing_are_counted_out():
    found = stratified(
        strata(("x", 3, 10, 5, 10), ("empty", 0, 0, 5, 9), ("all", 4, 4, 6, 6)), kind="sampled"
    )
    assert (found.used, found.strata) == (1, 3)
    assert found.within.value == pytest.approx(3 * 5 / (7 * 5))
    assert found.unalike is None


def test_strata_without_a_common_odds_ratio_cannot_be_told():
    for rows in ([("x", 0, 10, 5, 10)], [("x", 0, 0, 5, 10)], [("x", 3, 3, 1, 5), ("y", 2, 2, 1, 5)]):
        found = stratified(strata(*rows), kind="sampled")
        assert not found.within.told
        assert found.within.why_not in sentence_of(found)
    with pytest.raises(ValueError, match="each stands there once"):
        stratified(strata(("x", 1, 2, 1, 2), ("x", 1, 2, 1, 2)), kind="sampled")
    with pytest.raises(ValueError, match="one group"):
        stratified([], kind="sampled")


def fifths(*counts, total=1_000):
    return [Tally(group=f"fifth {k}", count=count, total=total) for k, count in enumerate(counts, 1)]


def test_the_slope_of_a_straight_line_is_that_line():
    # Shares of 10, 12, ... 18% stand at ranks of 0.1, 0.3, ... 0.9: the line goes from 9% to 19%.
    found = inequality(fifths(100, 120, 140, 160, 180), kind="sampled")
    assert found.slope.value == pytest.approx(0.10)
    assert found.relative.value == pytest.approx(0.19 / 0.09)
    assert found.slope.low < 0.10 < found.slope.high
    assert found.relative.low < 0.19 / 0.09 < found.relative.high
    turned = inequality(fifths(180, 160, 140, 120, 100), kind="sampled")
    assert turned.slope.value == pytest.approx(-0.10)
    assert turned.relative.value == pytest.approx(0.09 / 0.19)
    assert (turned.relative.low * found.relative.high) == pytest.approx(1)
    assert "10 percentage points higher" in sentence_of(found)


def test_the_slope_is_least_squares_weighted_by_people():
    import numpy as np

    ranked = [
        Tally(group=str(k), count=c, total=n)
        for k, (c, n) in enumerate(((9, 100), (60, 400), (30, 150), (80, 350)))
    ]
    totals = np.array([one.total for one in ranked])
    places = (totals.cumsum() - totals / 2) / totals.sum()
    shares = np.array([one.count / one.total for one in ranked])
    slope, first = np.polyfit(places, shares, 1, w=np.sqrt(totals))
    found = inequality(ranked, kind="complete")
    assert found.slope.value == pytest.approx(slope)
    assert found.relative.value == pytest.approx((first + slope) / first)


def test_the_slopes_interval_holds_the_truth_about_as_often_as_it_says():
    import numpy as np

    draw = np.random.default_rng(11)
    shares = np.array([0.10, 0.12, 0.14, 0.16, 0.18])
    held = [
        found.slope.low <= 0.10 <= found.slope.high
        and found.relative.low <= 0.19 / 0.09 <= found.relative.high
        for found in (
            inequality(fifths(*map(int, draw.binomial(300, shares)), total=300), kind="sampled")
            for _ in range(600)
        )
    ]
    assert 0.91 < sum(held) / 600 < 0.98


def test_the_interval_of_a_steep_slope_is_not_cut_where_shares_end():
    # The line through 0, 0, 100%, 100%, 100% rises by more than the whole: it is a line's rise, and no share.
    steep = inequality(fifths(0, 0, 1_000, 1_000, 1_000), kind="complete").slope
    assert steep.value == pytest.approx(1.5)
    assert steep.low < steep.value < steep.high


def test_a_ranking_that_says_nothing_is_said_so():
    flat = inequality(fifths(0, 0, 0, 0, 0), kind="sampled")
    assert flat.slope.value == 0
    assert flat.slope.told
    assert not flat.relative.told
    assert "no ratio of its ends" in sentence_of(flat)
    assert "the share is the same at both ends" in sentence_of(flat)
    empty = inequality([*fifths(1, 2, 3), Tally(group="nobody", count=0, total=0)], kind="sampled")
    assert not empty.slope.told
    assert "cannot be told" in sentence_of(empty)
    with pytest.raises(ValueError, match="three groups"):
        inequality(fifths(1, 2), kind="sampled")


CELLS = {
    ("women", "disabled"): (30, 60),
    ("women", "not disabled"): (100, 500),
    ("men", "disabled"): (3, 5),
    ("men", "not disabled"): (120, 600),
}


def test_small_cells_are_drawn_towards_the_whole_and_counted_when_too_small():
    found = intersections(("sex", "disability"), CELLS, fewest=10, kind="complete")
    assert [cell.groups for cell in found.cells] == sorted(
        groups for groups in CELLS if groups != ("men", "disabled")
    )
    assert (found.too_small, found.empty) == (1, 0)
    whole = found.whole.value
    for cell in found.cells:
        assert abs(cell.shrunk.value - whole) <= abs(cell.crude.value - whole) + 1e-12
        assert cell.shrunk.low < cell.shrunk.value < cell.shrunk.high
    of_all = intersections(("sex", "disability"), CELLS, fewest=1, kind="complete")
    small = next(cell for cell in of_all.cells if cell.groups == ("men", "disabled"))
    drawn = {cell.groups: (cell.shrunk.value - whole) / (cell.crude.value - whole) for cell in of_all.cells}
    assert drawn[small.groups] == min(drawn.values())
    said = sentence_of(found)
    assert "1 holds somebody but fewer than 10 people" in said
    assert "does not mean that there is no gap" in said


def test_shrinkage_is_marshalls_by_hand():
    found = intersections(("sex", "disability"), CELLS, fewest=1, kind="complete")
    people = sum(total for _, total in CELLS.values())
    mean = sum(count for count, _ in CELLS.values()) / people
    apart = sum(total * (count / total - mean) ** 2 for count, total in CELLS.values()) / people
    between = apart - mean * (1 - mean) * 4 / people
    assert between > 0
    for cell in found.cells:
        count, total = CELLS[cell.groups]
        weight = between / (between + mean * (1 - mean) / total)
        assert cell.shrunk.value == pytest.approx(mean + weight * (count / total - mean))


def test_cells_that_do_not_differ_or_nobody_has_the_outcome_in():
    alike = {("a", str(k)): (10, 100) for k in range(4)}
    for cell in intersections(("x", "y"), alike, fewest=1, kind="sampled").cells:
        assert cell.shrunk.value == pytest.approx(0.1)
        assert (
            cell.shrunk.high - cell.shrunk.low > 0.04
        )  # not certainty: never more than the table's people count for
    none = intersections(("x", "y"), dict.fromkeys(alike, (0, 100)), fewest=1, kind="sampled")
    assert all(not cell.shrunk.told and cell.shrunk.why_not for cell in none.cells)
    assert sentence_of(none)


def test_an_intersection_is_of_two_or_three():
    for characteristics in (("sex",), ("sex", "age", "race", "disability")):
        with pytest.raises(ValueError, match="two or three"):
            intersections(characteristics, {}, fewest=1, kind="sampled")
    with pytest.raises(ValueError, match="one group of each"):
        intersections(("sex", "age"), {("a",): (1, 2)}, fewest=1, kind="sampled")
    with pytest.raises(ValueError, match="nobody"):
        intersections(("sex", "age"), {("a", "b"): (0, 0)}, fewest=1, kind="sampled")


PAY = [10.0 + k / 10 for k in range(60)]


def test_an_average_gap_is_the_same_for_the_same_seed():
    def made(seed, average="median"):
        return average_gap(
            "women", PAY, "men", [value * 1.1 for value in PAY], average=average, kind="complete", seed=seed
        )

    assert made(1) == made(1)
    assert made(1).share.value == pytest.approx(-1 / 11)
    assert made(1).share.low < -1 / 11 < made(1).share.high
    assert made(1).difference.low != made(2).difference.low
    assert "9.1% lower than that of “men”" in sentence_of(made(1, "mean"))


def test_an_average_gap_says_why_it_has_no_interval():
    def made(ours, theirs, kind="sampled"):
        return average_gap("a", ours, "b", theirs, average="median", kind=kind, seed=1)

    assert "fewer than 20" in made(PAY[:19], PAY).share.why_not
    assert "the same" in made([5.0] * 30, [5.0] * 30).difference.why_not
    assert made([], PAY).difference.value is None
    assert "nothing can be said" in sentence_of(made([], PAY))
    below = made(PAY, [-value for value in PAY])
    assert below.difference.told
    assert below.share.value is None
    assert not below.share.told
    assert "not above 0" in sentence_of(below)
    described = made(PAY, PAY, "opt-in")
    assert isinstance(described.share, Described)
    assert "no interval" in sentence_of(described)
    with pytest.raises(ValueError, match="not a number"):
        made([float("nan")], PAY)


def test_money_the_other_way_or_nothing_has_no_ratio():
    found = money_gap(
        Money(group="a", before=10, change=-1), Money(group="b", before=10, change=1), band=0.05
    )
    assert (found.cash, found.share) == (None, None)
    said = sentence_of(found)
    assert "“a” loses £1 (10% of what it had), and “b” gains £1" in said
    assert "keeps what it had" in sentence_of(
        money_gap(Money(group="a", before=10, change=0), Money(group="b", before=0, change=1), band=0.05)
    )
    with pytest.raises(ValueError, match="number"):
        Money(group="a", before=1, change=float("inf"))


def test_representation_is_beside_a_population_of_the_same_base():
    given = {"base": "adults", "population_base": "adults", "not_answered": 20}
    found = representation({"a": 20, "b": 60}, {"a": 500, "b": 400, "c": 100}, kind="complete", **given)
    assert [one.group for one in found.groups] == ["a", "b", "c"]
    assert found.groups[0].ratio.value == pytest.approx(0.5)
    assert isinstance(found.groups[2].share, Estimate)
    assert found.groups[2].share.value == 0
    assert found.groups[2].ratio.high < 1
    assert found.not_answered.value == 0.2
    assert "20% of those counted is not known" in sentence_of(found)
    opt_in = representation({"a": 20}, {"a": 500, "b": 0}, kind="opt-in", **given)
    assert isinstance(opt_in.groups[0].share, Described)
    assert opt_in.groups[1].ratio.value is None
    assert "interval:" not in sentence_of(opt_in)
    unknown = representation({}, {"a": 5}, kind="complete", **{**given, "not_answered": 3})
    assert "The group of nobody counted is known" in sentence_of(unknown)
    nobody = representation({}, {"a": 5}, kind="complete", **{**given, "not_answered": 0})
    assert "nothing can be said" in sentence_of(nobody)


def test_representation_names_every_problem_at_once():
    with pytest.raises(EiaError) as raised:
        representation(
            {"z": 1}, {"a": 0}, base="adults", population_base="everyone", not_answered=0, kind="complete"
        )
    assert len(raised.value.problems) == 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (per_cent(0.469), "47%"),
        (per_cent(0.0691), "6.9%"),
        (per_cent(0.0004), "less than 0.1%"),
        (per_cent(0), "0%"),
        (per_cent(1), "100%"),
        (per_cent(0.996), "99.6%"),
        (per_cent(0.99999), "more than 99.9%"),
        (points(-0.031), "3.1 percentage points"),
        (points(0.01), "1 percentage point"),
        (times(3.2075), "3.2 times"),
        (times(0.3118), "0.31 times"),
        (times(1.25), "1.25 times"),
        (times(1.001), "just over 1 times"),
        (times(0.999), "just under 1 times"),
        (times(1), "1 times"),
        (times(11.6), "12 times"),
        (times(1234), "1,200 times"),
        (times(0.001), "less than 0.01 times"),
        (times(0), "0 times"),
        (pounds(-1.4301), "£1.43"),
        (pounds(5822), "£5,822"),
        (pounds(2), "£2"),
        (of_every(0.47, 0.15), ("100", "47", "15")),
        (of_every(0.0, 0.05), ("100", "0", "5")),
        (of_every(0.003, 0.0), ("1,000", "3", "0")),
        (of_every(0.502, 0.5), ("1,000", "502", "500")),
        (per_cent(57 / 200), "29%"),
        (per_cent(0.575), "58%"),
        (per_cent(1_999 / 2_000), "more than 99.9%"),
        (per_cent(0.0005), "0.1%"),
        (per_cent(0.00049), "less than 0.1%"),
        (per_cent(0.0995), "10%"),
        (per_cent(1 - 1e-13), "more than 99.9%"),
        (points(0.57 - 0.56), "1 percentage point"),
        (times(995_000), "1,000,000 times"),
        (times(16_573_422), "16,573,422 times"),
        (times(2.25), "2.3 times"),
        (times(12.5), "13 times"),
        (times(9.96), "10 times"),
        (times(99.6), "100 times"),
        (times(0.125), "0.13 times"),
        (times(1.005), "1.01 times"),
        (pounds(0.004), "less than £0.01"),
        (pounds(0), "£0"),
        (pounds(999.999), "£1,000"),
        (pounds(0.125), "£0.13"),
        (pounds(2_500.5), "£2,501"),
        (of_every(0.57, 0.56), ("100", "57", "56")),
        (of_every(57 / 200, 0.1), ("100", "29", "10")),
        (of_every(1e-7, 0.0), ("100,000", "fewer than 1", "0")),
    ],
)
def test_numbers_are_said_as_a_person_would(said, expected):
    assert said == expected


def test_whatever_has_an_interval_says_what_it_is_about():
    made = [
        average_gap("a", PAY, "b", PAY[5:], average="mean", kind="complete", seed=1),
        compare_standardised("a", YOUNG, "b", OLD, standard="the place", kind="complete"),
        stratified(strata(("x", 3, 10, 5, 10)), kind="complete"),
        inequality(fifths(1, 2, 3), kind="complete"),
        intersections(("sex", "disability"), CELLS, fewest=10, kind="complete"),
        representation({"a": 2}, {"a": 5}, base="x", population_base="x", not_answered=0, kind="complete"),
    ]
    for one in made:
        assert (
            "a complete count, not a sample: the interval is about chance from year to year"
            in sentence_of(one)
        )


def test_the_room_loads_nothing_heavy():
    code = "import sys, eia.estimates; print(sorted({'scipy', 'statsmodels', 'pandas', 'numpy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
