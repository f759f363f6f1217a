"""How often the intervals hold the truth, counted over every outcome there can be: no simulation."""

import numpy as np
import pytest
from scipy.stats import binom, poisson

from eia.estimates.events import byar, interval_of
from eia.estimates.proportions import wilson
from eia.estimates.ratios import koopman


def covered(ends, chances, truth):
    low, high = ends
    return chances[(low - 1e-12 <= truth) & (truth <= high + 1e-12)].sum()


@pytest.mark.parametrize("total", [20, 25, 30, 50, 100, 300])
def test_wilsons_mean_is_within_a_point_of_the_level(total, capsys):
    counts = np.arange(total + 1)
    ends = np.array([wilson(int(count), total) for count in counts]).T
    shares = np.linspace(0.05, 0.95, 901)
    found = np.array([covered(ends, binom.pmf(counts, total, share), share) for share in shares])
    with capsys.disabled():
        print(  # noqa: T201 - the least is to be seen
            f" [Wilson, {total}: mean {found.mean():.4f}, least {found.min():.4f} at {shares[found.argmin()]:.3f}]",
            end="",
        )
    assert abs(found.mean() - 0.95) < 0.01
    assert found.min() > 0.91  # the level is its mean, and not its promise


@pytest.mark.parametrize("ends_of", [byar, lambda events: interval_of(events)[:2]], ids=["byar", "as used"])
def test_byars_is_never_under_94_per_cent_from_a_mean_of_5(ends_of):
    counts = np.arange(200)
    ends = np.array([ends_of(int(count)) for count in counts]).T
    # The least is reached just outside an end, so those are tried, besides a grid.
    edges = ends.ravel()[(ends.ravel() > 5) & (ends.ravel() < 100)]
    means = np.concatenate([np.arange(5, 100, 0.1), edges - 1e-6, edges + 1e-6])
    found = [covered(ends, poisson.pmf(counts, mean), mean) for mean in means]
    assert min(found) > 0.94  # measured: 0.950


def test_koopmans_is_what_the_analysts_page_says():
    """Measured for 20 beside 60 people, over shares from 5% to 95%: docs/estimates.md prints the mean and the least."""
    ours, theirs = np.arange(21), np.arange(61)
    ends = np.array(
        [[koopman(int(x), 20, int(y), 60) if x or y else (0.0, None) for y in theirs] for x in ours]
    )
    low, high = ends[..., 0].astype(float), np.where(ends[..., 1] == None, np.inf, ends[..., 1]).astype(float)  # noqa: E711 - element by element
    shares = np.linspace(0.05, 0.95, 19)
    found = np.array(
        [
            covered((low, high), np.outer(binom.pmf(ours, 20, p), binom.pmf(theirs, 60, q)), p / q)
            for p in shares
            for q in shares
        ]
    )
    assert f"{100 * found.mean():.1f} {100 * found.min():.1f}" == "95.1 92.7"
