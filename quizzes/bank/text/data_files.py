"""Files that are one YAML list, of topics or of terms."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .faults import Fault
from .front_matter import schema_words
from .newlines import plain
from .yaml_nodes import YamlDocument, YamlFault, read_yaml

MAX_ENTRIES = 1_000
Entry = TypeVar("Entry", bound=BaseModel)


def read_list(
    name: str, text: str, schema: type[Entry], rule: str
) -> tuple[list[Entry], YamlDocument, list[Fault]]:
    """The valid entries of a list, its document with lines, and its faults, named for `rule`."""
    try:
        document = read_yaml(plain(text), first_line=1)
    except YamlFault as error:
        return [], YamlDocument(None, {(): 1}), [Fault(name, error.line, rule, error.message)]
    if not isinstance(document.data, list) or not document.data:
        message = "must be a list; begin each entry with a hyphen"
        return [], document, [Fault(name, 1, rule, message)]
    if len(document.data) > MAX_ENTRIES:
        return [], document, [Fault(name, 1, rule, f"has more than {MAX_ENTRIES:,} entries")]
    entries: list[Entry] = []
    faults: list[Fault] = []
    for index, value in enumerate(document.data):
        try:
            entries.append(schema.model_validate(value))
        except ValidationError as error:
            faults += [
                Fault(name, document.line_of((index, *detail["loc"])), rule, schema_words(detail))
                for detail in error.errors()
            ]
    return entries, document, faults
