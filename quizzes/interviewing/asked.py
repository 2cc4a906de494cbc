"""The scripts of one interview, as they were when it began, and the prompts in them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from quizzes.bank.text.scripts import RubricPoint, ScriptSpec
from quizzes.models import Interview, Part, Script, Turn

from .linking import withdrawn_in, without_links_to
from .times import OPENING, SPOKEN, minutes_of_prompt, minutes_of_script


@dataclass(frozen=True)
class Prompt:
    """What the interviewer says. `good` is a model answer, empty for a task. `minutes` is how long
    an answer is planned to take."""

    part: Part
    say: SafeString
    minutes: int
    item: str = ""
    good: SafeString | str = ""
    hint: SafeString | str = ""
    because: SafeString | str = ""

    @property
    def is_spoken(self) -> bool:
        return not self.item


@dataclass(frozen=True)
class Point:
    """A rubric point with its rendered texts."""

    spec: RubricPoint
    point: SafeString
    read: SafeString

    @property
    def key(self) -> str:
        return self.spec.key

    @property
    def is_great(self) -> bool:
        return self.spec.level == "great"


@dataclass(frozen=True)
class AskedTrap:
    key: str
    heard: SafeString


@dataclass(frozen=True)
class AskedScript:
    """One script of an interview. `title` is its own, `question` the slug of its question. One in
    reserve is asked if the others took less time than planned. Its texts do not link to the
    `withdrawn` questions."""

    question: str
    title: str
    topic: str
    stored: Mapping[str, Any]
    kinds: Mapping[str, str]
    is_reserve: bool = False
    withdrawn: Collection[str] = ()

    @cached_property
    def spec(self) -> ScriptSpec:
        bare = {name: value for name, value in self.stored.items() if name != "rendered"}
        return ScriptSpec.model_validate(bare)

    @cached_property
    def minutes(self) -> int:
        return minutes_of_script(self.spec, self.kinds)

    @cached_property
    def rubric(self) -> list[Point]:
        texts = self._rendered["rubric"]
        return [
            Point(point, self._html(text["point"]), self._html(text["read"]))
            for point, text in zip(self.spec.rubric, texts, strict=True)
        ]

    @cached_property
    def traps(self) -> list[AskedTrap]:
        texts = self._rendered["traps"]
        return [
            AskedTrap(trap.key, self._html(text["heard"]))
            for trap, text in zip(self.spec.traps, texts, strict=True)
        ]

    @property
    def weak(self) -> SafeString:
        return self._html(self._rendered["weak"])

    @property
    def great(self) -> SafeString:
        return self._html(self._rendered["great"])

    @property
    def is_public(self) -> bool:
        """Whether its question can still be read; known of `shown_scripts`."""
        return self.question not in self.withdrawn

    @property
    def items(self) -> set[str]:
        """The keys of the items that it may ask."""
        return {prompt.item for _where, prompt in self.spec.prompts() if prompt.item}

    def prompt(self, part: str, key: str = "") -> Prompt:
        if part == Part.OPENING:
            texts = self._rendered
            return Prompt(
                Part.OPENING, self._html(texts["opening"]), OPENING, good=self._html(texts["good"])
            )
        if part == Part.TRAP:
            text = self._rendered["traps"][self._place("traps", key)]
            return Prompt(
                Part.TRAP, self._html(text["ask"]), SPOKEN, good=self._html(text["answer"])
            )
        name = "follow_ups" if part == Part.FOLLOW_UP else "probes"
        place = self._place(name, key)
        spec, text = getattr(self.spec, name)[place], self._rendered[name][place]
        optional = {
            field: self._html(text[field]) for field in ("good", "hint", "because") if field in text
        }
        minutes = minutes_of_prompt(spec, self.kinds)
        return Prompt(Part(part), self._html(text["say"]), minutes, spec.item or "", **optional)

    @property
    def _rendered(self) -> Mapping[str, Any]:
        return self.stored["rendered"]

    def _html(self, rendered: str) -> SafeString:
        html = without_links_to(self.withdrawn, rendered)
        return mark_safe(html)  # noqa: S308 - sanitized when it was rendered

    def _place(self, name: str, key: str) -> int:
        return [each.key for each in getattr(self.spec, name)].index(key)


def copy_of(script: Script, kinds: Mapping[str, str], *, is_reserve: bool) -> dict[str, Any]:
    """A script as an interview keeps it. `kinds` are those of its question's items, by key."""
    asked = {
        prompt["item"]
        for name in ("follow_ups", "probes")
        for prompt in script.spec[name]
        if prompt["item"]
    }
    return {
        "question": script.question.slug,
        "title": script.title,
        "topic": script.question.topic.slug,
        "spec": script.spec,
        "kinds": {key: kind for key, kind in kinds.items() if key in asked},
        "is_reserve": is_reserve,
    }


def scripts_of(interview: Interview, withdrawn: Collection[str] = ()) -> list[AskedScript]:
    return [
        AskedScript(
            each["question"],
            each["title"],
            each["topic"],
            each["spec"],
            each["kinds"],
            # Interviews that began before there was a reserve have none.
            each.get("is_reserve", False),
            withdrawn,
        )
        for each in interview.scripts
    ]


def shown_scripts(interview: Interview) -> list[AskedScript]:
    """As `scripts_of`, with links to what can still be read. One query."""
    return scripts_of(interview, withdrawn_in(interview))


def prompts_of(scripts: list[AskedScript], turns: list[Turn]) -> Iterator[Prompt]:
    """The prompts of turns, in order."""
    return (scripts[turn.script].prompt(turn.part, turn.key) for turn in turns)
