"""Draws the same mutants every time, whatever else in their files changes."""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.utils.format_utils import mangled_name_from_mutant_name
from mutmut.utils.format_utils import orig_function_and_class_names_from_key as names_of

from tests.mutants.areas import Area

# Changing this draws another sample.
SEED = "1"
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True)
class Mutant:
    """`name` is mutmut's, `where` the function, `before` and `after` are the changed lines."""

    name: str
    path: str
    where: str
    before: str
    after: str

    @property
    def rank(self) -> str:
        text = "\n".join((SEED, self.where, self.before, self.after))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def only_words(self) -> bool:
        """Whether only the wording of a sentence differs, which tests leave free."""
        if self.before.casefold() != self.after.replace("XX", "").casefold():
            return False
        old, new = (set(_QUOTED.findall(text)) for text in (self.before, self.after))
        return any(" " in text for text in old ^ new)


def drawn(area: Area, folder: Path) -> list[Mutant]:
    """The area's sample, from what mutmut has written into `folder`."""
    paths = sorted({path for pattern in area.code for path in folder.glob(_below(pattern))})
    mutants = [m for path in paths for m in _mutants_of(path.relative_to(folder))]
    return sorted((m for m in mutants if not m.only_words), key=lambda m: m.rank)[: area.sample]


def _below(pattern: str) -> str:
    """The pattern for files at any depth, as mutmut reads it."""
    return pattern.replace("/*.py", "/**/*.py")


def _mutants_of(path: Path) -> Iterator[Mutant]:
    data = SourceFileMutationData(path=path)
    data.load()
    spans = MutantLineSpans.load(path)
    if spans is None:
        return
    lines = (Path("mutants") / path).read_text().splitlines()

    def source(name: str) -> list[str]:
        span = spans.span_by_function_name[name]
        return [line.strip() for line in lines[span.start - 1 : span.end]]

    for key in data.exit_code_by_key:
        mutated = key.rpartition(".")[2]
        original = f"{mangled_name_from_mutant_name(mutated)}__mutmut_orig"
        function, owner = names_of(key)
        where = ".".join(filter(None, (key.rpartition(".")[0], owner, function)))
        before = source(original)
        after = [line.replace(f"{mutated}(", f"{original}(") for line in source(mutated)]
        yield Mutant(key, str(path), where, *_difference(before, after))


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that are different, on both sides."""
    gone, come = [], []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        if kind != "equal":
            gone += before[start:stop]
            come += after[new_start:new_stop]
    return "\n".join(gone), "\n".join(come)
