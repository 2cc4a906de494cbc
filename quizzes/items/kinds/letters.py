"""Answers in letters: the options and lines of a task are labeled a, b, c, ..."""

import re

from attention_engine import AnswerSyntaxError

from .base import Kind

LETTERS = "abcdefgh"


class InLetters(Kind):
    is_in_letters = True

    def variation(self) -> str:
        return "Shuffle options"

    def letters(self, raw: str) -> list[str]:
        return [part.strip() for part in raw.split(",")]


def read_letters(raw: str, count: int) -> list[int]:
    """The positions of the letters: `a, c` -> [0, 2].

    Raises AnswerSyntaxError for no letter, an unknown letter, or one given twice.
    """
    if len(raw) > InLetters.longest:
        raise AnswerSyntaxError(
            f"That is too long: this task takes letters from a to {LETTERS[count - 1]}."
        )
    letters = [part for part in re.split(r"[\s,;]+", raw.strip().lower()) if part]
    if not letters:
        raise AnswerSyntaxError("Choose an option first.")
    positions = []
    for letter in letters:
        if letter not in LETTERS[:count] or len(letter) != 1:
            raise AnswerSyntaxError(
                f"“{letter[:20]}” is not among the choices a to {LETTERS[count - 1]}."
            )
        positions.append(LETTERS.index(letter))
    if len(set(positions)) != len(positions):
        raise AnswerSyntaxError("One letter was given twice. Give each letter once.")
    return positions


def as_letters(positions: list[int]) -> str:
    return ", ".join(LETTERS[position] for position in positions)
