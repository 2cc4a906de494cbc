"""Codes, joining, names in a class, leaving; and what a guesser meets."""

import string

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from quizzes.classes import classrooms, codes, guesses, joining
from quizzes.classes.names import BadName, name_in
from quizzes.models import Classroom, Learner, Membership
from tests.classes.teaching import (
    join_address,
    joined,
    made_class,
    post_class,
    teacher,
    words,
)

pytestmark = pytest.mark.django_db
RTL = "\u202e"


def room_of(host: Client) -> Classroom:
    return made_class(host)


class TestCodes:
    def test_a_code_is_random_enough_and_has_no_look_alikes(self):
        assert len(codes.ALPHABET) ** 9 > 2**40
        assert not set("01OILU") & set(codes.ALPHABET)
        assert set(codes.ALPHABET) <= set(string.ascii_uppercase + string.digits)
        assert len({codes.new_code() for _ in range(100)}) == 100

    @pytest.mark.parametrize(
        "change",
        [
            str.lower,
            codes.shown,
            lambda code: f"  {code[:4]} {code[4:]}\t",
            lambda code: code.replace(code[3], f"\u2013{code[3]}"),
            lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
        ],
        ids=["small", "groups", "spaces", "dashes", "full width"],
    )
    def test_case_spaces_and_dashes_do_not_matter(self, client, change):
        room = room_of(teacher())
        response = client.get("/classes/join/", {"code": change(room.code)}, follow=True)
        assert response.status_code == 200
        assert "Room 12" in words(response)

    @pytest.mark.parametrize("typed", ["x", "K7M-2QX-4R0", "<b>", "A" * 10_000, "\x00"])
    def test_what_is_no_code_is_said_and_nothing_is_looked_up(self, client, typed):
        response = client.get("/classes/join/", {"code": typed})
        assert response.status_code == 422
        assert "There is no class with this code." in words(response)
        assert "<b>" not in words(response)

    def test_a_replaced_code_leads_nowhere_and_whoever_joined_stays(self):
        host = teacher()
        room = room_of(host)
        ada = joined(room)
        host.post(f"{room.get_absolute_url()}code/", {"action": "new"})
        assert Client().get(join_address(room)).status_code == 404
        assert ada.get(room.get_absolute_url()).status_code == 200
        room.refresh_from_db()
        assert Client().get(join_address(room)).status_code == 200

    @pytest.mark.parametrize("how", ["close", "archive"])
    def test_a_closed_class_says_so_and_takes_nobody_in(self, how):
        host, guest = teacher(), Client()
        room = room_of(host)
        path = "code" if how == "close" else "archive"
        host.post(f"{room.get_absolute_url()}{path}/", {"action": how})
        assert "Ask your teacher" in words(guest.get(join_address(room)))
        assert guest.post(join_address(room), {"name": "Ada"}).status_code == 409
        assert not Membership.objects.exists()
        back = {"close": "open", "archive": "unarchive"}[how]
        host.post(f"{room.get_absolute_url()}{path}/", {"action": back})
        joined(room)


class TestGuesses:
    def test_a_thousand_guesses_of_one_address_are_refused_after_a_hundred(self):
        room = room_of(teacher())
        statuses = []
        for _ in range(1_000):
            guesser = Client(REMOTE_ADDR="198.51.100.7")
            statuses.append(guesser.get(f"/classes/join/{codes.new_code()}/").status_code)
        assert statuses.count(404) == guesses.MOST_OF_ADDRESS
        assert set(statuses[guesses.MOST_OF_ADDRESS :]) == {429}
        refused = Client(REMOTE_ADDR="198.51.100.7").get(join_address(room))
        assert refused.status_code == 429, "a right code must not be found by going on"
        assert "try again in" in words(refused)
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert Client(REMOTE_ADDR="198.51.100.8").get(join_address(room)).status_code == 200

    def test_a_learner_who_changes_the_address_is_slowed_too(self):
        host = teacher()
        room = room_of(host)
        ada = joined(room)
        statuses = [
            ada.get(f"/classes/join/{codes.new_code()}/", REMOTE_ADDR=f"203.0.113.{n}").status_code
            for n in range(30)
        ]
        assert statuses.count(404) == guesses.MOST_OF_LEARNER
        assert statuses[-1] == 429

    def test_posts_are_guesses_too(self):
        guesser = Client()
        for _ in range(guesses.MOST_OF_ADDRESS):
            address = f"/classes/join/{codes.new_code()}/"
            assert guesser.post(address, {"name": "x"}).status_code == 404
        assert guesser.post("/classes/join/23456789A/", {"name": "x"}).status_code == 429

    def test_right_codes_do_not_count(self):
        room = room_of(teacher())
        guest = Client()
        for _ in range(guesses.MOST_OF_ADDRESS + 5):
            assert guest.get(join_address(room)).status_code == 200

    def test_too_many_joins_from_one_address_wait(self, monkeypatch):
        monkeypatch.setattr("quizzes.classes.member_views.MOST_JOINS", 1)
        room = room_of(teacher())
        joined(room)
        second = Client(REMOTE_ADDR="192.0.2.1")
        response = second.post(join_address(room), {"name": "Bo"})
        assert response.status_code == 429
        assert "Retry-After" in response.headers


class TestJoining:
    def test_looking_changes_nothing_and_says_who_sees_what(self, client):
        room = room_of(teacher())
        page = words(client.get(join_address(room)))
        assert "your name in this class, your results in its assignments and which mistakes" in page
        assert "Other learners see nothing of you." in page
        assert not Membership.objects.exists()
        assert not Learner.objects.exists()
        assert "learner" not in client.cookies

    def test_no_account_is_needed_and_the_browser_is_remembered(self):
        room = room_of(teacher())
        ada = joined(room)
        assert Membership.objects.get().learner.user is None
        page = words(ada.get("/classes/"))
        assert "Room 12" in page
        assert "Ada" in page

    def test_twice_is_once_under_the_newer_name(self):
        room = room_of(teacher())
        ada = joined(room)
        joined(room, "Ada L.", ada)
        assert Membership.objects.get().name == "Ada L."

    def test_the_teacher_cannot_be_a_learner_of_the_class(self):
        host = teacher()
        room = room_of(host)
        assert "You teach this class." in words(host.get(join_address(room)))
        assert host.post(join_address(room), {"name": "Me"}).status_code == 409
        assert not Membership.objects.exists()

    def test_two_learners_may_have_one_name(self):
        room = room_of(teacher())
        joined(room)
        joined(room)
        assert Membership.objects.filter(name="Ada").count() == 2

    def test_a_full_class_says_so(self, monkeypatch):
        monkeypatch.setattr(joining, "MOST_MEMBERS", 1)
        room = room_of(teacher())
        joined(room)
        second = Client()
        response = second.post(join_address(room), {"name": "Bo"})
        assert response.status_code == 409
        assert "the most that we allow" in words(response)
        assert Membership.objects.count() == 1

    def test_a_name_is_changed_and_seen_by_the_teacher(self):
        host = teacher()
        room = room_of(host)
        ada = joined(room)
        address = f"{room.get_absolute_url()}name/"
        assert ada.post(address, {"name": "Ada Byron"}).status_code == 302
        assert "Ada Byron" in words(host.get(room.get_absolute_url()))
        refused = ada.post(address, {"name": f"Ada{RTL}"})
        assert refused.status_code == 422
        assert "(U+202E)" in words(refused)
        assert Membership.objects.get().name == "Ada Byron"

    def test_whoever_leaves_is_gone_from_the_list(self):
        host = teacher()
        room = room_of(host)
        ada = joined(room)
        assert ada.get(f"{room.get_absolute_url()}leave/").status_code == 200
        assert Membership.objects.exists()
        ada.post(f"{room.get_absolute_url()}leave/")
        assert "Ada" not in words(host.get(room.get_absolute_url()))

    def test_a_removed_learner_is_gone_too(self):
        host = teacher()
        room = room_of(host)
        joined(room)
        pk = Membership.objects.get().pk
        host.post(f"{room.get_absolute_url()}members/{pk}/remove/")
        assert not Membership.objects.exists()

    def test_a_name_is_text_on_every_page(self):
        host = teacher()
        room = room_of(host)
        joined(room, "<script>alert(1)</script>")
        assert "<script>alert" not in words(host.get(room.get_absolute_url()))


class TestNames:
    @pytest.mark.parametrize(
        "name",
        ["Ada", "李雷", "محمد علي", "=1+1", "O'Neil", "Zoë 👩‍🏫", "x" * 60, "नेहा", "a\u200cb"],
    )
    def test_any_script_will_do(self, name):
        assert name_in(f"  {name} ", 60) == name

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("", "Enter a name of 1 to 60 characters."),
            ("   ", "Enter a name"),
            ("\u200b\u200e", "Enter a name"),
            ("x" * 61, "This name has 61 characters. Shorten it to 60"),
            ("x" * 10_000, "This name has 10,000 characters."),
            ("A\tB", r"Character 2 of this name \(U\+0009\)"),
            ("A\x00", r"U\+0000"),
            (f"A{RTL}B", r"U\+202E"),
            ("A\u2067B", r"U\+2067"),
        ],
    )
    def test_what_would_break_a_list_is_refused(self, name, told):
        with pytest.raises(BadName, match=told):
            name_in(name, 60)

    @pytest.mark.parametrize("name", ["", "x" * 10_000, f"Room{RTL}"])
    def test_a_class_needs_a_name_that_can_be_shown(self, name):
        response = post_class(teacher(), name)
        assert response.status_code == 422
        assert "Nothing was saved." in words(response)
        assert not Classroom.objects.exists()


class TestClasses:
    def test_the_same_form_twice_makes_one_class(self):
        host = teacher()
        first, second = (post_class(host, token="ab" * 16) for _ in range(2))
        assert first.url == second.url
        assert Classroom.objects.count() == 1

    def test_a_forged_token_makes_a_class_all_the_same(self):
        post_class(teacher(), token="x" * 5_000)
        assert len(Classroom.objects.get().token) == 32

    def test_too_many_classes_are_refused(self, monkeypatch):
        monkeypatch.setattr(classrooms, "MOST_CLASSES", 1)
        host = teacher()
        room_of(host)
        response = post_class(host)
        assert response.status_code == 409
        assert "the most that we keep for one teacher" in words(response)

    def test_a_class_is_renamed_and_deleted_only_after_a_question(self):
        host = teacher()
        room = room_of(host)
        ada = joined(room)
        host.post(f"{room.get_absolute_url()}settings/", {"name": "Room 13"})
        assert "Room 13" in words(ada.get(room.get_absolute_url()))
        question = host.get(f"{room.get_absolute_url()}delete/")
        assert "This cannot be undone." in words(question)
        assert Classroom.objects.exists()
        host.post(f"{room.get_absolute_url()}delete/")
        assert not Classroom.objects.exists()
        assert not Membership.objects.exists()
        assert Learner.objects.exists()

    def test_a_class_that_was_deleted_meanwhile_takes_nobody_in(self):
        user = User.objects.create_user("t")
        room = classrooms.make(user, "Room", "ab" * 16, timezone.now())
        Classroom.objects.all().delete()
        with pytest.raises(joining.CannotJoin, match="was replaced while you joined"):
            joining.join(room, Learner(browser_id="c" * 32), "Ada", timezone.now())
        assert not Learner.objects.exists()
