"""Examples beyond the first few open on demand, so that no question page is heavy."""

import gzip
import re

import brotli
import pytest

from quizzes.models import Question
from quizzes.pages import question

MOST_RAW, MOST_SENT = 150_000, 35_000
HTMX = {"HX-Request": "true", "HX-Target": "example-three-scores"}


@pytest.fixture
def closed(bank, monkeypatch) -> None:
    monkeypatch.setattr(question, "OPEN_EXAMPLES", 0)


def test_no_page_of_the_bank_is_heavy(client, real_bank):
    for each in Question.published.all():
        sent = client.get(each.get_absolute_url(), headers={"Accept-Encoding": "br"}).content
        zipped = client.get(each.get_absolute_url(), headers={"Accept-Encoding": "gzip"}).content
        raw = brotli.decompress(sent)
        assert len(raw) <= MOST_RAW, f"{each}: {len(raw)} bytes"
        assert max(len(sent), len(zipped)) <= MOST_SENT, f"{each}: {len(sent)}, {len(zipped)} sent"
        assert gzip.decompress(zipped) == raw


def test_a_closed_example_is_a_title_and_a_link_that_works_without_script(client, closed):
    page = client.get("/questions/softmax/").content.decode()
    assert 'id="example-three-scores"' in page
    assert 'class="worked-steps"' not in page
    link = re.search(r'id="open-three-scores"\s+href="([^"]+)"', page)
    assert link
    assert 'class="worked-steps"' in client.get(link[1]).content.decode()


def test_it_opens_in_place_and_takes_the_focus_that_its_link_had(client, closed):
    address = "/questions/softmax/examples/three-scores/"
    opened = client.get(address, headers=HTMX | {"HX-Trigger": "open-three-scores"})
    page = opened.content.decode()
    assert page.lstrip().startswith('<section class="worked-example card"')
    title = 'id="example-three-scores-title" tabindex="-1" autofocus>'
    assert title in page
    assert "HX-Trigger" in opened.headers["Vary"]
    assert title not in client.get(address, headers=HTMX).content.decode()


def test_the_first_examples_are_open(client, bank):
    page = client.get("/questions/softmax/").content.decode()
    assert 'class="worked-steps"' in page
    assert "open-three-scores" not in page
