"""What a check sees: the proposal, the day and the law it is judged by, read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from eia.analysis import Asked, AtRisk, Beside, Profile, SmallAreas, ToRelease, at_risk, profile, small_areas
from eia.disclosure import Release, Released, release_together
from eia.dossier.compared import Compared
from eia.dossier.law_of_the_day import LawOfTheDay
from eia.dossier.raw_tables import (
    asked_by_evidence,
    raw_tables,
    refuse_what_tables_lack,
    to_release,
    touched_by,
)
from eia.dossier.respondents import Respondents, beside_the_place, respondents_of
from eia.errors import EiaError
from eia.estimates import bands_of
from eia.findings import Severity, Stage
from eia.law import EARLIEST, Law, Limb, Provision, law
from eia.practice import Practice, practice
from eia.proposal import Proposal, Submission
from eia.proposal.sections import Effect

_UNSAFE = ("negative", "both", "cannot tell")
"""Directions of an effect that may do someone harm."""

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
        return self._named_by(
            effect for effect in self.proposal.effect if effect.direction in (*_UNSAFE, "positive")
        )

    @property
    def said_to_be_affected(self) -> tuple[str, ...]:
        """Return the characteristics with an effect, and those that the paper itself says are affected."""
        pointed = self.proposal.proposal.points_to
        return tuple(one.id for one in self.law.characteristics if one.id in (*self.affected, *pointed))

    @property
    def at_stake(self) -> tuple[str, ...]:
        """Return the characteristics with an adverse or an unknown effect, in the order of the law."""
        return self._named_by(effect for effect in self.proposal.effect if effect.direction in _UNSAFE)

    @property
    def may_be_worse_than_slight(self) -> bool:
        """Tell whether an effect is adverse and not recorded as slight, or not known."""
        return any(
            effect.direction == "cannot tell" or (effect.direction in _UNSAFE and effect.harm != "slight")
            for effect in self.proposal.effect
        )

    @property
    def answered(self) -> frozenset[str]:
        """Return the characteristics that some entry says something of: an effect, a need, or why they are put aside."""
        proposal = self.proposal
        said = [effect for effect in proposal.effect if effect.direction not in (None, "not looked")]
        return self.put_aside.union(*(effect.characteristics for effect in said), self._considered())

    def _considered(self) -> Iterator[str]:
        """Yield each characteristic that an entry about one need says something of."""
        proposal = self.proposal
        for one in proposal.conduct:
            if one.considered is not False and (one.says or one.forms):
                yield from one.characteristics
        for two in proposal.opportunity:
            if two.considered is not False and (two.disadvantage or two.different_needs or two.participation):
                yield from two.characteristics
        for three in proposal.relations:
            if three.considered is not False and (three.prejudice or three.understanding):
                yield from three.characteristics

    @property
    def law_of_the_day(self) -> LawOfTheDay:
        """Return the law as it bears on this proposal, on the day, in its nation."""
        return LawOfTheDay(law=self.law, as_of=self.as_of, proposal=self.proposal)

    def needs_of(self, characteristic: str) -> tuple[Limb, ...]:
        """Return the needs that the law has for a characteristic in this function, in these settings, on this day."""
        return self.law_of_the_day.needs_of(characteristic)

    def open_conduct(self, characteristic: str, *, anywhere: bool = False) -> tuple[str, ...]:
        """Return the ids of the prohibited conduct that can arise for a characteristic, in the settings recorded or anywhere."""
        return self.law_of_the_day.open_conduct(characteristic, anywhere=anywhere)

    def is_law(self, name: str) -> bool:
        """Tell whether a provision was law on the day, in the nation; what is not recorded rules nothing out."""
        return self.law_of_the_day.is_law(name)

    def _named_by(self, effects: Iterable[Effect]) -> tuple[str, ...]:
        named = {name for effect in effects for name in effect.characteristics}
        return tuple(one.id for one in self.law.characteristics if one.id in named)

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
        """Return, by evidence id, the groups worse off than the whole by a table of rates, worst first; none where none is."""
        rates, code = self.submission.rates, self.proposal.proposal.authority_code
        return {
            item.id: at_risk(rates[item.id], code, self.as_of, burden=item.outcome_is == "burden")
            for item in self.proposal.evidence
            if item.id in rates
        }

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """Return, by evidence id, what the record says of each piece of evidence and asks to be compared."""
        return asked_by_evidence(self.proposal, self._names)

    @property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self.law.characteristics}

    @cached_property
    def respondents(self) -> Mapping[str, Respondents]:
        """Return those who answered, as typed into the record, by the name of their released table; they are not shown."""
        return respondents_of(self.proposal, self._names)

    @cached_property
    def respondents_beside(self) -> Mapping[str, Beside]:
        """Return those who answered beside who lives in the place, by the name of their released table."""
        return beside_the_place(
            self.respondents,
            self.release,
            place_code=self.proposal.proposal.authority_code,
            as_of=self.as_of,
        )

    @cached_property
    def to_release(self) -> Mapping[str, tuple[ToRelease, ...]]:
        """Return, by evidence id, the tables that were counted for release; they are not shown.

        Raises:
            EiaError: The record asks of a table what it does not hold.
        """
        return to_release(self.submission, self.asked)

    @cached_property
    def release(self) -> Release:
        """Return all of the author's own counts, made safe together: tables beside the record, and what was typed into it."""
        return release_together(
            raw_tables(self.submission, self.to_release, self.respondents),
            self.practice.profile,
            earlier=self.submission.earlier,
        )

    @property
    def released(self) -> Mapping[str, Released]:
        """Return the author's own counts as they may be shown.

        By evidence id; by evidence id, ``: `` and what it is counted by, of evidence of which there are several tables;
        ``who answered`` for those who answered by no characteristic, ``who answered: age`` and the like for the
        others, which are different divisions of the same people; ``effect: `` and its id for how many an effect touches.
        """
        return self.release.tables

    @cached_property
    def compared(self) -> Compared:
        """Return what the released counts show: gaps, representation, money and places, by evidence id."""
        return Compared(
            submission=self.submission,
            asked=self.asked,
            tables=self.to_release,
            release=self.release,
            bands=bands_of(self.practice),
            as_of=self.as_of,
        )

    def people_affected(self, effect: Effect) -> str | None:
        """Return how many people an effect touches, in the author's words, else the typed count as released."""
        if effect.people or effect.people_count is None:
            return effect.people
        return self.released[touched_by(effect)].total.shown

    def authorities(self, basis: Iterable[str]) -> tuple[Provision, ...]:
        """Return the provisions and cases of a basis that may be printed here: see `LawOfTheDay.authorities`."""
        return self.law_of_the_day.authorities(basis)

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
        EiaError: The day is before 2001; or the record asks of its tables what they do not hold, every problem at once.
    """
    proposal = submission.proposal
    day = as_of or proposal.decision.date or proposal.latest_date()
    if day is not None and day < EARLIEST:
        raise EiaError(
            f"{submission.id}, the day it is judged by",
            f"{day.isoformat()} is before 2001, when the first of these duties came into force.",
            "Check the date; assessments of earlier days are outside this toolkit.",
        )
    dossier = Dossier(
        submission=submission,
        as_of=day,
        law=law(),
        practice=choices or practice(),
    )
    refuse_what_tables_lack(submission, dossier.asked)
    return dossier
