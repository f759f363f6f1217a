"""A batch past one machine: the same work on the workers of a dask.distributed scheduler, of which each keeps a warmed process.

What travels is bytes, through the scheduler: a proposal's folder goes there, its report's files come back and are written
here. So no disk need be shared, and what a worker that died had half done is nowhere.
"""

from eia.runner.cluster.round import work_elsewhere
from eia.runner.cluster.scheduler import Scheduler, joined

__all__ = ["Scheduler", "joined", "work_elsewhere"]
