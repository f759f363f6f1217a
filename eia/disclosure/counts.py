"""Raw counts of people, which cannot be shown by accident."""

from __future__ import annotations

from typing import NoReturn, SupportsIndex


class RawCountsError(TypeError):
    """Someone asked raw counts for what only a released table may give."""

    def __init__(self) -> None:
        super().__init__(
            "raw counts are not shown; pass them to eia.disclosure.release_together and use what it returns"
        )


class Unshown:
    """Something that holds numbers of people and lets none of them out: every ordinary way raises `RawCountsError`.

    This guards against accident, not against someone who means to look inside.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("counts do not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("counts do not change")

    def __str__(self) -> NoReturn:
        raise RawCountsError

    def __format__(self, spec: str) -> NoReturn:
        raise RawCountsError

    def __int__(self) -> NoReturn:
        raise RawCountsError

    def __float__(self) -> NoReturn:
        raise RawCountsError

    def __index__(self) -> NoReturn:
        raise RawCountsError

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        # Both copy and pickle, and so dataclasses.asdict, come this way.
        raise RawCountsError

    def __getstate__(self) -> NoReturn:
        raise RawCountsError


class Counts(Unshown):
    """Counts of people by group, held but not shown.

    Every ordinary way of letting a number out raises `RawCountsError`: text, numbers, iteration, indexing, length,
    comparison, copying, pickling. This guards against accident, not against someone who means to look inside.
    Pass it to `eia.disclosure.release_together`, the one door.

    Args:
        groups: The names of the groups, each once, none empty.
        values: A whole number from 0 for each group, in the same order.

    Raises:
        ValueError: No group, a group twice or empty, as many values as groups not given, or a negative count.
            The words of the error hold no value.
        TypeError: A value is not a whole number.
    """

    __slots__ = ("_groups", "_values")

    _groups: tuple[str, ...]
    _values: tuple[int, ...]

    def __init__(self, groups: tuple[str, ...], values: tuple[int, ...]) -> None:
        groups, values = tuple(groups), tuple(values)
        if not groups or any(not group.strip() for group in groups):
            raise ValueError("counts need at least one group, and a name for each")
        if len(set(groups)) != len(groups):
            raise ValueError("a group is named twice")
        if len(groups) != len(values):
            raise ValueError("there must be one count for each group")
        if any(type(value) is not int for value in values):
            raise TypeError("a count is not a whole number")
        if any(value < 0 for value in values):
            raise ValueError("a count is negative")
        object.__setattr__(self, "_groups", groups)
        object.__setattr__(self, "_values", values)

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups, which are no secret."""
        return self._groups

    def __repr__(self) -> str:
        return f"<Counts: {len(self._groups)} group{'' if len(self._groups) == 1 else 's'}, not shown>"

    def __bool__(self) -> NoReturn:
        raise RawCountsError

    def __len__(self) -> NoReturn:
        raise RawCountsError

    def __iter__(self) -> NoReturn:
        raise RawCountsError

    def __getitem__(self, key: object) -> NoReturn:
        raise RawCountsError

    def __contains__(self, value: object) -> NoReturn:
        raise RawCountsError

    def __eq__(self, other: object) -> NoReturn:
        raise RawCountsError

    def __ne__(self, other: object) -> NoReturn:
        raise RawCountsError

    def __lt__(self, other: object) -> NoReturn:
        raise RawCountsError

    def __le__(self, other: object) -> NoReturn:
        raise RawCountsError

    def __gt__(self, other: object) -> NoReturn:
        raise RawCountsError

    def __ge__(self, other: object) -> NoReturn:
        raise RawCountsError

    __hash__ = None  # type: ignore[assignment]  # unhashable, which is a TypeError as well
