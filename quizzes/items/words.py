"""Words for what the database keeps as a code."""

DIFFICULTIES = {1: "Very easy", 2: "Easy", 3: "Medium", 4: "Hard", 5: "Very hard"}

KINDS = {
    "choice": "Choose one",
    "computed_choice": "Choose one",
    "choices": "Choose all that are true",
    "number": "A number",
    "vector": "A vector",
    "matrix": "A matrix",
    "shape": "A shape",
    "order": "Put in order",
    "big_o": "Order of growth",
    "count": "A count",
    "steps": "Step by step",
}


def difficulty_words(difficulty: int) -> str:
    return DIFFICULTIES[difficulty]


def kind_words(kind: str) -> str:
    return KINDS[kind]
