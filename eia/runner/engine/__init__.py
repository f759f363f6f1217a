"""An engine of our own for papermill: each notebook in a fresh process forked from this, warmed, one.

``papermill --engine eia in.ipynb out.ipynb`` writes an ordinary notebook. The forked process holds a stock IPython kernel
whose messages go over a pipe: no sockets, no start of Python, no imports that were made before. Where a fork is not to be
had, or the notebook asks for another kernel, papermill's own engine runs it.

Importing this loads neither papermill nor IPython.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eia.runner.engine.warmth import can_fork, warm

if TYPE_CHECKING:
    from eia.runner.engine.registered import EiaEngine

__all__ = ["EiaEngine", "can_fork", "warm"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as the language has it
    """Load the engine when it is first asked for."""
    if name != "EiaEngine":
        raise AttributeError(name)
    # papermill asks every registered engine of itself while it loads: it must have begun before ours is read.
    import papermill.engines  # noqa: F401, PLC0415 - as above

    from eia.runner.engine.registered import EiaEngine  # noqa: PLC0415 - as above

    return EiaEngine
