"""A small bank with an item of every kind, stored the way a sync stores it."""

import json

from django.test import Client

from quizzes.answering.task import Task
from quizzes.bank.store.questions import save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.models import Item, Question, Quiz

QUESTION = r"""---
number: 7
title: How are attention weights made?
topic: attention-scores
difficulty: 2
status: published
sources:
  - {title: "Vaswani et al. 2017", url: "https://arxiv.org/abs/1706.03762"}
---
## In thirty seconds

Scores become weights.

## The long answer

Softmax makes them.

```item
key: grows
kind: choice
ask: What happens to $w_i$ as $s_i$ grows?
explain: EXPLAIN-GROWS the exponential grows with it.
options:
  - {text: It grows, right: true, why: WHY-GROWS the exponential grows.}
  - {text: It falls, why: WHY-FALLS it would fall if another score grew.}
  - {text: It stays, why: WHY-STAYS only if all scores grew alike.}
```

```item
key: hold
kind: choices
ask: What holds for softmax?
explain: EXPLAIN-HOLD both follow from the division by the sum.
options:
  - {text: The weights sum to one, right: true, why: WHY-SUM the sum is divided by itself.}
  - {text: Each weight is above zero, right: true, why: WHY-ABOVE an exponential is.}
  - {text: The largest weight is above one half, why: WHY-HALF with many keys it need not be.}
```

```item
key: dot
kind: number
ask: What is the dot product?
explain: EXPLAIN-DOT multiply and add.
computation: dot_product
givens: {query: "integers(3)", key: "integers(3)"}
decimals: 1
```

```item
key: softmax
kind: vector
ask: What are the weights?
explain: EXPLAIN-SOFTMAX exponentials over their sum.
computation: softmax
givens: {x: distinct(4)}
decimals: 3
```

```item
key: weights
kind: matrix
ask: What weights does each query give to the keys, by scaled dot products?
explain: EXPLAIN-WEIGHTS rows sum to one.
computation: attention_weights
givens: {query: "halves(2, 4)", key: "halves(3, 4)"}
decimals: 3
```

```item
key: which-weights
kind: choice
ask: Which are the weights?
explain: EXPLAIN-WHICH the scale comes first.
computation: softmax
givens: {x: distinct(3)}
decimals: 3
```

```item
key: shape
kind: shape
ask: What shape do the weights have?
explain: EXPLAIN-SHAPE one row for each query.
computation: scaled_dot_product_attention
givens: {query: "halves(2, 4)", key: "halves(3, 4)", value: "halves(3, 2)"}
of: weights
```

```item
key: cost
kind: big_o
ask: How does the time grow in $n$ and $d$?
explain: EXPLAIN-COST two products.
computation: complexity
givens: {length: 8, dim: 4}
of: time_order
```

```item
key: flops
kind: count
ask: How many FLOPs?
explain: EXPLAIN-FLOPS two products.
computation: complexity
givens: {length: "pick(1024, 2048)", dim: "pick(48, 80)", heads: 12}
```

```item
key: in-order
kind: order
ask: Put the steps in order.
explain: EXPLAIN-ORDER exponentials first.
lines: [Take exponentials, Add them up, Divide each by the sum]
```

```item
key: derive
kind: steps
ask: Work out the weights of scaled dot-product attention step by step.
explain: EXPLAIN-DERIVE the mask comes before softmax.
computation: attention_weights
givens: {query: "halves(2, 4)", key: "halves(2, 4)", is_causal: true}
decimals: 3
```
"""
KEYS = [
    "grows",
    "hold",
    "dot",
    "softmax",
    "weights",
    "which-weights",
    "shape",
    "cost",
    "flops",
    "in-order",
    "derive",
]
SLUG = "weights"
QUIZ = """---
title: Weights by hand
status: published
pass_mark: 60
items: [{items}]
---
From scores to weights.
"""


def stored_question(text: str = QUESTION) -> Question:
    found = Question.objects.filter(slug=SLUG).first()
    return save_question(found or Question(slug=SLUG), text)


def stored_quiz(*keys: str) -> Quiz:
    items = ", ".join(f"{SLUG}/{key}" for key in keys)
    return save_quiz(Quiz(slug="by-hand"), QUIZ.format(items=items))


def task(key: str, nth: int = 0) -> Task:
    """The task of an item at its nth released seed."""
    item = Item.published.get(key=key)
    return Task(item, item.seeds[nth])


def wrong_raw(kind_task: Task) -> str:
    """A wrong answer that can be parsed."""
    probes = kind_task.kind.probes()
    return next(probe.raw for probe in probes if probe.verdict == "wrong")


class Page:
    """The page of one variant, opened and answered like a browser without scripts."""

    def __init__(self, client: Client, shown: Task, **headers: str) -> None:
        self.client, self.task, self.headers = client, shown, headers
        self.response = client.get(shown.address, headers=headers)

    @property
    def token(self) -> str:
        return self.response.context["token"]

    @property
    def text(self) -> str:
        return self.response.content.decode()

    def fields(self, raw: str) -> dict:
        """The fields of the form when `raw` is typed, checked or chosen in it."""
        if self.task.item.kind == "steps":
            boxes = json.loads(raw) if raw else {}
            return {f"answer-{name}": text for name, text in boxes.items()}
        if self.task.item.kind in ("choices", "order"):
            return {"answer": [part.strip() for part in raw.split(",")]}
        return {"answer": raw}

    def post(self, data: dict, address: str = ""):
        self.response = self.client.post(
            address or self.task.address, data=data, headers=self.headers
        )
        return self.response

    def answer(self, raw: str):
        return self.post({"token": self.token} | self.fields(raw))

    def give_up(self):
        return self.post({"token": self.token, "give_up": "1"})
