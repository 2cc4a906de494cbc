"""Every address of a class, tried by everybody: what is not yours does not exist."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from quizzes.classes.urls import urlpatterns
from quizzes.models import Assignment, Classroom, Membership
from tests.classes.teaching import assigned, begun, joined, made_class, member, teacher, words

pytestmark = pytest.mark.usefixtures("all_kinds")

TEACHER, MEMBER = "teacher", "member"
OTHERS = ("other teacher", "member of another class", "stranger", "staff", "superuser")
# For each address of one class: its method, what it takes, and who gets something else than 404.
OF_A_CLASS = {
    "class": ("get", {}, {TEACHER, MEMBER}),
    "class-settings": ("get", {}, {TEACHER}),
    "class-settings post": ("post", {"name": "Mine now"}, {TEACHER}),
    "class-code": ("post", {"action": "new"}, {TEACHER}),
    "class-archive": ("post", {"action": "archive"}, {TEACHER}),
    "class-delete": ("get", {}, {TEACHER}),
    "class-delete post": ("post", {}, {TEACHER}),
    "gradebook": ("get", {}, {TEACHER}),
    "remove-member": ("get", {}, {TEACHER}),
    "remove-member post": ("post", {}, {TEACHER}),
    "class-name": ("post", {"name": "Me now"}, {MEMBER}),
    "leave-class": ("get", {}, {MEMBER}),
    "leave-class post": ("post", {}, {MEMBER}),
    "new-assignment": ("get", {}, {TEACHER}),
    "new-assignment post": ("post", {}, {TEACHER}),
    "assignment": ("get", {}, {TEACHER, MEMBER}),
    "assignment post": ("post", {"number": "1"}, {MEMBER}),
    "assignment-window": ("get", {}, {TEACHER}),
    "assignment-window post": ("post", {}, {TEACHER}),
    "delete-assignment": ("get", {}, {TEACHER}),
    "delete-assignment post": ("post", {}, {TEACHER}),
}
# Open to everybody; what they show is tried elsewhere.
OF_EVERYBODY = {"classes", "new-class", "ask-code", "join-class"}


@dataclass
class School:
    room: Classroom
    quiz: Assignment
    ada: Membership
    clients: dict[str, Client]

    def address(self, name: str) -> str:
        more = {"pk": self.room.pk}
        if "member" in name:
            more["member"] = self.ada.pk
        if name in ("assignment", "assignment-window", "delete-assignment"):
            more["assignment"] = self.quiz.pk
        return reverse(name, kwargs=more)


@pytest.fixture
def school() -> School:
    host, other = teacher(), teacher("other")
    room, others = made_class(host), made_class(other, "Another class")
    quiz = assigned(host, room, "dot")
    ada = joined(room)
    ben = joined(others, "Ben")
    stranger = Client()
    users = {
        "staff": User.objects.create_user("staff", is_staff=True),
        "superuser": User.objects.create_superuser("root"),
    }
    clients = {
        TEACHER: host,
        MEMBER: ada,
        "other teacher": other,
        "member of another class": ben,
        "stranger": stranger,
    }
    for name, user in users.items():
        clients[name] = Client()
        clients[name].force_login(user)
    return School(room, quiz, member(room), clients)


def test_every_address_is_tried():
    names = {pattern.name for pattern in urlpatterns if pattern.name}
    assert {name.removesuffix(" post") for name in OF_A_CLASS} | OF_EVERYBODY == names


@pytest.mark.parametrize("role", [TEACHER, MEMBER, *OTHERS])
@pytest.mark.parametrize("case", OF_A_CLASS)
def test_only_whoever_it_belongs_to_finds_it(school, case, role):
    method, data, allowed = OF_A_CLASS[case]
    address = school.address(case.removesuffix(" post"))
    send: Callable = getattr(school.clients[role], method)
    before = _stored()
    response = send(address, data)
    if role in allowed:
        assert response.status_code in (200, 302, 422)
        return
    assert response.status_code == 404
    assert "There is no such class, or it is not yours." in words(response)
    assert "Room 12" not in words(response)
    assert _stored() == before


def _stored() -> tuple:
    return (
        list(Classroom.objects.order_by("pk").values_list("pk", "name", "code", "archived_at")),
        list(Membership.objects.order_by("pk").values_list("pk", "name")),
        list(Assignment.objects.order_by("pk").values_list("pk", "closes_at")),
    )


@pytest.mark.parametrize("role", [TEACHER, *OTHERS])
def test_nobody_sees_the_sitting_of_a_learner(school, role):
    sitting = begun(school.clients[MEMBER], school.quiz)
    for suffix in ("", "1/", "check/", "results/"):
        address = f"{sitting.get_absolute_url()}{suffix}"
        assert school.clients[role].get(address).status_code == 404


def test_things_of_one_class_are_not_found_in_another_of_the_same_teacher(school):
    host = school.clients[TEACHER]
    second = made_class(host, "Second")
    base = second.get_absolute_url()
    for path in (
        f"members/{school.ada.pk}/remove/",
        f"assignments/{school.quiz.pk}/",
        f"assignments/{school.quiz.pk}/window/",
        f"assignments/{school.quiz.pk}/delete/",
    ):
        assert host.get(f"{base}{path}").status_code == 404


def test_a_learner_sees_nothing_of_another(school):
    ada = school.clients[MEMBER]
    joined(school.room, "Zoe Secret")
    for address in (school.room.get_absolute_url(), school.quiz.get_absolute_url(), "/classes/"):
        assert "Zoe Secret" not in words(ada.get(address))


@pytest.mark.parametrize("path", ["", "zzz/", "join", "00000000-0000-0000-0000-000000000000/x/"])
def test_half_an_address_is_answered_alike(client, path):
    response = client.get(f"/classes/{path}")
    assert response.status_code == (200 if path == "" else 404)


def test_a_class_needs_a_teacher_with_an_account(client):
    for response in (client.get("/classes/new/"), client.post("/classes/new/", {"name": "x"})):
        assert response.status_code == 403
        assert "You need an account to teach a class" in words(response)
    assert not Classroom.objects.exists()


def test_whoever_left_finds_nothing(school):
    ada = school.clients[MEMBER]
    ada.post(f"{school.room.get_absolute_url()}leave/")
    assert ada.get(school.room.get_absolute_url()).status_code == 404
    assert ada.get(school.quiz.get_absolute_url()).status_code == 404
