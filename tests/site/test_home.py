from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import SimpleNamespace

from django.utils import timezone

from quizzes.models import CardKind, Learner, Sitting, Verdict
from quizzes.planning.goals import Aim, store
from quizzes.site.demonstration import demonstration
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
    page = " ".join(client.get("/").content.decode().split())
    assert 'href="/diagnostic/">Start the diagnostic</a>' in page
    assert "1 to 2 short tasks with little arithmetic, about 1 to 2 minutes" in page
    assert "No account needed" in page


class TestTheLearnersHome:
    def words(self, client, learner="ann"):
        return " ".join(client(learner).get("/").content.decode().split())

    def card(self, name, kind=CardKind.SKILL, days_ago=2, learner="ann", **counts):
        due_on = timezone.now().date() - timedelta(days_ago)
        owner = Learner.objects.get(browser_id=learner)
        stored_card(owner, kind, name, due_on, **counts)

    def test_what_is_due_is_the_next_thing(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax")
        self.card("unscaled", CardKind.SLIP)
        self.card("gone", CardKind.SLIP, streak=3, streak_days=2)
        self.card("concept:masks", days_ago=-5)
        self.card("concept:withdrawn")
        self.card("no-longer-known", CardKind.SLIP)
        page = self.words(learner_client)
        assert "Review what is due: 1 mistake and 1 skill</a>" in page
        assert "-minute diagnostic" not in page

    def test_with_nothing_due_the_next_thing_is_a_topic_with_its_reasons(
        self, learner_client, bank, attempt
    ):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax", days_ago=-5, streak=1)
        page = self.words(learner_client)
        assert "0 of 3 skills proficient, sometimes asked. About" in page
        assert "16% ready" in page

    def test_the_days_until_the_interview_are_counted(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax", days_ago=-5)
        today = timezone.now().date()
        learner = Learner.objects.get()
        for days, words in (
            (5, "5 days until your interview"),
            (1, "interview is tomorrow"),
            (0, "Your interview is today"),
            (-1, "has passed"),
        ):
            store(learner, Aim(interview_on=today + timedelta(days)))
            assert words in self.words(learner_client)

    def test_another_answer_changes_the_plan_at_once(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax", days_ago=-5)
        assert "0% ready" in self.words(learner_client)
        self.card("concept:masks", days_ago=-5, streak=2)
        attempt("ann", "softmax/which-grows", Verdict.WRONG)
        assert "33% ready" in self.words(learner_client)

    def test_somebody_who_has_been_away_is_welcome(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax", days_ago=28)
        page = self.words(learner_client)
        assert "Your last answer was 30 days ago" in page
        assert "Nothing is lost" in page

    def test_a_plan_is_shown_to_its_learner_alone(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        attempt("ben", "softmax/which-grows", Verdict.RIGHT)
        self.card("concept:softmax", learner="ann")
        assert "% ready" in self.words(learner_client)
        assert "% ready" not in self.words(learner_client, "ben")

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

    def test_a_quiz_whose_time_is_out_is_judged_and_no_longer_offered(
        self, learner_client, bank, attempt
    ):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        ann = learner_client("ann")
        token = ann.get("/quizzes/softmax/").context["token"]
        ann.post("/quizzes/softmax/", {"token": token, "clock": "5"})
        assert "Finish: Softmax by hand" in self.words(learner_client)
        Sitting.objects.update(ends_at=timezone.now() - timedelta(seconds=6))
        assert "Finish:" not in self.words(learner_client)
        sitting = Sitting.objects.get()
        assert sitting.finished_at == sitting.ends_at


def test_the_plan_is_for_the_day_where_the_learner_is(learner_client, bank, attempt, monkeypatch):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    Learner.objects.update(time_zone="Pacific/Honolulu")
    stored_card(Learner.objects.get(), CardKind.SKILL, "concept:softmax", date(2026, 12, 2))
    # In Honolulu it is still the first of December, then the second.
    for moment, is_due in (((9, 59), False), ((10, 0), True)):
        now = datetime(2026, 12, 2, *moment, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", partial(getattr, SimpleNamespace(now=now), "now"))
        page = learner_client("ann").get("/").content.decode()
        assert ("Review what is due" in page) == is_due


def test_a_kept_home_takes_three_queries_for_a_learner_and_few_when_it_is_made(
    learner_client, bank, attempt, django_assert_num_queries, django_assert_max_num_queries
):
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    ann = Learner.objects.get()
    stored_card(ann, CardKind.SKILL, "concept:softmax", timezone.now().date())
    client = learner_client("ann")
    client.get("/")
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    # The edition, what is unfinished, and what is known of the learner.
    with django_assert_max_num_queries(12):
        client.get("/")
    with django_assert_num_queries(3):
        client.get("/")
