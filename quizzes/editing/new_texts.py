"""What a new question or quiz starts with: its number, its address and a template text."""

import re

from django.db.models import Max
from django.utils.text import slugify

from quizzes.bank.text.document import parse_question, parse_quiz, question_name
from quizzes.bank.text.paths import quiz_file
from quizzes.models import Item, Question

MAX_SLUG = 80
MOST_NAMESAKES = 100

QUESTION = """\
---
number: {number}
title: "What does softmax do to the scores?"
topic: attention-scores
difficulty: 2
status: draft
sources:
  - title: "Vaswani et al. 2017, Attention Is All You Need"
    url: "https://arxiv.org/abs/1706.03762"
---
## In thirty seconds

Softmax turns scores into weights that are positive and sum to one.

## The long answer

A weight is the exponential of its score, divided by the sum of all exponentials:

$$w_i = \\frac{{e^{{s_i}}}}{{\\sum_j e^{{s_j}}}}$$

For the scores 1, 2 and 3 the weights are {{{{ softmax([1, 2, 3]):.3f }}}}.

```example
title: Three scores
computation: softmax
inputs: {{x: [1, 2, 3]}}
```

```item
key: which-grows
kind: choice
ask: What happens to the weight $w_i$ as its own score $s_i$ grows?
explain: The numerator grows faster than the sum in the denominator.
options:
  - {{text: It grows, right: true, why: Its exponential becomes a larger part of the sum.}}
  - {{text: It falls, why: It would fall if another score grew.}}
```
"""

QUIZ = """\
---
title: "A first round"
status: draft
pass_mark: 70
items:
{items}
---
A few tasks to see what has stayed.
"""


def next_number() -> int:
    """The number after the highest one in use."""
    return (Question.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def question_to_start_from() -> str:
    """A complete question that passes the rules for a draft, to be overwritten."""
    return QUESTION.format(number=next_number())


def quiz_to_start_from() -> str:
    """A complete quiz with the first items of the bank, to be overwritten."""
    found = Item.objects.filter(retired=False).select_related("question")[:2]
    lines = [f"  - {item.question.slug}/{item.key}" for item in found]
    return QUIZ.format(items="\n".join(lines or ["  - question-address/item-key"]))


def title_of_question(source: str) -> str:
    """The title in a question's front matter; empty if it cannot be read."""
    parsed, _faults = parse_question(question_name("any", source), source)
    return parsed.meta.title if parsed else ""


def title_of_quiz(source: str) -> str:
    """The title in a quiz's front matter; empty if it cannot be read."""
    parsed, _faults = parse_quiz(quiz_file("any"), source)
    return parsed.meta.title if parsed else ""


def slug_for(title: str, taken: set[str]) -> str:
    """An address made from a title and not in `taken`; empty if the title yields no word."""
    words = re.sub(r"[-_]+", "-", slugify(title)).strip("-")[: MAX_SLUG - 4].strip("-")
    if not words:
        return ""
    candidates = [words, *(f"{words}-{count}" for count in range(2, MOST_NAMESAKES))]
    return next((candidate for candidate in candidates if candidate not in taken), "")
