"""Arrays too large for the workbench get a message with their cost and the limit."""

from quizzes.workbench.too_large import amount
from tests.workbench.posting import ADDRESS, WEIGHTS


def test_an_address_too_long_is_refused_kindly(ask):
    for answer in ("0.1 " * 2_000, "0.1 " * 6_000):
        response, html = ask(WEIGHTS | {"answer": answer})
        assert response.status_code == 422
        assert "more than 6,000 characters" in html


def test_huge_numbers_are_a_sentence_and_no_failure(ask):
    response, html = ask(WEIGHTS | {"query": "1e308 1e308 1e308 1e308"})
    assert response.status_code == 422
    assert "overflow" in html


def test_the_largest_counts_are_computed(ask):
    most = dict.fromkeys(("length", "dim", "heads", "value_dim"), "100000")
    response, html = ask({"computation": "complexity", "show": "steps"} | most)
    assert response.status_code == 200
    assert "4.00×10²⁰" in html


def test_too_large_a_matrix_is_told_what_it_costs_and_where_to_go(client):
    row = " ".join(["0.1"] * 64)
    typed = WEIGHTS | {"query": "\n".join([row] * 300), "key": "\n".join([row] * 350)}
    response = client.post(ADDRESS, typed)
    html = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "350 × 350 scores of width 64: 31 MFLOPs and 980 kB" in html
    assert "up to 16 rows, 16 columns and 256 numbers" in html
    assert "attention_engine.scaled_dot_product_attention(query, key, value).weights" in html
    assert "query has 76,799 characters; the limit is 10,000." in html
    assert html.count("0.1 0.1") > 300


def test_a_text_too_long_to_be_read_is_told_its_cost_by_its_lines(client):
    row = ", ".join(["0.25"] * 64)
    html = client.post(ADDRESS, WEIGHTS | {"query": "\n".join([row] * 2048)}).content.decode()
    assert "2,048 × 2,048 scores of width 64: 1.1 GFLOPs and 34 MB" in html
    assert "the limit is 10,000" in html


def test_a_cost_is_written_with_two_or_three_digits():
    assert [amount(n, "FLOP") for n in (7, 999, 2_147_483_648, 999_700)] == [
        *("7 FLOP", "999 FLOP", "2.1 GFLOP", "1 MFLOP")
    ]
    assert amount(134_217_728, "B") == "134 MB"
