"""A teacher and learners of a class in the tests, through the pages of the site."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from quizzes.classes.windows import text_of
from quizzes.models import Assignment, Classroom, Membership, Quiz, Sitting
from tests.answering.all_kinds import stored_quiz
from tests.sittings.taking import post

CLASSES, NEW = "/classes/", "/classes/new/"


def words(response) -> str:
    return " ".join(response.content.decode().split())


def teacher(name: str = "teacher") -> Client:
    client = Client()
    client.force_login(User.objects.get_or_create(username=name)[0])
    return client


def post_class(client: Client, name: str = "Room 12", token: str | None = None):
    if token is None:
        token = client.get(NEW).context["token"]
    return client.post(NEW, {"name": name, "token": token})


def made_class(client: Client, name: str = "Room 12") -> Classroom:
    response = post_class(client, name)
    assert response.status_code == 302, words(response)
    return Classroom.objects.get(pk=response.url.split("/")[-2])


def join_address(classroom: Classroom) -> str:
    return f"/classes/join/{classroom.code}/"


def joined(classroom: Classroom, name: str = "Ada", client: Client | None = None) -> Client:
    """A browser, a new one without another, that has joined under this name."""
    client = client or Client(REMOTE_ADDR="192.0.2.1")
    # The secret of the cookie tells newcomers apart.
    client.get(join_address(classroom))
    response = client.post(join_address(classroom), {"name": name})
    assert response.status_code == 302, words(response)
    return client


def member(classroom: Classroom, name: str = "Ada") -> Membership:
    return Membership.objects.get(classroom=classroom, name=name)


def post_assignment(client: Client, classroom: Classroom, **fields: object):
    address = f"{classroom.get_absolute_url()}assignments/new/"
    now = timezone.now()
    usual = {
        "token": client.get(address).context["token"],
        "zone": "UTC",
        "opens_at": "",
        "closes_at": text_of(now + timedelta(days=2), "UTC"),
        "numbers": "different",
        "tries": "1",
        "minutes": "",
        "title": "",
    }
    return client.post(address, usual | fields)


def assigned(client: Client, classroom: Classroom, *keys: str, **fields: object) -> Assignment:
    """An assignment of a quiz with these items, open now."""
    quiz = stored_quiz(*keys) if keys else Quiz.objects.get()
    response = post_assignment(client, classroom, **{"quiz": f"bank:{quiz.slug}"} | fields)
    assert response.status_code == 302, words(response)
    return Assignment.objects.get(pk=response.url.split("/")[-2])


def closed(assignment: Assignment, at: datetime | None = None) -> Assignment:
    """The assignment after its window, so that no test has to wait."""
    at = at or timezone.now() - timedelta(minutes=1)
    moments = {"opens_at": at - timedelta(days=2), "closes_at": at}
    Assignment.objects.filter(pk=assignment.pk).update(**moments)
    running = Sitting.objects.filter(assignment=assignment, finished_at=None)
    running.update(ends_at=at, started_at=at - timedelta(hours=1))
    return Assignment.objects.get(pk=assignment.pk)


def begun(client: Client, assignment: Assignment) -> Sitting:
    address = assignment.get_absolute_url()
    number = client.get(address).context["taken"].next_number
    response = client.post(address, {"number": number})
    assert response.status_code == 302, words(response)
    return Sitting.objects.select_related("learner").get(pk=response.url.split("/")[2])


def submitted(client: Client, sitting: Sitting, *raws: str) -> Sitting:
    """The sitting after its end, with these answers to its first tasks."""
    for number, raw in enumerate(raws, start=1):
        post(client, sitting, number, raw)
    client.post(f"{sitting.get_absolute_url()}check/")
    return Sitting.objects.get(pk=sitting.pk)
