"""Markdown, rendered by another Markdown processor: the same words, no markup of its own."""

from datetime import UTC, datetime

from markdown_it import MarkdownIt

from quizzes.exporting.decks import deck_of
from quizzes.exporting.formats.markdown import written
from quizzes.exporting.plain import as_markdown, as_text
from quizzes.exporting.scopes import scope_of_everything
from tests.answering import all_kinds as small
from tests.exporting.nasty import SLUG, deck_of_question, stored_nasty

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


def rendered(markdown: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(markdown)


def test_every_task_of_the_bank_has_its_heading_and_its_answer(real_bank):
    deck = deck_of("everything", "All tasks", scope_of_everything().items, 2)
    html = rendered(written(deck, NOW).decode())
    assert html.count("<h2>") == len(deck.cards)
    assert html.count("<strong>Answer:</strong>") == len(deck.cards)


def test_the_right_answer_and_the_reasons_stand_below_the_task(all_kinds):
    text = written(deck_of_question(small.SLUG), NOW).decode()
    task = text[text.index("How are attention weights made? · Choose one (1)") :]
    assert task.index("What happens") < task.index("**Answer:**") < task.index("EXPLAIN-GROWS")
    assert "WHY-FALLS" in task


def test_signs_of_markdown_in_texts_stay_signs(db):
    stored_nasty()
    html = rendered(written(deck_of_question(SLUG), NOW).decode())
    assert "<script" not in html
    assert "Is a &lt; b &amp; c &gt; d" in html
    assert "<code>{{c1::cloze}}</code>" in html
    assert "[sound:x.mp3]" in html
    assert "שלום" in html


def test_words_survive_the_way_there_and_back():
    for html in (
        "<p>1. not a list</p>",
        "<p># no heading</p>",
        "<p>- no item</p>",
        "<p>a_b_c *d*</p>",
    ):
        shown = rendered(as_markdown(html))
        assert as_text(shown) == as_text(html)
        assert "<li>" not in shown
        assert "<h1>" not in shown
        assert "<em>" not in shown


def test_tables_lists_and_code_keep_their_form():
    head = "<thead><tr><th>a</th><th>b</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    assert "<td>2</td>" in rendered(as_markdown(table))
    assert "<li>two</li>" in rendered(as_markdown("<ul><li>one</li><li>two</li></ul>"))
    assert "x = {\n  1}" in rendered(as_markdown("<pre><code>x = {\n  1}</code></pre>"))
    assert as_markdown('<math data-tex="a_1 \\cdot b"><mi>a</mi></math>') == "$a_1 \\cdot b$"
