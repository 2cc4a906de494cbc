"""Two writers of the bank at once and a reader beside them: runs inside a prepared site."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction

from quizzes.models import Topic, bank_edition
from quizzes.web.finished_pages import kept_in_this_edition

ROUNDS = 40
SLUGS = ("one", "two")
Titles = tuple[str, ...]


def titles() -> Titles:
    return tuple(Topic.objects.order_by("slug").values_list("title", flat=True))


def try_it() -> None:
    """Raises AssertionError if a change made no new edition or a reader met an old page, and the
    database's own error if the writers waited for each other."""
    for slug in SLUGS:
        Topic.objects.create(slug=slug, title="0")
    # In the order of the commits: who appends holds the lock of the edition.
    changes: list[tuple[str, Titles]] = [(bank_edition(), titles())]
    both, over = threading.Barrier(len(SLUGS)), threading.Event()

    def write(name: str, slugs: tuple[str, ...]) -> None:
        try:
            for number in range(ROUNDS):
                both.wait()
                with transaction.atomic():
                    for slug in slugs:
                        Topic.objects.filter(slug=slug).update(title=f"{name}{number}")
                    changes.append((bank_edition(), titles()))
        except threading.BrokenBarrierError:
            # The other one failed, and says why.
            return
        except BaseException:
            # Only then: who ends well may do so before the other has left the last barrier.
            both.abort()
            raise
        finally:
            connections.close_all()

    def read() -> list[tuple[str, Titles]]:
        found = []
        while not over.is_set():
            found.append((bank_edition(), kept_in_this_edition(["titles"], titles)))
        connections.close_all()
        return found

    with ThreadPoolExecutor() as pool:
        reader = pool.submit(read)
        # In opposite orders, in which writers that lock rows alone wait for each other.
        writers = [pool.submit(write, "a", SLUGS), pool.submit(write, "b", SLUGS[::-1])]
        try:
            for writer in writers:
                writer.result()
        finally:
            over.set()

    since = {edition: place for place, (edition, _titles) in enumerate(changes)}
    made = {shown: place for place, (_edition, shown) in enumerate(changes)}
    assert len(since) == len(changes) == 1 + len(SLUGS) * ROUNDS
    for edition, shown in reader.result():
        assert made[shown] >= since[edition], (edition, shown)
    assert kept_in_this_edition(["titles"], titles) == titles()
