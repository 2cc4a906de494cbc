import re
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from quizzes.learners.visitor import Visitor
from quizzes.models import CardKind, Learner, Verdict
from quizzes.site.demonstration import demonstration
from quizzes.site.today import Due, due_today
from tests.bank.conftest import QUIZ
from tests.fixtures import stored_card


def test_the_first_page_says_what_to_do_next(client, bank):
    page = client.get("/").content.decode()
    assert 'href="/questions/softmax/"' in page
    assert 'href="/quizzes/softmax/"' in page
    assert 'href="/workbench/"' in page


def test_question_24_is_where_to_start(client, bank):
    bank.publish(24, "dot-product", title="How does the dot product help?")
    assert client.get("/").context["start"].question.number == 24


def test_the_quiz_of_the_first_question_comes_before_others(client, bank):
    other = QUIZ.replace("Softmax by hand", "A first quiz").replace("softmax/", "masks/")
    bank.write("quizzes/aardvark.md", other)
    bank.sync()
    assert client.get("/").context["start"].quiz.slug == "softmax"


def test_an_empty_bank_says_so_and_tells_its_authors_how_to_load_content(client, staff_client):
    for visitor, is_told in ((client, False), (staff_client, True)):
        page = visitor.get("/").content.decode()
        assert "No questions are published yet" in page
        assert ("manage.py sync_content" in page) == is_told


def test_a_learner_who_comes_back_is_led_on(learner_client, bank, attempt):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    attempt("ann", "masks/which-grows", Verdict.WRONG)
    assert "Continue: What does a mask hide?" in learner_client("ann").get("/").content.decode()


def test_another_learner_is_not_led_to_it(learner_client, bank, attempt):
    attempt("ann", "masks/which-grows", Verdict.WRONG)
    assert "Continue" not in learner_client("ben").get("/").content.decode()


def test_a_question_that_was_withdrawn_is_not_continued(learner_client, bank, attempt):
    attempt("ann", "masks/which-grows", Verdict.WRONG)
    bank.publish(9, "masks", title="What does a mask hide?", status="draft")
    assert "Continue" not in learner_client("ann").get("/").content.decode()


def test_reading_leaves_no_cookie(client, bank):
    for address in ("/", "/questions/", "/questions/softmax/", "/questions/softmax/context/"):
        assert not client.get(address).cookies, address


def test_the_demonstration_names_the_mistake_from_the_numbers_alone(client, db):
    shown = demonstration()
    assert shown.mistake in client.get("/").content.decode()
    assert not (shown.cells == "right").all()
    # Columns that sum to one are exactly the mistake that is named.
    assert abs(shown.submitted.sum(axis=0) - 1).max() < 0.01
    assert abs(shown.expected.sum(axis=1) - 1).max() < 1e-12


def test_a_newcomer_is_offered_the_diagnostic_with_what_to_expect(client, bank):
    bank.write("quizzes/diagnostic.md", QUIZ.replace("Softmax by hand", "What to read first"))
    bank.sync()
    page = " ".join(client.get("/").content.decode().split())
    assert 'href="/quizzes/diagnostic/">Find out where you stand</a>' in page
    assert re.search(r"\d tasks?, about \d+ minutes?: see what to read first", page)
    # One quiz to begin with is enough.
    assert 'href="/quizzes/softmax/"' not in page


class TestToday:
    def words(self, client, learner="ann"):
        return " ".join(client(learner).get("/").content.decode().split())

    def card(self, name, kind=CardKind.SKILL, days_ago=2, **counts):
        due_on = timezone.now().date() - timedelta(days_ago)
        stored_card(Learner.objects.get(), kind, name, due_on, **counts)

    def test_what_is_due_stands_first(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax")
        self.card("unscaled", CardKind.SLIP)
        self.card("gone", CardKind.SLIP, streak=3, streak_days=2)
        self.card("concept:masks", days_ago=-5)
        self.card("concept:withdrawn")
        self.card("no-longer-known", CardKind.SLIP)
        page = self.words(learner_client)
        assert "Practice: 2 due today" in page
        assert "1 mistake and 1 skill to review" in page
        assert "Find out where you stand" not in page

    def test_a_day_without_anything_due_says_so(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        assert "Nothing is due today" in self.words(learner_client)

    def test_an_unfinished_quiz_is_offered_to_its_learner_alone(
        self, learner_client, bank, attempt
    ):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        attempt("ben", "softmax/which-grows", Verdict.RIGHT)
        ann = learner_client("ann")
        token = ann.get("/quizzes/softmax/").context["token"]
        sitting = ann.post("/quizzes/softmax/", {"token": token}).url
        assert f'href="{sitting}">Finish: Softmax by hand</a>' in self.words(learner_client)
        assert "Finish:" not in self.words(learner_client, "ben")


def test_due_is_by_the_day_where_the_learner_is(learner_client, bank, attempt):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    learner = Learner.objects.get()
    learner.time_zone = "Pacific/Honolulu"
    learner.save()
    day = date(2026, 12, 2)
    stored_card(learner, CardKind.SKILL, "concept:softmax", day)
    visitor = Visitor(browser_id="ann")
    # In Honolulu it is still the first of December.
    assert due_today(visitor, datetime(2026, 12, 2, 9, 59, tzinfo=UTC)) == Due(0, 0)
    assert due_today(visitor, datetime(2026, 12, 2, 10, 0, tzinfo=UTC)) == Due(0, 1)
    assert due_today(Visitor(), datetime(2026, 12, 2, tzinfo=UTC)) is None
