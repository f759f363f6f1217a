"""Running the report's notebook over proposals, and writing what comes of it."""

from __future__ import annotations

from typing import Any

__all__ = ["make_reports"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as the language has it
    """Load what makes reports when it is first asked for: papermill looks into this package whenever it starts."""
    if name != "make_reports":
        raise AttributeError(name)
    from eia.runner.reports import make_reports  # noqa: PLC0415 - as above

    return make_reports
