"""What a notebook's process is to be like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is changed in the forked process before the kernel starts there.

    Args:
        arguments: What a stock kernel would be started with, its connection file left out.
        environment: The whole environment; None for that of the process it is forked from.
        folder: Where the notebook runs; None for where this process runs.
        memory: The most address space it may take beyond what it is forked with, in bytes; None for no limit.
        own: Whether to forget all that this Python's user set: module search path and drawing as installed, quiet.
    """

    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    folder: Path | None = None
    memory: int | None = None
    own: bool = False
