"""A scheduler of dask.distributed, asked with a bound on each wait, and every failure of it in plain words."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from eia.errors import EiaError

_ANSWERS = 15.0
"""Seconds within which a scheduler answers."""

_AGAIN = "See that it runs, and give the same command again: what was finished and is unchanged is kept."


class Promise(Protocol):
    """Of dask's futures what is used here; they are not typed."""

    key: str
    status: str

    def result(self, timeout: float) -> Any:  # noqa: ANN401 - whatever was asked for
        """Return what came of it, within so many seconds."""

    def add_done_callback(self, call: Callable[[Promise], None]) -> None:
        """Have a function called, in another thread, once it has ended in whatever way."""

    def cancel(self) -> None:
        """Ask for it no more."""

    def release(self) -> None:
        """Let the scheduler forget it."""


class Scheduler:
    """A scheduler that answered.

    Args:
        client: The connection, a client of dask's, which is not typed.
        address: As it was given.
    """

    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401 - it is not typed
        self._client = client
        self._address = address

    def threads(self) -> dict[str, int]:
        """Return how many jobs each worker can do at a time, by its address.

        Raises:
            EiaError: The scheduler does not answer any more.
        """
        if self._client.status != "running":
            raise self.gone()
        try:
            found = self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWERS)
        except Exception:  # noqa: BLE001 - a connection breaks in many ways, and all mean the same here
            raise self.gone() from None
        return dict(found)

    def ask(self, worker: str, do: Callable[..., object], *arguments: object, key: str) -> Promise:
        """Have one worker, and no other, do something.

        Raises:
            EiaError: The scheduler does not answer any more.
        """
        try:
            promise: Promise = self._client.submit(
                do, *arguments, key=key, workers=[worker], allow_other_workers=False, pure=False
            )
        except Exception:  # noqa: BLE001 - as above
            raise self.gone() from None
        return promise

    def tell(self, workers: Sequence[str], do: Callable[..., object], *arguments: object) -> None:
        """Have each of some workers do something at once; one that cannot is passed over, and none is waited for without end."""
        if workers and self._client.status == "running":
            with suppress(Exception):
                self._client.run(
                    do, *arguments, workers=list(workers), on_error="ignore", callback_timeout=_ANSWERS
                )

    def gone(self) -> EiaError:
        """Return the error of a scheduler that does not answer any more."""
        return EiaError(self._address, "The scheduler does not answer any more.", _AGAIN)


@contextmanager
def joined(address: str) -> Iterator[Scheduler]:
    """Join a scheduler, and leave it at the end.

    Args:
        address: Such as ``tcp://host:8786``, or ``tls://host:8786`` with the certificates that dask's own settings name.

    Raises:
        EiaError: The extra "cluster" is not installed, this is no address, or no scheduler answers there.
    """
    try:
        import dask  # noqa: PLC0415 - an optional part
        from distributed import Client  # noqa: PLC0415 - as above
    except ImportError:
        raise EiaError(
            "--scheduler",
            "What works on several machines, the package 'distributed', is not installed.",
            "Ask those who look after the toolkit to install it with its extra 'cluster'.",
        ) from None
    with _quiet(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        try:
            _answers(address)
            connect: Any = Client  # it is not typed
            client = connect(address, timeout=_ANSWERS, set_as_default=False, direct_to_workers=False)
        except OSError:
            what = f"No scheduler answers there within {_ANSWERS:.0f} seconds."
            raise EiaError(address, what, "See that it runs, and that this machine can reach it.") from None
        except Exception as error:  # noqa: BLE001 - an address may be wrong in many ways
            what = f"This scheduler cannot be joined ({type(error).__name__})."
            do = "Give an address such as tcp://host:8786; for tls://, name the certificates in dask's settings."
            raise EiaError(address, what, do) from None
        try:
            yield Scheduler(client, address)
        finally:
            with suppress(Exception):  # what was made is made
                client.close(timeout=_ANSWERS)


def _answers(address: str) -> None:
    """See that a scheduler is there: a client of dask's waits without end for one that listens and never answers.

    Raises:
        OSError: Nobody answers in time.
    """
    from distributed import Security  # noqa: PLC0415 - an optional part
    from distributed.comm import core  # noqa: PLC0415 - as above

    security: Any = Security  # neither is typed
    connect: Any = core.connect

    async def ask() -> None:
        given = security().get_connection_args("client")
        (await asyncio.wait_for(connect(address, timeout=_ANSWERS, **given), _ANSWERS)).abort()

    asyncio.run(ask())


@contextmanager
def _quiet() -> Iterator[None]:
    """Let dask print nothing: what counts is said in our own words."""
    names = [
        name for name in logging.root.manager.loggerDict if name.split(".")[0] in ("distributed", "tornado")
    ]
    before = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions are refused, and named, by our own greeting
            yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
