"""What a stranger makes up does not get past a kept page: cookies, hosts, ports."""

import pytest
from django.core.cache import cache
from django.core.signing import Signer

from quizzes.web import finished_pages

ADDRESS = "/questions/softmax/"


@pytest.fixture
def rendered(monkeypatch) -> list[str]:
    """The templates of the pages that were rendered anew."""
    names = []
    real = finished_pages.render_to_string

    def counted(template, *args):
        names.append(template)
        return real(template, *args)

    monkeypatch.setattr(finished_pages, "render_to_string", counted)
    return names


def test_a_made_up_session_costs_one_query_and_no_rendering(
    client, bank, rendered, django_assert_num_queries
):
    usual = client.get(ADDRESS).content
    for number in range(5):
        client.cookies["sessionid"] = f"{number}abcdefgh12345678abcdefgh123456"
        with django_assert_num_queries(2):
            assert client.get(ADDRESS).content == usual
    assert len(rendered) == 1


@pytest.mark.parametrize("forged", ["x", "0" * 32, Signer(salt="other").sign("0" * 32)])
def test_a_made_up_learner_cookie_costs_nothing(
    client, bank, rendered, django_assert_num_queries, forged
):
    usual = client.get(ADDRESS).content
    client.cookies["learner"] = forged
    with django_assert_num_queries(1):
        assert client.get(ADDRESS).content == usual
    assert len(rendered) == 1


def test_a_made_up_port_or_host_makes_no_second_page_and_does_not_come_back(
    client, bank, rendered, settings
):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    usual = client.get(ADDRESS).content
    kept = len(cache._cache)
    for host in ("testserver:6666", "testserver:7777", "other.example", "evil.example:8888"):
        page = client.get(ADDRESS, headers={"host": host})
        assert page.status_code in (200, 400)
        assert host.partition(":")[2] not in page.content.decode() or ":" not in host
        if page.status_code == 200:
            assert page.content == usual
    assert len(rendered) == 1
    assert len(cache._cache) == kept


def test_a_query_that_nobody_reads_makes_no_second_page(client, bank, rendered):
    for number in range(5):
        client.get(f"{ADDRESS}?{number}")
    assert len(rendered) == 1


def test_slugs_of_no_question_are_not_kept(client, bank):
    for number in range(5):
        assert client.get(f"/questions/made-up-{number}/").status_code == 404
    assert len(cache._cache) == 0
