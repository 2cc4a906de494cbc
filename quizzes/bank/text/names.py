"""Long lists of names, written as lines of words."""


def names(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
