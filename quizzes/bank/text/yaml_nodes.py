"""YAML read strictly, with the line of every value.

YAML turns `no` into false, `1:30` into 90 and `2024-01-01` into a date, and its aliases can
blow a small text up to gigabytes. Here a plain word is text, `true` and `false` are booleans,
plain numbers are numbers, and a value that YAML would read in a surprising way is refused with
an explanation.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .files import FORBIDDEN

MAX_CHARACTERS = 40_000
MAX_DEPTH = 12

Where = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]{1,3})?")
_BOOLEAN_TRAP = re.compile(r"(?i)(y|n|yes|no|on|off)|True|TRUE|False|FALSE")
_NUMBER_TRAP = re.compile(
    r"[-+]?(0[0-9_]+|[0-9][0-9_]*_[0-9_]*|0[xob][0-9a-fA-F_]+|[0-9]+\.?[eE][-+]?[0-9]+"
    r"|[0-9]+\.|\.[0-9]+|[0-9]+(:[0-9]{1,2})+(\.[0-9]*)?)"
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?")


@dataclass
class YamlFault(ValueError):
    line: int
    message: str


@dataclass
class YamlDocument:
    """`data` as plain Python values; `lines` maps a path such as `("items", 0)` to its line."""

    data: Any
    lines: dict[Where, int]

    def line_of(self, where: Where) -> int:
        """The line of a value, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines[where]


def read_yaml(text: str, first_line: int) -> YamlDocument:
    """Reads one YAML document whose first line is `first_line` of its file.

    Raises YamlFault with the line for broken YAML, duplicate names, anchors, aliases, tags and
    values that YAML reads in a surprising way.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlFault(first_line, f"is longer than {MAX_CHARACTERS:,} characters")
    try:
        root = _StrictLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        # A construct that is never closed is best reported where it begins.
        is_open = "end of stream" in (error.problem or "")
        mark = (error.context_mark if is_open else None) or error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlFault(line, _plain(error)) from error
    except yaml.YAMLError as error:
        raise YamlFault(first_line, f"cannot be read as YAML: {error}") from error
    except RecursionError as error:
        raise YamlFault(first_line, "is nested too deeply") from error
    lines: dict[Where, int] = {(): first_line}
    data = _value(root, (), first_line, lines) if root is not None else None
    return YamlDocument(data, lines)


class _StrictLoader(yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Node | None:
        event = self.peek_event()
        # The time that PyYAML takes for brackets in brackets grows with the square of their number.
        if self.depth > MAX_DEPTH:
            raise _marked("is nested too deeply", event)
        if isinstance(event, yaml.AliasEvent):
            raise _marked("an alias (*) is not allowed; write the value out", event)
        if getattr(event, "anchor", None):
            raise _marked("an anchor (&) is not allowed; quote the value if it is text", event)
        if getattr(event, "tag", None):
            raise _marked("a tag (!) is not allowed; quote the value if it is text", event)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _marked(message: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=event.start_mark)


def _plain(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    hint = ""
    if "mapping values are not allowed" in (error.problem or ""):
        hint = "; put quotes around a text that contains a colon"
    elif "cannot start any token" in (error.problem or ""):
        hint = "; quote a text that starts with a special character, and do not use tabs"
    return ", ".join(parts) + hint


def _value(node: Node, where: Where, first_line: int, lines: dict[Where, int]) -> Any:
    line = first_line + node.start_mark.line
    # A block text (`ask: |`) starts on the line after its indicator.
    starts_below = isinstance(node, ScalarNode) and node.style in ("|", ">")
    lines.setdefault(where, line + starts_below)
    if len(where) > MAX_DEPTH:
        raise YamlFault(line, "is nested too deeply")
    if isinstance(node, SequenceNode):
        return [
            _value(child, (*where, index), first_line, lines)
            for index, child in enumerate(node.value)
        ]
    if isinstance(node, MappingNode):
        return _mapping(node, where, first_line, lines)
    return _scalar(node, line)


def _mapping(
    node: MappingNode, where: Where, first_line: int, lines: dict[Where, int]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name_node, child in node.value:
        line = first_line + name_node.start_mark.line
        if not isinstance(name_node, ScalarNode):
            raise YamlFault(line, "a name must be a plain word")
        name = name_node.value
        if name in data:
            raise YamlFault(line, f"{name!r} appears twice")
        data[name] = _value(child, (*where, name), first_line, lines)
    return data


def _scalar(node: Node, line: int) -> Any:
    text: str = node.value
    if node.style is not None:
        # In double quotes, an escape such as \0 makes characters that a file may not contain.
        if match := FORBIDDEN.search(text):
            raise YamlFault(line, f"a text has the control character U+{ord(match[0]):04X}")
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        if len(text) > 18:
            raise YamlFault(line, f"the number {text[:20]}… is too long")
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    trap = _trap(text)
    if trap:
        raise YamlFault(line, f"YAML reads {text} as {trap}; put quotes around it if it is text")
    return text


def _trap(text: str) -> str:
    if _BOOLEAN_TRAP.fullmatch(text):
        return "a boolean (write true or false if you mean that)"
    if _NUMBER_TRAP.fullmatch(text):
        return "a number in a surprising way (write plain digits if you mean a number)"
    if _DATE.fullmatch(text):
        return "a date"
    return ""
