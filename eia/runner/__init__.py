"""Running the report's notebook over proposals, and writing what comes of it."""

from eia.runner.reports import make_reports

__all__ = ["make_reports"]
