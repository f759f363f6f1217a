"""Groups of very many people: no end of an interval overflows, and the exact test takes no time."""

import random
import time

import pytest
from scipy.stats import fisher_exact

from eia.estimates import Tally, gap
from eia.estimates.exact import EXPECTED_AT_LEAST, fisher_of_few, least_expected
from eia.estimates.ratios import koopman

MANY = 10**9


def test_koopmans_ends_of_very_many_people_are_found():
    low, high = koopman(300, 300, MANY - 1, MANY)
    # The ends of Wilson's intervals of the two shares, each with the other taken as known, are near.
    assert low == pytest.approx(0.98736, abs=1e-5)
    assert high - 1 == pytest.approx(5.665e-9, rel=1e-3)
    low, high = koopman(MANY - 1, MANY, 300, 300)
    assert high == pytest.approx(1 / 0.98736, abs=1e-5)


def test_no_table_of_very_many_people_breaks_an_interval():
    drawn = random.Random(5)
    for _ in range(300):
        totals = [10 ** drawn.randint(0, 9) for _ in range(2)]
        (x, m), (y, n) = (
            (drawn.choice([0, total, min(1, total), total - 1, drawn.randint(0, total)]), total)
            for total in totals
        )
        if x + y:
            low, high = koopman(x, m, y, n)
            assert 0 <= low < (float("inf") if high is None else high)
            assert not y or low <= x / m / (y / n) * (1 + 1e-9) <= high * (1 + 2e-9)


def test_fishers_of_few_expected_is_scipys():
    drawn = random.Random(3)
    compared = 0
    while compared < 600:
        total, other = drawn.randint(1, 60), drawn.randint(1, drawn.choice([10, 100, 3_000]))
        count, count_of_other = (
            drawn.randint(0, total),
            drawn.choice([0, other, drawn.randint(0, other), min(other, 2)]),
        )
        four = (count, total, count_of_other, other)
        if 0 < count + count_of_other < total + other and least_expected(*four) < EXPECTED_AT_LEAST:
            compared += 1
            rows = [[count, count_of_other], [total - count, other - count_of_other]]
            assert fisher_of_few(*four) == pytest.approx(
                float(fisher_exact(rows).pvalue), rel=1e-9, abs=1e-25
            )


def test_a_gap_beside_a_thousand_million_people_takes_no_time():
    before = time.perf_counter()
    for count in (28, 300):
        gap(
            Tally(group="a", count=count, total=300),
            Tally(group="b", count=MANY - 1, total=MANY),
            kind="complete",
            outcome="agreed",
            bears="benefit",
        )
    assert time.perf_counter() - before < 1
