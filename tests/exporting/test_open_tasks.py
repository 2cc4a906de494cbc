"""A task of which no mistake is known has nothing to choose from: it is exported to be typed."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from quizzes.exporting.decks import Deck
from quizzes.exporting.formats import FORMATS
from quizzes.items import Kind
from quizzes.items.kinds.numeric import Numeric
from tests.answering.all_kinds import SLUG, task
from tests.exporting.gift_reader import read
from tests.exporting.nasty import deck_of_question

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def deck(all_kinds, monkeypatch) -> Deck:
    monkeypatch.setattr(Numeric, "export_options", Kind.export_options)
    whole = deck_of_question(SLUG, 1)
    cards = [card for card in whole.cards if card.item.key == "softmax"]
    return Deck(whole.name, whole.title, cards)


def test_the_task_asks_for_the_answer_and_how_exact_it_must_be(deck):
    (card,) = deck.cards
    assert card.is_open
    assert "What is the answer?" in card.ask_html
    assert task("softmax", -1).kind.tolerance_words() in card.ask_html


def test_moodle_gets_a_short_answer(deck):
    quiz = ET.fromstring(FORMATS["moodle"].write(deck, NOW))  # noqa: S314 - our own
    (question,) = quiz.findall("question[@type='shortanswer']")
    (answer,) = question.findall("answer")
    assert answer.get("fraction") == "100"
    assert answer.findtext("text") == task("softmax", -1).kind.right_answer()
    assert question.find("single") is None


def test_gift_gets_a_short_answer(deck):
    (question,) = read(FORMATS["gift"].write(deck, NOW).decode())[1]
    (answer,) = question.answers
    assert (answer.share, answer.text) == (100, task("softmax", -1).kind.right_answer())


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_a_table_and_notes_name_the_answer(deck, form):
    text = FORMATS[form].write(deck, NOW).decode().replace("\\", "")
    assert task("softmax", -1).kind.right_answer() in text


def test_anki_gets_a_card_without_options(deck):
    assert FORMATS["anki"].write(deck, NOW)
