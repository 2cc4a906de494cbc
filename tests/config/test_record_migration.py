"""Migrating to the record, and back, loses no earlier answer."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.old_record import (
    BROWSERS,
    NEW,
    OLD,
    OTHERS_NEW,
    OTHERS_OLD,
    USERS,
    fill,
)
from tests.durability.bank import write_bank
from tests.durability.stored import assert_sound, rows
from tests.prepared import Content
from tests.serving import ROOT, Site

# `make soak` uses 100,000.
ATTEMPTS = int(os.environ.get("ATTEMPTS", "600"))


def some_questions(folder: Path) -> None:
    write_bank(folder, 3)


def answered(site: Site) -> None:
    fill(site, ATTEMPTS)


def answered_and_migrated(site: Site) -> None:
    answered(site)
    migrate(site)


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    """A site at the release before the record, with answers by every kind of learner."""
    return prepared_site(Content("before_the_record", some_questions, answered))


@pytest.fixture
def migrated(prepared_site: Callable[..., Site]) -> Site:
    """The same site at this release."""
    return prepared_site(Content("migrated_to_the_record", some_questions, answered_and_migrated))


def test_no_answer_is_lost_on_the_way_and_none_on_the_way_back(site: Site) -> None:
    attempts, others = rows(site, OLD), rows(site, OTHERS_OLD)
    assert len(attempts) == ATTEMPTS
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    migrate(site)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{ATTEMPTS:,} attempts: {after.ru_utime - before.ru_utime:.1f} s of the processor, "
        f"{after.ru_maxrss // 1024} MB at most"
    )
    assert rows(site, NEW) == attempts
    assert rows(site, OTHERS_NEW) == others
    assert_sound(site)
    migrate(site, "quizzes", "0005")
    assert rows(site, OLD) == attempts
    assert rows(site, OTHERS_OLD) == others
    assert_sound(site)
    migrate(site)
    assert rows(site, NEW) == attempts


def test_a_learner_keeps_the_code_of_the_cookie_or_the_user(migrated: Site) -> None:
    known = dict(rows(migrated, "SELECT browser_id, user_id FROM quizzes_learner"))
    assert set(BROWSERS) <= set(known)
    users = rows(
        migrated, "SELECT user_id FROM quizzes_learner WHERE user_id IS NOT NULL ORDER BY 1"
    )
    assert [f"user-{user}" for (user,) in users] == USERS[:2]
    # A deleted user has no row to point to, so the answers keep the code.
    assert known[USERS[2]] is None


def test_a_version_that_was_not_kept_is_named_and_says_so(migrated: Site) -> None:
    kept = rows(migrated, "SELECT version FROM quizzes_itemversion WHERE spec IS NOT NULL")
    lost = rows(migrated, "SELECT version FROM quizzes_itemversion WHERE spec IS NULL")
    assert {version for (version,) in kept} == {1}
    assert {version for (version,) in lost} == {9}


def test_each_text_begins_its_record_with_what_it_is_now(migrated: Site) -> None:
    found = rows(
        migrated,
        "SELECT COUNT(*) FROM quizzes_revision revision JOIN quizzes_question question"
        " ON question.id = revision.question_id AND question.source = revision.source"
        " WHERE revision.origin = 'file'",
    )
    assert found == [(3,)]


@pytest.mark.parametrize("half", ["0006", "0007"])
def test_a_migration_that_stopped_half_way_goes_on(site: Site, half: str) -> None:
    attempts = rows(site, OLD)
    migrate(site, "quizzes", half)
    assert rows(site, "SELECT COUNT(*) FROM quizzes_attempt") == [(ATTEMPTS,)]
    migrate(site)
    assert rows(site, NEW) == attempts


def test_two_syncs_at_once_during_the_migration_lose_nothing(site: Site) -> None:
    attempts = rows(site, OLD)
    write_bank(site.folder / "bank", 3, 2)
    running = [
        started(site, "migrate", "--verbosity=0"),
        *(started(site, "sync_content", str(site.folder / "bank")) for _ in range(2)),
    ]
    told = [process.communicate(timeout=300) for process in running]
    for process, (_out, error) in zip(running, told, strict=True):
        assert "Traceback" not in error, error
        assert process.returncode == 0 or error.strip().endswith("."), error
    migrate(site)
    site.manage("sync_content", str(site.folder / "bank"))
    assert rows(site, NEW) == attempts
    assert_sound(site)


def migrate(site: Site, *to: str) -> None:
    process = started(site, "migrate", *to, "--verbosity=0")
    _out, error = process.communicate(timeout=600)
    assert process.returncode == 0, error


def started(site: Site, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_migrate_at_once_both_end_well(site: Site) -> None:
    attempts = rows(site, OLD)
    running = [started(site, "migrate", "--verbosity=0") for _ in range(2)]
    told = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert rows(site, NEW) == attempts
    assert_sound(site)


def test_a_killed_migration_is_whole_or_not_there_and_the_next_one_goes_on(site: Site) -> None:
    attempts, others = rows(site, OLD), rows(site, OTHERS_OLD)
    # Each is killed as soon as it has finished another of its parts.
    for part in ("0006", "0007"):
        process = started(site, "migrate", "--verbosity=0")
        while not rows(site, f"SELECT 1 FROM django_migrations WHERE name LIKE '{part}_record%'"):  # noqa: S608
            assert process.poll() is None
        process.kill()
        process.communicate(timeout=60)
        assert_sound(site)
    migrate(site)
    assert rows(site, NEW) == attempts
    assert rows(site, OTHERS_NEW) == others
