"""Which files are extended contexts, and whose: `24_token_context.md` of `24_token.md`."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from .names import name_key, name_of, number_in

_SUFFIX = re.compile(r"(?P<name>.+?)[ _.-]+(?:extended[ _-]+)?context", re.IGNORECASE)
_PREFIX = re.compile(r"(?:extended[ _-]+)?context(?:[ _.-]+of)?[ _.-]+(?P<name>.+)", re.IGNORECASE)
# A folder of contexts, or the context of the guide that its folder is.
_ONLY = re.compile(r"(?:extended[ _-]+)?contexts?", re.IGNORECASE)


def context_name(path: Path) -> str | None:
    """The name of the question that a context belongs to; None if the file is no context."""
    match = _SUFFIX.fullmatch(path.stem) or _PREFIX.fullmatch(path.stem)
    if match:
        return match["name"]
    if _ONLY.fullmatch(path.stem):
        return path.parent.name
    return path.stem if _ONLY.fullmatch(path.parent.name) else None


@dataclass
class Contexts:
    """The contexts of an import. `names` has for each file the name of its question."""

    names: dict[Path, str] = field(default_factory=dict)

    def add(self, path: Path, name: str) -> None:
        self.names[path] = name

    def of(self, question: Path, is_only_number: bool) -> tuple[Path, str] | None:
        """The context of a question, and how it was found: by its name, or by its number if
        `is_only_number`, that is if no other question has it."""
        key, number = name_key(name_of(question)), number_in(question.stem)
        same = [path for path, name in self.names.items() if name_key(name) == key]
        how = "of the same name"
        if not same and number is not None and is_only_number:
            bare = re.compile(rf"(?:question|q)?[ _.#-]*0*{number}", re.IGNORECASE)
            same = [path for path, name in self.names.items() if bare.fullmatch(name)]
            how = "of the same number"
        if not same:
            return None
        return max(same, key=lambda path: (shared(path, question), str(path))), how


def shared(path: Path, other: Path) -> int:
    """How many folders two paths share: the context next to a question is its own."""
    pairs = zip(path.parts, other.parts, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), 0)
