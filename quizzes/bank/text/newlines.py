"""Line endings. Texts are kept as they came; they are read with plain newlines."""

from .files import BOM


def plain(text: str) -> str:
    """`text` with `\\n` alone and without a byte order mark, as every parser here reads it."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def in_the_form_of(text: str, pattern: str) -> str:
    """`text` with the line endings and byte order mark of `pattern`.

    Browsers send CRLF whatever stood in the field: without this, saving an unchanged text
    would change every line of it.
    """
    ending = "\r\n" if "\r\n" in pattern else "\n"
    mark = BOM if pattern.startswith(BOM) else ""
    return mark + plain(text).replace("\n", ending)
