"""The list of quizzes: those across topics first, the others in reading order of their topic."""

import re

from quizzes.sittings.quiz_list import ACROSS_TOPICS, BY_TOPIC, quiz_groups


def quiz(*items: str, title: str) -> str:
    lines = "\n".join(f"  - {item}" for item in items)
    head = f"---\ntitle: {title}\nstatus: published\npass_mark: 70\nitems:\n{lines}\n---\n"
    return f"{head}Some tasks.\n"


def write_quizzes(placed) -> None:
    angle, dot, cosine = ("angle/which-grows", "dot/which-grows", "cosine/which-grows")
    placed.write("quizzes/a-scores.md", quiz(dot, title="A quiz on scores"))
    placed.write("quizzes/b-geometry.md", quiz(angle, title="B quiz on geometry"))
    placed.write("quizzes/z-all.md", quiz(angle, dot, title="Z quiz over all"))
    placed.write("quizzes/y-all.md", quiz(cosine, angle, title="Y quiz over all"))
    placed.sync()


def main_of(response) -> str:
    """The page without its footer, which has headings of its own."""
    return response.content.decode().partition('<footer class="site-footer">')[0]


def test_quizzes_over_all_topics_come_first_and_the_others_in_reading_order(client, placed):
    write_quizzes(placed)
    page = main_of(client.get("/quizzes/"))
    headings = re.findall(r"<h2>([^<]+)</h2>", page)
    assert headings == [ACROSS_TOPICS, BY_TOPIC]
    assert re.findall(r'<h3><a href="/quizzes/([\w-]+)/"', page) == [
        *("y-all", "z-all", "b-geometry", "a-scores")
    ]
    assert "Geometry · 1 task, about 1 minute" in page


def test_a_group_without_a_quiz_has_no_heading(client, placed):
    placed.write("quizzes/b-geometry.md", quiz("angle/which-grows", title="B quiz on geometry"))
    placed.sync()
    page = main_of(client.get("/quizzes/"))
    assert re.findall(r"<h2>([^<]+)</h2>", page) == [BY_TOPIC]


def test_many_quizzes_cost_no_more_queries(placed, django_assert_num_queries):
    write_quizzes(placed)
    with django_assert_num_queries(2):
        assert [len(group.rows) for group in quiz_groups()] == [2, 2]
