"""Shortened examples of responses from the database. None gives away the answer to an item."""

from typing import Any

SLUG, KEY, SEED = "dot-product-self-attention", "scaled-scores", 1
# Far from every score, so that the response reveals no number.
ANSWER = [[90, 90, 90], [90, 90, 90]]
TOKEN = "WzQsMSwxLCJlNWNmNmMxMjc0YTBhZjFmIl0:oS6RbtET8H669tQP1wd72pLlXL"  # noqa: S105 - of no item

_ROW: dict[str, Any] = {
    "number": 24,
    "slug": SLUG,
    "title": "How does the dot product contribute to self-attention?",
    "topic": {"slug": "attention-scores", "title": "Attention scores"},
    "difficulty": 2,
    "summary": "Every position of a sequence makes three vectors: a query, a key and a value.",
    "url": f"/questions/{SLUG}/",
}
_ITEM_ROW: dict[str, Any] = {
    "question": SLUG,
    "key": KEY,
    "kind": "matrix",
    "kind_words": "A matrix",
    "version": 1,
    "seeds": [1, 3, 4, 5, 6, 7, 8, 9],
    "ask_html": "<p>Compute the scaled scores. Two decimals.</p>",
    "url": f"/questions/{SLUG}/items/{KEY}/",
}
_TOLERANCE = "Round to two decimals (tolerance 0.005)."
_PAGED = {"count": 1, "page": 1, "pages": 1}

QUESTIONS = {**_PAGED, "questions": [_ROW]}
QUESTION = {
    **_ROW,
    "minutes": 21,
    "blocks": [
        {
            "type": "html",
            "html": "<h2>In thirty seconds</h2><p>Every position makes three vectors.</p>",
            "key": "",
            "title": "",
            "computation": "",
            "inputs": {},
        },
        {
            "type": "example",
            "html": "<p>Double every number of the key.</p>",
            "key": "similar-key",
            "title": "A key in the same direction",
            "computation": "dot_product",
            "inputs": {"query": [1, 2, 1.5], "key": [0.9, 2.1, 1.4]},
        },
    ],
    "context_html": "<h2>What is asked next</h2>",
    "sources": [
        {
            "title": "Vaswani et al. 2017, Attention Is All You Need",
            "url": "https://arxiv.org/abs/1706.03762",
        }
    ],
    "items": [_ITEM_ROW],
}
ITEMS = {**_PAGED, "items": [_ITEM_ROW]}
ITEM = {
    **_ITEM_ROW,
    "seed": SEED,
    "givens": [
        {
            "name": "query",
            "meaning": "the queries, one row each",
            "value": [[0.0, 3.0, 2.0, 2.0], [-1.0, 1.0, -1.0, -1.0]],
            "text": "",
        },
        {
            "name": "key",
            "meaning": "the keys, one row each",
            "value": [[3.0, 3.0, 3.0, 2.0], [0.0, 1.0, 2.0, 3.0], [-1.0, 0.0, 0.0, 2.0]],
            "text": "",
        },
    ],
    "options": [],
    "lines": [],
    "steps": [],
    "how_to_answer": (
        "One row on each line, such as 0.2 0.8, or all in one: [[0.2, 0.8], [0.5, 0.5]]."
    ),
    "tolerance": _TOLERANCE,
    "token": TOKEN,
}
LEARNER = {"token": "72523cc5fd00fc6b9b54c8ebca046c2a:1xVvfE:FDB6odULGWo4A", "expires_in": 31536000}
ATTEMPT = {
    "verdict": "wrong",
    "heading": "Not right yet",
    "message": ("0 of 6 cells are right. Tolerance: 0.005. Your largest error is more than 10."),
    "score": 0.0,
    "repeated": False,
    "read_as": "",
    "submitted": [[90.0, 90.0, 90.0], [90.0, 90.0, 90.0]],
    "cells": [[False, False, False], [False, False, False]],
    "cell_verdicts": [["wrong", "wrong", "wrong"], ["wrong", "wrong", "wrong"]],
    "tolerance": _TOLERANCE,
    "findings": [],
    "arithmetic": None,
    "remark": "",
    "place": "",
    "hints": 0,
    "why_html": "",
    "steps": [],
    "notes": [],
    "way": None,
}
