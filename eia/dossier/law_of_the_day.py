"""The law as it bears on one proposal: on its day, in its nation, for its function and in its settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from eia.law import Case, Law, Limb, Provision
from eia.proposal import Proposal
from eia.proposal.sections import About

_PREDECESSORS = {
    "rra1976.s71": (Limb.A, Limb.B, Limb.C),
    "dda1995.s49a": (Limb.A, Limb.B),
    "sda1975.s76a": (Limb.A, Limb.B),
}
"""The duties before 5 April 2011, with those of today's three needs that each had; race alone had good relations."""

_EXCEPTIONS = {
    "school education": "children_and_schools",
    "children's homes": "children_and_schools",
    "immigration and nationality": "immigration_and_nationality",
    "Schedule 18, paragraph 1 (age: schools, children's homes)": "children_and_schools",
    "Schedule 18, paragraph 2 (immigration and nationality)": "immigration_and_nationality",
}
"""The exceptions that take characteristics out of a need, by the function recorded and by the exception claimed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LawOfTheDay:
    """The law as it bears on one proposal.

    Attributes:
        law: The law as data.
        as_of: The day judged by; `None` where the record holds no date at all.
        proposal: What the officer wrote.
    """

    law: Law
    as_of: dt.date | None
    proposal: Proposal

    @property
    def _about(self) -> About:
        return self.proposal.proposal

    def needs_of(self, characteristic: str) -> tuple[Limb, ...]:
        """Return the needs that the law has for a characteristic in this function, in these settings, on this day.

        Schedule 18 takes some out; the first is not there where the Act prohibits nothing in any setting recorded
        (specification, 6a). Before 5 April 2011 each predecessor duty had its own ground and needs.
        """
        if older := [name for name in _PREDECESSORS if self.is_law(name)]:
            grounds = {ground: name for name in older for ground in self.law.provision(name).grounds}
            return _PREDECESSORS[grounds[characteristic]] if characteristic in grounds else ()
        limbs = self.law.limbs_after(self._exceptions, characteristic)
        if self._settings and not self.open_conduct(characteristic):
            return tuple(limb for limb in limbs if limb is not Limb.A)
        return limbs

    def open_conduct(self, characteristic: str, *, anywhere: bool = False) -> tuple[str, ...]:
        """Return the ids of the prohibited conduct that can arise for a characteristic.

        Args:
            characteristic: The characteristic's id.
            anywhere: Whether to look at every setting that the law knows, instead of those recorded.
        """
        everywhere = [context.id for context in self.law.contexts]
        forms = (
            form.id
            for setting in (everywhere if anywhere else self._settings)
            for form in self.law.open_conduct(setting, characteristic, self._day_of_law)
        )
        return tuple(dict.fromkeys(forms))

    def is_law(self, name: str) -> bool:
        """Tell whether a provision was law on the day, in the nation; what is not recorded rules nothing out."""
        day, nation = self._day_of_law, self._about.nation
        if nation is not None:
            return self.law.applies(name, day, nation)
        one = self.law.provision(name, day)
        return one.since <= day and (one.until is None or day < one.until)

    @property
    def _settings(self) -> tuple[str, ...]:
        return tuple(context.replace(" ", "_") for context in self._about.context)

    @property
    def _day_of_law(self) -> dt.date:
        return self.as_of or dt.date.max  # a record without a date is read by the latest law held

    @property
    def _exceptions(self) -> tuple[str, ...]:
        """Return the exceptions to the duty: of the function recorded, else as claimed."""
        kind = self._about.function_kind
        if kind is not None:
            return (_EXCEPTIONS[kind],) if kind in _EXCEPTIONS else ()
        claimed = [_EXCEPTIONS[one.kind] for one in self.proposal.exception if one.kind in _EXCEPTIONS]
        return tuple(dict.fromkeys(claimed))

    def authorities(self, basis: Iterable[str]) -> tuple[Provision, ...]:
        """Return the provisions and cases of a basis that may be printed here.

        They were read, or are well established; they are of the nation, if one is recorded; and a provision was in force on
        the day (a judgment says what the law already was, whenever it was given).
        """
        nation, day = self._about.nation, self.as_of
        found = {name: self.law.provision(name, day) for name in basis}
        return tuple(
            one
            for name, one in found.items()
            if one.printable
            and (nation is None or nation in one.nations)
            and (day is None or isinstance(one, Case) or self.is_law(name))
        )
