from django.db import OperationalError, connection


def test_healthy_while_the_database_answers(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok"}
    assert not response.cookies
    assert "no-cache" in response.headers["Cache-Control"]


def test_unhealthy_when_it_does_not(client, db):
    def gone(*call: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"


def test_a_session_is_not_even_looked_at(staff_client, django_assert_num_queries):
    with django_assert_num_queries(1):
        staff_client.get("/healthz")
