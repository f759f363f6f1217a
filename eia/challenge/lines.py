"""The likely lines of challenge, each a few questions put to the record itself.

A question is *Where in the record is …?* Its answer is what the record holds, or that the record does not show it. The
questions look at the record, not at findings: a record without a finding is asked the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eia.challenge import process, substance
from eia.challenge.questions import Question
from eia.dossier import Dossier


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of challenge: its name, and the questions it puts to a dossier."""

    name: str
    ask: Callable[[Dossier], Iterator[Question]]


LINES = (
    Line(name="It came too late", ask=process.too_late),
    Line(name="Nobody inquired", ask=substance.no_inquiry),
    Line(name="The regard was general and not specific", ask=substance.general),
    Line(name="The people who decided were not informed", ask=process.not_informed),
    Line(name="It was left to others, or an assurance was not tested", ask=process.left_to_others),
    Line(name="A need or a characteristic was left out", ask=substance.left_out),
    Line(name="Another option was decided", ask=substance.another_option),
    Line(name="The answers are not particular", ask=substance.not_particular),
    Line(name="Consultation", ask=process.consultation),
    Line(name="Nothing follows the decision up", ask=process.no_follow_up),
)
"""In the order in which a claim usually puts them."""
