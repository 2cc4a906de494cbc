"""Previous, next and related questions: in reading order, with reasons, and never stale."""

import re
from html import unescape

from quizzes.models import Question, Topic
from tests.pages.placed import TOPICS, write


def page(client, slug):
    return client.get(f"/questions/{slug}/").content.decode()


def neighbor(client, slug, rel):
    found = re.search(rf'href="/questions/([\w-]+)/"\s+rel="{rel}"', page(client, slug))
    return found and found[1]


def related(client, slug):
    """Slug and reason of each question that the page lists as related."""
    text = page(client, slug)
    part = text.partition('id="related-title"')[2].partition("</section>")[0]
    rows = re.findall(r'href="/questions/([\w-]+)/">.*?<span class="meta">(.*?)</span>', part)
    return [(found, unescape(reason)) for found, reason in rows]


def test_the_next_question_is_that_of_the_topic_and_then_of_the_next_topic(client, placed):
    way = ["angle"]
    while following := neighbor(client, way[-1], "next"):
        assert neighbor(client, following, "prev") == way[-1]
        way.append(following)
    assert way == ["angle", "dot", "cosine", "causal", "padding"]


def test_a_draft_is_stepped_over(client, placed):
    write(placed, 5, "cosine", "scores", status="draft")
    placed.sync()
    assert neighbor(client, "dot", "next") == "causal"


def test_another_order_of_the_topics_shows_at_once(client, placed):
    assert neighbor(client, "cosine", "next") == "causal"
    first, scores, masks = re.split(r"(?m)^(?=- )", TOPICS.replace("[scores]", "[]"))[1:]
    placed.write("topics.yaml", masks + first + scores)
    placed.sync()
    assert neighbor(client, "cosine", "next") is None
    assert neighbor(client, "padding", "next") == "angle"


def test_without_places_questions_follow_by_number(client, bank):
    assert neighbor(client, "softmax", "next") == "masks"


def test_a_link_relates_two_pages_both_ways(client, placed):
    write(placed, 7, "angle", "geometry", "See [all about padding](03-padding.md).")
    placed.sync()
    assert related(client, "angle")[0] == ("padding", "This page links to it")
    assert related(client, "padding")[0] == ("angle", "It links to this page")
    write(placed, 3, "padding", "masks", "See [all about angle](07-angle.md#the-long-answer).")
    placed.sync()
    assert related(client, "padding")[0] == ("angle", "The two pages link to each other")


def test_a_link_in_the_context_counts(client, placed):
    text = "## Where it is used\n\nAs in [all about padding](03-padding.md).\n"
    placed.write("07-angle.context.md", text)
    placed.sync()
    assert related(client, "angle")[0] == ("padding", "This page links to it")


def test_a_link_that_is_taken_out_is_forgotten(client, placed):
    write(placed, 7, "angle", "geometry", "See [all about padding](03-padding.md).")
    placed.sync()
    write(placed, 7, "angle", "geometry")
    placed.sync()
    assert "padding" not in dict(related(client, "angle"))


def test_the_topic_that_builds_on_this_one_and_the_same_topic(client, placed):
    assert related(client, "dot") == [
        ("causal", "To read afterward: Masks"),
        ("cosine", "The same topic"),  # also the next question, because there is nothing else
    ]


def test_no_more_than_five_and_the_links_first(client, placed):
    for number in range(20, 30):
        write(placed, number, f"more-{number}", "scores")
    write(placed, 7, "angle", "geometry", "See [all about causal](01-causal.md).")
    write(placed, 28, "more-28", "scores", "See [all about padding](03-padding.md).")
    placed.sync()
    found = related(client, "more-28")
    assert len(found) == 5
    assert found[0] == ("padding", "This page links to it")
    assert not {"more-27", "more-29"} & set(dict(found))  # they are previous and next


def test_what_is_hidden_is_not_related(client, placed):
    write(placed, 7, "angle", "geometry", "See [all about padding](03-padding.md).")
    placed.sync()
    assert "padding" in dict(related(client, "angle"))
    write(placed, 3, "padding", "masks", status="draft")
    placed.sync()
    assert "padding" not in dict(related(client, "angle"))


def test_a_deleted_question_is_related_no_longer(client, placed):
    assert "causal" in dict(related(client, "dot"))
    Question.objects.filter(slug="causal").delete()
    assert "causal" not in dict(related(client, "dot"))


def test_the_title_of_a_related_topic_shows_at_once(client, placed):
    related(client, "dot")
    Topic.objects.filter(slug="masks").update(title="Masking")
    assert ("causal", "To read afterward: Masking") in related(client, "dot")


def test_a_title_cannot_break_the_list(client, placed):
    write(placed, 1, "causal", "masks")
    text = (placed.root / "01-causal.md").read_text()
    title = 'title: "<b>A | B & \\"C\\", D</b>"'
    placed.write("01-causal.md", text.replace("title: All about causal", title, 1))
    placed.sync()
    text = page(client, "dot")
    assert "&lt;b&gt;A | B &amp; &quot;C&quot;, D&lt;/b&gt;</a>" in text


def test_no_page_names_itself(client, placed):
    for slug in ("angle", "dot", "cosine", "causal", "padding"):
        assert slug not in dict(related(client, slug))


def test_nothing_is_related_to_the_only_question(client, empty_bank):
    empty_bank.publish(7, "softmax")
    assert "related-title" not in page(client, "softmax")
