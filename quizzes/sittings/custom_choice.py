"""What a custom quiz is made of: what there is to choose from, what was chosen, what matches."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any

from django.http import QueryDict

from quizzes.items import KINDS
from quizzes.models import Item, Topic
from quizzes.web.finished_pages import kept_in_this_edition

from .clock import PACES
from .seeds import place_of

LENGTHS = (5, 10, 15, 20)
USUAL_LENGTH = 10
NAMED_TOPICS, NAMED_KINDS = 3, 3
TITLE_LENGTH = 200


class BadChoice(ValueError):
    """What no form of ours offers, or no longer."""


@dataclass(frozen=True)
class PublicTask:
    item: int
    topic: str
    kind: str


@dataclass(frozen=True)
class Option:
    """What can be ticked: `name` is what the form sends, `count` how many tasks it has."""

    name: str
    words: str
    count: int


@dataclass(frozen=True)
class Offer:
    """The public tasks, and the topics and kinds that they have. Kinds that read alike are one."""

    tasks: tuple[PublicTask, ...]
    topics: tuple[Option, ...]
    kinds: tuple[Option, ...]


@dataclass(frozen=True)
class Choice:
    """No topics are all of them, and so with kinds. `pace` is that of the clock, or empty."""

    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    length: int = USUAL_LENGTH
    pace: str = ""

    @classmethod
    def stored(cls, data: Mapping[str, Any]) -> "Choice":
        topics, kinds = tuple(data["topics"]), tuple(data["kinds"])
        return cls(topics, kinds, data["length"], data["pace"])

    def to_store(self) -> dict[str, Any]:
        return asdict(self)


def offer() -> Offer:
    return kept_in_this_edition(["custom quiz offer"], _offer)


def choice_from(data: QueryDict, offered: Offer) -> Choice:
    """What a form says. Raises BadChoice."""
    return Choice(
        _among("topic", data.getlist("topic"), offered.topics),
        _among("kind of task", data.getlist("kind"), offered.kinds),
        _length(data.get("length", str(USUAL_LENGTH))),
        _pace(data.get("pace", "")),
    )


def known_part(data: QueryDict, offered: Offer) -> Choice:
    """What of a form can be shown again, whatever else was sent."""
    length, pace = data.get("length", ""), data.get("pace", "")
    return Choice(
        tuple(each.name for each in offered.topics if each.name in data.getlist("topic")),
        tuple(each.name for each in offered.kinds if each.name in data.getlist("kind")),
        int(length) if length in map(str, LENGTHS) else USUAL_LENGTH,
        pace if pace in PACES else "",
    )


def matching(choice: Choice, offered: Offer) -> list[PublicTask]:
    return [
        task
        for task in offered.tasks
        if _is_in(task.topic, choice.topics) and _is_in(task.kind, choice.kinds)
    ]


def drawn(tasks: Iterable[PublicTask], token: str) -> list[int]:
    """The items in the order of a draw in which topics take turns; the same for a token."""
    by_topic: dict[str, list[int]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: place_of(task.item, token)):
        by_topic[task.topic].append(task.item)
    turns = [(turn, item) for items in by_topic.values() for turn, item in enumerate(items)]
    return [item for _turn, item in sorted(turns, key=lambda t: (t[0], place_of(t[1], token)))]


def title_of(choice: Choice, items: Collection[Item], offered: Offer) -> str:
    """What a quiz of these items is called: `12 tasks on Masks, Positions`."""
    present = {item.question.topic_id for item in items}
    topics = dict(Topic.objects.filter(pk__in=present).values_list("slug", "title"))
    titles = list(topics.values()) if choice.topics or len(topics) == 1 else []
    about = _named(titles, NAMED_TOPICS) or "all topics"
    words = [kind.words.lower() for kind in offered.kinds if kind.name in choice.kinds]
    kinds = f" ({', '.join(words)})" if 0 < len(words) <= NAMED_KINDS else ""
    count = f"{len(items)} task{'' if len(items) == 1 else 's'}"
    return shorten(f"{count} on {about}{kinds}", TITLE_LENGTH, placeholder=" …")


def _offer() -> Offer:
    rows = Item.published.exclude(seeds=[]).select_related(None)
    found = rows.order_by("question__reading_order", "position").values_list(
        "pk", "question__topic__slug", "kind"
    )
    tasks = tuple(PublicTask(pk, topic, _kind(kind)) for pk, topic, kind in found)
    in_topics, in_kinds = Counter(t.topic for t in tasks), Counter(t.kind for t in tasks)
    topics = Topic.objects.filter(slug__in=in_topics).values_list("slug", "title")
    return Offer(
        tasks,
        tuple(Option(slug, title, in_topics[slug]) for slug, title in topics),
        tuple(Option(n, k.words, in_kinds[n]) for n, k in KINDS.items() if in_kinds[n]),
    )


def _kind(name: str) -> str:
    """The first of the kinds with the same words."""
    return next(first for first, kind in KINDS.items() if kind.words == KINDS[name].words)


def _among(what: str, names: Iterable[str], options: Iterable[Option]) -> tuple[str, ...]:
    known = [option.name for option in options]
    for name in names:
        if name not in known:
            raise BadChoice(f"There is no {what} “{name[:40]}” with tasks.")
    return tuple(name for name in known if name in names)


def _length(text: str) -> int:
    if text not in map(str, LENGTHS):
        raise BadChoice(f"A quiz has 5, 10, 15 or 20 tasks, not “{text[:20]}”.")
    return int(text)


def _pace(text: str) -> str:
    if text and text not in PACES:
        raise BadChoice(f"There is no time limit “{text[:20]}”.")
    return text


def _is_in(name: str, chosen: Collection[str]) -> bool:
    return not chosen or name in chosen


def _named(titles: list[str], most: int) -> str:
    rest = len(titles) - most
    if rest < 1:
        return ", ".join(titles)
    more = f"{rest} more topic{'' if rest == 1 else 's'}"
    return f"{', '.join(titles[:most])} and {more}"
