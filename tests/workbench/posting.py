"""What the tests type into the workbench, and the form that sends it."""

from urllib.parse import parse_qsl, urlsplit

from attention_engine import compute, format_array

QUERY, KEY = "1 0 1 2\n0 1 1 0", "1 1 0 1\n0 2 1 0\n1 0 0 1"
WEIGHTS = {"computation": "attention_weights", "query": QUERY, "key": KEY}
INPUTS = {
    "query": [[1, 0, 1, 2], [0, 1, 1, 0]],
    "key": [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]],
}
ADDRESS = "/workbench/"
PARAMETERS = (
    *("query", "key", "value", "x", "X", "W_q", "length", "dim", "method", "attn_mask", "scale"),
    *("temperature", "is_causal", "answer", "decimals", "show", "step_scores", "step_weights"),
)


def right(decimals: int | None = 4) -> str:
    return format_array(compute("attention_weights", INPUTS), decimals=decimals)


def dict_of(link: str) -> dict[str, str]:
    query = urlsplit(link.replace("&amp;", "&")).query
    return dict(parse_qsl(query, keep_blank_values=True))


def post(client, typed: dict[str, str], tool: str = "") -> dict[str, str]:
    """The parameters of the URL to which the form redirects."""
    response = client.post(ADDRESS, typed | ({"tool": tool} if tool else {}))
    assert response.status_code == 303
    return dict_of(response.headers["Location"])
