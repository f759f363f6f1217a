"""Against published worked examples, to their printed digits; and against published figures of United Kingdom bodies."""

from dataclasses import replace
from statistics import NormalDist

import pytest

from eia.estimates import (
    Bands,
    Money,
    Standardised,
    StandardisedGap,
    Stratum,
    Tally,
    Within,
    average_gap,
    byar,
    directly_standardised,
    european_standard_population,
    gap,
    money_gap,
    proportion,
    rate,
    ratio,
    sentence_of,
    stratified,
)
from eia.estimates.events import exact_poisson
from eia.estimates.proportions import newcombe, wilson
from eia.estimates.ratios import koopman
from eia.estimates.verdicts import correct
from eia.evidence import baseline


def tally(group, count, total):
    return Tally(group=group, count=count, total=total)


# Newcombe RG (1998), "Two-sided confidence intervals for the single proportion", Stat Med 17: 857-872, table I, methods 3 and 5.
@pytest.mark.parametrize(
    ("count", "total", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_single_shares_of_newcombe(count, total, score, exact):
    for method, printed in (("wilson", score), ("exact", exact)):
        found = proportion(tally("a", count, total), kind="sampled", method=method)
        assert (round(found.low, 4), round(found.high, 4)) == printed


# Newcombe RG (1998), "Interval estimation for the difference between independent proportions", Stat Med 17: 873-890, table II, method 10.
@pytest.mark.parametrize(
    ("four", "printed"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_differences_of_newcombe(four, printed):
    assert tuple(round(end, 4) for end in newcombe(*four)) == printed


# The first: Koopman PAR (1984), Biometrics 40: 513-517. The others: Gart JJ, Nam J (1988), Biometrics 44: 323-338, the score
# method without correction for skewness.
@pytest.mark.parametrize(
    ("four", "printed", "places"),
    [
        ((36, 40, 16, 80), (2.94, 7.15), 2),
        ((8, 15, 4, 15), (0.815, 5.336), 3),
        ((6, 10, 6, 20), (0.844, 4.594), 3),
    ],
)
def test_ratios_of_koopman(four, printed, places):
    assert tuple(round(end, places) for end in koopman(*four)) == printed


# Fagerland MW, Newcombe RG (2013), Stat Med 32: 2823-2836, by Miettinen and Nurminen's method: Koopman's, with the statistic
# times (N - 1) / N, so it is Koopman's at a level a little higher. In the second everybody of the reference has the outcome.
@pytest.mark.parametrize(
    ("four", "printed"),
    [
        ((24, 73, 53, 65), (0.280, 0.560)),
        ((29, 55, 11, 11), (0.397, 0.742)),
        ((7, 18, 1, 18), (1.296, 42.544)),
    ],
)
def test_ratios_of_miettinen_and_nurminen(four, printed):
    people = four[1] + four[3]
    z = NormalDist().inv_cdf(0.975) * (people / (people - 1)) ** 0.5
    level = 2 * NormalDist().cdf(z) - 1
    assert tuple(round(end, 3) for end in koopman(*four, level=level)) == printed


# Breslow NE, Day NE (1980), volume I, chapter 4: oesophageal cancer in Ille-et-Vilaine by alcohol (80 g a day or more) and age.
OESOPHAGUS = {  # exposed cases, cases, exposed controls, controls
    "25 to 34": (1, 1, 9, 115),
    "35 to 44": (4, 9, 26, 190),
    "45 to 54": (25, 46, 29, 167),
    "55 to 64": (42, 76, 27, 166),
    "65 to 74": (19, 55, 18, 106),
    "75 and over": (5, 13, 0, 31),
}


def test_the_oesophageal_cancers_of_breslow_and_day():
    found = stratified(
        [
            Within(stratum=age, group=tally("cases", a, n), reference=tally("controls", c, m))
            for age, (a, n, c, m) in OESOPHAGUS.items()
        ],
        kind="complete",
    )
    assert round(found.pooled, 3) == 5.640
    assert round(found.within.value, 3) == 5.158
    # By hand, as the chapter does: the sum of a d / n over the sum of b c / n.
    over = sum(a * (m - c) / (n + m) for a, n, c, m in OESOPHAGUS.values())
    under = sum((n - a) * c / (n + m) for a, n, c, m in OESOPHAGUS.values())
    assert found.within.value == pytest.approx(over / under)
    assert not found.turns_round


# Fleiss (1981) and Stark and Mantel (1966), as used by Fay MP, Feuer EJ (1997), Stat Med 16: 791-801, table I, birth order 5 and
# more: rate 75.5, gamma interval 67.7 to 188.3, per 100,000 births.
DOWNS = [
    Stratum(name=age, events=events, people=births, standard=standard)
    for age, events, births, standard in zip(
        ("under 20", "20 to 24", "25 to 29", "30 to 34", "35 to 39", "40 and over"),
        (0, 8, 63, 112, 262, 295),
        (327, 30_666, 123_419, 149_919, 104_088, 34_392),
        (319_933, 931_318, 786_511, 488_235, 237_863, 61_313),
        strict=True,
    )
]


def test_the_births_of_fay_and_feuer():
    found = directly_standardised(DOWNS, kind="complete", method="gamma").standardised
    assert [round(100_000 * number, 1) for number in (found.value, found.low, found.high)] == [
        75.5,
        67.7,
        188.3,
    ]


def test_dobsons_interval_is_its_formula():
    # No printed example of Dobson's paper was at hand, so this is its formula worked by hand, from Byar's ends for 740 events.
    found = directly_standardised(DOWNS, kind="complete").standardised
    weights = [one.standard / 2_825_173 / one.people for one in DOWNS]
    variance = sum(w * w * one.events for w, one in zip(weights, DOWNS, strict=True))
    low, high = byar(740)
    assert found.low == pytest.approx(found.value + (variance / 740) ** 0.5 * (low - 740))
    assert found.high == pytest.approx(found.value + (variance / 740) ** 0.5 * (high - 740))


def test_dobsons_interval_is_the_crude_one_where_all_strata_are_alike():
    alike = [Stratum(name=str(k), events=25, people=1_000, standard=500) for k in range(4)]
    found = directly_standardised(alike, kind="complete")
    for which in ("value", "low", "high"):
        assert getattr(found.standardised, which) == pytest.approx(getattr(found.crude, which))


def test_the_exact_interval_of_no_events_and_of_ten_is_garwoods():
    # Garwood F (1936), Biometrika 28: 437-442: 0 to 3.69, and 4.80 to 18.39.
    assert [round(end, 2) for end in exact_poisson(0)] == [0.0, 3.69]
    assert [round(end, 2) for end in exact_poisson(10)] == [4.80, 18.39]


def test_benjamini_and_hochbergs_fifteen_comparisons():
    # Benjamini Y, Hochberg Y (1995), section 3.2: of these fifteen, four are rejected at 0.05; Bonferroni's rejects three.
    printed = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    printed += [0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert sum(p <= 0.05 for p in correct(printed)) == 4
    assert sum(p <= 0.05 / 15 for p in printed) == 3


def test_the_european_standard_population_makes_the_weights():
    assert sum(people for *_, people in european_standard_population()) == 100_000
    assert european_standard_population()[-1] == (90, None, 1_000)


def test_lesbian_gay_and_bisexual_people_aged_16_to_24():
    # ONS, Census 2021, England and Wales: 436,459 of 6,318,315 people aged 16 to 24, published as 6.91%.
    found = proportion(tally("16 to 24", 436_459, 6_318_315), kind="complete")
    assert f"{100 * found.value:.2f}" == "6.91"
    assert found.high - found.low < 0.0005


def test_lesbian_gay_and_bisexual_people_of_all_ages():
    # ONS, Census 2021, England and Wales, table TS077: published as 3.16% of people aged 16 and over.
    table = baseline("sexual_orientation", "K04000001")
    people = dict(zip(table.groups, table.counts, strict=True))
    minority = sum(people[name] for name in ("Gay or Lesbian", "Bisexual", "All other sexual orientations"))
    found = proportion(tally("all ages", minority, table.total), kind="complete")
    assert f"{100 * found.value:.2f}" == "3.16"


def test_unpaid_carers_as_counted_and_as_ons_standardised_are_said_both_ways():
    # Census 2021, England, table RM178, districts added up: how many of unpaid carers and of others, aged 16 and over, are gay or
    # lesbian, bisexual or of another minority orientation. ONS, standardising for age, publishes 3.9% and 3.0%. These two are
    # quoted: the table has no age, so the interval cannot be made, and it is said that there is none.
    rests_on = [tally("unpaid carers", 138_331, 4_599_410), tally("other people", 1_321_369, 41_407_482)]
    crude = [proportion(one, kind="complete") for one in rests_on]
    assert [f"{100 * one.value:.2f}" for one in crude] == ["3.01", "3.19"]
    published = [
        replace(one, value=value, low=None, high=None)
        for one, value in zip(crude, (0.039, 0.030), strict=True)
    ]
    now = replace(crude[0], value=0.039 / 0.030, low=None, high=None)
    found = StandardisedGap(
        group="unpaid carers",
        reference="other people",
        standard="everybody",
        kind="complete",
        of_group=Standardised(crude=crude[0], standardised=published[0]),
        of_reference=Standardised(crude=crude[1], standardised=published[1]),
        crude=crude[0].value / crude[1].value,
        standardised=now,
        changes=True,
        turns_round=True,
    )
    assert found.crude < 1 < found.standardised.value
    said = sentence_of(found)
    assert (
        "is 0.94 times that of “other people”; with the ages of everybody it is 1.3 times (no interval)"
        in said
    )
    assert "turns round once ages are taken into account: the figure as counted misleads alone" in said


def test_appointment_from_shortlisting_at_the_christie():
    # Workforce Race Equality Standard, 2022-23: 46.99% of white and 14.65% of other shortlisted applicants, "3.2 times". Shares
    # are all that is published, so the counts here are of ten thousand each and only the ratio of the shares is read.
    found = gap(
        tally("white", 4_699, 10_000),
        tally("Black, Asian and minority ethnic", 1_465, 10_000),
        kind="complete",
        outcome="were appointed",
        bears="benefit",
    )
    assert f"{found.ratio.value:.1f}" == "3.2"
    assert "3.2 times theirs" in sentence_of(found)


def money(group, before, after):
    return Money(group=group, before=before, change=after - before)


def test_maidstone_option_1_is_more_cash_and_the_same_share():
    # Maidstone Borough Council, council tax reduction, 2016, appendix A: average weekly award before and after.
    found = money_gap(
        money("claimants with a disability", 17.80, 16.37),
        money("claimants without a disability", 15.87, 14.59),
        band=0.05,
    )
    assert round(100 * (found.cash - 1)) == 12
    assert [f"{-100 * one.share:.1f}" for one in (found.group, found.reference)] == ["8.0", "8.1"]
    assert found.disagree
    said = sentence_of(found)
    assert "12% more" in said
    assert "the two are about the same" in said
    assert "different stories" in said


def test_maidstone_option_2_is_the_same_cash_and_another_share():
    one = Money(group="claimants with a disability", before=3.49 / 0.224, change=-3.49)
    other = Money(group="claimants without a disability", before=3.49 / 0.259, change=-3.49)
    found = money_gap(one, other, band=0.05)
    assert found.cash == pytest.approx(1)
    assert found.share == pytest.approx(0.224 / 0.259)
    assert found.disagree


def test_maidstone_option_3_is_2_8_times_the_cash():
    one = Money(group="claimants with a disability", before=None, change=-157.22)
    other = Money(group="claimants without a disability", before=None, change=-55.86)
    found = money_gap(one, other, band=0.05)
    assert f"{found.cash:.1f}" == "2.8"
    assert found.share is None
    assert not found.disagree
    assert "2.8 times as much" in sentence_of(found)
    assert "shares cannot be compared" in sentence_of(found)


# Admissions at Berkeley in 1973, six largest departments (Bickel PJ, Hammel EA, O'Connell JW, 1975, Science 187: 398-404; the table
# is R's UCBAdmissions): women admitted, women, men admitted, men.
BERKELEY = {
    "A": (89, 108, 512, 825),
    "B": (17, 25, 353, 560),
    "C": (202, 593, 120, 325),
    "D": (131, 375, 138, 417),
    "E": (94, 393, 53, 191),
    "F": (24, 341, 22, 373),
}


def test_berkeley_turns_round():
    found = stratified(
        [
            Within(stratum=name, group=tally("women", a, n), reference=tally("men", b, m))
            for name, (a, n, b, m) in BERKELEY.items()
        ],
        kind="complete",
    )
    assert f"{100 * 557 / 1835:.1f} {100 * 1198 / 2691:.1f}" == "30.4 44.5"  # as published of the six
    assert found.pooled_times == pytest.approx(557 / 1835 / (1198 / 2691))
    assert found.pooled < 1 < found.within.value
    assert found.turns_round
    assert not found.within.excludes(1)
    said = sentence_of(found)
    assert "one way and within the strata the other" in said
    assert "consistent with no gap" in said
    assert "look at each" in said  # the departments differ: Breslow and Day's p is 0.002


def test_ours_are_scipys_and_statsmodels():
    from scipy.stats import binomtest
    from statsmodels.stats.proportion import confint_proportions_2indep

    for count, total in ((1, 7), (3, 40), (250, 1_000), (999, 1_000)):
        other = binomtest(count, total).proportion_ci(method="wilson")
        assert wilson(count, total) == pytest.approx((other.low, other.high), abs=1e-12)
    for four in ((1, 7, 3, 9), (36, 40, 16, 80), (250, 1_000, 40, 300), (2, 1_000, 900, 1_000)):
        score = confint_proportions_2indep(*four, method="score", compare="ratio", correction=False)
        assert koopman(*four) == pytest.approx(tuple(map(float, score)), rel=1e-6)
        other = confint_proportions_2indep(*four, method="newcomb", compare="diff")
        assert newcombe(*four) == pytest.approx(tuple(map(float, other)), abs=1e-12)


def test_koopman_where_statsmodels_fails():
    """By brute force: the ratios that the score test does not reject, over a fine grid of ratios and of shares."""
    import numpy as np

    for x, m, y, n in ((5, 20, 10, 10), (0, 10, 20, 20), (10, 10, 20, 20), (0, 1_000, 50, 1_000)):
        low, high = koopman(x, m, y, n)
        for end in (low, high):
            if not end:
                continue
            within, beyond = (end * 1.01, end * 0.99) if end == low else (end * 0.99, end * 1.01)
            for theta, kept in ((within, True), (beyond, False)):
                q = np.linspace(1e-7, min(1, 1 / theta) - 1e-9, 400_001)
                p = theta * q
                likelihood = _xlogy(x, p) + _xlogy(m - x, 1 - p) + _xlogy(y, q) + _xlogy(n - y, 1 - q)
                best = int(likelihood.argmax())
                statistic = sum(
                    (count - total * share) ** 2 / (total * share * (1 - share))
                    for count, total, share in ((x, m, p[best]), (y, n, q[best]))
                )
                # On the edge of a share of 1 the grid stops short of it, so a little is allowed.
                assert bool(statistic < 3.8415 * 1.001) is kept, (x, m, y, n, theta)


def _xlogy(count, share):
    import numpy as np

    return count * np.log(np.maximum(share, 1e-300)) if count else 0.0


def test_the_bands_are_no_legal_test():
    from eia.estimates import bands_of
    from eia.practice import practice

    assert bands_of(practice()) == Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)
    for name in ("band_ratio", "band_percentage_points", "band_money_per_cent"):
        assert "Not a legal test" in practice().choice(name).says


def test_a_rate_of_events_can_be_above_one_each():
    found = rate(30, 20, kind="complete")
    assert found.value == 1.5
    assert (found.low, found.high) == tuple(end / 20 for end in byar(30))


def test_ratio_has_its_inverse():
    one, other = tally("a", 7, 34), tally("b", 1, 34)
    found, turned = ratio(one, other, kind="sampled"), ratio(other, one, kind="sampled")
    assert (found.low * turned.high, found.high * turned.low) == pytest.approx((1, 1))


def test_the_bootstrap_is_near_the_normal_interval_where_that_holds():
    # The mean of 400 values spread evenly: the standard error is known, so the percentile interval is too, to a tenth of its width.
    ours = [100 + (k - 199.5) / 10 for k in range(400)]
    theirs = [110 + (k - 199.5) / 10 for k in range(400)]
    found = average_gap("a", ours, "b", theirs, average="mean", kind="sampled", seed=7).difference
    spread = (sum((value - 100) ** 2 for value in ours) / 400 * 2 / 400) ** 0.5
    assert found.value == pytest.approx(-10)
    assert found.low == pytest.approx(-10 - 1.96 * spread, abs=0.4 * spread)
    assert found.high == pytest.approx(-10 + 1.96 * spread, abs=0.4 * spread)
