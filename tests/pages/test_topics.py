"""The map, a topic's page and its sheet, for a newcomer and for a learner."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.models import (
    CardKind,
    Question,
    Status,
    Topic,
    Verdict,
    public_topics,
    reading_order,
)
from quizzes.pages.topic_map import DOWN, HEIGHT, WIDTH, picture_of
from quizzes.pages.topics import TopicRow, topic_rows
from tests.bank.conftest import BODY, QUIZ, question_text
from tests.fixtures import kept_learner, stored_card
from tests.pages.placed import write

LONG = BODY.replace("With scores", "$$a_i = \\frac{e^{s_i}}{\\sum_j e^{s_j}}$$\n\nWith scores") + (
    "\n## More\n\n$$b = c$$\n"
)
CONTEXT = """\
## How it is asked

As a task.

## Wrong answers that are often heard

| What is said | Why it is wrong |
| --- | --- |
| "It is linear." | It is an exponential. |

### In writing

See [softmax](07-softmax.md).

## Where it is used

In every layer.
"""


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


class TestTheMap:
    def test_topics_stand_in_reading_order_with_what_to_read_first(self, client, placed):
        page = text_of(client, "/topics/")
        rows = page.partition('id="in-order"')[2].split('<li class="topic-row">')[1:]
        assert [re.search(r'href="/topics/([\w-]+)/"', row)[1] for row in rows] == [
            *("geometry", "scores", "masks")
        ]
        assert "Lengths and angles." in rows[0]
        assert "Read first" not in rows[0]
        assert 'Read first: <a href="/topics/geometry/">Geometry</a>' in rows[1]
        assert "1 question" in rows[0]
        assert "2 questions" in rows[1]
        assert "2 minutes to read" in rows[1]

    def test_the_picture_has_a_name_words_and_a_link_for_each_topic(self, client, placed):
        picture = re.search(r"<svg.*?</svg>", text_of(client, "/topics/"))[0]
        assert "<title" in picture
        assert "<desc" in picture
        assert set(re.findall(r'href="/topics/([\w-]+)/"', picture)) == {
            *("geometry", "scores", "masks")
        }
        assert "style=" not in picture

    def test_a_bank_without_a_list_has_its_topics_and_no_picture(self, client, bank):
        page = text_of(client, "/topics/")
        assert 'href="/topics/attention-scores/"' in page
        assert "topic-map" not in page

    def test_a_topic_without_a_public_question_is_not_shown(self, client, placed):
        write(placed, 7, "angle", "geometry", status="draft")
        placed.sync()
        page = text_of(client, "/topics/")
        assert "Geometry" not in page
        assert client.get("/topics/geometry/").status_code == 404
        assert client.get("/topics/geometry/sheet/").status_code == 404

    def test_topics_without_a_place_stand_in_one_order_wherever_they_are_listed(
        self, client, placed
    ):
        # The rows are read in the order in which they were stored, so that is not the order.
        for number, slug in enumerate(("twin-b", "apple", "twin-a"), start=20):
            topic = Topic.objects.create(slug=slug, title="Twin" if "twin" in slug else "Apple")
            question = Question.objects.get(number=1)
            question.pk, question.number, question.slug, question.topic = None, number, slug, topic
            question.save()
            topic.read_first.add(Topic.objects.get(slug="geometry"))
            Topic.objects.get(slug="masks").read_first.add(topic)
        unplaced = ["apple", "twin-a", "twin-b"]
        rows = {row.topic.slug: row for row in topic_rows()}
        assert list(rows) == ["geometry", "scores", "masks", *unplaced]
        assert [topic.slug for topic in rows["geometry"].leads_to] == ["scores", *unplaced]
        assert [topic.slug for topic in rows["masks"].read_first] == ["scores", *unplaced]
        assert [topic.slug for topic in public_topics()] == list(rows)

    def test_an_empty_bank_says_so(self, client, db):
        assert "No questions are published yet" in text_of(client, "/topics/")

    def test_a_learner_sees_what_was_answered_right(self, learner_client, placed, attempt):
        attempt("ann", "dot/which-grows", Verdict.WRONG)
        assert "tasks right" not in text_of(learner_client("ann"), "/topics/")
        attempt("ann", "dot/which-grows", Verdict.RIGHT)
        attempt("ann", "dot/which-grows", Verdict.RIGHT)
        attempt("bob", "cosine/which-grows", Verdict.RIGHT)
        attempt("ann", "cosine/which-grows", Verdict.GIVEN_UP)
        attempt("ann", "cosine/which-grows", Verdict.RIGHT, way_shown=True)
        page = text_of(learner_client("ann"), "/topics/")
        assert page.count("tasks right") == 1
        assert "1 of 2 tasks right" in page
        assert "1 of 2 tasks right" in text_of(learner_client("ann"), "/topics/scores/")

    def test_a_topic_shows_the_level_that_its_skills_have_reached(
        self, learner_client, placed, attempt
    ):
        ann = attempt("ann", "angle/which-grows", Verdict.RIGHT).learner
        stored_card(ann, CardKind.SKILL, "concept:angle", timezone.now().date(), streak=2)
        page = text_of(learner_client("ann"), "/topics/")
        assert 'class="map-topic map-level-2" href="/topics/geometry/"' in page
        assert "1 question, proficient" in page
        page = text_of(learner_client("ann"), "/topics/geometry/")
        assert "You are 100% ready in this topic" in page
        assert 'href="/levels/concept:angle/"' in page
        assert "ready in this topic" not in text_of(learner_client("ann"), "/topics/masks/")

    def test_ten_thousand_questions_cost_no_more_queries(
        self, learner_client, django_assert_num_queries, db
    ):
        topics = [
            Topic.objects.create(slug=f"t{place}", title=f"Topic {place}", position=place)
            for place in range(1, 14)
        ]
        Question.objects.bulk_create(
            Question(
                number=number,
                slug=f"q{number}",
                title=f"Question {number}",
                topic=topics[number % 13],
                difficulty=1,
                status=Status.PUBLISHED,
                reading_order=reading_order(number % 13 + 1, number),
            )
            for number in range(1, 10_001)
        )
        kept_learner("ann")
        with django_assert_num_queries(4):
            rows = topic_rows()
        assert sum(row.questions for row in rows) == 10_000
        client = learner_client("ann")
        # Rendered once: the edition, the rows, whether this learner has answered, and what.
        with django_assert_num_queries(8):
            client.get("/topics/")
        with django_assert_num_queries(12):
            client.get("/topics/t3/")
        for address in ("/topics/", "/topics/t3/"):
            with django_assert_num_queries(2):
                client.get(address)
        with django_assert_num_queries(4):
            page = text_of(client, "/topics/t3/sheet/")
        assert "did not fit on the sheet" in page

    def test_a_page_of_a_topic_has_fifty_questions(self, client, empty_bank):
        topic = Topic.objects.create(slug="long", title="Long", position=1)
        Question.objects.bulk_create(
            Question(
                number=number,
                slug=f"q{number}",
                title=f"Question {number}",
                topic=topic,
                difficulty=1,
                status=Status.PUBLISHED,
                reading_order=reading_order(1, number),
            )
            for number in range(1, 61)
        )
        first, second = text_of(client, "/topics/long/"), text_of(client, "/topics/long/?page=2")
        assert len(re.findall(r'href="/questions/q\d+/"', first)) == 50
        assert 'href="?page=2"' in first
        assert len(re.findall(r'href="/questions/q\d+/"', second)) == 10
        assert 'href="?page=1"' in second
        assert text_of(client, "/topics/long/?page=9") == second
        assert text_of(client, "/topics/long/?page=x") == first


class TestThePicture:
    def rows(self, *first: list[int]) -> list[TopicRow]:
        """Topics 0, 1, ...; each argument lists the numbers of the topics to read before it."""
        topics = [
            Topic(pk=number + 1, slug=f"t{number}", title="A rather long title of a topic")
            for number in range(len(first))
        ]
        return [
            TopicRow(topic, 1, 1, [topics[number] for number in numbers])
            for topic, numbers in zip(topics, first, strict=True)
        ]

    @pytest.mark.parametrize(
        "first",
        [
            [[]],
            [[], [0], [1]],
            [[], [0], [0], [0], [1, 2], [0, 4]],
            [[], [], [0, 1], [2], [2], [3, 0], [1]],
            [[], [0], [1], [0, 2], [0], [1, 4], [3, 5], []],
        ],
    )
    def test_no_two_boxes_touch_and_each_is_below_what_comes_first(self, first):
        picture = picture_of(self.rows(*first))
        boxes = {box.row.topic.pk: box for box in picture.boxes}
        assert len(boxes) == len(first)
        for one in boxes.values():
            assert one.x >= 0
            assert one.x + WIDTH <= picture.width
            assert one.y + HEIGHT <= picture.height
            for topic in one.row.read_first:
                assert boxes[topic.pk].y + HEIGHT < one.y
            for other in boxes.values():
                assert one is other or one.y != other.y or abs(one.x - other.x) > WIDTH

    def test_an_arrow_past_a_layer_has_a_gap_of_its_own(self):
        # The arrow from 0 to 3 passes the layer of 2; no path through 1 or 2 replaces it.
        picture = picture_of(self.rows([], [], [1], [0, 2]))
        past = [way for way in picture.ways if f"v{HEIGHT}" in way]
        assert len(past) == 1
        x = int(re.search(r" (\d+) \d+v", past[0])[1])
        assert all(
            not box.x - 5 < x < box.x + WIDTH + 5 for box in picture.boxes if box.y == HEIGHT + DOWN
        )

    def test_what_follows_from_other_arrows_is_not_drawn(self):
        assert len(picture_of(self.rows([], [0], [0, 1])).ways) == 2

    def test_a_long_title_is_cut_and_a_picture_of_nothing_is_empty(self):
        rows = self.rows([])
        rows[0].topic.title = "word " * 40
        (box,) = picture_of(rows).boxes
        assert len(box.lines) == 3
        assert picture_of([]).boxes == []


class TestATopic:
    def test_its_questions_stand_in_order_with_summary_and_minutes(self, client, placed):
        page = text_of(client, "/topics/scores/")
        assert page.index("All about dot") < page.index("All about cosine")
        assert "All about angle" not in page
        assert "Softmax turns scores into weights" in page
        assert "1 minute to read" in page

    def test_the_minutes_of_a_context_are_told(self, client, bank):
        assert "1 minute to read, and 1 for its context" in text_of(
            client, "/topics/attention-scores/"
        )
        assert "1 minute to read" in text_of(client, "/questions/softmax/context/")

    def test_ways_lead_on(self, client, placed):
        page = text_of(client, "/topics/scores/")
        assert 'Read first: <a href="/topics/geometry/">Geometry</a>' in page
        assert '<a href="/topics/masks/">Next: Masks</a>' in page
        assert 'href="/topics/scores/sheet/"' in page

    def test_a_quiz_belongs_here_where_all_of_its_items_do(self, client, placed):
        of_topic = QUIZ.replace("softmax/which-grows", "dot/which-grows")
        placed.write("quizzes/scores.md", of_topic.replace("by hand", "of the topic"))
        mixed = QUIZ.replace("softmax/which-grows", "dot/which-grows, angle/which-grows")
        placed.write("quizzes/mixed.md", mixed.replace("by hand", "of everything"))
        placed.sync()
        page = text_of(client, "/topics/scores/")
        assert "Quiz: Softmax of the topic" in page
        assert "Softmax of everything" not in page

    def test_a_question_names_its_topic_and_the_list_groups_by_it(self, client, placed):
        assert '<a href="/topics/masks/">Masks</a>' in text_of(client, "/questions/causal/")
        page = text_of(client, "/questions/")
        places = [page.index(f'id="topic-{slug}"') for slug in ("geometry", "scores", "masks")]
        assert places == sorted(places)
        assert page.index('id="topic-masks"') < page.index("All about causal")

    @pytest.mark.parametrize("address", ["/topics/", "/topics/scores/", "/topics/scores/sheet/"])
    def test_only_reading_is_allowed_and_no_cookie_is_set(self, client, placed, address):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200
        assert not client.get(address).cookies

    def test_an_unknown_topic_is_not_found(self, client, placed):
        assert client.get("/topics/none/").status_code == 404


class TestTheSheet:
    @pytest.fixture
    def sheet(self, client, empty_bank):
        empty_bank.write("07-softmax.md", question_text(body=LONG))
        empty_bank.write("07-softmax.context.md", CONTEXT)
        empty_bank.sync()
        return text_of(client, "/topics/attention-scores/sheet/")

    def test_it_has_the_short_answer_formulas_example_and_wrong_answers(self, sheet):
        assert "Softmax turns scores into weights" in sheet
        assert "With scores 20, 18, 19" not in sheet
        assert sheet.count('class="formula"') >= 2
        assert "Worked example: Three scores" in sheet
        assert "20 18 19" in sheet
        assert "It is an exponential." in sheet
        assert "In every layer." not in sheet

    def test_nothing_of_an_item_stands_on_it(self, sheet):
        for words in ("which-grows", "It grows", "The exponential grows", "It falls"):
            assert words not in sheet

    def test_no_anchor_stands_on_it_twice(self, sheet):
        ids = re.findall(r'\bid="([^"]+)"', sheet)
        assert len(ids) == len(set(ids))
        assert not {"in-thirty-seconds", "in-writing"} & set(ids)
        assert "In writing" in sheet
