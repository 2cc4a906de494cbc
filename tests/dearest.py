"""The dearest request of each kind that anybody can send: for the test that bounds their work, and
for the table of their CPU time (`python -m tests.bench.dearest`)."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from django.test import Client

from attention_engine import parameters_of, worked_answer
from quizzes.labs.page import SKIPPED
from tests.engine.hostile_texts import HOSTILE

# What one sends in a certain turn. Each turn has numbers of its own, so that nothing is kept.
Send = Callable[[Client, int], Any]
SIDE = 16
HEADS = "multi_head_attention"
# The settings that cost most of those that are not refused. `gradients` and `complexity` draw none.
LABS: dict[str, dict[str, Any]] = {
    "approximations": {"length": 512, "width": 40, "window": 64, "structure": "near"},
    "collapse": {"depth": 24, "length": 48, "width": 56},
    "entropy": {"rate": 0.9, "spread": 30, "keys": 48},
    "lookup": {"keys": 256, "noise": 4, "trials": 720},
    "one-query": {"keys": 8, "hidden": 2, "width": 64},
    "scaling": {"samples": 110},
    "similarity": {"width": 128, "keys": 12, "spread": 2},
}
SEARCHES = {
    "ten words": "attention softmax query key value head mask score matrix gradient",
    "ten beginnings": "att sof que key val hea mas sco mat gra",
    "one symbol ten times": "d_k " * 10,
    "ten words of which none is found": "attnetion sofmtax qeury keyy vallue haed maks scoer matrx",
}
QUESTION = "/questions/dot-product-self-attention/"
# The inputs of worked examples, by the address of what shows them.
EXAMPLES = {
    "scores-the-cat-sat/": ("query", "key"),
    "scores-the-cat-sat/scores-the-cat-sat-scores-1.svg": ("query", "key"),
    "self-attention-the-cat-sat/": ("X", "W_q", "W_k", "W_v"),
}
ITEMS = ("scaled-scores", "causal-weights", "weights-step-by-step")
SLOW_TEXTS = ("a spreadsheet", "calls side by side", "brackets in a call", "many ',dtype=1'")


def dearest_requests() -> dict[str, Send]:
    own = _labs(), _workbench(), _api(), _readings(), _searches(), _examples(), _answers()
    return dict(itertools.chain(*own))


def _labs() -> Iterator[tuple[str, Send]]:
    for slug, settings in LABS.items():

        def run(
            client: Client, turn: int, slug: str = slug, settings: dict[str, Any] = settings
        ) -> Any:
            return client.get(f"/labs/{slug}/", {"guess": SKIPPED, "seed": turn} | settings)

        yield f"lab {slug}", run
    measure = {"guess": "four", "measure": 1, "live_length": 640, "live_width": 1}
    yield "lab complexity, measured", lambda client, _turn: client.get("/labs/complexity/", measure)


def _workbench() -> Iterator[tuple[str, Send]]:
    def full(client: Client, turn: int) -> Any:
        return client.get("/workbench/", heads_in_the_workbench(turn))

    def exported(client: Client, turn: int) -> Any:
        return client.get("/workbench/steps.latex", heads_in_the_workbench(turn))

    def long_boxes(client: Client, turn: int) -> Any:
        names = ("X", "W_q", "W_k", "W_v", "W_o", "attn_mask")
        boxes = dict.fromkeys(names, "1 " * 2_000) | {"num_heads": "16", "answer": f"{turn} " * 999}
        return client.post("/workbench/", {"computation": HEADS, "show": "steps"} | boxes)

    yield "workbench, 16 heads of 16 x 16, steps, own answers", full
    yield "workbench, the same as LaTeX", exported
    yield "workbench, every box at its limit", long_boxes


def heads_in_the_workbench(turn: int) -> dict[str, str]:
    """Multi-head attention at the limits, with a wrong answer and two wrong steps."""
    draw = np.random.default_rng(turn)

    def matrix() -> str:
        return "\n".join(" ".join(map(str, row)) for row in draw.integers(0, 4, (SIDE, SIDE)))

    typed = {"computation": HEADS, "show": "steps", "num_heads": "16", "is_causal": "1"}
    typed |= {name: matrix() for name in ("X", "W_q", "W_k", "W_v", "W_o", "answer")}
    return typed | {"step_output": matrix()}


def _api() -> Iterator[tuple[str, Send]]:
    yield "API, 450,000 empty lists", _sent(f'{{"x": [{"[]," * 450_000}[]]}}')
    names = ",".join(f'"{name}":[]' for name in range(110_000))
    yield "API, 110,000 names", _sent(f'{{"computation": "softmax", "inputs": {{{names}}}}}')
    yield "API, 30,000 empty lists", _sent(f'{{"inputs": {{"x": [{"[]," * 14_900}[]]}}}}')
    yield "API, 360 numbers of 4,000 digits", _sent(f'{{"x": [{",".join(["9" * 4_000] * 360)}]}}')

    def computed(client: Client, turn: int) -> Any:
        return _post(client, "compute", {"computation": HEADS, "inputs": heads_of(turn)})

    def checked(client: Client, turn: int) -> Any:
        return _post(client, "check-steps", wrong_derivation(turn))

    def diagnosed(client: Client, turn: int) -> Any:
        answer = np.random.default_rng(turn).normal(size=(SIDE, SIDE)).tolist()
        given = {"computation": HEADS, "inputs": heads_of(turn), "answer": answer}
        return _post(client, "diagnose", given)

    def read(client: Client, _turn: int) -> Any:
        return _post(client, "parse", {"text": HOSTILE["brackets in a call"][:9_990]})

    def texts(client: Client, turn: int) -> Any:
        steps = dict.fromkeys(("queries", "keys", "values"), HOSTILE["a spreadsheet"][:9_990])
        return _post(client, "check-steps", wrong_derivation(turn) | {"steps": steps})

    yield "API compute, 16 heads of 16 x 16", computed
    yield "API check-steps, 16 heads of 16 x 16", checked
    yield "API diagnose, 16 heads of 16 x 16", diagnosed
    yield "API parse, 10,000 characters", read
    yield "API check-steps, three texts of 10,000 characters", texts


def heads_of(turn: int) -> dict[str, Any]:
    draw = np.random.default_rng(turn)
    names = [each.name for each in parameters_of(HEADS) if each.kind == "matrix"]
    arrays = {name: draw.normal(size=(SIDE, SIDE)).tolist() for name in names}
    return arrays | {"num_heads": 16, "is_causal": True}


def wrong_derivation(turn: int) -> dict[str, Any]:
    draw, inputs = np.random.default_rng(turn), heads_of(turn)
    steps = worked_answer(HEADS, **inputs).steps
    wrong = {step.name: draw.normal(size=step.value.shape).tolist() for step in steps}
    return {"computation": HEADS, "inputs": inputs, "steps": wrong}


def _post(client: Client, path: str, body: Any) -> Any:
    data = body if isinstance(body, str) else json.dumps(body)
    return client.generic("POST", f"/api/v1/{path}", data, "application/json")


def _sent(body: str) -> Send:
    return lambda client, _turn: _post(client, "compute", body)


def _readings() -> Iterator[tuple[str, Send]]:
    for name in SLOW_TEXTS:
        for length in (10_000, 95_000):
            typed = {"form": "array", "shape": "4x4", "answer": HOSTILE[name][:length]}
            yield (
                f"reading {name}, {length:,} characters",
                lambda client, _turn, typed=typed: client.post("/reading/", typed),
            )


def _searches() -> Iterator[tuple[str, Send]]:
    for name, text in SEARCHES.items():
        yield f"search, {name}", lambda client, _turn, q=text: client.get("/search/", {"q": q})


def _examples() -> Iterator[tuple[str, Send]]:
    """Worked examples with numbers of one's own. They are in the bank, so without it these are
    not found."""
    for example, names in EXAMPLES.items():

        def run(client: Client, turn: int, path: str = example, names: Any = names) -> Any:
            draw = np.random.default_rng(turn)
            matrices = {name: _matrix(draw.integers(0, 4, (SIDE, SIDE))) for name in names}
            return client.get(f"{QUESTION}examples/{path}", matrices)

        yield f"worked example, {example}", run


def _matrix(rows: np.ndarray) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _answers() -> Iterator[tuple[str, Send]]:
    """Answers that fill every box, each of a newcomer and so stored."""
    for key in ITEMS:

        def run(_client: Client, turn: int, path: str = f"{QUESTION}items/{key}/") -> Any:
            client = Client()
            page = client.get(path, follow=True)
            if page.status_code != 200:
                return page
            html = page.content.decode()
            boxes = re.findall(r'name="(answer[^"]*)"', html)
            (token,) = re.findall(r'name="token" value="([^"]+)"', html)
            typed = dict.fromkeys(boxes, f"{turn} 0.25 {'0.123456789 ' * 330}"[:4_000])
            return client.post(page.redirect_chain[-1][0], {"token": token} | typed)

        yield f"answer to {key}, full boxes", run
