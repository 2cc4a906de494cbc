"""What choosing an answer is worth in Moodle, in percent."""

from ..cards import Card, Choice


def grade_of(card: Card, choice: Choice) -> str:
    """If several answers can be right, each right one gives its share and each wrong one takes one
    away, so that whoever chooses all gets nothing. Moodle knows these shares with five digits."""
    if not card.takes_many:
        return "100" if choice.right else "0"
    right = len(card.right)
    share = 100 / (right if choice.right else len(card.choices) - right)
    return f"{share if choice.right else -share:.5f}".rstrip("0").rstrip(".")
