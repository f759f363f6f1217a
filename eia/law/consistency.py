"""Whether the entries of the law files hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from eia.errors import Problem
from eia.law.provisions import Exclusion, Provision
from eia.law.register import Law


def clashes(found: Law) -> Iterator[Problem]:
    """Find entries of one id that are not versions of it: in two files, or on overlapping days."""
    by_id: dict[str, list[Provision]] = {}
    for provision in found.provisions:
        by_id.setdefault(provision.id, []).append(provision)
    for name, versions in by_id.items():
        for one, other in combinations(versions, 2):
            first, second = sorted((one, other), key=lambda version: version.since)
            where = f"{other.file}, {name}"
            if one.file != other.file or one.since == other.since:
                also = "" if one.file == other.file else f", also in {one.file}"
                yield Problem(where, f"The id stands twice{also}.", "Remove one, or give it another id.")
            elif first.until is None or first.until > second.since:
                yield Problem(
                    where,
                    "Two entries of this id have overlapping dates.",
                    "End one before the other starts.",
                )


def strays(found: Law, wheres: Mapping[str, str]) -> Iterator[Problem]:
    """Find every id that an entry mentions and that stands nowhere, and every id of a kind that stands twice.

    Args:
        found: The law as read.
        wheres: The file and entry of each characteristic, context, form of conduct and exception, by id.
    """
    laws = {provision.id for provision in found.provisions}
    people = {characteristic.id for characteristic in found.characteristics}
    places = {context.id for context in found.contexts}
    mentions: list[tuple[str, str, set[str]]] = [(c.id, c.section, laws) for c in found.characteristics]
    for context in found.contexts:
        mentions += [(context.id, name, laws) for name in context.provisions]
        mentions += [
            pair
            for out in context.outside + context.outside_harassment
            for pair in _of(context.id, out, laws, people)
        ]
    for conduct in found.conducts:
        mentions += [(conduct.id, name, laws) for name in conduct.provisions]
        mentions += [(conduct.id, name, people) for name in conduct.only_for]
        mentions += [(conduct.id, name, places) for name in conduct.only_in + conduct.not_in]
        mentions += [pair for out in conduct.outside for pair in _of(conduct.id, out, laws, people)]
    for exception in found.exceptions:
        mentions.append((exception.id, exception.under, laws))
        mentions += [(exception.id, drop.characteristic, people) for drop in exception.drops]
    for where, name, known in mentions:
        if name not in known:
            yield Problem(wheres[where], f"'{name}' stands nowhere in the law files.", "Check its spelling.")
    for kind in (found.characteristics, found.contexts, found.conducts, found.exceptions):
        names = [item.id for item in kind]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(wheres[name], "The id stands twice.", "Remove one, or give it another id.")


def _of(where: str, out: Exclusion, laws: set[str], people: set[str]) -> list[tuple[str, str, set[str]]]:
    return [(where, out.under, laws), (where, out.characteristic, people)]
