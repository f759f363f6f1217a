"""What all reports of a run share, as bytes that travel, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from eia.report.look import Look
from eia.runner.batch.order import Limits, Order
from eia.runner.batch.watching import available_megabytes
from eia.runner.cluster.parcel import pack, unpack

_SHARE = 0.8
"""Of a worker's memory that is free, the part that proposals may have together where no limit is named."""

_SENT = ("notebook", "pack", "house_style", "fonts")


def write_order(order: Order, limits: Limits) -> list[bytes]:
    """Return what `read_order` reads.

    Args:
        order: What is asked of every report; where reports go stays here.
        limits: What each may take; its memory is reckoned at the worker where none is named.

    Raises:
        EiaError: As `pack`.
    """
    asked = {
        "as_of": order.as_of,
        "copy": order.copy,
        "word": order.word,
        "seconds": limits.seconds,
        "megabytes": limits.megabytes,
        "processes": limits.processes,
    }
    places = (order.notebook, order.pack, order.look.house_style, order.look.fonts)
    return [json.dumps(asked).encode(), *(pack(place) if place else b"" for place in places)]


def read_order(sent: Sequence[bytes], into: Path, *, at_once: int) -> tuple[Order, Limits]:
    """Put what was sent into a folder, and return what is asked of every report, and what each may take.

    Args:
        sent: What `write_order` returned.
        into: A folder that is made; `Order.out` names it, and nothing is to be written there.
        at_once: How many reports are made at a time on this machine.

    Raises:
        OSError: It cannot be written.
        ValueError: This was not sent by `write_order`.
    """
    asked = json.loads(sent[0])
    at: dict[str, Path | None] = {}
    for name, parcel in zip(_SENT, sent[1:], strict=True):
        (into / name).mkdir(parents=True, exist_ok=True)
        if parcel:
            unpack(parcel, into / name)
        at[name] = next((into / name).iterdir(), None)
    megabytes = asked["megabytes"]
    if megabytes is None and (free := available_megabytes()):
        megabytes = free * _SHARE / at_once
    order = Order(
        out=into,
        notebook=at["notebook"] or into,
        as_of=asked["as_of"],
        pack=at["pack"],
        copy=asked["copy"],
        look=Look(house_style=at["house_style"], fonts=at["fonts"]),
        word=asked["word"],
    )
    return order, Limits(seconds=asked["seconds"], megabytes=megabytes, processes=asked["processes"])
