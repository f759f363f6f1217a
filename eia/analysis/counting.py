"""Counting people by several characteristics at once: one pass over combined positions, whatever the characteristics are."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_CELLS = 1_000_000
"""More combinations of groups than this are no table that anyone reads."""


def count_by(codes: Sequence[NDArray[np.integer]], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Count people by every combination of groups.

    Args:
        codes: For each characteristic, a group's position for each person: whole numbers from 0, shape (people,).
        sizes: For each characteristic, how many groups it has.

    Returns:
        How many people, shape `sizes`.

    Raises:
        ValueError: No characteristic, as many sizes as characteristics not given, more than `MOST_CELLS` combinations, or a
            position that is no group's.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    cells = prod(sizes)
    if not codes or len(codes) != len(sizes) or not 0 < cells <= MOST_CELLS:
        raise ValueError("people are counted by at least one characteristic, of at least one group")
    if any(
        len(one) and not (one.min() >= 0 and one.max() < size) for one, size in zip(codes, sizes, strict=True)
    ):
        raise ValueError("a position is no group's")
    # Positions are combined in as few bytes as hold them: memory, not arithmetic, is what this takes its time over.
    combined = codes[0].astype(np.int32)
    for one, size in zip(codes[1:], sizes[1:], strict=True):
        combined *= size
        combined += one
    return np.bincount(combined, minlength=cells).reshape(tuple(sizes))
