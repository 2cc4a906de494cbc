"""No broken characters: text that was decoded with the wrong encoding, such as Î¸ for θ."""

from collections.abc import Iterator

import ftfy

from ..text.faults import shortened
from ..text.paths import context_file
from .base import Finding, Subject, rule


@rule("ENCODING")
def no_broken_encoding(subject: Subject) -> Iterator[Finding]:
    name = subject.parsed.name
    for path, text in ((name, subject.source), (context_file(name), subject.context_source)):
        if text.isascii():
            continue
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
            if line.isascii():
                continue
            if "\ufffd" in line:
                yield path, number, "has a � where a character was lost; type it again"
                continue
            repaired = ftfy.fix_encoding(line)
            if repaired != line:
                was, now = differing(line, repaired)
                yield path, number, f"is in a broken encoding: {was!r} should be {now!r}"


def differing(line: str, repaired: str) -> tuple[str, str]:
    """The first words in which two lines differ."""
    for was, now in zip(line.split(), repaired.split(), strict=False):
        if was != now:
            return shortened(was, 30), shortened(now, 30)
    return shortened(line), shortened(repaired)
