"""Reports of problems with a task: sent once a form, and no more a day than a person writes."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction

from quizzes.items import KINDS
from quizzes.models import Attempt, Item, ItemVersion, Learner, Problem, Report

MOST_A_DAY = 20
DAY = timedelta(days=1)
SHORTEST, LONGEST = 10, 2_000
TOKEN = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Variant:
    """What is reported: an item at one of its versions, with the numbers of one seed."""

    item: Item
    version: ItemVersion
    seed: int

    @property
    def address(self) -> str:
        return f"{self.item.get_absolute_url()}?seed={self.seed}"

    @property
    def words(self) -> str:
        return KINDS[self.item.kind].words.lower()


class TooManyReports(Exception):
    """The learner has sent MOST_A_DAY within a day."""

    def __init__(self, hours: int) -> None:
        super().__init__(
            f"You have sent {MOST_A_DAY} reports within 24 hours, the most that we accept. This "
            f"one was not sent; your text is still here. Send it again in {hours} "
            f"hour{'' if hours == 1 else 's'}."
        )


def variant_of(item: Item, seed: str, version: str) -> Variant | None:
    """The variant with the seed and version as written in a form; None if there never was one.
    An empty seed or version is the first seed, or the version that the item has now."""
    wanted = version or str(item.version)
    if not _is_number(wanted):
        return None
    found = ItemVersion.objects.filter(item=item, version=int(wanted)).first()
    if found is None or not found.seeds:
        return None
    if not seed:
        return Variant(item, found, found.seeds[0])
    if not (_is_number(seed) and int(seed) in found.seeds):
        return None
    return Variant(item, found, int(seed))


def send(
    learner: Learner, variant: Variant, kind: str, text: str, token: str, now: datetime
) -> Report:
    """Stores the report; the one stored before if the form was posted already. Raises
    TooManyReports."""
    learner.keep()
    with transaction.atomic():
        learner.lock()
        own = Report.objects.filter(learner=learner)
        before = own.filter(token=token).first()
        if before is not None:
            return before
        latest = own.filter(created_at__gt=now - DAY).order_by("created_at")
        _refuse_too_many(list(latest.values_list("created_at", flat=True)), now)
        attempt = _latest_attempt(learner, variant)
        return Report.objects.create(
            learner=learner,
            item=variant.item,
            item_version=variant.version,
            seed=variant.seed,
            attempt=attempt,
            verdict=attempt.mark.verdict if attempt and attempt.mark else "",
            kind=Problem(kind),
            text=text,
            token=token,
            created_at=now,
        )


def reports_of(learner: Learner | None) -> list[Report]:
    """The learner's reports, the newest first. One query."""
    if learner is None:
        return []
    rows = Report.objects.filter(learner=learner).select_related("item__question", "item_version")
    shown = rows.only(
        *("learner_id", "seed", "kind", "text", "created_at", "status", "reply", "answered_at"),
        *("item__key", "item__kind", "item__version", "item__seeds", "item__retired"),
        *("item__question__slug", "item__question__title", "item__question__status"),
        *("item__question__file_missing_since", "item_version__version", "verdict"),
    )
    return list(shown)


def _latest_attempt(learner: Learner, variant: Variant) -> Attempt | None:
    mine = Attempt.marked.filter(learner=learner, item=variant.item)
    return mine.filter(item_version=variant.version, seed=variant.seed).first()


def _refuse_too_many(times: list[datetime], now: datetime) -> None:
    if len(times) >= MOST_A_DAY:
        # Room for one more when the oldest of the last MOST_A_DAY is a day old.
        wait = times[-MOST_A_DAY] + DAY - now
        raise TooManyReports(ceil(wait / timedelta(hours=1)))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
