"""Feeds, sitemap, robots.txt and the previews of links on other sites."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from quizzes.editing.edits import set_status
from quizzes.models import Question
from tests.bank.conftest import question_text

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
MAP = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OURS = "http://testserver"


def feed(client: Client, name: str = "atom") -> ElementTree.Element:
    response = client.get(f"/feeds/questions.{name}")
    assert response.status_code == 200
    assert response.cookies == {}
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own XML


def entries(client: Client) -> list[str]:
    return [link.get("href") for link in feed(client).findall("atom:entry/atom:link", ATOM)]


def locations(client: Client) -> dict[str, str | None]:
    response = client.get("/sitemap.xml")
    assert response.cookies == {}
    root = ElementTree.fromstring(response.content)  # noqa: S314
    rows = root.findall("map:url", MAP)
    return {
        row.findtext("map:loc", None, MAP): row.findtext("map:lastmod", None, MAP) for row in rows
    }


def test_the_feed_holds_public_questions_the_newest_first(client, bank):
    assert entries(client) == [f"{OURS}/questions/masks/", f"{OURS}/questions/softmax/"]
    set_status(Question.objects.get(number=8), "published")
    assert entries(client)[0] == f"{OURS}/questions/unfinished/"


def test_an_edit_is_an_update_and_no_news(client, bank):
    first = [entry.findtext("atom:published", None, ATOM) for entry in feed(client).iter()]
    bank.publish(7, "softmax", title="What does softmax really do?")
    assert entries(client) == [f"{OURS}/questions/masks/", f"{OURS}/questions/softmax/"]
    assert [entry.findtext("atom:published", None, ATOM) for entry in feed(client).iter()] == first


def test_an_entry_has_its_title_its_short_answer_and_two_dates(client, bank):
    entry = feed(client).findall("atom:entry", ATOM)[1]
    assert entry.findtext("atom:title", None, ATOM) == "What does softmax do?"
    assert entry.findtext("atom:summary", None, ATOM).startswith("Softmax turns scores")
    assert entry.findtext("atom:published", None, ATOM)
    assert entry.findtext("atom:updated", None, ATOM)
    assert entry.findtext("atom:id", None, ATOM).startswith("http")


def test_there_is_the_same_as_rss(client, bank):
    links = [item.findtext("link") for item in feed(client, "rss").iter("item")]
    assert links == entries(client)


def test_the_feed_of_an_empty_bank_is_a_feed(client, db):
    assert entries(client) == []


def test_characters_that_xml_cannot_hold_do_no_harm(client, bank):
    Question.objects.filter(number=7).update(summary="a\x08b\uffffc", title="<&>\x0b")
    titles = [entry.findtext("atom:title", None, ATOM) for entry in feed(client)]
    assert "<&>" in titles


def test_a_page_leads_to_the_feed(client, bank):
    page = client.get("/").content.decode()
    assert re.search(r'rel="alternate"\s+type="application/atom\+xml"', page)
    assert 'href="/feeds/questions.atom"' in page


def test_the_sitemap_names_every_public_page_and_no_other(client, bank):
    found = locations(client)
    for address in (
        *("/", "/questions/", "/topics/", "/glossary/", "/quizzes/", "/labs/", "/labs/scaling/"),
        *("/questions/softmax/", "/questions/softmax/context/", "/quizzes/softmax/"),
        *("/topics/attention-scores/",),
    ):
        assert f"{OURS}{address}" in found
        assert client.get(address).status_code == 200
    assert not [address for address in found if "unfinished" in address]
    assert f"{OURS}/questions/masks/context/" not in found
    assert found[f"{OURS}/questions/softmax/"]


def test_rendering_anew_leaves_the_dates_of_the_sitemap(client, bank):
    before = locations(client)
    Question.objects.update(render_hash="of other code")
    bank.sync()
    assert locations(client)[f"{OURS}/questions/softmax/"] == before[f"{OURS}/questions/softmax/"]


def test_robots_are_told_of_the_sitemap(client, db):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert f"Sitemap: {OURS}/sitemap.xml" in text
    assert "Disallow: /sittings/" in text


@pytest.mark.parametrize("address", ["/feeds/questions.atom", "/sitemap.xml", "/robots.txt"])
def test_they_are_only_read_and_not_under_a_strange_host(client, bank, address):
    assert client.post(address).status_code == 405
    refused = client.get(address, headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert b"evil.example" not in refused.content


def test_the_number_of_queries_does_not_grow(client, empty_bank, django_assert_num_queries):
    for number in range(1, 41):
        empty_bank.write(f"{number:02d}-q{number}.md", question_text(number, f"Q{number}?"))
    empty_bank.sync()
    with django_assert_num_queries(1):
        assert len(entries(client)) == 30
    # The counts and the rows of topics and questions; there is no context and no quiz.
    with django_assert_num_queries(6):
        client.get("/sitemap.xml")


def meta(page: str) -> dict[str, str]:
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[^"]+)"\s+content="([^"]*)"', page
    )
    return dict(found)


def test_a_question_says_what_other_sites_may_show_of_it(client, bank, settings):
    settings.SITE_ADDRESS = OURS
    page = client.get("/questions/softmax/").content.decode()
    said = meta(page)
    assert said["og:title"] == "What does softmax do?"
    assert said["og:description"].startswith("Softmax turns scores")
    assert said["og:url"] == f"{OURS}/questions/softmax/"
    assert said["og:image"].startswith(f"{OURS}/static/quizzes/web/sharing")
    assert said["twitter:card"] == "summary_large_image"
    assert f'<link rel="canonical" href="{OURS}/questions/softmax/">' in page


def test_without_an_address_in_the_settings_a_kept_page_names_no_host(client, bank):
    page = client.get("/questions/softmax/").content.decode()
    assert '<link rel="canonical" href="/questions/softmax/">' in page
    assert "og:url" not in page
    assert "og:image" not in page
    assert "testserver" not in page


def test_with_an_address_in_the_settings_the_host_of_a_request_is_named_nowhere(
    client, bank, settings
):
    settings.SITE_ADDRESS = "https://quiz.example"
    addresses = ("/questions/softmax/", "/", "/feeds/questions.atom", "/feeds/questions.rss")
    for address in (*addresses, "/sitemap.xml", "/robots.txt", "/api/docs", "/workbench/"):
        page = client.get(address, headers={"host": "testserver:6666"})
        assert page.status_code == 200
        assert "testserver" not in page.content.decode(), address
        assert "https://quiz.example/" in page.content.decode(), address


def test_a_host_that_is_not_ours_is_repeated_nowhere(client, bank):
    page = client.get("/questions/softmax/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert b"evil.example" not in page.content


def test_what_is_not_to_be_shared_says_nothing(client, bank):
    for address in ("/nowhere/", "/search/?q=softmax"):
        page = client.get(address).content.decode()
        assert meta(page) == {}
        assert "canonical" not in page
    assert 'name="robots" content="noindex"' in page


def test_the_picture_is_as_large_as_is_said_and_light():
    picture = Path(finders.find("quizzes/web/sharing.png")).read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 100_000
