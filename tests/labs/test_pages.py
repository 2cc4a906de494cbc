"""A lab's page: first the question, then the run, all of it in the URL."""

import pytest
from django.urls import reverse

from quizzes.labs import LABS
from quizzes.labs.page import SKIPPED

pytestmark = pytest.mark.django_db
EVERY_LAB = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.slug)


def page(client, lab, **query):
    return client.get(reverse("lab", args=[lab.slug]), query)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_all_labs_are_listed(client):
    listed = text(client.get("/labs/"))
    for lab in LABS:
        assert f'href="/labs/{lab.slug}/"' in listed


@EVERY_LAB
def test_the_question_comes_first_and_nothing_is_shown_before_a_guess(client, lab):
    response = page(client, lab)
    assert response.status_code == 200
    assert "What do you expect?" in text(response)
    assert response.context["page"].outcome is None
    assert "<svg" not in text(response)


@EVERY_LAB
def test_a_guess_is_judged_by_the_run(client, lab):
    seen = set()
    for key, _words in lab.expectation.options:
        shown = page(client, lab, guess=key)
        right = shown.context["page"].outcome.right == key
        seen.add(right)
        assert ("Right.</strong>" in text(shown)) is right
        assert ("Not quite." in text(shown)) is not right
    assert seen == {True, False}


@EVERY_LAB
def test_a_run_shows_its_pictures_their_numbers_and_words(client, lab):
    shown = page(client, lab, guess=SKIPPED)
    outcome = shown.context["page"].outcome
    assert text(shown).count("<svg") == len(outcome.pictures) >= 1
    assert len({picture.name for picture in outcome.pictures}) == len(outcome.pictures)
    assert "expected" not in text(shown).partition('id="result"')[2].partition("<figure")[0]
    assert outcome.says


@EVERY_LAB
def test_the_address_repeats_the_run(client, lab):
    first = page(client, lab, guess=SKIPPED)
    again = client.get(first.context["page"].address)
    assert again.content == first.content


@EVERY_LAB
def test_each_picture_can_be_taken_away_as_svg_and_csv(client, lab):
    shown = page(client, lab, guess=SKIPPED).context["page"]
    for picture in shown.outcome.pictures:
        for form, kind in (("svg", "image/svg+xml"), ("csv", "text/csv; charset=utf-8")):
            response = client.get(f"/labs/{lab.slug}/{picture.name}.{form}?{shown.query}")
            assert response.status_code == 200
            assert response["Content-Type"] == kind
            assert f'filename="{lab.slug}-{picture.name}.{form}"' in response["Content-Disposition"]
    assert client.get(f"/labs/{lab.slug}/no-such.svg?{shown.query}").status_code == 404


@EVERY_LAB
@pytest.mark.parametrize("value", ["x", "-1", "1e99", "9" * 400, "", "\x00", "<b>", "1\n2", "NaN"])
def test_tampered_settings_get_a_sentence(client, lab, value):
    for name in lab.form.base_fields:
        response = page(client, lab, guess=SKIPPED, **{name: value})
        assert response.status_code in (200, 422)
        if response.status_code == 422:
            assert 'class="error"' in text(response)
            assert "<svg" not in text(response)


def test_an_unknown_guess_is_none(client):
    assert page(client, LABS[0], guess="magic").context["page"].outcome is None


def test_an_unknown_lab_is_not_found(client):
    assert client.get("/labs/magic/").status_code == 404
