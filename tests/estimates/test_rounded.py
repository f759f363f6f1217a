"""Shown counts: whatever the true ones are, the hull holds their interval, and a verdict is theirs too."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.estimates import Answer, Bands, Tally, gap, sentence_of, verdicts
from eia.estimates.proportions import newcombe
from eia.estimates.ratios import koopman
from eia.estimates.rounded import NOBODY_LEFT, RoundedTally, Span, rounded_gap, rounded_verdicts

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)
SAID = {"kind": "sampled", "outcome": "were appointed", "bears": "benefit"}
SLACK = 1e-9


def span(shown, base=10):
    return Span(low=max(0, shown - base + 1), shown=shown, high=shown + base - 1)


def exactly(number):
    return Span(low=number, shown=number, high=number)


def rounded(group, have, have_not, base=10):
    return RoundedTally(group=group, have=span(have, base), have_not=span(have_not, base))


@st.composite
def rounded_and_true(draw, group, base=10, most=1_500):
    have, have_not = (draw(st.integers(0, most)) for _ in range(2))

    def up_or_down(number):
        below = number - number % base
        return below if number == below or draw(st.booleans()) else below + base

    shown = rounded(group, up_or_down(have), up_or_down(have_not), base)
    return shown, Tally(group=group, count=have, total=have + have_not)


@given(rounded_and_true("a"), rounded_and_true("b"))
@settings(deadline=None, max_examples=150)
def test_the_hull_holds_every_interval_of_the_true_counts(one, other):
    (ours, true), (theirs, other_true) = one, other
    found = rounded_gap(ours, theirs, **SAID).gap
    truth = gap(true, other_true, **SAID)
    for name in ("share", "reference_share", "ratio", "difference"):
        wide, narrow = getattr(found, name), getattr(truth, name)
        if wide.told and narrow.told:
            assert wide.low <= narrow.low + SLACK
            assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high + SLACK)
            if narrow.value is not None:
                assert wide.low - SLACK <= narrow.value
                assert wide.high is None or narrow.value <= wide.high + SLACK
    assert truth.p is None or found.p is None or found.p >= truth.p - SLACK


@given(st.lists(rounded_and_true("b", most=3_000), min_size=1, max_size=5), rounded_and_true("a", most=3_000))
@settings(deadline=None, max_examples=80)
def test_what_is_told_of_rounded_counts_is_told_of_the_true_ones(others, first):
    reference, true_reference = first
    family = [
        rounded_gap(RoundedTally(group=f"b{k}", have=one.have, have_not=one.have_not), reference, **SAID)
        for k, (one, _) in enumerate(others)
    ]
    truths = [
        gap(Tally(group=f"b{k}", count=true.count, total=true.total), true_reference, **SAID)
        for k, (_, true) in enumerate(others)
    ]
    for found, true in zip(rounded_verdicts(family, bands=BANDS), verdicts(truths, bands=BANDS), strict=True):
        assert found.answer in (Answer.CANNOT_TELL, true.answer)


def test_every_table_up_to_eight_people_a_group_moves_the_ends_as_is_said():
    # One more with the outcome in the group takes no end down, one more without takes none up; the reference, the other way.
    ends = {}
    for a, b, c, d in product(range(9), repeat=4):
        if a + b and c + d and a + c:
            low, high = koopman(a, a + b, c, c + d)
            ends[a, b, c, d] = (low, float("inf") if high is None else high, *newcombe(a, a + b, c, c + d))
    moved = 0
    for at, here in ends.items():
        for place, way in ((0, 1), (1, -1), (2, -1), (3, 1)):
            beside = ends.get((*at[:place], at[place] + 1, *at[place + 1 :]))
            for mine, theirs in zip(here, beside or (), strict=bool(beside)):
                moved += 1
                assert way * (theirs - mine) >= -SLACK * max(1, mine) or mine == theirs, (at, place)
    assert moved > 80_000


@given(st.tuples(*[st.integers(0, 800)] * 4), st.integers(0, 3), st.integers(1, 20))
@settings(deadline=None, max_examples=150)
def test_koopmans_ends_go_the_same_way_in_larger_tables(four, place, by):
    a, b, c, d = four
    more = list(four)
    more[place] += by
    if not (a + b and c + d and a + c):
        return
    way = 1 if place in (0, 3) else -1
    first = koopman(a, a + b, c, c + d)
    second = koopman(more[0], more[0] + more[1], more[2], more[2] + more[3])
    for mine, theirs in zip(first, second, strict=True):
        mine, theirs = (float("inf") if end is None else end for end in (mine, theirs))  # noqa: PLW2901 - the same ends, as numbers
        assert mine == theirs or way * (theirs - mine) >= -1e-9 * max(1, min(mine, theirs))


def test_corners_are_enough_for_a_box_walked_through_whole():
    ours, theirs = rounded("a", 10, 20, 5), rounded("b", 10, 5, 5)
    found = rounded_gap(ours, theirs, **SAID).gap
    inside = [
        gap(Tally(group="a", count=a, total=a + b), Tally(group="b", count=c, total=c + d), **SAID)
        for a, b, c, d in product(
            *(
                range(one.low, one.high + 1)
                for one in (ours.have, ours.have_not, theirs.have, theirs.have_not)
            )
        )
    ]
    for name in ("share", "reference_share", "ratio", "difference"):
        every, wide = [getattr(one, name) for one in inside], getattr(found, name)
        assert wide.low == pytest.approx(min(one.low for one in every))
        assert wide.high == pytest.approx(max(one.high for one in every))


def test_counts_that_were_not_rounded_give_the_plain_verdict():
    tallies = [
        RoundedTally(group=g, have=exactly(a), have_not=exactly(b))
        for g, a, b in (("x", 40, 60), ("y", 20, 80))
    ]
    found = rounded_gap(*tallies, **SAID)
    plain = gap(*(one.shown for one in tallies), **SAID)
    assert found.exact
    assert found.gap == plain
    assert rounded_verdicts([found], bands=BANDS) == verdicts([plain], bands=BANDS)


def test_rounding_alone_can_stand_in_the_way_and_says_so():
    [told] = verdicts([rounded_gap(rounded("x", 70, 130), rounded("y", 100, 100), **SAID).shown], bands=BANDS)
    [found] = rounded_verdicts(
        [rounded_gap(rounded("x", 70, 130), rounded("y", 100, 100), **SAID)], bands=BANDS
    )
    assert told.answer is Answer.DIFFERENT
    assert found.answer is Answer.CANNOT_TELL
    assert found.rounding_in_the_way
    said = sentence_of(found)
    assert "they are rounded" in said
    assert "enough to tell" not in said


def test_too_few_people_is_said_to_be_that():
    [found] = rounded_verdicts(
        [rounded_gap(rounded("x", 100, 400), rounded("y", 120, 400), **SAID)], bands=BANDS
    )
    assert found.answer is Answer.CANNOT_TELL
    assert not found.rounding_in_the_way
    assert "more responses would be enough to tell" in sentence_of(found)


@pytest.mark.parametrize(
    "four", [(100, 400, 120, 400), (60, 540, 60, 540), (30, 170, 40, 160), (80, 20, 70, 30)]
)
def test_as_much_more_evidence_as_is_said_would_tell_though_it_is_rounded_as_coarsely(four):
    def found(times):
        a, b, c, d = (round(number * times) for number in four)
        return rounded_verdicts([rounded_gap(rounded("x", a, b), rounded("y", c, d), **SAID)], bands=BANDS)[0]

    first = found(1)
    assert first.answer is Answer.CANNOT_TELL
    assert found(1.03 * first.more.times).answer is not Answer.CANNOT_TELL
    [plain] = verdicts(
        [rounded_gap(rounded("x", *four[:2]), rounded("y", *four[2:]), **SAID).shown], bands=BANDS
    )
    assert first.more.times > 1.05 * plain.more.times  # rounding takes more people


def test_a_count_shown_as_fewer_than_ten_is_never_said_to_be_nought():
    [found] = rounded_verdicts(
        [rounded_gap(rounded("x", 0, 1_000), rounded("y", 150, 850), **SAID)], bands=BANDS
    )
    assert found.answer is Answer.DIFFERENT
    assert found.gap.share.value is None
    assert (found.gap.ratio.low, found.gap.ratio.value) == (0, None)
    said = sentence_of(found)
    assert said.startswith(
        "Shown different: of every 1,000 people in the group “x”, fewer than 10 were appointed"
    )
    assert "no one number, since a count is shown only as too few to name" in said
    turned = sentence_of(rounded_gap(rounded("y", 850, 150), rounded("x", 1_000, 0), **SAID).gap)
    assert "more than 99. " in turned


def test_a_group_that_may_be_nobody_is_not_compared():
    found = rounded_gap(
        RoundedTally(group="x", have=exactly(0), have_not=span(0)), rounded("y", 50, 950), **SAID
    )
    assert not found.gap.difference.told
    [told] = rounded_verdicts([found], bands=BANDS)
    assert told.answer is Answer.CANNOT_TELL
    assert "there is nobody" not in sentence_of(told)
    wide = rounded_gap(
        RoundedTally(group="x", have=exactly(0), have_not=Span(low=0, shown=10, high=19)),
        rounded("y", 50, 950),
        **SAID,
    )
    assert wide.gap.share.why_not == NOBODY_LEFT


def test_more_rounding_never_narrows():
    hulls = [
        rounded_gap(rounded("x", 200, 600, base), rounded("y", 400, 800, base), **SAID).gap
        for base in (5, 10, 20)
    ]
    for narrow, wide in pairwise(hulls):
        assert wide.ratio.low < narrow.ratio.low < narrow.ratio.high < wide.ratio.high
        assert wide.p >= narrow.p


@pytest.mark.parametrize("three", [(5, 4, 9), (-1, 0, 3), (3, 9, 8)])
def test_a_span_is_in_order(three):
    with pytest.raises(ValueError, match="lies within"):
        Span(low=three[0], shown=three[1], high=three[2])
