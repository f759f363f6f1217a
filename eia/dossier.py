"""What a check sees: the proposal, the day and the law it is judged by, read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eia.analysis import AtRisk, Profile, SmallAreas, at_risk, profile, small_areas
from eia.disclosure import Released, counts_of, release
from eia.errors import EiaError
from eia.findings import Severity, Stage
from eia.law import EARLIEST, Cell, Law, Limb, Provision, law
from eia.practice import Practice, practice
from eia.proposal import Proposal, Submission
from eia.proposal.sections import Effect

_ALL_NEEDS = tuple(limb.need for limb in Limb)

_HARM = {"severe": Severity.SERIOUS, "moderate": Severity.WARNING, "slight": Severity.WARNING}


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A proposal with the day for which law and due dates are judged, and the choices in force.

    Attributes:
        submission: The proposal and the tables beside it.
        as_of: The day judged by; `None` where the record holds no date at all. Never today.
        law: The law as data.
        practice: Choices of method that are not law.
    """

    submission: Submission
    as_of: dt.date | None
    law: Law
    practice: Practice

    @property
    def proposal(self) -> Proposal:
        """Return what the officer wrote."""
        return self.submission.proposal

    @property
    def stage(self) -> Stage | None:
        """Return the stage recorded, or `None`: then every question is treated as due."""
        recorded = self.proposal.proposal.stage
        return Stage(recorded) if recorded else None

    def is_due(self, stage: Stage) -> bool:
        """Tell whether a question that is due at a stage is due now."""
        return self.stage is None or self.stage.rank >= stage.rank

    @property
    def adverse_effects(self) -> tuple[Effect, ...]:
        """Return the effects that the author records as negative, or as both."""
        return tuple(effect for effect in self.proposal.effect if effect.direction in ("negative", "both"))

    @property
    def severe_effects(self) -> tuple[Effect, ...]:
        """Return the adverse effects whose harm the author records as severe."""
        return tuple(effect for effect in self.adverse_effects if effect.harm == "severe")

    @property
    def put_aside(self) -> frozenset[str]:
        """Return the characteristics that the author does not take further."""
        return frozenset(name for entry in self.proposal.put_aside for name in entry.characteristics)

    @property
    def affected(self) -> tuple[str, ...]:
        """Return the characteristics that an effect other than none is recorded for, in the order of the law."""
        named = {
            name
            for effect in self.proposal.effect
            if effect.direction in ("positive", "negative", "both", "cannot tell")
            for name in effect.characteristics
        }
        return tuple(one.id for one in self.law.characteristics if one.id in named)

    @property
    def unanswered_cells(self) -> tuple[Cell, ...]:
        """Return the cells of characteristic and need that no effect and no put-aside entry answers."""
        answered = {
            (name, need)
            for effect in self.proposal.effect
            if effect.direction not in (None, "not looked")
            for name in effect.characteristics
            for need in (effect.needs or (_ALL_NEEDS if effect.direction == "none" else ()))
        } | set(self._considered())
        return tuple(
            cell
            for cell in self.law.cells()
            if cell.characteristic.id not in self.put_aside
            and (cell.characteristic.id, cell.limb.need) not in answered
            and self._law_exists_for(cell)
        )

    def _considered(self) -> Iterator[tuple[str, str]]:
        """Yield each characteristic and need that an entry about that need answers."""
        proposal = self.proposal
        for one in proposal.conduct:
            if one.says and one.considered is not False:
                yield from ((name, "discrimination") for name in one.characteristics)
        for two in proposal.opportunity:
            if two.considered is not False and (two.disadvantage or two.different_needs or two.participation):
                yield from ((name, "opportunity") for name in two.characteristics)
        for three in proposal.relations:
            if three.considered is not False and (three.prejudice or three.understanding):
                yield from ((name, "relations") for name in three.characteristics)

    def _law_exists_for(self, cell: Cell) -> bool:
        """Tell whether the first need can mean anything for a characteristic in the contexts recorded (specification, 6a)."""
        contexts = self.proposal.proposal.context
        if cell.limb is not Limb.A or not contexts:
            return True
        day = self.as_of or dt.date.max  # a record without a date is read by the latest law held
        return any(
            self.law.open_conduct(context.replace(" ", "_"), cell.characteristic.id, day)
            for context in contexts
        )

    @cached_property
    def profile(self) -> Profile | None:
        """Return who lives in the place; `None` where no place or no date is recorded."""
        code = self.proposal.proposal.authority_code
        return profile(code, as_of=self.as_of) if code and self.as_of else None

    @cached_property
    def small_areas(self) -> SmallAreas | None:
        """Return where the risk of digital exclusion gathers; `None` where no small areas ship for the place."""
        code = self.proposal.proposal.authority_code
        return small_areas(code) if code else None

    @cached_property
    def at_risk(self) -> dict[str, tuple[AtRisk, ...]]:
        """Return, by evidence id, the groups below the overall rate of a benefit, worst first."""
        code, as_of = self.proposal.proposal.authority_code, self.as_of
        if as_of is None:
            return {}
        benefits = [item.id for item in self.proposal.evidence if item.outcome_is == "benefit"]
        rates = self.submission.rates
        return {name: at_risk(rates[name], code, as_of) for name in benefits if name in rates}

    @cached_property
    def released(self) -> dict[str, Released]:
        """Return the author's own counts as they may be shown: by evidence id, and what was typed into the record."""
        tables = dict(self.submission.counts)
        typed = self.proposal.consultation.respondents
        if answered := [(one.group, one.count) for one in typed if one.count is not None]:
            tables["respondents"] = counts_of(answered)
        return {name: release(counts, self.practice) for name, counts in tables.items()}

    def people_affected(self, effect: Effect) -> str | None:
        """Return how many people an effect touches, in the author's words, else the typed count as released."""
        if effect.people or effect.people_count is None:
            return effect.people
        return release(counts_of([(effect.title, effect.people_count)]), self.practice).rows[0].shown

    def authorities(self, basis: Iterable[str]) -> tuple[Provision, ...]:
        """Return the provisions and cases of a basis that may be printed here.

        They were read, or are well established; they are of the nation recorded; and a provision was in force on the day
        (a judgment says what the law already was, whenever it was given).
        """
        nation, day = self.proposal.proposal.nation, self.as_of
        found = {name: self.law.provision(name, day) for name in basis}
        return tuple(
            one
            for name, one in found.items()
            if one.printable
            and (nation is None or nation in one.nations)
            and (nation is None or day is None or self.law.applies(name, day, nation))
        )

    def name_of(self, characteristic: str) -> str:
        """Return the words for a characteristic's id."""
        return next(one.name for one in self.law.characteristics if one.id == characteristic)


def severity_of(effect: Effect) -> Severity:
    """Return how grave a worry about an effect is: serious where the author records severe harm."""
    return _HARM.get(effect.harm or "", Severity.WARNING)


def open_dossier(
    submission: Submission, *, as_of: dt.date | None = None, choices: Practice | None = None
) -> Dossier:
    """Put together what the checks see.

    Args:
        submission: The proposal.
        as_of: The day to judge by; by default the decision's date, else the latest date in the record. Never today.
        choices: The choices of method in force; by default the toolkit's own.

    Raises:
        EiaError: The day is before 2001.
    """
    proposal = submission.proposal
    day = as_of or proposal.decision.date or proposal.latest_date()
    if day is not None and day < EARLIEST:
        raise EiaError(
            f"{submission.id}, the day it is judged by",
            f"{day.isoformat()} is before 2001, when the first of these duties came into force.",
            "Check the date; assessments of earlier days are outside this toolkit.",
        )
    return Dossier(
        submission=submission,
        as_of=day,
        law=law(),
        practice=choices or practice(),
    )
