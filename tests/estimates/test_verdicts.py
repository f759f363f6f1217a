"""Three answers, what they rest on, and what it would take to tell."""

import copy
import pickle
from dataclasses import asdict

import pytest

from eia.disclosure.counts import RawCountsError
from eia.errors import EiaError
from eia.estimates import (
    EVERYONE_ELSE,
    Answer,
    Bands,
    DescribedGap,
    Tally,
    bands_of,
    difference,
    exact_p,
    gap,
    gaps,
    katz_ratio,
    odds_ratio,
    proportion,
    rate,
    ratio,
    sentence_of,
    verdict,
    verdicts,
)
from eia.estimates.planning import how_many_more, two_figures_up
from eia.practice import Choice, practice

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)


def tally(group, count, total):
    return Tally(group=group, count=count, total=total)


def compare(one, other, kind="sampled"):
    return gap(tally("a", *one), tally("b", *other), kind=kind, outcome="were appointed", bears="benefit")


def judge(one, other, kind="sampled", bands=BANDS):
    return verdict(compare(one, other, kind), bands=bands)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ((0, 1_000), (50, 1_000), Answer.DIFFERENT),
        ((50, 1_000), (0, 1_000), Answer.DIFFERENT),
        ((300, 1_000), (450, 1_000), Answer.DIFFERENT),
        (
            (9_800, 10_000),
            (9_200, 10_000),
            Answer.DIFFERENT,
        ),  # the ratio alone, 1.07, would hide four times as many without
        ((5_000, 10_000), (5_020, 10_000), Answer.SIMILAR),
        ((10_000, 10_000), (10_000, 10_000), Answer.SIMILAR),
        ((45, 100), (50, 100), Answer.CANNOT_TELL),
        (
            (10, 100_000),
            (13, 100_000),
            Answer.CANNOT_TELL,
        ),  # the difference is nothing, the ratio may be anything
        (
            (1_000, 2_000),
            (1_080, 2_000),
            Answer.CANNOT_TELL,
        ),  # beyond chance, and too near to be called different
        ((0, 0), (50, 100), Answer.CANNOT_TELL),
        ((50, 100), (0, 0), Answer.CANNOT_TELL),
        ((0, 0), (0, 0), Answer.CANNOT_TELL),
        ((0, 1_000), (0, 1_000), Answer.CANNOT_TELL),
        ((0, 5), (5, 5), Answer.DIFFERENT),
        (
            (0, 2),
            (2, 2),
            Answer.CANNOT_TELL,
        ),  # the score test would call it different; Fisher's, where counts are small, does not
    ],
)
def test_the_three_answers(one, other, answer):
    assert judge(one, other).answer is answer
    assert judge(other, one).answer is answer


def test_a_verdict_in_words():
    assert sentence_of(judge((0, 1_000), (50, 1_000))) == (
        "Shown different: of every 100 people in the group “a”, 0 were appointed, and of every 100 in the group “b”, 5. "
        "This counts as a benefit. The share is 5 percentage points lower (3.8 to 6.5 percentage points lower), or 0 times theirs "
        "(0 to 0.08 times); in brackets the 95% interval. The gap is larger than the band, and chance does not explain it. The band "
        "is 0.8 to 1.25 times and 5 percentage points either way; it is not a legal test. The interval is about who happened to be "
        "in the sample; it says nothing of errors of other kinds."
    )
    assert sentence_of(compare((50, 1_000), (0, 1_000))).startswith(
        "Of every 100 people in the group “a”, 5 were appointed, and of every 100 in the group “b”, 0. This counts as a benefit. "
        "The share is 5 percentage points higher (3.8 to 6.5 percentage points higher), at least 13 times, with no upper end: no one "
        "number of times, since nobody of the others does; in brackets the 95% interval."
    )
    assert sentence_of(judge((0, 0), (5, 10))) == (
        "Cannot tell: the groups “a” and “b” cannot be compared: there is nobody in “a”."
    )


def test_significance_alone_is_no_verdict():
    found = judge((510_000, 1_000_000), (500_000, 1_000_000))
    assert found.gap.p < 1e-40
    assert found.answer is Answer.SIMILAR
    assert found.because.startswith("There is a gap that chance does not explain, but")


def test_a_gap_beyond_chance_but_not_beyond_the_band_says_both():
    found = judge((1_000, 2_000), (1_080, 2_000))
    assert found.gap.p < 0.02
    assert found.because.startswith("There is a gap that chance does not explain")


def test_many_comparisons_are_corrected_over_the_whole_family():
    pair = [tally("a", 36, 100), tally("b", 50, 100)]
    alone = gaps(pair, reference="b", kind="sampled", outcome="agreed", bears="benefit")
    assert verdicts(alone, bands=BANDS)[0].answer is Answer.DIFFERENT
    others = [tally(f"c{k}", 50, 100) for k in range(9)]
    family = gaps([*pair, *others], reference="b", kind="sampled", outcome="agreed", bears="benefit")
    [first, *_] = verdicts(family, bands=BANDS)
    assert first.gap.ratio == alone[0].ratio
    assert first.answer is Answer.CANNOT_TELL
    assert first.family == 10
    assert first.p_corrected > 0.05 > first.gap.p
    assert "among so many comparisons" in first.because
    assert "one of 10 comparisons" in sentence_of(first)


def test_a_pack_can_narrow_a_band_and_a_ratio_above_one_leaves_no_room():
    def held(value):
        choice = Choice(id="band_ratio", value=value, says="s", because="b", source="s")
        return bands_of(practice().with_local([choice]))

    assert held(0.9).ratio == 0.9
    assert held(3.0).ratio == 1.0
    with pytest.raises(EiaError, match="softer"):
        held(0.5)
    assert judge((5_000, 10_000), (5_020, 10_000), bands=held(0.99)).answer is Answer.CANNOT_TELL


@pytest.mark.parametrize(
    ("one", "other"),
    [((44, 100), (50, 100)), ((12, 60), (20, 60)), ((3, 40), (9, 90)), ((40, 100), (210, 500))],
)
def test_so_many_more_responses_would_tell(one, other):
    found = judge(one, other)
    assert found.answer is Answer.CANNOT_TELL
    times = found.more.times
    enough = judge(
        *((round(times * 1.05 * count), round(times * 1.05 * total)) for count, total in (one, other))
    )
    assert enough.answer is not Answer.CANNOT_TELL
    short = [(round(times * 0.9 * count), round(times * 0.9 * total)) for count, total in (one, other)]
    assert judge(*short).answer is Answer.CANNOT_TELL
    assert found.more.responses >= (times - 1) * (one[1] + other[1])
    assert (found.more.years, found.more.of_group <= found.more.responses) == (None, True)
    assert "more responses would be enough to tell" in sentence_of(found)


def test_a_complete_count_takes_years():
    found = judge((44, 100), (50, 100), "complete")
    assert found.more.responses is None
    assert found.more.years == pytest.approx(found.more.times - 1, abs=1)
    said = sentence_of(found)
    assert f"about {found.more.years} more years like this one" in said
    assert "chance from year to year" in said
    assert "response" not in said


def test_shares_on_the_very_edge_of_the_band_are_never_told():
    assert (
        how_many_more(
            tally("a", 40, 100),
            tally("b", 50, 100),
            kind="sampled",
            level=0.95,
            ratio_band=0.8,
            difference_band=0.1,
            p_at_most=0.05,
        )
        is None
    )
    exactly = judge(
        (40, 100), (50, 100), bands=Bands(ratio=0.8, difference=0.1, money=0.05, false_discoveries=0.05)
    )
    assert "even 1,000 times the evidence would not tell" in sentence_of(exactly)


@pytest.mark.parametrize(
    ("number", "up"), [(0.2, 1), (7.1, 8), (99, 99), (341, 350), (12_001, 13_000), (350, 350)]
)
def test_numbers_of_people_are_rounded_up_to_two_figures(number, up):
    assert two_figures_up(number) == up


def test_opt_in_responses_are_described_and_nothing_more():
    found = compare((40, 100), (80, 100), "opt-in")
    assert isinstance(found, DescribedGap)
    assert found.ratio.value == 0.5
    for described in (found.share, found.ratio, found.difference):
        assert not hasattr(described, "low")
    with pytest.raises(TypeError, match="described"):
        verdict(found, bands=BANDS)
    for refused in (difference, ratio, katz_ratio, odds_ratio):
        with pytest.raises(TypeError, match="no interval"):
            refused(tally("a", 1, 2), tally("b", 1, 2), kind="opt-in")
    with pytest.raises(TypeError, match="no interval"):
        rate(1, 2, kind="opt-in")
    said = sentence_of(found)
    assert "those who did and no one else" in said
    assert "interval" not in said.replace("there is no interval", "")


def test_no_text_of_a_result_holds_a_count():
    found = judge((317, 1_913), (733, 1_117))
    for text in (repr(found), repr(found.gap.tallies[0]), str(found.gap), sentence_of(found)):
        assert not any(count in text.replace(",", "") for count in ("317", "1913", "733", "1117"))
    for leak in (asdict, copy.deepcopy, pickle.dumps):
        with pytest.raises(RawCountsError):
            leak(found)
    assert hash(found) == hash(judge((317, 1_913), (733, 1_117)))
    assert found == judge((317, 1_913), (733, 1_117))


def test_the_words_of_released_counts_stand_at_the_end():
    assert sentence_of(judge((45, 100), (50, 100)), people="Based on about 200 responses.").endswith(
        " Based on about 200 responses."
    )


def test_the_reference_is_written_down_and_must_be_there():
    given = [tally("White British", 5, 9), tally("Roma", 1, 9), tally("None", 2, 9)]
    with pytest.raises(EiaError, match="Did you mean 'White British'"):
        gaps(given, reference="Wite British", kind="sampled", outcome="agreed", bears="benefit")
    found = gaps(given, reference=EVERYONE_ELSE, kind="sampled", outcome="agreed", bears="benefit")
    assert [one.group for one in found] == ["White British", "Roma", "None"]
    assert found[1].reference_share.value == pytest.approx(7 / 18)
    named = gaps(given, reference="None", kind="sampled", outcome="agreed", bears="benefit")
    assert [one.group for one in named] == ["White British", "Roma"]
    for wrong in ([*given, given[0]], given[:1], [*given, tally(EVERYONE_ELSE, 1, 2)]):
        with pytest.raises(ValueError, match="each once"):
            gaps(wrong, reference="None", kind="sampled", outcome="agreed", bears="benefit")


@pytest.mark.parametrize(
    ("count", "total", "wrong"),
    [(-1, 5, ValueError), (6, 5, ValueError), (0.5, 5, TypeError), (True, 5, TypeError), (1, 5.0, TypeError)],
)
def test_a_tally_is_of_whole_people(count, total, wrong):
    with pytest.raises(wrong):
        Tally(group="a", count=count, total=total)


def test_what_is_for_comparison_only_says_why_it_has_no_interval():
    none, some, every = tally("a", 0, 20), tally("b", 5, 20), tally("c", 20, 20)
    assert katz_ratio(none, some, kind="sampled").why_not
    assert katz_ratio(some, none, kind="sampled").value is None
    assert katz_ratio(some, every, kind="sampled").told
    assert odds_ratio(some, none, kind="sampled").unbounded
    assert odds_ratio(every, tally("d", 20, 20), kind="sampled").why_not
    assert odds_ratio(none, tally("d", 0, 20), kind="sampled").why_not


def test_the_three_exact_tests_agree_on_what_is_plain():
    one, other = tally("a", 1, 12), tally("b", 9, 12)
    fisher, boschloo, barnard = (exact_p(one, other, test=test) for test in ("fisher", "boschloo", "barnard"))
    assert boschloo <= fisher < 0.01
    assert barnard < 0.01
    assert exact_p(tally("a", 0, 12), tally("b", 0, 12)) is None


def test_a_level_is_between_0_and_1():
    for level in (0, 1, 95):
        for method in ("wilson", "exact"):
            with pytest.raises(ValueError, match="level"):
                proportion(tally("a", 1, 2), kind="sampled", level=level, method=method)


def test_comparisons_withheld_count_as_showing_nothing():
    found = gap(
        Tally(group="a", count=40, total=100),
        Tally(group="b", count=60, total=100),
        kind="sampled",
        outcome="were appointed",
        bears="benefit",
    )
    [alone], [among] = verdicts([found], bands=BANDS), verdicts([found], bands=BANDS, untold=19)
    assert (alone.answer, among.answer) == (Answer.DIFFERENT, Answer.CANNOT_TELL)
    assert among.p_corrected == pytest.approx(20 * found.p)
    assert among.family == 20
