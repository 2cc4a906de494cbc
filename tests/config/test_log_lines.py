"""No client makes the log grow faster than it asks."""

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

# Of all that one request logs, with date and logger.
MOST = 700


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged, in the form that the settings name."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    form = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(logging.config.DictConfigurator({}).configure_formatter(dict(form)))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_long_address_is_cut_and_its_length_told(client: Client, log: io.StringIO) -> None:
    assert client.get("/" + "a" * 60_000).status_code == 404
    assert "Not Found: /aaa" in log.getvalue()
    assert "(60,012 characters)" in log.getvalue()
    assert len(log.getvalue()) < MOST


def test_a_host_that_is_not_ours_is_told_in_one_line_each(client: Client, log: io.StringIO) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert "evil.example" in log.getvalue()
    assert "Traceback" not in log.getvalue()
    assert len(log.getvalue()) < MOST


def test_a_fault_of_ours_keeps_its_place_in_the_code(log: io.StringIO) -> None:
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "Traceback" in log.getvalue()
