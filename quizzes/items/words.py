"""Words for what the database stores as codes."""

DIFFICULTIES = {1: "Very easy", 2: "Easy", 3: "Medium", 4: "Hard", 5: "Very hard"}


def difficulty_words(difficulty: int) -> str:
    return DIFFICULTIES[difficulty]
