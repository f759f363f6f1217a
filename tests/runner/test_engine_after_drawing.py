"""A process that has drawn a chart can still make a report in one forked from it."""

from __future__ import annotations

import pytest

from eia.runner.engine import can_fork


@pytest.mark.skipif(not can_fork(), reason="notebooks are forked on Linux alone")
def test_a_notebook_draws_in_a_process_forked_from_one_that_drew(shipped_id, tmp_path):
    from eia import assess, views
    from eia.cli import main
    from eia.views.charts import Chart

    chart = views.behind_chart(assess(shipped_id))
    assert isinstance(chart, Chart)
    assert main(["report", shipped_id, "--out", str(tmp_path)]) == 0
    assert (tmp_path / shipped_id / "report.pdf").is_file()
