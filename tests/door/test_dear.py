"""Which requests are dear, and of which kind, so that they wait apart."""

import pytest

from config.asgi import _dear_kind

EXAMPLES = "/questions/softmax/examples/one/"


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/labs/scaling/", "", "labs"),
        ("/workbench/", "", "labs"),
        ("/search/", "q=softmax", "search"),
        ("/questions/", "q=softmax", "search"),
        ("/reading/", "", "reading"),
        ("/api/v1/compute", "", "api"),
        ("/account/login/", "", "login"),
        ("/practice/0e6bdb2a-4d9e-4f0e-9d86-3f3a5f2e9f5c/", "", "practice"),
        ("/account/data/attempts.csv", "", "export"),
        (EXAMPLES, "query=1", "examples"),
        (f"{EXAMPLES}scores.svg", "query=1", "examples"),
        # Kept for everybody, or quickly answered.
        (EXAMPLES, "", ""),
        ("/questions/", "", ""),
        ("/questions/softmax/", "query=1", ""),
        ("/questions/softmax/items/one/", "seed=1", ""),
        ("/account/data/", "", ""),
        ("/labs/", "", ""),
        ("/api/docs", "", ""),
        ("/", "", ""),
    ],
)
def test_what_costs_much_is_known_by_its_address(path, query, kind):
    assert _dear_kind(path, query) == kind
