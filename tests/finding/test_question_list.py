import pytest
from django.core.cache import cache

from quizzes.models import Verdict
from tests.bank.conftest import question_text


@pytest.fixture
def listed(client, bank):
    """The numbers of the questions that a URL lists."""

    def numbers(query: str = "", by=client) -> list[int]:
        page = by.get(f"/questions/{query}").context["page"]
        return [question.number for question in page]

    return numbers


def test_published_questions_stand_in_order_and_drafts_do_not(listed):
    assert listed() == [7, 9]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=softmax", [7, 9]),  # in the title of one, in the text of the other
        ("?q=MASK", [9]),
        ("?q=hide+mask", [9]),  # all words, in any order
        ("?q=mask+zebra", []),
        ("?q=%25", []),  # a wildcard of the database is a plain character
        ("?q=a%00b", []),
    ],
)
def test_search_wants_every_word_in_title_or_text(listed, query, found):
    assert listed(query) == found


def test_search_does_not_look_into_what_gives_answers_away(listed):
    assert listed("?q=exponential+grows+with+it") == []


def test_topic_and_difficulty_narrow_the_list(listed, bank):
    bank.write(
        "10-deep.md",
        bank.read("09-masks.md")
        .decode()
        .replace("number: 9", "number: 10")
        .replace("difficulty: 2", "difficulty: 5")
        .replace("attention-scores", "depth"),
    )
    bank.sync()
    assert listed("?topic=depth") == [10]
    assert listed("?difficulty=5") == [10]
    assert listed("?difficulty=2&topic=depth") == []


@pytest.mark.parametrize(
    "query", ["?difficulty=9", "?difficulty=x", "?state=x", "?page=x", "?page=99"]
)
def test_unknown_values_in_an_address_do_no_harm(listed, query):
    assert listed(query) == [7, 9]


def test_a_learner_finds_what_is_new_right_and_to_repeat(listed, learner_client, attempt):
    ann = learner_client("ann")
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    assert listed("?state=new", ann) == [9]
    assert listed("?state=right", ann) == [7]
    assert listed("?state=repeat", ann) == []
    attempt("ann", "softmax/weights-of-keys", Verdict.IMPRECISE)
    assert listed("?state=right", ann) == []
    assert listed("?state=repeat", ann) == [7]


def test_the_last_answer_decides(listed, learner_client, attempt):
    ann = learner_client("ann")
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    assert listed("?state=right", ann) == [7]
    assert "Right later" in ann.get("/questions/").content.decode().partition('id="results"')[2]


def test_an_answer_after_the_solution_does_not_count(listed, learner_client, attempt):
    ann = learner_client("ann")
    attempt("ann", "softmax/which-grows", Verdict.GIVEN_UP)
    attempt("ann", "softmax/which-grows", Verdict.RIGHT, way_shown=True)
    assert listed("?state=repeat", ann) == [7]


def test_a_slip_after_a_task_was_solved_does_not_count_either(listed, learner_client, attempt):
    ann = learner_client("ann")
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    attempt("ann", "softmax/which-grows", Verdict.WRONG, way_shown=True)
    assert listed("?state=right", ann) == [7]


def test_the_answers_of_others_are_nobody_elses(listed, learner_client, attempt, client):
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    assert listed("?state=repeat", learner_client("ben")) == []
    assert listed("?state=new", client) == [7, 9]
    assert listed("?state=right", client) == []


def test_a_search_that_finds_nothing_says_what_to_do(client, bank):
    page = client.get("/questions/?q=zebra").content.decode()
    assert "0 questions found" in page
    assert "Try fewer or different words" in page
    assert "Show all questions" in page


def test_an_empty_bank_tells_its_authors_how_to_load_content(client, staff_client):
    assert "manage.py sync_content" not in client.get("/questions/").content.decode()
    assert "manage.py sync_content" in staff_client.get("/questions/").content.decode()


def test_what_was_asked_stays_in_the_form(client, bank):
    page = client.get('/questions/?q="><b>&topic=attention-scores&difficulty=2').content.decode()
    assert 'value="&quot;&gt;&lt;b&gt;"' in page
    assert '<option value="attention-scores" selected>' in page
    assert '<option value="2" selected>' in page


def test_fifty_to_a_page_and_the_filters_go_along(client, empty_bank, django_assert_num_queries):
    for number in range(1, 61):
        empty_bank.write(f"{number:02d}-q{number}.md", question_of(number))
    empty_bank.sync()
    # How many there are, their rows, the topics, and the glossary for other words.
    with django_assert_num_queries(4):
        first = client.get("/questions/?q=softmax")
    assert len(first.context["page"]) == 50
    assert 'href="?q=softmax&amp;page=2"' in first.content.decode()
    with django_assert_num_queries(4):
        second = client.get("/questions/?q=softmax&page=2")
    assert [question.number for question in second.context["page"]] == list(range(51, 61))
    assert 'href="?q=softmax&amp;page=1"' in second.content.decode()


def test_a_kept_list_takes_one_query_and_one_more_for_a_learner(
    learner_client, bank, attempt, django_assert_num_queries
):
    attempt("ann", "softmax/which-grows", Verdict.WRONG)
    client = learner_client("ann")
    client.get("/questions/")
    with django_assert_num_queries(2):
        assert 'tag-imprecise">Not right yet' in client.get("/questions/").content.decode()


def test_numbers_of_pages_that_do_not_exist_show_the_nearest_and_are_not_kept(client, bank):
    first = client.get("/questions/").content
    kept = len(cache._cache)
    for number in ("0", "2", "999", "-1", "x", "1e9", ""):
        assert client.get(f"/questions/?page={number}").content == first
    assert len(cache._cache) == kept


def question_of(number: int) -> str:
    body = "## In thirty seconds\n\nSoftmax.\n\n## The long answer\n\nMore of it.\n"
    return question_text(number, f"Question of number {number}?", body=body)
