"""Pictures below worked steps: the engine's numbers, of the sizes that were typed, or none."""

import re

import numpy as np
import pytest

from quizzes.models import Question, Topic
from quizzes.numbers.givens_form import read_givens
from quizzes.numbers.step_pictures import MOST_HEADS, has_pictures, step_pictures
from quizzes.numbers.worked_steps import work_out
from quizzes.pictures import Picture
from quizzes.workbench.presets import PRESETS

STYLES = "quizzes/numbers/pictures.css"
SCRIPT = "quizzes/numbers/pictures.js"
WORDS = {"query": [[1, 0, 1, 2], [0, 1, 1, 0]], "key": [[1, 1, 0, 1], [0, 2, 1, 0]]}
FLAT = {"query": [2, 1], "key": [1, 3]}


def example(key: str, computation: str, inputs: dict) -> dict:
    return {
        "type": "example",
        "key": key,
        "title": f"The example {key}",
        "computation": computation,
        "inputs": inputs,
        "note_html": "",
    }


@pytest.fixture
def store(db):
    topic = Topic.objects.create(slug="scores", title="Scores")

    def stored(*blocks: dict) -> Question:
        facts = {"number": 24, "title": "How?", "difficulty": 2, "status": "published"}
        return Question.objects.create(slug="dots", topic=topic, blocks=list(blocks), **facts)

    return stored


def of(computation: str, **typed: str) -> list[Picture]:
    return step_pictures(*work_out(read_givens(computation, typed, {})), "bench")


def text(response) -> str:
    return " ".join(response.content.decode().split())


def matrix_of(picture: Picture) -> np.ndarray:
    return np.array([row[1:] for row in picture.table.rows])


@pytest.mark.parametrize("computation", PRESETS)
def test_every_number_of_a_heatmap_is_that_of_its_step(computation):
    for _title, inputs in PRESETS[computation]:
        givens, worked = work_out(read_givens(computation, {}, inputs))
        pictures = step_pictures(givens, worked, "bench")
        assert has_pictures(computation) or not pictures
        for picture in pictures:
            if picture.name.endswith(("-plane", "-flow")):
                continue
            step = next(step for step in worked.steps if f"-{step.name}-" in picture.name)
            planes = step.value.reshape(-1, *step.value.shape[-2:])
            plane = planes[int(picture.name.rpartition("-")[2]) - 1]
            np.testing.assert_array_equal(matrix_of(picture), plane)


def test_weights_are_named_by_query_and_key_and_full_color_is_a_weight_of_one():
    (picture,) = of("attention_weights", query="1 0\n0 1\n1 1", key="2 0\n0 2")
    assert picture.table.columns == ["query", "k1", "k2"]
    assert [row[0] for row in picture.table.rows] == ["q1", "q2", "q3"]
    (sure,) = of("attention_weights", query="900", key="1\n-1")
    assert "more-10" in sure.svg()
    (even,) = of("attention_weights", query="0", key="1\n-1")
    assert even.svg().count('class="more-5"') == 2


def test_rows_of_rotary_vectors_are_positions_from_zero():
    (picture,) = of("rotary_embedding", x="1 0\n1 0", base="100")
    assert [row[0] for row in picture.table.rows] == ["p0", "p1"]


def test_a_hidden_key_has_no_weight_in_the_picture_either():
    (picture,) = of("attention_weights", query="1\n2", key="1\n2", is_causal="1")
    assert matrix_of(picture)[0].tolist() == [1, 0]


def test_each_head_has_its_picture_up_to_a_few():
    six = "\n".join(["1 0 2 0 1 0", "0 1 0 2 0 1"])
    eye = "\n".join(" ".join("1" if i == j else "0" for j in range(6)) for i in range(6))
    matrices = dict.fromkeys(("W_q", "W_k", "W_v", "W_o"), eye)
    pictures = of("multi_head_attention", X=six, num_heads="6", **matrices)
    assert len(pictures) == MOST_HEADS == len({picture.name for picture in pictures})
    assert "head 2" in pictures[1].title


def test_vectors_of_two_numbers_stand_in_the_plane():
    (picture,) = of("cosine_similarity", query="2 1", key="1 3")
    assert picture.table.rows[1][-1] == pytest.approx(45)
    (dropped,) = of("projection", vector="2 3", onto="4 1")
    assert dropped.table.rows[2][1:3] == pytest.approx([44 / 17, 11 / 17])


@pytest.mark.parametrize(
    "typed", [{"query": "1 2 3", "key": "1 1 1"}, {"query": "1e200 0", "key": "1 1"}]
)
def test_other_vectors_are_worked_out_without_a_picture(client, typed):
    assert of("dot_product", **typed) == []
    response = client.get("/workbench/", {"computation": "dot_product", "show": "steps"} | typed)
    assert response.status_code == 200
    assert "<svg" not in text(response)


def test_the_largest_matrix_is_drawn_whole():
    rows = "\n".join("1 2" for _row in range(16))
    (picture,) = of("scores", query=rows, key=rows)
    assert picture.svg().count('class="cell-edge"') == 256


def test_pictures_of_two_examples_on_a_page_have_names_of_their_own(client, store):
    store(example("a", "scores", WORDS), example("b", "scores", WORDS))
    html = text(client.get("/questions/dots/"))
    assert html.count("<svg") == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_picture_follows_the_numbers(client, store):
    store(example("a", "attention_weights", WORDS))
    live = {"HX-Request": "true", "HX-Target": "steps-a"}
    address = "/questions/dots/examples/a/"
    html = text(client.get(address, {"query": "1", "key": "1\n1\n1\n1"}, headers=live))
    assert "k4" in html.partition("<svg")[2]
    assert "<svg" not in text(client.get(address, {"query": "x", "key": "1"}, headers=live))


def test_the_workbench_shows_it_with_the_steps_alone(client):
    typed = {"computation": "scores", "query": "1 2", "key": "3 4"}
    assert "<svg" not in text(client.get("/workbench/", typed))
    assert text(client.get("/workbench/", typed | {"show": "steps"})).count("<svg") == 1


@pytest.mark.parametrize(
    ("computation", "inputs", "expected"),
    [
        ("scores", WORDS, True),
        # A reader may type two numbers where the example has three.
        ("dot_product", {"query": [1, 2, 0], "key": [2, 1, -1]}, True),
        ("softmax", {"x": [1, 2, 3]}, False),
    ],
)
def test_styles_and_script_are_asked_for_only_where_a_picture_may_come(
    client, store, computation, inputs, expected
):
    store(example("a", computation, inputs))
    for address in ("/questions/dots/", "/questions/dots/examples/a/"):
        html = text(client.get(address))
        assert (STYLES in html) is expected
        assert (SCRIPT in html) is expected


def files_of(html: str) -> list[str]:
    links = re.findall(r'<a href="([^"]+)" download>', html)
    return [link.replace("&amp;", "&") for link in links]


def test_pictures_of_an_example_can_be_taken_away_with_its_numbers(client, store):
    store(example("a", "scores", WORDS))
    typed = {"query": "1 0", "key": "2 0\n3 0", "scale": "1"}
    svg, csv = files_of(text(client.get("/questions/dots/examples/a/", typed)))
    drawn, numbers = client.get(svg), client.get(csv)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert 'filename="dots-a-scores-1.svg"' in drawn["Content-Disposition"]
    assert numbers.content.decode() == "query,k1,k2\nq1,2.0,3.0\n"


def test_those_of_the_workbench_can_the_compared_ones_as_well(client):
    typed = {"computation": "scores", "query": "1 0\n0 1", "key": "1 2", "scale": "1"}
    html = text(client.get("/workbench/", typed | {"show": "steps", "answer": "1\n3"}))
    found = [client.get(address).content.decode() for address in files_of(html)]
    assert [text for text in found if text.startswith("query,")] == [
        "query,k1\nq1,1.0\nq2,2.0\n",
        "query,k1\nq1,1.0\nq2,3.0\n",
        "query,k1\nq1,1.0\nq2,2.0\n",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/questions/dots/examples/a/no-such.svg",
        "/questions/dots/examples/none/a-scores-1.svg",
        "/questions/none/examples/a/a-scores-1.svg",
        "/questions/dots/examples/a/a-scores-1.svg?query=oops",
        f"/questions/dots/examples/a/a-scores-1.svg?query={'1' * 21_000}",
        "/workbench/no-such.csv",
        "/workbench/bench-weights-1.csv?computation=attention_weights",
        "/workbench/bench-scores-1.csv?computation=scores&show=steps&query=oops",
        "/workbench/bench-scores-1.csv?computation=magic&show=steps",
    ],
)
def test_there_is_no_file_of_what_is_not_shown(client, store, address):
    store(example("a", "scores", WORDS))
    assert client.get(address).status_code == 404


def test_a_file_gives_away_no_more_than_its_page(client):
    typed = {"computation": "scores", "query": "1", "key": "2", "answer": "9"}
    for name in ("bench-right", "bench-scores-1"):
        assert client.get(f"/workbench/{name}.csv", typed).status_code == 404
        assert client.get(f"/workbench/{name}.csv", typed | {"show": "steps"}).status_code == 200


def test_the_first_query_is_followed_to_its_output():
    typed = {"query": "1 0\n0 1", "key": "1 0\n0 1", "value": "2 0\n0 4", "is_causal": "1"}
    _weights, flow = of("scaled_dot_product_attention", **typed)
    rows = {row[0]: row[1:] for row in flow.table.rows}
    assert rows["dot products"] == [1, 0, ""]
    assert rows["masked"][1] == -np.inf
    assert rows["weights"] == [1, 0, ""]
    assert rows["values, part 1"] == [2, 0, 2]
    assert "scaled: ÷ √d_k" in rows
    _weights, scaled = of("scaled_dot_product_attention", **typed | {"scale": "1/4"})
    assert {row[0]: row[1:] for row in scaled.table.rows}["scaled: × 0.25"] == [0.25, 0, ""]


def test_a_query_of_more_keys_than_fit_is_not_followed():
    rows = "\n".join(["1 2"] * 13)
    pictures = of("scaled_dot_product_attention", query="1 2", key=rows, value=rows)
    assert [picture.name for picture in pictures] == ["bench-weights-1"]


def test_self_attention_is_followed_with_its_own_values():
    eye = "1 0\n0 1"
    _weights, flow = of("self_attention", X="1 2\n3 4", W_q=eye, W_k=eye, W_v="2 0\n0 2")
    rows = {row[0]: row[1:] for row in flow.table.rows}
    assert rows["values, part 1"][:2] == [2, 6]
