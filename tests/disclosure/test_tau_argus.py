"""The attacker beside Tau-Argus's own audit: two programs that share no code, the same ranges.

It needs pytauargus, which is not among the toolkit's requirements; without it this is skipped, and says so.
"""

from __future__ import annotations

import math
import random

import pytest
from random_tables import RandomTable, random_tables
from releasing import WithholdingRule

from eia.disclosure.attack import attack


def written_for_tau_argus(table: RandomTable, hidden: frozenset[int], far: int) -> str:
    """A table in the format its solvers read: cells with what may be thought of them, and sums that come to nought."""
    cells = [
        f"{place} {count} {count + 1} {'m' if place in hidden else 's'} 0 {far} 0 0 0"
        for place, count in enumerate(table.values)
    ]
    sums = [
        f"0 {len(line.parts) + 1} : {line.total} (-1) " + " ".join(f"{part} (1)" for part in line.parts)
        for line in table.structure.lines
    ]
    return "\n".join(["0", str(len(cells)), *cells, str(len(sums)), *sums, ""])


@pytest.mark.slow
def test_tau_argus_finds_the_same_ranges(tmp_path):
    native = pytest.importorskip("pytauargus._tauargus", reason="pytauargus is not installed")
    rng = random.Random("beside Tau-Argus")
    compared = 0
    for table in random_tables(150, most=120):
        rule = WithholdingRule(table=table, threshold=10, zeros=True)
        others = {
            place for place in range(len(table.values)) if place != table.grand_total and rng.random() < 0.15
        }
        hidden = frozenset(rule.needs) | others
        far = 2 * sum(table.values)
        file = tmp_path / "table.jj"
        file.write_text(written_for_tau_argus(table, hidden, far), encoding="utf-8", newline="\n")
        theirs = {
            row["cell"]: (math.ceil(row["min"] - 1e-6), math.floor(row["max"] + 1e-6))
            for row in native.audit_jj(str(file))
        }
        known = rule.known(hidden)
        for reach in attack(table.structure, known, sorted(hidden)).reaches:
            least, greatest = theirs[reach.cell]
            # Tau-Argus allows fractions of people, so it could leave more; on these tables it never does.
            assert (reach.bounds.low, reach.bounds.high) == (least, greatest)
            compared += 1
    assert compared > 3000
