"""A question with a script, and an interview that was held with it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from quizzes.bank.page.render import render_question
from quizzes.bank.text.document import parse_question
from quizzes.models import Interview, Learner, Part, Turn
from tests.bank.conftest import question_text

TASK = """
```item
key: {key}
kind: matrix
ask: What weights does each query give to the keys, by scaled dot products?
explain: Softmax along each row.
computation: attention_weights
givens: {{query: "halves(2, 4)", key: "halves(3, 4)"}}
decimals: 3
```
"""
MINUTE = " ".join(["A weight says how much a query attends to a key."] * 9)
READ = '"[The long answer](#the-long-answer)"'
SCRIPT = f"""
```script
key: weights
title: Attention weights
roles: [engineer, systems, research]
seniority: mid
opening: Tell me how a query attends to its keys.
weak: Says that attention is a sum.
good: {MINUTE}
great: Says what happens as d_k grows.
rubric:
  - {{key: dot, point: It takes dot products., terms: [dot product|inner product], read: {READ}}}
  - {{key: scale, point: It divides by the root., terms: [root], read: {READ}}}
  - {{key: soft, point: It takes softmax., terms: [softmax], read: {READ}}}
  - {{key: grows, point: It says why., terms: [variance], read: {READ}, level: great}}
follow_ups:
  - key: number
    say: Put numbers on it.
    item: first-weights
    hint: Begin with the dot products.
    then: {{right: harder, mistakes: {{unscaled: once-more}}, otherwise: slowly}}
  - {{key: why, say: "Why the root?", good: BECAUSE-OF-VARIANCE.}}
probes:
  - {{key: harder, say: "What if keys are equal?", good: EQUAL., because: YOU-WERE-RIGHT.}}
  - {{key: once-more, say: Now these., item: more-weights, because: YOU-LEFT-OUT-THE-ROOT.}}
  - {{key: slowly, say: "Which step is first?", good: THE-DOT-PRODUCTS., because: STEP-BY-STEP.}}
traps:
  - {{key: free, heard: Attention is free., ask: "What does it cost?", answer: QUADRATIC-COST.}}
```
"""


def asked_text(number: int = 12) -> str:
    """A published question with a script and its two tasks."""
    tasks = TASK.format(key="first-weights") + TASK.format(key="more-weights")
    return question_text(number, "How is a question asked?") + tasks + SCRIPT


def copy_of_script() -> dict[str, Any]:
    """The script as an interview keeps it."""
    parsed, faults = parse_question("12-asked.md", asked_text())
    assert parsed is not None, faults
    return {
        "question": "asked",
        "title": "Attention weights",
        "topic": "attention-scores",
        "spec": render_question(parsed).scripts[0].stored,
        "kinds": {"first-weights": "matrix", "more-weights": "matrix"},
    }


def held_interview(learner: Learner, words: str, **facts: object) -> Interview:
    """One that is over, with `words` wherever somebody can type them."""
    now = timezone.now()
    interview = Interview.objects.create(
        learner=learner,
        token="interview",
        role="engineer",
        seniority="mid",
        minutes=15,
        scripts=[copy_of_script()],
        started_at=now,
        finished_at=now + timedelta(minutes=2),
        seat_token=f"seat-of-{learner.pk}",
        seat_note=words,
        **facts,
    )
    Turn.objects.create(
        interview=interview,
        number=1,
        script=0,
        part=Part.OPENING,
        asked_at=now,
        answered_at=now + timedelta(seconds=50),
        marked_at=now + timedelta(minutes=2),
        text=words,
        marks=["dot"],
        heard=["free"],
        seat_marks=["dot"],
    )
    return interview
