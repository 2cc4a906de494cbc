"""The `script` block of a question: how an interviewer asks it, and what comes of each answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from quizzes.items.spec import ItemText

from .yaml_nodes import Where, YamlDocument

KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
Key = Annotated[str, StringConstraints(pattern=rf"^{KEY}$", max_length=80)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
# One term with its synonyms: `KV head|key-value head`.
Term = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
Role = Literal["engineer", "systems", "research"]
Seniority = Literal["junior", "mid", "senior"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class RubricPoint(Strict):
    """One thing that an answer should contain. `terms`: words of the field by which a typed answer
    shows it. `read`: a link, in Markdown, to the section that explains it. A `great` point is more
    than a good answer needs."""

    key: Key
    point: Line
    terms: Annotated[list[Term], Field(min_length=1, max_length=6)]
    read: Line
    level: Literal["good", "great"] = "good"


class Prompt(Strict):
    """What the interviewer says next. Without an `item` it is answered aloud, and `good` is a
    model answer; with one it is that item of the same question, judged by the engine."""

    key: Key
    say: Text
    good: Text | None = None
    item: Key | None = None

    @model_validator(mode="after")
    def is_spoken_or_computed(self) -> Self:
        if (self.good is None) == (self.item is None):
            raise ValueError(
                "needs either `good`, a model answer, or `item`, a task that the engine judges"
            )
        return self


class Branches(Strict):
    """Which probe follows an answer: a right one, one with a known mistake, any other."""

    right: Key
    mistakes: dict[str, Key] = {}
    otherwise: Key

    def probes(self) -> set[str]:
        return {self.right, self.otherwise, *self.mistakes.values()}


class FollowUp(Prompt):
    """A question that every candidate is asked, in its turn. One with an `item` has `then`, the
    probe that its answer leads to. `hint` is what a friendly interviewer says to somebody stuck."""

    hint: Line | None = None
    then: Branches | None = None

    @model_validator(mode="after")
    def leads_on(self) -> Self:
        if (self.item is None) != (self.then is None):
            raise ValueError("`then` says which probe follows each answer to an `item`")
        return self


class Probe(Prompt):
    """A question that one answer leads to. `because` tells the candidate, afterward, why."""

    because: Text


class Trap(Strict):
    """What candidates often say, wrongly; the question that shows it; and what is right."""

    key: Key
    heard: Line
    ask: Text
    answer: Text


class ScriptSpec(Strict):
    """A script as its author wrote it. `asked` are other forms that the question takes, each with
    what the interviewer wants to hear. `weak`, `good` and `great` describe a minute of talking:
    `good` is one that could be spoken as it stands, `great` is what it adds."""

    key: Key
    title: Title
    kind: Literal["question", "estimate"] = "question"
    roles: Annotated[list[Role], Field(min_length=1, max_length=3)]
    seniority: Seniority
    opening: Text
    asked: Annotated[list[Line], Field(max_length=6)] = []
    weak: Text
    good: Text
    great: Text
    rubric: Annotated[list[RubricPoint], Field(min_length=3, max_length=6)]
    follow_ups: Annotated[list[FollowUp], Field(min_length=2, max_length=4)]
    probes: Annotated[list[Probe], Field(max_length=12)] = []
    traps: Annotated[list[Trap], Field(min_length=1, max_length=4)]

    def prompts(self) -> Iterator[tuple[Where, FollowUp | Probe]]:
        """The follow-ups and the probes, each with its place in the block."""
        for index, follow_up in enumerate(self.follow_ups):
            yield ("follow_ups", index), follow_up
        for index, probe in enumerate(self.probes):
            yield ("probes", index), probe

    def texts(self) -> list[ItemText]:
        """Every Markdown text of the script, with its place."""
        return list(self._texts())

    def _texts(self) -> Iterator[ItemText]:
        for name in ("opening", "weak", "good", "great"):
            yield ItemText((name,), getattr(self, name))
        for index, form in enumerate(self.asked):
            yield ItemText(("asked", index), form, is_line=True)
        for index, point in enumerate(self.rubric):
            yield ItemText(("rubric", index, "point"), point.point, is_line=True)
            yield ItemText(("rubric", index, "read"), point.read, is_line=True)
        for where, prompt in self.prompts():
            for name in ("say", "good", "hint", "because"):
                if text := getattr(prompt, name, None):
                    yield ItemText((*where, name), text, is_line=name == "hint")
        for index, trap in enumerate(self.traps):
            yield ItemText(("traps", index, "heard"), trap.heard, is_line=True)
            yield ItemText(("traps", index, "ask"), trap.ask)
            yield ItemText(("traps", index, "answer"), trap.answer)


@dataclass(frozen=True)
class ScriptBlock:
    """A script with the lines of its fields."""

    spec: ScriptSpec
    line: int
    document: YamlDocument

    def texts(self) -> list[tuple[Where, str]]:
        """Every Markdown text of the script with its path in the block's YAML."""
        return [(text.where, text.markdown) for text in self.spec.texts()]


def alternatives(term: str) -> list[str]:
    """`KV head|key-value head` -> both, in small letters."""
    return [part.strip().lower() for part in re.split(r"\|", term) if part.strip()]
