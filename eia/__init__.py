"""Equality impact assessments: the duty as checks, evidence, and reports people can read.

Importing this is light: pandas, scipy and matplotlib load only when a report needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from eia.assessment import Assessment, assess

__all__ = ["Assessment", "__version__", "assess"]


def __getattr__(name: str) -> object:
    if name in ("Assessment", "assess"):
        from eia import assessment  # noqa: PLC0415 - so that `import eia` stays light

        return getattr(assessment, name)
    raise AttributeError(f"module 'eia' has no attribute '{name}'")
