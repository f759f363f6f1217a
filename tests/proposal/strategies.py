"""Whole proposals, made by hypothesis from the model itself: every field, every word, whatever people write."""

from __future__ import annotations

from hypothesis import strategies as st
from pydantic import BaseModel

from eia.disclosure import Tally
from eia.proposal import Proposal
from eia.proposal.days import EARLIEST, LATEST
from eia.proposal.model import SCHEMA
from eia.proposal.outline import Key, outline

# What the reader refuses anyway, or strips at the ends, is not made: control characters and surrogates.
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
TEXT = (
    st.one_of(
        st.text(SIGNS, max_size=20),
        st.text(st.sampled_from("\"\\'\n\t#=[]{}a é,😀"), max_size=12),
        st.sampled_from(
            ['"""', "C:\\new", "a\n\nb", '"quoted"', "''' \\", "ends in \\", "Tŷ'r Gymuned – £5"]
        ),
    )
    .map(str.strip)
    .filter(bool)
)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)


def proposals(*, people: bool = True) -> st.SearchStrategy[Proposal]:
    """Make proposals that the model takes; without typed counts of people where `people` is false."""
    return _section(Proposal, (), people=people).map(Proposal.model_validate)


def _section(
    model: type[BaseModel], above: tuple[str, ...], *, people: bool
) -> st.SearchStrategy[dict[str, object]]:
    due, may = {}, {}
    for key in outline(model, above=above):
        if len(key.path) != len(above) + 1 or (key.kind == "people" and not people):
            continue
        (due if key.due else may)[key.path[-1]] = _value(key, people=people)
    return st.fixed_dictionaries(due).flatmap(
        lambda made: _some(sorted(may)).flatmap(
            lambda names: st.fixed_dictionaries({name: may[name] for name in names}).map(
                lambda more: made | more
            )
        )
    )


def _some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=6) if names else st.just([])


def _value(key: Key, *, people: bool) -> st.SearchStrategy[object]:
    if key.model:
        one = _section(key.model, key.path, people=people)
        return st.lists(one, min_size=1, max_size=2) if key.many else one
    if key.name == "effect.evidence":
        return st.one_of(st.just("none"), st.lists(IDS, max_size=3))
    kinds = {
        "day": st.dates(EARLIEST, LATEST),
        "yes or no": st.booleans(),
        "people": st.integers(0, 10**7),
        "number": st.just(SCHEMA),
    }
    if key.kind == "number" and key.words:
        return st.sampled_from([int(word) for word in key.words])
    if key.kind == "pairs":
        texts = st.sampled_from(key.words) if key.words else TEXT
        return st.dictionaries(TEXT, texts, max_size=3)
    text = IDS if key.name in IDENTIFIED else TEXT
    one = st.sampled_from(key.words) if key.words and key.kind != "number" else kinds.get(key.kind, text)
    return st.lists(one, max_size=3) if key.many else one


IDENTIFIED = (
    "effect.id",
    "evidence.id",
    "action.effects",
    "disparity.evidence",
    "effect.local",
    "local_answer.question",
)


def tallies(value: object) -> list[Tally]:
    """Return every typed count of a proposal."""
    if isinstance(value, Tally):
        return [value]
    if isinstance(value, BaseModel):
        return [found for name in type(value).model_fields for found in tallies(getattr(value, name))]
    return [found for one in value for found in tallies(one)] if isinstance(value, tuple) else []
