"""The law as a whole: finding a provision, and what is in force on a day in a nation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from eia.errors import EiaError
from eia.law.provisions import (
    Case,
    Cell,
    Characteristic,
    Conduct,
    Context,
    DutyException,
    Limb,
    Nation,
    Provision,
)

EARLIEST = date(2001, 1, 1)
"""The first day the register answers for: the first of the predecessor duties came into force in that year."""

_Named = TypeVar("_Named", Characteristic, Context, Conduct, DutyException)


@dataclass(frozen=True, kw_only=True, slots=True)
class Law:
    """The law the checks rest on, as dated and cited data.

    Attributes:
        provisions: Every provision and case, in the order of the files' names and of the entries in them.
        characteristics: The nine protected characteristics, in the order of the Act.
        contexts: Fields of life with their own Part of the Act.
        conducts: Forms of prohibited conduct.
        exceptions: Exceptions to the general duty that take characteristics out of it.
    """

    provisions: tuple[Provision, ...]
    characteristics: tuple[Characteristic, ...] = ()
    contexts: tuple[Context, ...] = ()
    conducts: tuple[Conduct, ...] = ()
    exceptions: tuple[DutyException, ...] = ()
    _versions: dict[str, tuple[Provision, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        versions: dict[str, tuple[Provision, ...]] = {}
        for provision in sorted(self.provisions, key=lambda each: each.since):
            versions[provision.id] = (*versions.get(provision.id, ()), provision)
        object.__setattr__(self, "_versions", versions)

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every decided case."""
        return tuple(each for each in self.provisions if isinstance(each, Case))

    def provision(self, name: str, /, day: date | None = None) -> Provision:
        """Return the provision or case of an id: of its versions the one that stood on a day, else the latest.

        Raises:
            EiaError: There is no such id; the error names the nearest one and its file.
        """
        if name not in self._versions:
            raise _unknown(name, "provision", {key: found[-1].file for key, found in self._versions.items()})
        versions = self._versions[name]
        if day is not None:
            begun = [each for each in versions if each.since <= day]
            return begun[-1] if begun else versions[0]
        return versions[-1]

    def cites(self, name: str, /) -> str:
        """Return the citation of an id, as printed. Raises `EiaError` as `provision` does."""
        return self.provision(name).cites

    def in_force(self, day: date, nation: Nation | str) -> tuple[Provision, ...]:
        """Return the provisions in force on a day in a nation, in the order of `provisions`.

        Cases are not among them, because a judgment is not enacted: see `known`.

        Raises:
            EiaError: The day is before 2001, which the register does not answer for, or the nation is not known.
        """
        place = _nation(nation)
        _answered(day)
        return tuple(
            each for each in self.provisions if not isinstance(each, Case) and each.stands(day, place)
        )

    def known(self, day: date) -> tuple[Case, ...]:
        """Return the cases known on a day; those of which only the year is known count from its first day.

        What a later case declares was the law on the day all the same.
        """
        return tuple(case for case in self.cases if case.since <= day)

    def applies(self, name: str, /, day: date, nation: Nation | str) -> bool:
        """Whether an id can be a basis on a day in a nation: a provision in force, or a case on a duty of that nation.

        A case applies on any day, because it declares what the law always was.

        Raises:
            EiaError: The id or nation is not known, or the day is before 2001.
        """
        place = _nation(nation)
        _answered(day)
        self.provision(name)
        return any(
            place in each.nations if isinstance(each, Case) else each.stands(day, place)
            for each in self._versions[name]
        )

    def cells(self) -> tuple[Cell, ...]:
        """Return the 25 cells of characteristic and need, by characteristic and then by need."""
        return tuple(
            Cell(characteristic=each, limb=limb) for each in self.characteristics for limb in each.limbs
        )

    def characteristic(self, name: str, /) -> Characteristic:
        """Return the characteristic of an id. Raises `EiaError` naming the nearest if there is none."""
        return _find(name, "characteristic", self.characteristics)

    def context(self, name: str, /) -> Context:
        """Return the context of an id. Raises `EiaError` naming the nearest if there is none."""
        return _find(name, "context", self.contexts)

    def open_conduct(self, context: str, characteristic: str, day: date) -> tuple[Conduct, ...]:
        """Return the forms of prohibited conduct that can arise in a context, about a characteristic, on a day.

        A characteristic only partly outside a context (age under 18 in services) leaves its forms open; the
        exclusion itself stands in `context(...).outside`.

        Raises:
            EiaError: The context or characteristic is not known, or the day is before 2001.
        """
        place, person = self.context(context), self.characteristic(characteristic)
        _answered(day)
        if any(out.characteristic == person.id and not out.only for out in place.outside):
            return ()
        apart = {out.characteristic for out in place.outside_harassment}
        return tuple(
            conduct
            for conduct in self.conducts
            if (not conduct.only_for or person.id in conduct.only_for)
            and (not conduct.only_in or place.id in conduct.only_in)
            and place.id not in conduct.not_in
            and not any(out.characteristic == person.id and not out.only for out in conduct.outside)
            and not (conduct.id == "harassment" and person.id in apart)
            and any(version.since <= day for name in conduct.provisions for version in self._versions[name])
        )

    def limbs_after(self, exceptions: tuple[str, ...], characteristic: str) -> tuple[Limb, ...]:
        """Return the needs a characteristic still meets under exceptions; one that drops only a part drops none.

        Raises:
            EiaError: An exception or the characteristic is not known.
        """
        person = self.characteristic(characteristic)
        dropped = {
            limb
            for name in exceptions
            for drop in _find(name, "exception", self.exceptions).drops
            if drop.characteristic == person.id and not drop.only
            for limb in drop.limbs
        }
        return tuple(limb for limb in person.limbs if limb not in dropped)


def _find(name: str, kind: str, among: tuple[_Named, ...]) -> _Named:
    for each in among:
        if each.id == name:
            return each
    raise _unknown(name, kind, {each.id: "" for each in among})


def _unknown(name: str, kind: str, files: dict[str, str]) -> EiaError:
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it, and start-up is kept short

    near = get_close_matches(name, files, n=1, cutoff=0.0)
    file = files[near[0]] if near else ""
    do = f"Did you mean '{near[0]}'?" if near else "There are no law files here."
    return EiaError(f"law/{file}" if file else "law", f"There is no {kind} called '{name}'.", do)


def _nation(nation: Nation | str) -> Nation:
    try:
        return Nation(nation)
    except ValueError:
        raise EiaError(
            "nation", f"'{nation}' is not a nation known here.", f"Use one of: {', '.join(Nation)}."
        ) from None


def _answered(day: date) -> None:
    if day < EARLIEST:
        raise EiaError(
            "the day the law is judged for",
            f"{day.isoformat()} is before 2001, which the register of law does not answer for.",
            "Check the date; the first of the equality duties came into force in 2001.",
        )
