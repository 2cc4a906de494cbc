"""A question whose texts mean something to every format: tags, braces, signs of GIFT, sounds of
Anki, formulas of spreadsheets, two directions of writing."""

from quizzes.bank.store.questions import save_question
from quizzes.exporting.decks import Deck, deck_of
from quizzes.exporting.scopes import scope_of_question
from quizzes.models import Question

SLUG = "nasty"
QUESTION = r"""---
number: 66
title: "=1+1 {a} ~b #c \"quoted\" <i> a::b //c"
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
key: signs
kind: choice
ask: |
  Is a < b & c > d, with `{{c1::cloze}}` and `\(x\)` and "quotes"?

  A second paragraph: ~tilde =equals #hash {brace} [sound:x.mp3] 100% $x_{1} = \{y\}$.

      code = {"a": 1}
      more ~ code
explain: |
  EXPLAIN `a <= b` :: ####

  $$\frac{a}{b} \ge \{0\}$$
options:
  - {text: "=HYPERLINK(1) {a} ~ # \\ :", right: true, why: "+RIGHT <b"}
  - {text: "-2+3 `<script>alert(1)</script>`", why: "@WRONG 'single' \"double\" ~=#{}:"}
  - {text: "שלום -> עולם 123", why: "ערך {שגוי} \\n ="}
```

```item
key: several
kind: choices
ask: Which hold?
explain: EXPLAIN several
options:
  - {text: "First {one}", right: true, why: WHY-FIRST}
  - {text: "Second ~two", right: true, why: WHY-SECOND}
  - {text: "Third =three", right: true, why: WHY-THIRD}
  - {text: Fourth, why: WHY-FOURTH}
  - {text: Fifth, why: WHY-FIFTH}
```
"""


def stored_nasty(text: str = QUESTION) -> Question:
    found = Question.objects.filter(slug=SLUG).first()
    return save_question(found or Question(slug=SLUG), text)


def deck_of_question(slug: str, variants: int = 2) -> Deck:
    scope = scope_of_question(slug)
    assert scope is not None
    return deck_of(scope.name, scope.title, scope.items, variants)
