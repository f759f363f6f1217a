"""Find an officer's group among the categories of a baseline: by the producer's words, and by a few everyday ones."""

from __future__ import annotations

from eia.analysis.ages import count_in_span, span_of
from eia.evidence import PublicTable

_ADULT = "Disabled under the Equality Act: Day-to-day activities limited a "

# Everyday words for categories. "Disabled adults" are found only in the table of people aged 16 and over, so that a
# group of adults is never set beside a count that has children in it.
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "disability": {
        "disabled": ("Disabled under the Equality Act",),
        "disabled people": ("Disabled under the Equality Act",),
        "not disabled": ("Not disabled under the Equality Act",),
        "non-disabled": ("Not disabled under the Equality Act",),
        "non-disabled people": ("Not disabled under the Equality Act",),
    },
    "disability_16_and_over": {
        "disabled adults": (f"{_ADULT}lot", f"{_ADULT}little"),
        "disabled people aged 16 and over": (f"{_ADULT}lot", f"{_ADULT}little"),
        "non-disabled adults": ("Not disabled under the Equality Act",),
        "adults who are not disabled": ("Not disabled under the Equality Act",),
    },
    "sex": {
        "women": ("Female",),
        "women and girls": ("Female",),
        "females": ("Female",),
        "men": ("Male",),
        "men and boys": ("Male",),
        "males": ("Male",),
    },
    "ethnic_group": {
        "white british": ("White: English, Welsh, Scottish, Northern Irish or British",),
        "gypsy or irish traveller": ("White: Gypsy or Irish Traveller",),
    },
}

_NOT_BY_LABEL = ("disability_16_and_over",)


def count_of_group(table: PublicTable, group: str) -> tuple[int, str] | None:
    """Count a group of a baseline, and say what was counted in the producer's words.

    A group is matched as an age span; as a category; as the last words of one category only ("Bangladeshi"); as the
    first words shared by several, which are then added up ("White"); or by the everyday words above.

    Returns:
        The count and the words of what was counted, or None if the baseline does not hold the group.
    """
    if table.reference.characteristic == "age":
        span = span_of(group)
        count = count_in_span(table, span) if span else None
        return None if count is None else (count, group)
    counts = dict(zip(table.groups, table.counts, strict=True))
    wanted = " ".join(group.casefold().split())
    chosen = _WORDS.get(table.reference.table, {}).get(wanted, ())
    if not chosen and table.reference.table not in _NOT_BY_LABEL:
        whole = tuple(name for name in counts if name.casefold() == wanted)
        ends = tuple(name for name in counts if name.casefold().rpartition(": ")[2] == wanted)
        starts = tuple(name for name in counts if name.casefold().startswith(f"{wanted}: "))
        chosen = whole or (ends if len(ends) == 1 else ()) or starts
    if not chosen:
        return None
    return sum(counts[name] for name in chosen), "; ".join(chosen)
