"""Bad requests are refused with a message that names the field, and nothing is stored."""

import time
from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client

from quizzes.api.middleware import detail_of
from quizzes.models import Attempt
from tests.answering.all_kinds import SLUG

SOFTMAX = {"computation": "softmax", "inputs": {"x": [1, 2]}}
LIMIT = 1_500_000


def faults(response) -> dict[str, str]:
    assert response.status_code == 422, response.content[:300]
    return {fault["field"]: fault["message"] for fault in response.json()["errors"]}


@pytest.mark.parametrize(
    ("inputs", "field", "words"),
    [
        ({}, "inputs.x", "softmax needs x"),
        ({"x": "1,,2"}, "inputs.x", "A number is missing"),
        ({"x": [[1, 2], [3]]}, "inputs.x", "Row 2 has 1 number but row 1 has 2"),
        ({"x": [1] * 17}, "inputs.x", "the limit is 16"),
        ({"x": []}, "inputs.x", "empty"),
        ({"x": {}}, "inputs.x", "An array is"),
        ({"x": ["one"]}, "inputs.x", "A cell is"),
        ({"x": ["-inf", 1]}, "inputs.x", "nfinit"),
        ({"x": [1, 2], "temperature": 0}, "inputs.temperature", "temperature"),
        ({"x": [1, 2], "temperature": True}, "inputs.temperature", "true"),
        ({"x": [1, 2], "y": 1}, "inputs.y", "softmax takes no input"),
        ({"x": "9**9**9"}, "inputs.x", "."),
        ({"x": "__import__('os')"}, "inputs.x", "."),
    ],
)
def test_an_input_that_cannot_be_used_is_named(program, inputs, field, words):
    told = faults(program.post("compute", {"computation": "softmax", "inputs": inputs}))
    assert words in told[field]


def test_a_fault_in_a_text_has_its_place_and_one_in_a_list_has_none(program):
    texts = program.post("compute", SOFTMAX | {"inputs": {"x": "1 2\n3 x"}}).json()["errors"][0]
    assert (texts["line"], texts["column"]) == (2, 3)
    assert texts["excerpt"] == "3 x\n  ^"
    lists = program.post("compute", SOFTMAX | {"inputs": {"x": [[1, 2], [3]]}}).json()["errors"][0]
    assert (lists["line"], lists["column"], lists["excerpt"]) == (None, None, None)


def test_an_unknown_computation_step_and_field_are_named_with_the_known_ones(program):
    told = faults(program.post("compute", SOFTMAX | {"computation": "hardmax"}))
    assert "“hardmax”" in told["computation"] or '"hardmax"' in told["computation"]
    assert "softmax" in told["computation"]
    told = faults(program.post("check-steps", SOFTMAX | {"steps": {"first": [1, 2]}}))
    assert "exponentials" in told["steps.first"]
    told = faults(program.post("compute", SOFTMAX | {"decimal": 2}))
    assert told == {"decimal": "Unknown field."}
    told = faults(program.post("check", SOFTMAX | {"answer": [1, 2], "decimals": "2"}))
    assert '"2"' in told["decimals"]
    told = faults(program.post("cost", {"length": 10, "dim": 4, "method": "guess"}))
    assert "guess" in told["method"]
    told = faults(program.post("cost", {"length": 10**9, "dim": 4}))
    assert "1000000000" in told["length"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 20_000, "nested more than 16 levels"),
        (b'{"a": ' * 50 + b"1" + b"}" * 50, "nested more than 16 levels"),
        (b"NaN", "not a JSON number"),
        (b'{"computation": "softmax", "inputs": {"x": [Infinity]}}', "not a JSON number"),
        (b'{"x": 1, "x": 2}', "appears twice"),
        (b'{"x": 1e999}', "too large"),
        (b'{"x": ' + b"9" * 5000 + b"}", "digits"),
        (rb'{"x": "\ud800"}', "surrogate"),
        (rb'{"x\u0000": 1}', "null character"),
    ],
)
def test_a_body_that_is_no_sound_json_answers_400(program, body, words):
    response = program.post("compute", body)
    assert response.status_code == 400
    assert words in response.json()["detail"]


def test_a_body_that_is_missing_or_no_object_is_told(program):
    for body in (b"", b"null", b"[]", b"1", b'"text"'):
        assert program.post("compute", body).status_code == 422


def test_no_body_within_the_limit_takes_long_to_refuse(program):
    """Each body has the most that the limits allow of something slow to parse. The time limit is
    about a hundred times the usual time."""
    names = ",".join(f'"{n}":0' for n in range(100_000))
    bodies = [
        b'{"x": [' + b"0," * 700_000 + b"0]}",
        b'"' + rb"\u0041" * 240_000 + b'"',
        f'{{{names},"99999":1}}'.encode(),
        b'{"' + b"\\" * 700_000 + b'": 1}',
        b"[" + b"[]," * 480_000 + b"[]]",
    ]
    for body in bodies:
        assert len(body) < LIMIT
        started = time.process_time()
        assert program.post("compute", body).status_code in (400, 422)
        assert time.process_time() - started < 10


def test_a_surrogate_pair_is_one_character(program):
    assert program.post("parse", rb'{"text": "\ud835\udfcf"}').status_code in (200, 422)


def test_a_body_over_the_limit_answers_413_and_names_it(program):
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        response = program.post("compute", b"x" * (LIMIT + 1), content_type=content_type)
        assert response.status_code == 413
        assert "1.5 MB" in response.json()["detail"]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/json; charset=base64",
        "nonsense",
    ],
)
def test_what_is_not_said_to_be_json_in_utf_8_answers_415(program, content_type):
    response = program.post("compute", b'{"a": 1}', content_type=content_type)
    assert response.status_code == 415


def test_a_large_list_is_refused_before_it_is_read(program):
    response = program.post("check", SOFTMAX | {"answer": [0] * 5_000})
    assert "4,096" in faults(response)["answer"]
    response = program.post("check", SOFTMAX | {"answer": "1 " * 6_000})
    assert "12,000 characters; the limit is 10,000" in faults(response)["answer"]
    response = program.post("compute", {"computation": "softmax", "inputs": {"x": [0] * 300}})
    assert faults(response) == {"inputs.x": "x has 300 numbers; the limit is 256."}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"x": [' + b"0," * 40_000 + b"0]}", "40,003 values; the limit is 30,000"),
        (b'{"x": [' + b"[]," * 20_000 + b"[]]}", "values; the limit is 30,000"),
        (f"{{{','.join(f'{n}:0' for n in range(101))}}}".encode(), "101 names; the limit is 100"),
        (b'{"text": "' + b"1" * 40_000 + b'"}', "40,008 characters in strings; the limit is 40"),
        (b'"' * 60_001, "60,001 quotation marks; the limit is 60,000"),
    ],
)
def test_a_body_of_more_than_any_calculation_needs_is_refused_unread(program, body, words):
    response = program.post("compute", body)
    assert response.status_code == 400
    assert words in response.json()["detail"]


def test_a_list_is_read_as_the_same_list_in_a_text(program):
    for answer in ([0.25, 0.75], [[0.25, 0.75]], [[1, 2], [3, 4]], 1, [True, False], [[1], [2, 3]]):
        told = [program.post("check", SOFTMAX | {"answer": a}) for a in (answer, str(answer))]
        assert told[0].status_code == told[1].status_code
        if told[0].status_code == 200:
            assert told[0].json() == told[1].json()


def test_an_address_that_is_not_there_answers_404_as_a_problem(program, db):
    for path in ("", "nothing", "questions/nothing", f"questions/{SLUG}/items/nothing"):
        assert program.get(path).status_code == 404


def test_the_root_of_the_version_is_told_to_be_empty_for_every_method(db):
    client = Client(enforce_csrf_checks=True)
    for method in ("get", "post", "put", "delete"):
        told = getattr(client, method)("/api/v1/")
        assert told.status_code == 404
        assert "/api/openapi.json" in told.json()["detail"]


def test_a_refusal_stays_small_however_many_and_long_the_faults(program):
    for extra in ({f"y{i}": 1 for i in range(80)}, {"y" * 30_000: 1}):
        told = program.post("parse", {"text": "1"} | extra)
        assert told.status_code == 422
        assert len(told.content) < 5_000
        assert "y" in told.json()["errors"][0]["field"]
    many = program.post("parse", {"text": "1"} | {f"y{i}": 1 for i in range(80)}).json()
    assert "20 of 80 faults" in many["detail"]


def test_another_method_answers_405_and_names_those_that_are(program):
    response = program.get("compute")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    response = program.client.options("/api/v1/compute")
    assert (response.status_code, response.headers["Allow"]) == (204, "POST")


def test_head_is_get_without_its_body(program):
    whole = program.get("computations")
    head = program.client.head("/api/v1/computations")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_a_database_that_is_gone_answers_503_and_when_to_try_again(program, monkeypatch):
    def gone(*arguments):
        raise OperationalError("gone")

    monkeypatch.setattr("quizzes.finding.question_list.find_questions", gone)
    response = program.get("questions")
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_a_fault_of_ours_answers_500_without_its_details(monkeypatch, program):
    def broken(*arguments):
        raise RuntimeError("secret")

    monkeypatch.setattr("quizzes.finding.question_list.find_questions", broken)
    program.client = Client(raise_request_exception=False)
    response = program.get("questions")
    assert response.status_code == 500
    assert b"secret" not in response.content


def test_no_other_site_may_read_an_answer(program):
    response = program.client.get(
        "/api/v1/computations", headers={"Origin": "https://evil.example"}
    )
    assert not [name for name in response.headers if name.startswith("Access-Control")]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nothing_is_stored_of_what_is_refused(program, all_kinds):
    program.become_learner()
    path = f"questions/{SLUG}/items/dot"
    token = program.get(path).json()["token"]
    for body in ({"token": token}, {"token": token, "answer": "one"}, {"token": "x", "answer": 1}):
        assert program.post(f"{path}/attempts", body).status_code == 422
    assert Attempt.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/openapi.json", "/api/v1/", "/api/none", "/api/v1/none"])
def test_a_post_without_a_forms_token_is_told_why_it_is_refused(path):
    answer = Client(enforce_csrf_checks=True).post(path, "{}", content_type="application/json")
    assert answer.status_code in (403, 404, 405)
    assert answer.json()["detail"]


@pytest.mark.parametrize("status", [status for status in HTTPStatus if status >= 400])
def test_no_status_leaves_its_reason_empty(status):
    assert detail_of(status).endswith(".")
