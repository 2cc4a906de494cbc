"""Words for what the judge says and the database stores as codes."""

from attention_engine.judging.cells import Cells, is_short_of_digits

DIFFICULTIES = {1: "Very easy", 2: "Easy", 3: "Medium", 4: "Hard", 5: "Very hard"}


def difficulty_words(difficulty: int) -> str:
    return DIFFICULTIES[difficulty]


def imprecise_words(cells: Cells | None) -> str:
    """What keeps an answer with the right idea from being right."""
    if cells is not None and not is_short_of_digits(cells):
        return "Close, but not close enough"
    return "The right idea, too few digits"
