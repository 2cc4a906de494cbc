"""Reads GIFT by the rules of https://docs.moodle.org/en/GIFT_format, strictly: whatever is not a
question, an answer or a comment is an error. It shares nothing with what writes the format."""

import re
from dataclasses import dataclass, field

# A backslash takes the meaning from the sign after it.
_SIGN = re.compile(r"\\([~=#{}:\\n])|(.)", re.DOTALL)


@dataclass
class Answer:
    share: float
    text: str
    feedback: str


@dataclass
class GiftQuestion:
    id: str
    title: str
    text: str
    answers: list[Answer] = field(default_factory=list)
    feedback: str = ""


@dataclass(frozen=True)
class Token:
    sign: str
    is_meant: bool


def read(source: str) -> tuple[str, list[GiftQuestion]]:
    """The category and the questions."""
    category, *blocks = re.split(r"\n\s*\n", source.strip())
    assert category.startswith("$CATEGORY: "), category
    return category.removeprefix("$CATEGORY: "), [_question(block) for block in blocks]


def _question(block: str) -> GiftQuestion:
    comment, rest = block.split("\n", 1)
    name = re.fullmatch(r"// \[id:([\w/-]+)\]", comment)
    assert name, comment
    head, answers = _split(_tokens(rest), "{", most=1)
    body, after = _split(answers, "}", most=1)
    assert not _text(after).strip(), "text after the answers"
    empty, title, text = _split(_pairs(head, ":"), "::")
    assert not empty
    general = _split(_runs(body, "#", 4), "####", most=1)
    question = GiftQuestion(name[1], _text(title), _html(text))
    question.answers = [_answer(one) for one in _answers(general[0])]
    question.feedback = _html(general[1]) if len(general) > 1 else ""
    return question


def _answers(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    for token in tokens:
        if token.is_meant and token.sign in "=~":
            found.append([token])
        elif found:
            found[-1].append(token)
        else:
            assert token.sign.isspace(), token
    return found


def _answer(tokens: list[Token]) -> Answer:
    kind, *rest = tokens
    share = 100.0 if kind.sign == "=" else 0.0
    text = "".join(token.sign for token in rest)
    if weight := re.match(r"%(-?[\d.]+)%", text):
        share, rest = float(weight[1]), rest[weight.end() :]
    parts = _split(rest, "#")
    assert len(parts) <= 2, "more than one feedback"
    return Answer(share, _html(parts[0]), _html(parts[1]) if len(parts) > 1 else "")


def _tokens(text: str) -> list[Token]:
    return [Token(escaped or plain, not escaped) for escaped, plain in _SIGN.findall(text)]


def _runs(tokens: list[Token], sign: str, length: int) -> list[Token]:
    """The tokens with each run of so many meant signs as one."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        last = found[-length:]
        if len(last) == length and all(t == Token(sign, is_meant=True) for t in last):
            found[-length:] = [Token(sign * length, is_meant=True)]
    return found


def _pairs(tokens: list[Token], sign: str) -> list[Token]:
    return _runs(tokens, sign, 2)


def _split(tokens: list[Token], sign: str, most: int = -1) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token == Token(sign, is_meant=True) and len(parts) - 1 != most:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _text(tokens: list[Token]) -> str:
    for token in tokens:
        assert not token.is_meant or token.sign not in {"{", "}", "~", "="}, "an unescaped sign"
    return "".join(token.sign for token in tokens).strip()


def _html(tokens: list[Token]) -> str:
    text = _text(tokens)
    assert text.startswith("[html]") or "<" not in text, text
    return text.removeprefix("[html]")
