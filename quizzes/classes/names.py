"""Names that people type: of a class, of a learner in it, of an assignment."""

import unicodedata

# They would turn around what stands after a name in a table.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_VISIBLE = frozenset("LNPS")


class BadName(ValueError):
    """A name that cannot be shown in a list of names."""


def name_in(text: str, most: int) -> str:
    """The name without spaces around it, in any script. Raises BadName."""
    name = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(character)[0] in _VISIBLE for character in name):
        raise BadName(f"Enter a name of 1 to {most} characters.")
    if len(name) > most:
        raise BadName(f"This name has {len(name):,} characters. Shorten it to {most} or fewer.")
    for place, character in enumerate(name, start=1):
        if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs"):
            raise BadName(
                f"Character {place} of this name (U+{ord(character):04X}) is a control character. "
                "Remove it."
            )
    return name
