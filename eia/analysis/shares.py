"""Shares of a base, unrounded; a share of nothing cannot be told."""

from __future__ import annotations


def per_cent(part: int, whole: int) -> float | None:
    """Return part as a percentage of whole, unrounded; None ("cannot tell") if the whole is 0."""
    return 100 * part / whole if whole else None
