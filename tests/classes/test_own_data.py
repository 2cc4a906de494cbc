"""What is exported of one's own classes, and what a deleted account leaves."""

import json

import pytest
from django.contrib.auth.models import User

from quizzes.classes.own_data import own_classes, own_memberships
from quizzes.models import Assignment, Classroom, Learner, Membership, Sitting
from tests.classes.teaching import assigned, begun, joined, made_class, submitted, teacher

pytestmark = pytest.mark.usefixtures("all_kinds")


def test_own_memberships_and_own_classes_are_plain_data():
    host = teacher()
    room = made_class(host)
    assigned(host, room, "dot", title="Week 1", minutes="20")
    joined(room)
    learner = Membership.objects.get().learner
    (mine,) = own_memberships(learner)
    assert (mine["class"], mine["my_name"]) == ("Room 12", "Ada")
    (taught,) = own_classes(User.objects.get(username="teacher"))
    assert taught["code"] == room.code
    assert taught["assignments"][0]["title"] == "Week 1"
    text = json.dumps([mine, taught])
    assert "Ada" not in json.dumps(taught), "a learner's name is theirs"
    assert room.code not in json.dumps(mine)
    assert text


def test_whoever_has_nothing_exports_nothing():
    assert own_memberships(Learner(browser_id="a" * 32)) == []
    assert own_classes(User.objects.create_user("new")) == []


def test_a_deleted_teacher_takes_the_class_along_and_leaves_the_answers():
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot", numbers="same")
    ada = joined(room)
    sitting = submitted(ada, begun(ada, quiz))
    User.objects.get(username="teacher").delete()
    assert not Classroom.objects.exists()
    assert not Membership.objects.exists()
    assert not Assignment.objects.exists()
    assert Sitting.objects.get().assignment is None
    page = ada.get(f"{sitting.get_absolute_url()}results/").content.decode()
    assert "EXPLAIN-DOT" in page
    assert ada.get(room.get_absolute_url()).status_code == 404
    assert ada.get("/classes/").status_code == 200


def test_a_deleted_learner_leaves_the_class():
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot")
    ada = joined(room)
    submitted(ada, begun(ada, quiz))
    Learner.objects.all().delete()
    assert not Membership.objects.exists()
    page = host.get(quiz.get_absolute_url())
    assert page.context["results"].people == []
    assert page.context["results"].tasks[0].blank == 0
