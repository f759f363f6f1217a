"""Why it cannot be told agrees with the intervals that stand beside it, of exact counts and of rounded ones."""

import random

import pytest

from eia.estimates import Answer, Bands, Tally, gap, verdict
from eia.estimates.rounded import RoundedTally, Span, rounded_gap, rounded_verdicts

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)
SAID = {"kind": "sampled", "outcome": "were appointed", "bears": "benefit"}
NO_GAP = "The figures are consistent with no gap"


def judge(one, other, bands=BANDS):
    tallies = [
        Tally(group=name, count=count, total=total)
        for name, (count, total) in zip("ab", (one, other), strict=True)
    ]
    return verdict(gap(*tallies, **SAID), bands=bands)


@pytest.mark.parametrize(("one", "other"), [((0, 3), (3, 3)), ((5, 5), (4, 9)), ((9, 10), (6, 12))])
def test_an_interval_without_no_gap_is_not_said_to_hold_it(one, other):
    found = judge(one, other)
    assert found.answer is Answer.CANNOT_TELL
    ratio, apart = found.gap.ratio.excludes(1), found.gap.difference.excludes(0)
    assert ratio or apart
    assert NO_GAP not in found.because
    assert ("exact test does not rule out chance" in found.because) == (ratio and apart)


def test_a_body_that_allows_for_less_chance_is_told_that():
    narrow = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.01)
    assert judge((36, 100), (50, 100), narrow).because.startswith("Chance shows a gap as large more often")


def span(shown):
    return Span(low=max(0, shown - 9), shown=shown, high=shown + 9)


def test_of_rounded_counts_too_the_reason_is_read_from_what_is_printed():
    drawn = random.Random(6)
    read = 0
    for _ in range(100):
        family = [
            rounded_gap(
                *(
                    RoundedTally(
                        group=name,
                        have=span(10 * drawn.randint(0, 30)),
                        have_not=span(10 * drawn.randint(1, 90)),
                    )
                    for name in "ab"
                ),
                **SAID,
            )
            for _ in range(4)
        ]
        for found in rounded_verdicts(family, bands=BANDS):
            if found.answer is not Answer.CANNOT_TELL or found.rounding_in_the_way:
                continue
            held = not found.gap.ratio.excludes(1) and not found.gap.difference.excludes(0)
            read += 1
            if held:
                assert NO_GAP in found.because or not found.gap.ratio.told
            else:
                assert NO_GAP not in found.because
    assert read > 50


def test_a_gap_that_would_pass_alone_by_the_counts_shown_is_read_by_the_interval_printed():
    def tally(group, have, have_not):
        return RoundedTally(group=group, have=span(have), have_not=span(have_not))

    others = [tally(f"c{at}", 250, 250) for at in range(6)]
    family = [rounded_gap(one, tally("b", 250, 250), **SAID) for one in (tally("a", 210, 290), *others)]
    found = rounded_verdicts(family, bands=BANDS)[0]
    assert family[0].shown.p < 0.05
    assert found.answer is Answer.CANNOT_TELL
    assert not found.gap.difference.excludes(0)
    assert found.because.startswith(NO_GAP)
    assert found.more is not None
