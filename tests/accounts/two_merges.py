"""Merges of one browser into one account at once, while answers come in: runs inside a site."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone

from quizzes.accounts.taking_over import give_to_user
from quizzes.models import Attempt, Item, Learner

ROUNDS = 10
ANSWERS = 5


def try_it() -> None:
    """Raises AssertionError if an answer is lost or counted twice, and the database's own error
    if the merges waited for each other."""
    item = Item.published.order_by("pk").first()
    assert item is not None
    version = item.versions.get(version=item.version)
    for number in range(ROUNDS):
        user = User.objects.create_user(f"user-{number}")
        if number % 2:
            Learner.objects.create(user=user)
        browser = Learner.objects.create(browser_id=f"{number:032x}")
        Attempt.objects.bulk_create(
            Attempt(learner=browser, item=item, item_version=version, seed=1, token=str(place))
            for place in range(ANSWERS)
        )
        both = threading.Barrier(2)

        def take(browser: Learner = browser, user: User = user, both=both) -> bool:
            try:
                both.wait()
                return give_to_user(browser, user, timezone.now())
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            took = [pool.submit(take), pool.submit(take)]
            done = [future.result() for future in took]
        assert sorted(done) == [False, True], done
        assert Attempt.objects.filter(learner__user=user).count() == ANSWERS
        assert not Learner.objects.filter(browser_id=browser.browser_id).exists()
