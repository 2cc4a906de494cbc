"""Every address of the site, for every role: what comes back, and that nothing of the learner is
shown to anybody else or changed by anybody else.

The table is `access_table.py`; its words and the roles are in `access_roles.py`; what the learner
has is made in `access_world.py`. A room that gives a role a right of its own, as a class gives its
teacher, makes what that takes at the end of `access_world.build` and says so in its rows: in the
statuses of that role, and in `words_for` and `changed_by`.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import resolve

from .access_roles import ROLES
from .access_table import ROWS
from .access_visits import address_of, all_routes, faults_of, route_as_written, secrets_in
from .access_world import World, build

# One process makes the world, once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who may see what")]

HOW_TO_ADD = """No row of the table is about the route {route!r}.
Add one to ROWS in tests/site/access_table.py, as in
    page({route!r})  # the same for everyone
    Row({route!r}, get=owner(200), post=owner(405), at="sittings/{{running}}/")
What it shows of a learner is made in tests/site/access_world.py, which names it for `at`."""


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def many_refusals_at_one_address(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    """All roles come from one network address, and most of them in vain."""
    caplog.set_level(logging.ERROR, "django.request")
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
    settings.API_RATE = settings.CPU_SECONDS_A_MINUTE = 0


@pytest.mark.parametrize("route", all_routes())
def test_each_role_gets_what_the_table_says(world: World, route: str) -> None:
    rows = [row for row in ROWS if row.route == route]
    assert rows, HOW_TO_ADD.format(route=route)
    faults = [fault for row in rows for role in ROLES for fault in faults_of(world, row, role)]
    assert not faults, "\n".join(faults)


def test_no_row_is_about_a_route_that_is_gone() -> None:
    assert {row.route for row in ROWS} - set(all_routes()) == set()


def test_every_row_names_an_address_of_its_route(world: World) -> None:
    for row in ROWS:
        found = resolve(address_of(world, row).partition("?")[0]).route
        assert route_as_written(found) == row.route, row


@pytest.mark.parametrize(
    "at",
    [
        *("sittings/{running}/2/", "sittings/{over}/results/", "account/"),
        "admin/quizzes/attempt/{quizzes/attempt}/change/",
    ],
)
def test_whoever_may_read_the_learners_words_finds_them(world: World, at: str) -> None:
    (row,) = [row for row in ROWS if at in (row.at, row.route)]
    response = world.visitors[row.words_for[-1]].get(address_of(world, row))
    assert secrets_in(response)
