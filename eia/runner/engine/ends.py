"""How a notebook ends before its last cell: its process died, wrote too much, or ran too long."""

from __future__ import annotations

from nbclient.exceptions import CellTimeoutError, DeadKernelError

from eia.runner.engine.deaths import Death


class NotebookDied(DeadKernelError):  # noqa: N818 - what happened
    """The notebook's process ended before its last cell.

    Attributes:
        cell: The execution count that the cell would have had; 0 before the first.
        death: How it ended.
    """

    def __init__(self, cell: int, death: Death) -> None:
        super().__init__(f"{death.words}.")
        self.cell = cell
        self.death = death


class NotebookWroteTooMuch(DeadKernelError):  # noqa: N818 - what happened
    """The notebook showed or printed more than any report holds.

    Attributes:
        cell: The execution count of the cell that ran.
        most: How many bytes it might have written.
    """

    def __init__(self, cell: int, most: int) -> None:
        super().__init__(f"The notebook had written more than {most / 1e6:.0f} MB.")
        self.cell = cell
        self.most = most


class NotebookOverran(CellTimeoutError):  # noqa: N818 - as above
    """The time for a whole notebook has passed.

    Attributes:
        cell: The execution count of the cell that ran.
    """

    def __init__(self, cell: int, seconds: float) -> None:
        super().__init__(f"The notebook ran longer than the {seconds:g} seconds it was given.")
        self.cell = cell
