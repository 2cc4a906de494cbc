"""What keeps the question page fast and small, on the shipped content."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from quizzes.models import Question

MAX_FIRST_VIEW = 60_000
MAX_MATH_FONT = 110_000


@pytest.fixture
def addresses(real_bank) -> list[str]:
    return [question.get_absolute_url() for question in Question.published.all()]


def test_a_first_view_is_light_without_the_math_font(client, addresses):
    for address in addresses:
        page = client.get(address, headers={"Accept-Encoding": "br"})
        html = brotli.decompress(page.content).decode()
        files = re.findall(r'(?:src|rel="stylesheet" href|svg\+xml" href)="/static/([^"]+)"', html)
        assert len(files) > 5
        weight = len(page.content) + sum(map(compressed, files))
        assert weight <= MAX_FIRST_VIEW, f"{address} weighs {weight} bytes"


def test_the_math_font_keeps_to_its_weight():
    assert (
        Path(finders.find("quizzes/web/fonts/attention-math.woff2")).stat().st_size <= MAX_MATH_FONT
    )


def test_four_queries_uncached_one_cached(client, addresses, django_assert_max_num_queries):
    for address in addresses:
        with django_assert_max_num_queries(4):
            client.get(address)
        with django_assert_max_num_queries(1):
            client.get(address)


def compressed(name: str) -> int:
    path = finders.find(name)
    assert path, f"{name} is not there"
    return len(brotli.compress(Path(path).read_bytes()))
