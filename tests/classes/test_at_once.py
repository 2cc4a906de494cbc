"""Two posts at once: on a database that threads share, each thing is made once."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from quizzes.classes import classrooms, joining, taking
from quizzes.models import Classroom, Learner, Membership, Sitting
from tests.answering.all_kinds import stored_question
from tests.at_once import at_once
from tests.classes.teaching import assigned, made_class, teacher

pytestmark = pytest.mark.usefixtures("shared_database")


def test_a_newcomer_who_posts_twice_at_once_joins_once():
    room = made_class(teacher())
    made = at_once(
        lambda: joining.join(room, Learner(browser_id="c" * 32), "Ada", timezone.now()).pk
    )
    assert len(set(made)) == 1
    assert Membership.objects.count() == Learner.objects.count() == 1


def test_one_form_starts_one_try():
    stored_question()
    host = teacher()
    quiz = assigned(host, made_class(host), "dot", tries="3")
    learner = Learner.objects.create(browser_id="c" * 32)
    started = at_once(lambda: taking.start(quiz, learner, 1, timezone.now()).pk)
    assert len(set(started)) == 1
    assert Sitting.objects.count() == 1


def test_one_form_makes_one_class():
    user = User.objects.create_user("t")
    at_once(lambda: classrooms.make(user, "Room", "ab" * 16, timezone.now()).pk)
    assert Classroom.objects.count() == 1
