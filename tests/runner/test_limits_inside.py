"""What a proposal's process is held to: its own, and nothing of what the same user runs elsewhere."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one.")


def test_the_threads_that_a_user_has_elsewhere_are_not_counted(monkeypatch):
    import resource

    from eia.runner.batch import inside
    from eia.runner.batch.order import Limits

    lowered = []
    monkeypatch.setattr(inside.os, "getuid", lambda: 1000)
    monkeypatch.setattr(inside.resource, "setrlimit", lambda what, _: lowered.append(what))
    inside._limit(Limits(megabytes=100))
    assert set(lowered) == {resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS}
