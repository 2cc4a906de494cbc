"""Finds what a console printed: its commands are left out, its one output is read."""

import re

from ..source import Source
from .lines import Span, lines_of

_PROMPT = re.compile(
    r"[ \t]*+(?:>>>|In ?\[[0-9]{1,6}\]:|(?:julia|sage|scala|irb|octave(?::[0-9]{1,6})?)>"
    r"|>>(?=[ \t])|>(?=[ \t]+[A-Za-z])"
    r"|(?:[\w.-]{1,30}@[\w.-]{1,30}[: ][^\n$#]{0,60})?\$(?=[ \t]+[A-Za-z.]))"
)
_MORE = re.compile(r"[ \t]*+(?:\.\.\.:?(?![.0-9])|\+(?=[ \t]))")
_OUTPUT = re.compile(r"[ \t]*+Out ?\[[0-9]{1,6}\]:")
_QUOTE = re.compile(r"[ \t]*+>(?=[ \t]|$)")
_SIGNS = (">", "$", "In", "Out")
_OPEN, _CLOSE = "([{", ")]}"


def leave_out_commands(source: Source) -> None:
    """Leave out the commands where something was printed; else only the prompts before them.

    Raises AnswerSyntaxError where a console printed twice.
    """
    if not any(sign in source.text for sign in _SIGNS):
        return
    lines = lines_of(source)
    # One line may as well be an inequality.
    if len(lines) > 1 and all(_QUOTE.match(source.text[slice(*line)]) for line in lines):
        _blank_marks(source, lines, _QUOTE)
        return
    commands, printed = _sorted_out(source, lines)
    if not commands and not printed:
        return
    if len(printed) > 1:
        message = "A console printed more than once here: give one output."
        raise source.fault(message, printed[1][0][0])
    _blank_marks(source, lines, _OUTPUT)
    if printed:
        for line in commands:
            source.leave_out(*line)
    else:
        _blank_marks(source, commands, _PROMPT)
        _blank_marks(source, commands[1:], _MORE)


def _sorted_out(source: Source, lines: list[Span]) -> tuple[list[Span], list[list[Span]]]:
    """The lines of commands, and those between them, as blocks."""
    commands: list[Span] = []
    printed: list[list[Span]] = []
    depth, is_after_command = 0, False
    for line in lines:
        text = source.text[slice(*line)]
        begins = _PROMPT.match(text)
        goes_on = commands and is_after_command and (_MORE.match(text) or depth > 0)
        if begins or goes_on:
            depth = (0 if begins else depth) + _opened(text[begins.end() if begins else 0 :])
            commands.append(line)
            is_after_command = True
        elif _OUTPUT.match(text) or is_after_command:
            printed.append([line])
            is_after_command = False
        elif printed:
            printed[-1].append(line)
    return commands, printed


def _opened(text: str) -> int:
    """How many brackets stay open."""
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSE))


def _blank_marks(source: Source, lines: list[Span], mark: re.Pattern[str]) -> None:
    found = [(start, mark.match(source.text, start, end)) for start, end in lines]
    source.replace_all([(start, match.end(), "") for start, match in found if match])
