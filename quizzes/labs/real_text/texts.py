"""The texts whose attention is stored: five kinds of about the same length."""

# (key, name, text)
KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "sentence",
        "Sentence",
        "The engineer who repaired the old bridge said that it would carry the heavy train "
        "because she had tested every part.",
    ),
    (
        "code",
        "Code",
        "def mean(values): total = 0\nfor value in values: total = total + value\n"
        "return total / len(values)",
    ),
    (
        "list",
        "List",
        "apples, bread, cheese, milk, rice, tomatoes, onions, coffee, butter, salt, sugar, tea",
    ),
    (
        "repetition",
        "Repetition",
        "the red bird sings. the red bird sings. the red bird sings. the red bird sings. "
        "the red bird sings.",
    ),
    (
        "dialogue",
        "Dialogue",
        "Where are you going? To the station. Why so late? I missed the early bus. "
        "Shall I come with you? Yes, please.",
    ),
)
