"""The API's documentation page: self-hosted, complete, and with commands that can be pasted."""

import json
import re
import shlex
from html import unescape

import pytest

from quizzes.api.document import STATUSES, document
from quizzes.api.examples import EXAMPLES


@pytest.fixture
def page(client, db) -> str:
    response = client.get("/api/docs")
    assert response.status_code == 200
    return response.content.decode()


def test_every_operation_and_every_status_stands_on_the_page(page):
    for name in EXAMPLES:
        assert f'id="{name}"' in page
    for path in document()["paths"]:
        assert f"<code>{path}</code>" in page
    for status in STATUSES:
        assert f'id="status-{status}"' in page


def test_every_link_within_the_page_leads_somewhere(page):
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)


def test_nothing_is_asked_of_another_host(page):
    tags = re.findall(r"<(?:script|link|img)\b[^>]*>", page)
    # These two name other URLs of the page and load nothing.
    loads = [tag for tag in tags if not re.search(r'rel="(?:canonical|alternate)"', tag)]
    loaded = [re.search(r'(?:src|href)="([^"]+)"', tag)[1] for tag in loads]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


def test_each_command_sends_the_example_of_its_operation(page):
    commands = [unescape(found) for found in re.findall(r"<pre>(curl .*?)</pre>", page, re.DOTALL)]
    bodies = []
    for command in commands:
        words = shlex.split(command.replace("\\\n", ""))
        assert any(word.startswith("http://testserver/api/v1/") for word in words)
        assert "{" not in words[-1] or json.loads(words[-1])
        bodies += [json.loads(words[words.index("-d") + 1])] if "-d" in words else []
    examples = [example.request for example in EXAMPLES.values() if example.request]
    assert all(request in bodies for request in examples)


def test_the_limits_of_the_settings_stand_on_the_page(client, db, settings):
    settings.API_RATE = 7
    assert "7 requests a minute" in client.get("/api/docs").content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/api/docs"' in client.get("/").content.decode()
