"""The examples of the document: each is sent to the real view, which gives that response."""

import time
from typing import Any

import pytest

from quizzes.answering.form_tokens import issue_item_token
from quizzes.api.document import document
from quizzes.api.examples import EXAMPLES
from quizzes.models import Item

OPERATIONS = [
    (path, method, operation)
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
]
COMPUTED = [
    name for name, example in EXAMPLES.items() if example.request and "token" not in example.request
]


def shape_of(value: Any) -> Any:
    """The names and types of values; for a list, those of its first entry. null fits anything."""
    if isinstance(value, dict):
        return {name: shape_of(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape_of(value[0])] if value else []
    return "number" if type(value) in (int, float) else type(value).__name__


def sent(program, path: str, method: str, operation: dict[str, Any]):
    """The response to the example of an operation, sent exactly as in the document."""
    places: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
    for parameter in operation["parameters"]:
        if "example" in parameter:
            places[parameter["in"]][parameter["name"]] = parameter["example"]
    address = path.removeprefix("/api/v1/").format(**places["path"])
    if method == "get":
        return program.get(address, **places["query"])
    body = None
    if "requestBody" in operation:
        body = dict(operation["requestBody"]["content"]["application/json"]["example"])
    if body and "token" in body:
        found = Item.published.get(key=places["path"]["key"])
        body["token"] = issue_item_token(found.pk, found.version, found.seeds[0], time.time())
        program.become_learner()
    return program.post(address, body)


@pytest.mark.usefixtures("real_bank")
@pytest.mark.parametrize(
    ("path", "method", "operation"), OPERATIONS, ids=[op["operationId"] for *_, op in OPERATIONS]
)
def test_an_example_is_answered_as_it_says(program, path, method, operation):
    response = sent(program, path, method, operation)
    told = operation["responses"][str(response.status_code)]
    example = told["content"]["application/json"]["example"]
    answer = response.json()
    if operation["operationId"] in COMPUTED:
        assert answer == example
    assert answer.keys() == example.keys()
    for name, value in example.items():
        if value not in (None, [], {}) and name not in ("blocks", "findings"):
            assert shape_of(answer[name]) == shape_of(value), name


def test_every_operation_says_what_it_does_and_has_examples():
    ids = [operation["operationId"] for _path, _method, operation in OPERATIONS]
    assert sorted(ids) == sorted(EXAMPLES)
    for _path, _method, operation in OPERATIONS:
        assert operation["summary"]
        assert operation["description"]
        assert "example" in str(operation["responses"])


def test_the_document_is_openapi_3_1_and_names_the_versioned_addresses(client):
    response = client.get("/api/openapi.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.json()["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in response.json()["paths"])


def test_operation_ids_stay_as_programs_know_them():
    assert list(EXAMPLES) == [
        *("listComputations", "compute", "attentionCost", "parseArray"),
        *("checkAnswer", "findMistakes", "checkSteps", "checkGrowth", "checkCount"),
        *("listQuestions", "readQuestion", "listItems", "readItem"),
        *("createLearner", "answerItem"),
    ]
