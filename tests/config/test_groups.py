"""Tests that share one slow thing stay in one process: xdist does as tests/conftest.py asks."""

import pytest


@pytest.mark.xdist_group("a-group")
def test_a_process_of_the_run_takes_a_whole_group(request: pytest.FixtureRequest) -> None:
    if not hasattr(request.config, "workerinput"):
        pytest.skip("one process runs every test (without -n)")
    assert request.node.nodeid.endswith("@a-group")
