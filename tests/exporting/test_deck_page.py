"""The page where somebody picks a format and gets the file, for each thing that has tasks."""

from html import unescape
from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.test import Client

from quizzes.exporting import asked_scope
from quizzes.exporting.formats import FORMATS
from quizzes.learners.cookie import COOKIE_NAME, learner_with
from quizzes.models import Attempt, Item, Learner, Question, Quiz
from quizzes.sittings import lifecycle
from tests.answering.all_kinds import Page, stored_quiz, task
from tests.exporting.gift_reader import read

PAGES = {
    "question": "/questions/attention-weights/",
    "topic": "/topics/attention-scores/",
    "quiz": "/quizzes/by-hand/",
}
ANSWERS = ("EXPLAIN-", "WHY-")


@pytest.fixture(autouse=True)
def quiz(all_kinds: Question) -> Quiz:
    return stored_quiz("softmax", "grows", "weights")


@pytest.fixture
def addresses(all_kinds: Question) -> dict[str, str]:
    pages = {**PAGES, "question": all_kinds.get_absolute_url()}
    return {kind: f"{page}deck/" for kind, page in pages.items()}


def words(response) -> str:
    return unescape(" ".join(response.content.decode().split()))


def download(client: Client, address: str, form: str = "gift", variants: str = "2"):
    return client.post(address, {"format": form, "variants": variants})


def keys(response) -> list[str]:
    return [question.id for question in read(response.content.decode())[1]]


@pytest.mark.parametrize("kind", PAGES)
class TestEachThing:
    def test_its_page_leads_to_its_deck(self, client, addresses, kind):
        page = client.get(addresses[kind].removesuffix("deck/"))
        assert f'href="{addresses[kind]}"' in page.content.decode()

    def test_the_form_offers_every_format_and_no_answer(self, client, addresses, kind):
        response = client.get(addresses[kind])
        assert response.status_code == 200
        for name in FORMATS:
            assert f'value="{name}"' in response.content.decode()
        assert not any(answer in words(response) for answer in ANSWERS)
        assert not Learner.objects.exists()

    @pytest.mark.parametrize("form", FORMATS)
    def test_a_stranger_gets_the_file(self, client, addresses, kind, form):
        response = download(client, addresses[kind], form)
        assert response.status_code == 200
        assert len(response.content) > 500
        name = unquote(response.headers["Content-Disposition"])
        assert name.startswith(f'attachment; filename="{kind}-')
        assert name.endswith(f'.{FORMATS[form].suffix}"')
        assert "no-cache" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]

    def test_what_is_in_the_file_counts_as_shown(self, client, addresses, kind):
        found = keys(download(client, addresses[kind]))
        learner = Learner.objects.get()
        assert Attempt.objects.filter(learner=learner, way_shown=True).count() == len(found)

    def test_downloading_twice_stores_nothing_twice(self, client, addresses, kind):
        first = download(client, addresses[kind])
        count = Attempt.objects.count()
        second = download(client, addresses[kind])
        assert second.content == first.content
        assert Attempt.objects.count() == count
        assert Learner.objects.count() == 1


def test_a_deck_has_so_many_versions_of_each_task_as_were_asked_for(client, addresses):
    found = keys(download(client, addresses["quiz"], variants="3"))
    for key, count in (("softmax", 3), ("weights", 3), ("grows", 1)):
        assert sum(f"/{key}/" in name for name in found) == count


def test_a_quiz_has_its_tasks_in_its_order(client, addresses):
    found = keys(download(client, addresses["quiz"], variants="1"))
    assert [key.split("/")[1] for key in found] == ["softmax", "grows", "weights"]


def test_the_numbers_are_proved_and_the_last_that_the_site_asks(client, addresses):
    seeds = Item.objects.get(key="softmax").seeds
    download(client, addresses["quiz"], variants="2")
    taken = Attempt.objects.filter(item__key="softmax").values_list("seed", flat=True)
    assert sorted(taken) == sorted(seeds[-2:])


def test_the_newcomer_is_remembered(client, addresses):
    assert COOKIE_NAME in download(client, addresses["quiz"]).cookies
    shown = task("softmax", -1)
    assert Page(client, shown).response.context["history"].way_shown


def test_two_newcomers_are_two(addresses):
    for _ in range(2):
        download(Client(), addresses["quiz"])
    assert Learner.objects.count() == 2


@pytest.mark.parametrize(
    ("form", "variants", "said"),
    [
        ("docx", "3", "“docx” is not a format we write"),
        ("", "3", "is not a format we write"),
        ("anki", "0", "from 1 to 10, not “0”"),
        ("anki", "11", "from 1 to 10, not “11”"),
        ("anki", "-1", "from 1 to 10, not “-1”"),
        ("anki", "1001", "from 1 to 10, not “1001”"),
        ("anki", "two", "not “two”"),
        ("anki", "", "not “”"),
        ("anki", "٣", "not “٣”"),
        ("anki", "1" * 5_000, "not “11111111111111111111”"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_words(client, addresses, form, variants, said):
    response = download(client, addresses["quiz"], form, variants)
    assert response.status_code == 400
    assert said in words(response)
    assert "Nothing was downloaded" in words(response)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("what", ["deck", "worksheet"])
@pytest.mark.parametrize("page", ["questions", "topics", "quizzes"])
def test_what_does_not_exist_is_not_found(client, page, what):
    for method in (client.get, client.post):
        assert method(f"/{page}/nothing-here/{what}/").status_code == 404


@pytest.mark.parametrize("kind", PAGES)
def test_other_methods_are_refused(client, addresses, kind):
    assert client.head(addresses[kind]).status_code == 200
    assert client.put(addresses[kind]).status_code == 405
    assert client.delete(addresses[kind]).status_code == 405


def test_a_form_of_another_site_downloads_nothing(addresses):
    strict = Client(enforce_csrf_checks=True)
    assert download(strict, addresses["quiz"]).status_code == 403
    assert not Attempt.objects.exists()


def test_a_network_that_takes_too_much_has_to_wait(client, addresses, monkeypatch):
    caches["throttle"].clear()
    monkeypatch.setattr(asked_scope, "MOST_AN_HOUR", 2)
    assert [download(client, addresses["quiz"]).status_code for _ in range(3)] == [200, 200, 429]
    assert "Try again in" in words(download(client, addresses["quiz"]))


class TestDuringAQuiz:
    def test_its_tasks_are_left_out_and_the_page_says_so(self, learner_client, addresses, quiz):
        client = learner_client("1" * 32)
        lifecycle.start(quiz, learner_with("1" * 32), "a" * 32)
        assert "3 more are left out until you finish the quiz" in words(
            client.get(addresses["question"])
        )
        found = keys(download(client, addresses["question"]))
        assert found
        assert not [key for key in found if "/softmax/" in key or "/grows/" in key]

    def test_the_deck_of_the_quiz_itself_waits(self, learner_client, addresses, quiz):
        client = learner_client("1" * 32)
        lifecycle.start(quiz, learner_with("1" * 32), "a" * 32)
        assert "All of these tasks are part of a quiz" in words(client.get(addresses["quiz"]))
        response = download(client, addresses["quiz"])
        assert response.status_code == 409
        assert not any(answer in words(response) for answer in ANSWERS)
        assert not Attempt.objects.exists()


class TestStaff:
    def test_they_get_everything_and_nothing_is_recorded(self, staff_client, addresses):
        for address in addresses.values():
            assert download(staff_client, address).status_code == 200
        assert not Attempt.objects.exists()
        assert not Learner.objects.exists()
        assert "nothing is recorded" in words(staff_client.get(addresses["quiz"]))

    def test_they_get_drafts_and_nobody_else_does(self, client, staff_client, addresses):
        Question.objects.update(status="draft")
        address = addresses["question"]
        assert client.get(address).status_code == 404
        assert download(client, address).status_code == 404
        assert download(staff_client, address).status_code == 200

    def test_a_user_without_the_permission_is_a_learner(self, client, django_user_model, addresses):
        client.force_login(django_user_model.objects.create_user("teacher", is_staff=True))
        download(client, addresses["quiz"])
        assert Attempt.objects.filter(learner__user__username="teacher").exists()


class TestMyMistakes:
    ADDRESS = "/mistakes/deck/"

    def test_without_mistakes_there_is_nothing(self, client):
        assert "You have no mistakes to take along yet" in words(client.get(self.ADDRESS))
        response = download(client, self.ADDRESS)
        assert response.status_code == 409
        assert not Learner.objects.exists()
        assert self.ADDRESS not in client.get("/mistakes/").content.decode()

    def test_the_deck_has_the_tasks_that_went_wrong(self, client):
        for key in ("softmax", "grows"):
            shown = task(key)
            wrong = next(p.raw for p in shown.kind.probes() if p.verdict == "wrong")
            Page(client, shown).answer(wrong)
        shown = task("dot")
        Page(client, shown).answer(shown.kind.right_answer())
        assert self.ADDRESS in client.get("/mistakes/").content.decode()
        found = keys(download(client, self.ADDRESS, variants="1"))
        assert [key.split("/")[1] for key in found] == ["grows", "softmax"]

    def test_a_task_with_a_mistake_that_comes_back_is_in_it(self, client):
        shown, again = task("weights"), task("weights", 1)
        slip = next(probe for probe in shown.kind.probes() if probe.mistake)
        Page(client, shown).answer(slip.raw)
        Page(client, again).answer(again.kind.right_answer())
        found = keys(download(client, self.ADDRESS, variants="1"))
        assert [key.split("/")[1] for key in found] == ["weights"]

    def test_it_holds_nothing_of_somebody_else(self, client):
        shown, other = task("softmax"), task("weights")
        slip = next(probe for probe in other.kind.probes() if probe.mistake)
        somebody = Client()
        Page(somebody, shown).answer("0.1 0.2 0.3 0.4")
        Page(somebody, other).answer(slip.raw)
        Page(client, shown).answer(shown.kind.right_answer())
        assert download(client, self.ADDRESS).status_code == 409


def test_a_topic_without_tasks_says_so(client):
    Item.objects.update(retired=True)
    assert "There are no tasks here yet" in words(client.get(f"{PAGES['topic']}deck/"))
    assert "deck/" not in client.get(PAGES["topic"]).content.decode()
