"""Ways of releasing a random table, good and naive, each as what a reader then knows; and the audit of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from random_tables import RandomTable

from eia.disclosure.attack import exact, rounded_bounds, withheld
from eia.disclosure.audit import Audit, audit, needs_of, widest_rounding, widest_withholding
from eia.disclosure.rounding import Rounded, round_together
from eia.disclosure.structure import Bounds
from eia.disclosure.suppression import Withheld, withhold


@dataclass(frozen=True, kw_only=True)
class WithholdingRule:
    """Small counts under a threshold are withheld; where zeros are no secret, every 0 is published. So is everyone together."""

    table: RandomTable
    threshold: int
    zeros: bool

    @property
    def low(self) -> int:
        return 0 if self.zeros else 1

    @property
    def public(self) -> dict[int, Bounds]:
        return {
            place: exact(count)
            for place, count in enumerate(self.table.values)
            if place == self.table.grand_total or (count == 0 and not self.zeros)
        }

    @property
    def needs(self) -> dict[int, Bounds]:
        needs = needs_of(self.table.values, self.threshold, zeros=self.zeros)
        return {place: need for place, need in needs.items() if place not in self.public}

    def known(self, cells: frozenset[int]) -> list[Bounds]:
        """What a reader knows once these are withheld under one mark."""
        return [
            withheld(self.low) if place in cells else exact(count)
            for place, count in enumerate(self.table.values)
        ]

    def audit(self, known: list[Bounds]) -> Audit:
        widest = widest_withholding(self.table.structure, public=self.public, low=self.low)
        return audit(self.table.structure, known, self.needs, widest=widest)

    def protected(self, **budget: int) -> Withheld:
        return withhold(
            self.table.structure, self.table.values, self.needs, low=self.low, public=self.public, **budget
        )


def audit_of_rounding(table: RandomTable, base: int, known: list[Bounds], *, zeros: bool = False) -> Audit:
    needs = needs_of(table.values, base, zeros=zeros)
    return audit(table.structure, known, needs, widest=widest_rounding(table.values, base))


def rounded_together(
    table: RandomTable, base: int, keep: Mapping[int, int] | None = None
) -> tuple[Rounded, list[Bounds]]:
    rounded = round_together(table.structure, table.values, base=base, keep=keep or {})
    return rounded, [rounded_bounds(count, base) for count in rounded.values]


def naively_withheld(rule: WithholdingRule) -> list[Bounds]:
    """A naive releaser: the small counts are withheld, and nothing else."""
    return rule.known(frozenset(rule.needs))


def naively_rounded(table: RandomTable, base: int) -> list[Bounds]:
    """Another: each number is rounded alone, to the nearest multiple, halves up, as spreadsheets do."""
    known = []
    for count in table.values:
        read = (count + base // 2) // base * base
        known.append(Bounds(low=max(0, read - base // 2), high=read - base // 2 + base - 1))
    return known
