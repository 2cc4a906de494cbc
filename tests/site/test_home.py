from quizzes.models import Verdict
from quizzes.site.demonstration import demonstration
from tests.bank.conftest import QUIZ


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
