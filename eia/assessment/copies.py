"""Two copies of one record: for the people who decide, and for publication, without what is exempt.

Exempt information is that of Schedule 12A to the Local Government Act 1972. The record names each field, the paragraph and
the reason; the reader of proposals refuses one that would leave out an adverse effect or a gap in the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from eia.errors import EiaError, Problem
from eia.findings import Finding
from eia.proposal import Proposal

M = TypeVar("M", bound=BaseModel)

_LONG_ENOUGH = 12
"""Characters from which words that stand elsewhere too are taken for the same statement, and not for a common word."""


class Copy(StrEnum):
    """Whom a copy of the assessment is for."""

    DECISION = "decision"
    PUBLICATION = "publication"


def read_copy(word: str) -> Copy:
    """Read the name of a copy.

    Raises:
        EiaError: There is no such copy.
    """
    try:
        return Copy(word)
    except ValueError:
        names = " or ".join(f"'{one}'" for one in Copy)
        raise EiaError("copy", f"'{word}' is no copy of an assessment.", f"Write {names}.") from None


def leave_out(proposal: Proposal, *, where: str) -> tuple[Proposal, tuple[str, ...]]:
    """Return a proposal without its exempt information, and the texts that were left out.

    Words give way to a statement that they are left out, with the paragraph and the reason; anything else to nothing.

    Args:
        proposal: The whole record; each path of its ``exempt`` entries is known to lead to a field.
        where: How an error names the file.

    Raises:
        EiaError: Words that are left out stand in another field too, where this copy would show them.
    """
    kept = proposal
    left_out: list[str] = []
    for one in proposal.exempt:
        path = one.field.split(".")
        left_out += _texts(_at(proposal, path))
        kept = _without(kept, path, said_of(one.paragraph, one.because))
    again = [words for words in left_out if len(words) >= _LONG_ENOUGH and _holds(kept, words)]
    if again:
        what = "Words that the publication copy leaves out stand elsewhere in the record too"
        do = "Make that field exempt as well, or say there what may be published."
        raise EiaError.of([Problem(where, f"{what}: “{words[:60]}”.", do) for words in again])
    return kept, tuple(left_out)


def said_of(paragraph: int, because: str | None) -> str:
    """Say that something is left out, under which paragraph, and why."""
    law = f"exempt information (paragraph {paragraph} of Schedule 12A to the Local Government Act 1972)"
    return f"[Left out of this copy: {law}{f': {because}' if because else ''}]"


def without(finding: Finding, left_out: Sequence[str]) -> Finding:
    """Return a finding that quotes nothing of what was left out."""
    return replace(
        finding,
        text=_struck(finding.text, left_out),
        do=_struck(finding.do, left_out),
        about=tuple(_struck(one, left_out) for one in finding.about),
        replies=tuple(replace(one, says=_struck(one.says, left_out)) for one in finding.replies),
    )


def _struck(words: str, left_out: Sequence[str]) -> str:
    for text in left_out:
        words = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", "[left out]", words)
    return words


def _at(held: object, path: Sequence[str]) -> object:
    """Return what stands at a path such as ``option 2.why_not``; entries of a list are counted from 1."""
    for step in path:
        name, _, number = step.partition(" ")
        held = getattr(held, name)
        if number and isinstance(held, tuple):
            held = held[int(number) - 1]
    return held


def _without(section: M, path: Sequence[str], mark: str) -> M:
    name, _, number = path[0].partition(" ")
    held = getattr(section, name)
    put: object
    if number:
        place = int(number) - 1
        inner = _without(held[place], path[1:], mark) if path[1:] else mark
        put = (*held[:place], inner, *held[place + 1 :])
    elif path[1:]:
        put = _without(held, path[1:], mark)
    else:
        put = _replaced(held, type(section).model_fields[name].annotation, mark)
    return section.model_copy(update={name: put})


def _replaced(held: object, annotation: object, mark: str) -> object:
    """Return what stands in place of a value: the mark for words of the author's own, nothing for anything else."""
    if isinstance(held, str):
        return None if _has_literal(annotation) else mark
    if isinstance(held, tuple):
        return (mark,) if held and all(isinstance(one, str) for one in held) else ()
    return None


def _has_literal(annotation: object) -> bool:
    return get_origin(annotation) is Literal or any(_has_literal(one) for one in get_args(annotation))


def _texts(held: object) -> Iterator[str]:
    """Yield each text of a value, a section's own sections included."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple):
        for one in held:
            yield from _texts(one)
    elif isinstance(held, BaseModel):
        for name in type(held).model_fields:
            yield from _texts(getattr(held, name))


def _holds(proposal: BaseModel, words: str) -> bool:
    return any(words in text for text in _texts(proposal))
