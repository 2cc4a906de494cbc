"""An example of each operation. The engine's answers are computed here too, never typed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from . import examples_of_bank as bank
from .operations import checking, computing
from .schemas.checking import AnswerToCheck, CountToCheck, GrowthToCheck, StepsToCheck
from .schemas.computing import Calculation, CostOf, TextToParse

INPUTS = {"query": [[1, 0]], "key": [[1, 1], [0, 2]]}
# One query, two keys, with the scaling left out.
UNSCALED = [[0.731, 0.269]]


@dataclass(frozen=True)
class Example:
    """The request that is sent, and the response: `answer()` with `status`."""

    answer: Callable[[], Any]
    request: dict[str, Any] | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def _computed(
    operation: Callable[..., BaseModel], form: type[BaseModel], request: dict[str, Any]
) -> Example:
    def answer() -> Any:
        return operation(HttpRequest(), form.model_validate(request)).model_dump(mode="json")

    return Example(answer, request)


EXAMPLES: dict[str, Example] = {
    "listComputations": Example(
        lambda: {
            "computations": computing.list_computations(HttpRequest()).model_dump()["computations"][
                :1
            ]
        }
    ),
    "compute": _computed(
        computing.compute,
        Calculation,
        {"computation": "softmax", "inputs": {"x": [2, 1, 0], "temperature": 2}},
    ),
    "attentionCost": _computed(
        computing.attention_cost_of, CostOf, {"length": 4096, "dim": 64, "heads": 8}
    ),
    "parseArray": _computed(computing.parse, TextToParse, {"text": "1/3 0.5; sqrt(2) 25%"}),
    "checkAnswer": _computed(
        checking.check,
        AnswerToCheck,
        {
            "computation": "attention_weights",
            "inputs": INPUTS,
            "answer": "0.67 0.33",
            "decimals": 2,
        },
    ),
    "findMistakes": _computed(
        checking.diagnose,
        AnswerToCheck,
        {
            "computation": "attention_weights",
            "inputs": INPUTS,
            "answer": UNSCALED,
            "decimals": 3,
        },
    ),
    "checkSteps": _computed(
        checking.check_own_steps,
        StepsToCheck,
        {
            "computation": "softmax",
            "inputs": {"x": [2, 1, 0]},
            "steps": {"exponentials": "7.39 2.72 1", "sum": 12.11, "weights": [0.61, 0.22, 0.08]},
            "decimals": 2,
        },
    ),
    "checkGrowth": _computed(
        checking.check_order, GrowthToCheck, {"expected": "O(n^2 d)", "submitted": "3 d n²"}
    ),
    "checkCount": _computed(
        checking.check_size,
        CountToCheck,
        {"expected": 268435456, "submitted": "134 MFLOPs", "unit": "flops"},
    ),
    "listQuestions": Example(lambda: bank.QUESTIONS, parameters={"q": "softmax", "page": 1}),
    "readQuestion": Example(lambda: bank.QUESTION, parameters={"slug": bank.SLUG}),
    "listItems": Example(lambda: bank.ITEMS, parameters={"question": bank.SLUG, "kind": "matrix"}),
    "readItem": Example(
        lambda: bank.ITEM, parameters={"slug": bank.SLUG, "key": bank.KEY, "seed": bank.SEED}
    ),
    "createLearner": Example(lambda: bank.LEARNER, status=201),
    "answerItem": Example(
        lambda: bank.ATTEMPT,
        {"token": bank.TOKEN, "answer": bank.ANSWER},
        {"slug": bank.SLUG, "key": bank.KEY},
        status=201,
    ),
}
