"""A question that a reviewer may ask of a record: where in it something stands."""

from __future__ import annotations

from dataclasses import dataclass

from eia.challenge.passages import Passage


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question that a reviewer may ask.

    Attributes:
        where: What is looked for, to stand after *Where in the record is*.
        basis: Ids of the provisions and cases in `eia.law` behind it.
        shows: The passages that answer it; none where the record does not show it.
        beside: Passages that belong beside an answer, and are none by themselves.
    """

    where: str
    basis: tuple[str, ...]
    shows: tuple[Passage, ...]
    beside: tuple[Passage, ...] = ()
