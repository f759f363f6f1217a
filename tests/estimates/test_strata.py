"""Breslow and Day's test of ours: where the common odds ratio is just 1, where tables are sparse, and beside statsmodels elsewhere."""

import random
import warnings

import pytest

from eia.estimates import Tally, Within, sentence_of, stratified
from eia.estimates.strata import breslow_day


def strata(*rows):
    return [
        Within(
            stratum=str(at),
            group=Tally(group="a", count=a, total=n),
            reference=Tally(group="b", count=b, total=m),
        )
        for at, (a, n, b, m) in enumerate(rows)
    ]


def test_strata_that_differ_are_seen_where_the_common_odds_ratio_is_just_1():
    found = stratified(strata((80, 100, 20, 100), (20, 100, 80, 100)), kind="complete")
    assert found.within.value == 1
    assert found.unalike < 1e-12
    said = sentence_of(found)
    assert "The strata differ from one another" in said
    near = stratified(strata((81, 100, 20, 100), (20, 100, 80, 100)), kind="complete")
    assert found.unalike == pytest.approx(near.unalike, abs=1e-12)


def test_at_an_odds_ratio_of_1_the_expected_is_that_of_the_totals():
    # By hand: 50 are expected in each cell, and each is 30 away: 30² × 4/50 = 72 of each table; the p of 144 at one degree.
    from scipy.stats import chi2

    assert breslow_day([((80, 20), (20, 80)), ((20, 80), (80, 20))], 1.0) == pytest.approx(chi2.sf(144, 1))


def test_sparse_tables_warn_of_nothing():
    drawn = random.Random(1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(1_000):
            rows = []
            for _ in range(drawn.randint(1, 4)):
                n, m = drawn.randint(0, 12), drawn.randint(0, 12)
                rows.append((drawn.randint(0, n), n, drawn.randint(0, m), m))
            found = stratified(strata(*rows), kind="sampled")
            assert (found.unalike is None) == (not found.within.told or found.used < 2)
            assert found.unalike is None or 0 <= found.unalike <= 1


def test_where_statsmodels_has_an_answer_ours_is_the_same():
    from statsmodels.stats.contingency_tables import StratifiedTable

    drawn = random.Random(2)
    for _ in range(100):
        tables = [
            tuple(tuple(drawn.randint(1, 90) for _ in range(2)) for _ in range(2))
            for _ in range(drawn.randint(2, 5))
        ]
        theirs = StratifiedTable([[list(map(float, row)) for row in table] for table in tables])
        ours = breslow_day(tables, theirs.oddsratio_pooled)
        assert ours == pytest.approx(theirs.test_equal_odds().pvalue, rel=1e-6, abs=1e-12)


def test_the_ratio_of_shares_is_not_printed_with_the_interval_of_the_odds():
    said = sentence_of(stratified(strata((40, 50, 16, 50), (30, 40, 12, 40)), kind="complete"))
    assert "2.5 times. Of odds, not shares, it is 7.8 times (95% interval: 4 to 15 times)." in said
