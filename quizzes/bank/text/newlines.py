"""Line endings. Texts are stored as they came and parsed with plain newlines."""

from .files import BOM


def plain(text: str) -> str:
    """`text` with `\\n` line endings and no byte order mark, as every parser here expects."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def in_the_form_of(text: str, pattern: str) -> str:
    """`text` with the line endings and byte order mark of `pattern`.

    Browsers send CRLF whatever the field contained; without this, saving an unchanged text
    would change every line of it.
    """
    ending = "\r\n" if "\r\n" in pattern else "\n"
    mark = BOM if pattern.startswith(BOM) else ""
    return mark + plain(text).replace("\n", ending)
