"""The theme: every page shows it, without JavaScript too, and who has chosen none shares pages."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from quizzes.models import Learner, Verdict
from quizzes.web.finished_pages import FinishedPage
from quizzes.web.pieces import Piece
from quizzes.web.theme import with_theme

# Kept whole, with a learner's own, made anew at each view, and not found.
PAGES = ("/", "/questions/", "/questions/softmax/", "/glossary/", "/practice/", "/nowhere/")
TASK = "/questions/softmax/items/which-grows/"
ATTRIBUTE = re.compile(r"<html[^>]*?(?: data-theme=\"(\w*)\")?>")
STYLES = Path(__file__).parents[2] / "quizzes/static/quizzes/web/tokens.css"


def html(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers, follow=True).content.decode()


def theme_on(page: str) -> tuple[str | None, list[str]]:
    """The theme of a page, and the buttons of its switch that are pressed."""
    found = ATTRIBUTE.search(page)
    assert found
    return found[1], re.findall(r'value="(\w+)" aria-pressed="true"', page)


def choose(client: Client, theme: str, **headers: str):
    return client.post("/theme/", {"theme": theme}, headers=headers)


@pytest.mark.parametrize("address", [*PAGES, TASK])
def test_every_page_shows_what_was_chosen_and_goes_back_to_the_system(client, bank, address):
    assert theme_on(html(client, address)) == (None, ["system"])
    for theme in ("dark", "light"):
        choose(client, theme)
        assert theme_on(html(client, address)) == (theme, [theme])
    choose(client, "system")
    assert theme_on(html(client, address)) == (None, ["system"])


def test_the_form_leads_back_to_its_page_and_never_to_another_site(client, bank):
    here = "http://testserver/questions/?q=softmax"
    assert choose(client, "dark", referer=here).headers["Location"] == here
    for elsewhere in ("", "https://evil.example/", "//evil.example", "http://testserver/theme/"):
        assert choose(client, "dark", referer=elsewhere).headers["Location"] == "/"


def test_the_script_gets_no_page_back(client, bank):
    response = choose(client, "dark", hx_request="true")
    assert (response.status_code, response.content) == (204, b"")
    assert response.cookies["theme"].value == "dark"


def test_another_site_and_an_unknown_theme_change_nothing(client, bank):
    assert choose(client, "dark", sec_fetch_site="cross-site").status_code == 403
    assert choose(client, "pink").status_code == 400
    assert client.get("/theme/").status_code == 405
    assert not client.cookies


def test_a_cookie_that_somebody_made_up_is_ignored(client, bank):
    client.cookies["theme"] = '"><script>'
    assert theme_on(html(client, "/")) == (None, ["system"])


def test_a_learner_keeps_the_choice_and_nobody_becomes_one_by_it(
    client, learner_client, bank, attempt
):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    ann = learner_client("ann")
    choose(ann, "dark")
    choose(client, "light")
    assert [learner.theme for learner in Learner.objects.all()] == ["dark"]
    choose(ann, "system")
    assert Learner.objects.get().theme == ""


def test_whoever_follows_the_system_shares_the_page_and_nobody_else_gets_a_theme(client, bank):
    before = client.get("/glossary/")
    assert "Cookie" not in before.headers["Vary"]
    kept = dict(cache._cache)
    dark = Client()
    choose(dark, "dark")
    own = dark.get("/glossary/", headers={"Accept-Encoding": "br, gzip"})
    assert "private" in own.headers["Cache-Control"]
    assert "Cookie" in own.headers["Vary"]
    assert dict(cache._cache) == kept
    assert client.get("/glossary/").content == before.content
    tag = before.headers["ETag"]
    assert dark.get("/glossary/", headers={"If-None-Match": tag}).status_code == 200
    tag = own.headers["ETag"]
    dark_again = {"If-None-Match": tag, "Accept-Encoding": "br, gzip"}
    assert dark.get("/glossary/", headers=dark_again).status_code == 304


def test_a_part_of_a_page_has_no_theme_and_stays_the_same_for_all(client, bank):
    choose(client, "dark")
    assert "data-theme" not in html(client, TASK, hx_request="true")
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    part = FinishedPage("tag", b"", (Piece.of(b"part"),), ())
    assert with_theme(request, part, {}) == {}


def test_a_learner_who_was_deleted_meanwhile_gets_their_theme_all_the_same(
    learner_client, bank, attempt, monkeypatch
):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    ann, row = learner_client("ann"), Learner.objects.get()
    row_of_nobody = Learner(pk=row.pk + 1, browser_id="gone")
    monkeypatch.setattr("quizzes.learners.theme.learner_of", lambda request: row_of_nobody)
    assert choose(ann, "dark").cookies["theme"].value == "dark"


@pytest.mark.parametrize(("theme", "colors"), [("", 2), ("light", 1), ("dark", 1)])
def test_the_browser_takes_the_color_of_the_paper(theme, colors):
    paper = re.search(r"--paper: light-dark\((\S+), (\S+)\)", STYLES.read_text())
    found = re.findall(
        'content="(.*?)"', render_to_string("quizzes/web/_theme_color.html", {"theme": theme})
    )
    assert len(found) == colors
    assert set(found) <= set(paper.groups())
    assert ("dark" if found[0] == paper[2] else "light") == (theme or "light")


@pytest.mark.parametrize("address", ["/search/?q=softmax", "/labs/", "/workbench/", "/typing/"])
def test_a_page_that_shows_the_theme_is_kept_by_nobody_else(client, bank, address):
    client.cookies["theme"] = "dark"
    response = client.get(address)
    assert "data-theme" in response.content.decode() or "dark" in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
