"""Bad requests are answered in plain words, with the right status."""

import re

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from config import wsgi

WORDS = "application/x-www-form-urlencoded"


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.django_db
def test_a_form_over_the_size_limit_is_told_the_limit(client: Client) -> None:
    body = "answer=" + "1" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    response = client.post("/workbench/", body, content_type=WORDS)
    assert response.status_code == 413
    assert "more than 1.5 MB" in text_of(response)


@pytest.mark.django_db
def test_a_form_with_too_many_fields_is_told_the_limit(client: Client) -> None:
    body = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = client.post("/workbench/", body, content_type=WORDS)
    assert response.status_code == 413
    assert "more than 200 fields" in text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "base64", "latin-1"])
@pytest.mark.parametrize("kind", [WORDS, "multipart/form-data; boundary=x", "text/plain"])
@pytest.mark.parametrize("path", ["/quizzes/none/", "/workbench/", "/questions/"])
def test_another_encoding_than_utf_8_is_refused(
    client: Client, charset: str, kind: str, path: str
) -> None:
    for method in ("POST", "GET"):
        response = client.generic(method, path, b"--x--", content_type=f"{kind}; charset={charset}")
        assert response.status_code == 415
        assert "read as UTF-8" in text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_codec_that_is_none_for_text_is_no_error_of_ours(rf: RequestFactory, method: str) -> None:
    environ = rf.generic(method, "/questions/?q=softmax", b"a=1", content_type=WORDS).environ
    answered: list[str] = []
    wsgi.application(
        environ | {"CONTENT_TYPE": f"{WORDS}; charset=base64"},
        lambda line, headers, *more: answered.append(line),
    )
    assert answered[0].startswith("415")


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "no-such-codec"])
def test_utf_8_under_any_name_is_read(client: Client, charset: str) -> None:
    kind = f"{WORDS}; charset={charset}"
    typed = b"computation=softmax&x=7+8"
    response = client.generic("POST", "/workbench/", typed, content_type=kind)
    assert response.status_code == 303
    assert "x=7+8" in response.headers["Location"]


@pytest.mark.django_db
def test_a_request_that_is_not_understood_is_told_no_words_of_the_framework(client: Client) -> None:
    foreign = client.get("/", headers={"Host": "evil.example"})
    no_form = client.generic("POST", "/quizzes/none/", b"x", content_type="multipart/form-data")
    for response in (foreign, no_form):
        assert response.status_code == 400
        assert "We couldn't understand this request" in text_of(response)
        assert not re.search("HTTP|multipart|ALLOWED", text_of(response))


@pytest.mark.django_db
def test_the_wrong_method_is_answered_in_words_and_names_the_right_one(client: Client) -> None:
    response = client.post("/questions/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "not for this kind of request" in text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/questions/", "/admin/"])
def test_a_database_that_does_not_answer_is_503_with_retry_after(path: str) -> None:
    def gone(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    client = Client(raise_request_exception=False)
    # Loading the session fails outside of every view.
    client.cookies["sessionid"] = "a" * 32
    with connection.execute_wrapper(gone):
        response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
