"""Decodes an imported file: UTF-8, or an encoding that can be told from its bytes."""

from dataclasses import dataclass, field
from pathlib import Path

from ..text.faults import shortened
from ..text.files import FileFault, check_characters, decode, read_bytes
from .lines import Notes
from .western import western

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_WORDS = 8


@dataclass(frozen=True)
class Decoded:
    """The text of a file. `guessed` are the lines (from 1) whose encoding is a guess: repairing
    them would be a guess about a guess."""

    text: str = ""
    guessed: frozenset[int] = field(default_factory=frozenset)


def read_any(path: Path, notes: Notes) -> Decoded:
    """The text of a file. Raises FileFault if a letter could be lost in its encoding."""
    data = read_bytes(path)
    if data.startswith(_UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            message = "starts like UTF-16 but is cut or damaged; save the file as UTF-8"
            raise FileFault(1, message) from error
        check_characters(text)
        notes.did(1, "was read as UTF-16")
        return Decoded(text)
    try:
        return Decoded(decode(data))
    except FileFault as fault:
        decoded = _by_line(data, notes, fault)
    check_characters(decoded.text)
    return decoded


def _by_line(data: bytes, notes: Notes, fault: FileFault) -> Decoded:
    """Decodes lines that are not UTF-8 as Windows-1252; a file may mix both."""
    lines: list[str] = []
    guessed: list[int] = []
    words: dict[int, list[str]] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            guess = western(line.removesuffix(b"\r"))
        if guess is None:
            raise fault
        lines.append(guess.text + "\r" * line.endswith(b"\r"))
        guessed.append(number)
        words |= {number: guess.words} if guess.words else {}
    for number in guessed:
        if number in words:
            seen = shortened(", ".join(words[number][:_MOST_WORDS]))
            notes.ask(number, f"was read as Windows-1252; check that these words are right: {seen}")
        else:
            notes.did(number, "was read as Windows-1252")
    return Decoded("\n".join(lines), frozenset(guessed))
