"""Decodes an imported file: UTF-8, or an encoding that other programs write."""

import re
from pathlib import Path

from ..text.files import FileFault, check_characters, decode, read_bytes
from .lines import Notes

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# No text contains these bytes, whatever its encoding: the file is a picture or a program.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def read_any(path: Path, notes: Notes) -> str:
    """The text of a file. Raises FileFault if it is not text in any encoding known here."""
    data = read_bytes(path)
    if data.startswith(_UTF_16):
        text = data.decode("utf-16", errors="replace")
        check_characters(text)
        notes.did(1, "was read as UTF-16")
        return text
    try:
        return decode(data)
    except FileFault as fault:
        if _BINARY.search(data):
            raise
        text = _by_line(data, notes, fault)
    check_characters(text)
    return text


def _by_line(data: bytes, notes: Notes, fault: FileFault) -> str:
    """Decodes lines that are not UTF-8 as Windows-1252; a file may mix both."""
    lines = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                lines.append(line.decode("cp1252"))
            except UnicodeDecodeError:
                raise fault from None
            notes.did(number, "was read as Windows-1252")
    return "\n".join(lines)
