"""One command for a whole round: reports made several at a time, each in a process of its own."""

from eia.runner.batch.making import make_reports
from eia.runner.batch.order import Limits, Order, Outcome, Status
from eia.runner.batch.run import Made

__all__ = ["Limits", "Made", "Order", "Outcome", "Status", "make_reports"]
