"""What the server refused at its door is told in words, to people, htmx and programs."""

import pytest
from django.conf import settings

from config.door.refusal import KEY, Refusal

STATUSES = {"slow": 408, "spent": 429, "busy": 503, "full": 503}


@pytest.fixture
def refused(client, django_assert_num_queries):
    def ask(reason, path="/workbench/", **more):
        with django_assert_num_queries(0):
            return client.get(path, **{KEY: Refusal(reason, 12)}, **more)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "status"), STATUSES.items())
def test_a_person_reads_a_page_with_a_way_on(refused, reason, status) -> None:
    response = refused(reason)
    assert response.status_code == status
    assert response.headers["Retry-After"] == "12"
    assert "Content-Security-Policy" in response.headers
    page = response.content.decode()
    assert "<h1>" in page
    assert 'href="/questions/"' in page
    assert "Nothing was saved" not in page


@pytest.mark.django_db
def test_who_sent_something_is_told_that_it_was_not_stored(client) -> None:
    response = client.post("/reading/", **{KEY: Refusal("spent", 12)})
    assert "Ask again in 12 seconds" in response.content.decode()
    assert "Nothing was saved" in response.content.decode()


@pytest.mark.django_db
def test_a_page_with_htmx_gets_the_sentence_alone_and_keeps_what_was_typed(refused) -> None:
    response = refused("spent", headers={"HX-Request": "true"})
    # 429 would be swapped in: see the htmx-config of base.html.
    assert response.status_code == 503
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode().startswith("Your address has used its share")


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "status"), STATUSES.items())
def test_a_program_gets_a_problem(refused, reason, status) -> None:
    response = refused(reason, "/api/v1/computations")
    assert response.status_code == status
    assert response.headers["Retry-After"] == "12"
    assert response.json()["status"] == status
    assert response.json()["detail"].endswith(".")


@pytest.mark.django_db
def test_no_header_of_a_client_can_pass_for_a_refusal(client) -> None:
    assert client.get("/healthz", headers={KEY: "spent"}).status_code == 200
    assert settings.CPU_SECONDS_A_MINUTE > 0
