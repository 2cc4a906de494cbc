"""Resolves letters of an answer that are not the task's: reads them as meant, or asks.

Books write the length of a sequence as n, L, T, N or S (in PyTorch, L for queries and S for keys)
and the width as d, d_k, d_model, D or E. Such a letter is read as the task's own if it can mean
only one thing: the task has n (or d), the answer does not use it beside the other letter, and the
task gives the other letter no meaning of its own. With several heads, d_model is the width of all
heads together and not d; with values of another width, d_v is not d. In a task, d is the width of
one head, so d_model and D are not d. Those letters are asked about, and so are words such as
seq_len: a question costs nothing, and being marked wrong for a letter would be unfair.
"""

from collections.abc import Collection, Mapping

from ..listing import listed
from ..reading.orders.terms import Sum, Term

SAME_AS = {
    "n": ("L", "T", "N", "S", "l", "t"),
    "d": ("D", "E", "d_k", "d_q", "d_v", "d_h", "d_head", "d_model", "D_k", "D_v", "D_model"),
}
# With several heads these may be the width of all heads together.
OF_ALL_HEADS = ("D", "E", "d_model", "D_model")
# In a task, where d is the width of one head, these may be, too.
OF_THE_MODEL = ("D", "d_model", "D_model")


def readings_of(
    used: Collection[str], letters: Collection[str], d_is_one_head: bool
) -> dict[str, str]:
    """For each other letter of the answer that has only one meaning, the task's letter for it."""
    found = {}
    for letter in used:
        if letter in letters:
            continue
        small = letter.lower()
        meant = [own for own, others in SAME_AS.items() if own in letters and letter in others]
        if small in letters and small != letter:
            meant = [small]
        if "h" in letters and letter in OF_ALL_HEADS:
            meant = []
        if d_is_one_head and letter in OF_THE_MODEL:
            meant = []
        if len(meant) == 1 and meant[0] not in used:
            found[letter] = meant[0]
    return found


def renamed(terms: Sum, readings: Mapping[str, str]) -> Sum:
    """The same sum in the task's letters; two letters that are one size are multiplied."""
    total: Sum = {}
    for term, constant in terms.items():
        one = Term()
        for size, power in term.powers:
            one = one * Term(powers=frozenset({(readings.get(size, size), power)}))
        for size, power in term.logs:
            one = one * Term(logs=frozenset({(readings.get(size, size), power)}))
        total[one] = total.get(one, 0.0) + constant
    return total


def question(letter: str, letters: Mapping[str, str]) -> str:
    """Asks which of the task's letters is meant; `letters` is empty if they must stay hidden."""
    if not letters:
        return f"Which of the task's letters is {letter}? Type the order with those letters."
    uses = listed([f"{name} ({meaning})" for name, meaning in letters.items()])
    if letter in OF_THE_MODEL and "d" in letters:
        return (
            f"{letter} often is the width of all heads together, and this task's d is "
            f"{letters['d']}. Type the order with the task's letters: {uses}."
        )
    return (
        f"Which of the task's letters is {letter}: {listed(list(letters), 'or')}? "
        f"The task uses {uses}. Type it with those letters."
    )


def in_words(readings: Mapping[str, str]) -> str:
    """`L and S as n`: the letters that were read as another one."""
    parts = []
    for own in dict.fromkeys(readings.values()):
        typed = [letter for letter, meant in readings.items() if meant == own]
        parts.append(f"{' and '.join(typed)} as {own}")
    return ", ".join(parts)
