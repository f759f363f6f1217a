"""Memory that runs out is no fault of the check that asked for it."""

from __future__ import annotations

import pytest

from eia.assessment import assessing


def test_a_check_that_is_given_no_memory_is_not_called_broken(monkeypatch, assessed):
    def put(*_):
        raise MemoryError

    monkeypatch.setattr(assessing, "put", put)
    with pytest.raises(MemoryError):
        assessed("")
