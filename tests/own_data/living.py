"""Somebody who has used everything of the site: an account, answers, quizzes, practice, a goal."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from quizzes.answering import marking
from quizzes.answering.hint_record import show_hints
from quizzes.answering.task import Task
from quizzes.learners.cookie import remember_learner
from quizzes.models import (
    Bookmark,
    Classroom,
    CustomQuiz,
    Item,
    Learner,
    Membership,
    Note,
    Origin,
    Problem,
    Quiz,
    Reminder,
    ReminderKind,
    ReminderSettings,
    Report,
    Revision,
    Sitting,
)
from quizzes.planning.goals import Aim, store
from quizzes.practice.session import start as start_practice
from quizzes.sittings import lifecycle
from quizzes.sittings.custom_choice import Choice
from quizzes.sittings.custom_quizzes import make
from tests.interviewing.scripted import held_interview

HOST = "localhost"


@dataclass
class Person:
    """`secrets` are the texts that lead to this person."""

    name: str
    client: Client
    learner: Learner
    user: User | None
    custom: CustomQuiz

    @property
    def secrets(self) -> list[str]:
        words = [self.learner.browser_id or "no browser", f"{self.name}-typed-this"]
        return [*words, f"{self.name}@", f"account-of-{self.name}"] if self.user else words


def client_of(learner: Learner, user: User | None) -> Client:
    """A browser with the cookie of a learner, or signed in."""
    client = Client(SERVER_NAME=HOST)
    if user is not None:
        client.force_login(user)
        return client
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    response = HttpResponse()
    remember_learner(request, response, learner)
    client.cookies.update(response.cookies)
    return client


def person(name: str, *, with_account: bool, is_staff: bool = False) -> Person:
    """Needs a bank with a quiz and some items."""
    user = None
    if with_account:
        user = User.objects.create_user(
            f"account-of-{name}", f"{name}@example.org", "a-pass-phrase-8", is_staff=is_staff
        )
        EmailAddress.objects.create(
            user=user, email=f"{name}@example.org", verified=True, primary=True
        )
    browser_id = (f"{ord(name[0]):x}" * 32)[:32]
    learner = Learner.objects.create(user=user, browser_id=browser_id, time_zone="Asia/Tokyo")
    work(name, learner)
    custom = custom_quiz(learner)
    kept_and_joined(name, learner)
    if user is not None:
        watched(user)
        Classroom.objects.create(
            teacher=user, name=f"{name}-typed-this", code=name, created_at=timezone.now()
        )
    return Person(name, client_of(learner, user), learner, user, custom)


def work(name: str, learner: Learner) -> None:
    now = timezone.now()
    for number, item in enumerate(Item.published.order_by("pk")):
        task = Task(item, item.seeds[0])
        show_hints(learner, task, 1)
        if number % 3 == 0:
            marking.give_up(task, learner, f"up-{number}", 5)
        else:
            marking.mark(task, learner, f"tried-{number}", _wrong(task), 30)
    store(learner, Aim(role="research", minutes_a_day=20))
    start_practice(learner, "practice", 5, "tasks", now)
    held_interview(learner, f"{name}-typed-this")
    quiz = Quiz.objects.first()
    if quiz is not None:
        for token, is_finished in (("first", True), ("second", False)):
            sitting = lifecycle.start(quiz, learner, token)
            item = sitting.plan[-1]["item"]
            lifecycle.save(sitting, {item: f"{name}-typed-this"}, now, {item: True})
            if is_finished:
                lifecycle.finish(sitting, now + timedelta(minutes=1))


def kept_and_joined(name: str, learner: Learner) -> None:
    """What is kept in every other room, with words of the person in it."""
    now, words = timezone.now(), f"{name}-typed-this"
    item = Item.published.order_by("pk").first()
    assert item is not None
    of_learner = {"learner": learner, "created_at": now}
    Bookmark.objects.create(item=item, **of_learner)
    Note.objects.create(learner=learner, question=item.question, text=words, updated_at=now)
    Report.objects.create(
        item=item,
        item_version=item.versions.get(version=item.version),
        seed=1,
        kind=Problem.OTHER,
        text=words,
        token="report",
        **of_learner,
    )
    teacher, _ = User.objects.get_or_create(username="teacher")
    taught, _ = Classroom.objects.get_or_create(
        teacher=teacher, code="CLASS", defaults={"name": "A class", "created_at": now}
    )
    Membership.objects.create(classroom=taught, learner=learner, name=words, joined_at=now)
    ReminderSettings.objects.create(learner=learner, hour=8, weekday=0, time_zone="Asia/Tokyo")
    Reminder.objects.create(
        learner=learner,
        kind=ReminderKind.DAILY,
        day=now.date(),
        due_at=now,
        try_at=now,
        changed_at=now,
    )


def _wrong(task: Task) -> str:
    return next(probe.raw for probe in task.kind.probes() if probe.verdict == "wrong")


def custom_quiz(learner: Learner) -> CustomQuiz:
    return make(Choice(length=5), learner, "custom", timezone.now())


def watched(user: User) -> None:
    """What the log of the admin and the record of texts say of an account."""
    boss, _ = User.objects.get_or_create(
        username="boss", defaults={"is_superuser": True, "is_staff": True}
    )
    of_user = ContentType.objects.get_for_model(User)
    for by in (boss, user):
        LogEntry.objects.create(
            user=by,
            content_type=of_user,
            object_id=str(user.pk),
            object_repr=str(user),
            action_flag=CHANGE,
            change_message=f"Changed {user.email}",
        )
    Revision.objects.create(
        name="a text", source="text", digest="0" * 64, author=user, origin=Origin.BROWSER
    )


def unfinished(learner: Learner) -> Sitting:
    return Sitting.objects.get(learner=learner, finished_at=None)
