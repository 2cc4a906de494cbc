"""GIFT, read back by the rules of the format."""

from datetime import UTC, datetime

from quizzes.exporting.decks import Deck, deck_of
from quizzes.exporting.formats.gift import written
from quizzes.exporting.scopes import scope_of_everything
from tests.answering import all_kinds as small
from tests.exporting.gift_reader import read
from tests.exporting.nasty import SLUG, deck_of_question, stored_nasty

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


def agrees(deck: Deck) -> None:
    _category, found = read(written(deck, NOW).decode())
    assert [question.id for question in found] == [card.key for card in deck.cards]
    for question, card in zip(found, deck.cards, strict=True):
        assert question.title == card.title
        assert question.text == card.ask_html
        assert question.feedback == card.explain_html
        for answer, choice in zip(question.answers, card.choices, strict=True):
            assert (answer.text, answer.feedback) == (choice.html, choice.why_html), card.key
            assert (answer.share > 0) is choice.right, card.key
        assert abs(sum(a.share for a in question.answers if a.share > 0) - 100) < 0.01


def test_every_task_is_read_back_as_it_was(all_kinds):
    agrees(deck_of_question(small.SLUG))


def test_every_task_of_the_bank_is_read_back_as_it_was(real_bank):
    agrees(deck_of("everything", "All tasks", scope_of_everything().items, 2))


def test_signs_of_the_format_in_texts_mean_nothing(db):
    stored_nasty()
    agrees(deck_of_question(SLUG))


def test_no_text_breaks_a_question_with_an_empty_line(db):
    stored_nasty()
    blocks = written(deck_of_question(SLUG), NOW).decode().strip().split("\n\n")
    assert len(blocks) == 1 + len(deck_of_question(SLUG).cards)


def test_the_category_is_one_line(db):
    category, found = read(written(Deck("name", "Keys/\nvalues", []), NOW).decode())
    assert category == "Attention by Hand/Keys// values"
    assert found == []
