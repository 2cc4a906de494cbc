"""What people really type finds the question that it is meant for, first, on both databases."""

import json
from collections.abc import Callable

from tests.prepared import REAL_BANK
from tests.search.real_queries import WANTED
from tests.serving import Site

ASK = "from tests.search.real_queries import main; main()"


def test_real_queries_find_their_question_first(prepared_site: Callable[..., Site]) -> None:
    site = prepared_site(REAL_BANK)
    found = json.loads(site.manage("shell", "--verbosity=0", "--command", ASK))
    assert {query: numbers[:1] for query, numbers in found.items()} == {
        query: [number] for query, number in WANTED.items()
    }
