"""`glossary.yaml`: the terms of the field, each with its definition and a question to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from markdown.extensions.toc import slugify
from pydantic import Field, StringConstraints

from ..text.data_files import read_list
from ..text.faults import Fault
from ..text.front_matter import Slug, Strict
from ..text.paths import GLOSSARY_FILE
from ..text.yaml_nodes import Where
from .inline import evaluate_inline
from .markdown import Converter, render_markdown
from .terms import Terms, forms_of

Form = Annotated[str, StringConstraints(pattern=r"^[^\W_](?:[\w '/.()-]*[\w)])?$", max_length=80)]
Definition = Annotated[str, StringConstraints(min_length=1, max_length=800, strip_whitespace=True)]
_FORMULA = re.compile(r"\$[^$]*\$")
_TAG = re.compile(r"<[a-zA-Z/!]")


class GlossaryEntry(Strict):
    """`aliases` are other words for the term, `typed` what people type for it in a search, where
    a text would not say it; `read` is the slug of a question."""

    term: Form
    aliases: Annotated[list[Form], Field(max_length=20)] = []
    typed: Annotated[list[Form], Field(max_length=20)] = []
    definition: Definition
    read: Slug | None = None

    @property
    def slug(self) -> str:
        return slugify(self.term, "-")


@dataclass(frozen=True)
class ParsedGlossary:
    """`read_lines` has one line number per entry: where it names its question to read."""

    entries: tuple[GlossaryEntry, ...]
    faults: tuple[Fault, ...]
    read_lines: tuple[int, ...] = ()

    @property
    def terms(self) -> Terms:
        return Terms(tuple((each.slug, (each.term, *each.aliases)) for each in self.entries))


@lru_cache(maxsize=4)
def parse_glossary(text: str) -> ParsedGlossary:
    """Never raises: every problem becomes a fault with its line."""
    entries, document, faults = read_list(GLOSSARY_FILE, text, GlossaryEntry, "GLOSSARY")
    if faults:
        return ParsedGlossary((), tuple(faults))
    converter = Converter()
    owners: dict[str, str] = {}
    slugs: set[str] = set()
    for index, entry in enumerate(entries):
        found: list[tuple[Where, str]] = []
        if entry.slug in slugs:
            found.append((("term",), f"{entry.term} is listed twice"))
        slugs.add(entry.slug)
        for where, form in _names(entry):
            other = next((owners[f] for f in forms_of(form) if f in owners), None)
            if other not in (None, entry.term):
                found.append((where, f"{form} is already a word for {other}"))
            owners |= dict.fromkeys(forms_of(form), entry.term)
        found += [(("definition",), message) for message in _faults_of(entry.definition, converter)]
        faults += [
            Fault(GLOSSARY_FILE, document.line_of((index, *where)), "GLOSSARY", message)
            for where, message in found
        ]
    lines = tuple(document.line_of((index, "read")) for index in range(len(entries)))
    return ParsedGlossary(tuple(entries), tuple(faults), lines)


def _names(entry: GlossaryEntry) -> Iterator[tuple[Where, str]]:
    yield ("term",), entry.term
    for field, names in (("aliases", entry.aliases), ("typed", entry.typed)):
        for nth, name in enumerate(names):
            yield (field, nth), name


def definition_html(definition: str) -> str:
    """Safe HTML of a definition without faults."""
    return render_markdown(definition)


def _faults_of(definition: str, converter: Converter) -> list[str]:
    evaluated = evaluate_inline(definition)
    converted = converter.convert(evaluated.text)
    found = [message for _line, message in evaluated.faults]
    found += [f"the formula {formula.tex} {why}" for formula, why in converted.bad_formulas]
    if converted.links:
        found.append("a definition cannot have links; name a question with `read:` instead")
    if converted.headings or converted.html.count("<p>") != 1 or converted.limit:
        found.append("a definition must be a single paragraph")
    if _TAG.search(_FORMULA.sub("", definition)):
        found.append("a definition cannot have HTML; write Markdown")
    return found
