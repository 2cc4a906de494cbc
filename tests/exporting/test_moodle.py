"""Moodle XML, read by a reader that is not ours: every answer, with feedback on each wrong one."""

import html
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from moodle_xml_parser.models import MultiChoiceQuestion
from moodle_xml_parser.parser import parse_bytes

from quizzes.exporting.decks import Deck, deck_of
from quizzes.exporting.formats.moodle import written
from quizzes.exporting.scopes import scope_of_everything
from tests.answering import all_kinds as small
from tests.exporting.nasty import SLUG, deck_of_question, stored_nasty

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)
# What Moodle accepts as a share of the grade.
SHARES = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667}
SHARES |= {14.28571, 12.5, 11.11111, 10, 5, 0}


def questions(deck: Deck) -> list[MultiChoiceQuestion]:
    return parse_bytes(written(deck, NOW))["multichoice"]


def tree(deck: Deck) -> ET.Element:
    return ET.fromstring(written(deck, NOW))  # noqa: S314 - our own


def agrees(deck: Deck) -> None:
    found = questions(deck)
    assert len(found) == len(deck.cards)
    for question, card in zip(found, deck.cards, strict=True):
        assert question.name == html.unescape(card.title), card.key
        assert question.text_pre_parse == html.unescape(card.ask_html), card.key
        assert question.single is not card.takes_many
        assert question.general_feedback == html.unescape(card.explain_html)
        for option, choice in zip(question.options, card.choices, strict=True):
            assert option.answer == html.unescape(choice.html).strip(), card.key
            assert option.feedback == html.unescape(choice.why_html), card.key
            assert (option.score_fraction > 0) is choice.right, card.key
            assert abs(option.score_fraction) in SHARES, card.key
            assert choice.right or option.feedback, card.key


def test_an_independent_reader_finds_every_answer_with_its_feedback(all_kinds):
    agrees(deck_of_question(small.SLUG))


def test_it_finds_them_for_the_whole_bank(real_bank):
    agrees(deck_of("everything", "All tasks", scope_of_everything().items, 2))


def test_texts_with_signs_of_xml_and_html_stay_what_they_are(db):
    stored_nasty()
    agrees(deck_of_question(SLUG))


def test_whoever_chooses_all_answers_gets_nothing(db):
    stored_nasty()
    (several,) = (q for q in questions(deck_of_question(SLUG)) if not q.single)
    assert abs(sum(option.score_fraction for option in several.options)) < 0.01
    right = sum(option.score_fraction for option in several.options if option.score_fraction > 0)
    assert abs(right - 100) < 0.01


def test_every_question_has_the_parts_that_moodle_asks_for(all_kinds):
    quiz = tree(deck_of_question(small.SLUG))
    category, *found = quiz
    assert quiz.tag == "quiz"
    assert category.get("type") == "category"
    assert category.findtext("category/text") == (
        "$course$/top/Attention by Hand/How are attention weights made?"
    )
    keys = [question.findtext("idnumber") for question in found]
    assert len(set(keys)) == len(keys)
    for question in found:
        assert question.get("type") == "multichoice"
        assert question.find("questiontext").get("format") == "html"
        assert question.findtext("single") in ("true", "false")
        assert question.findtext("answernumbering") == "abc"
        for answer in question.findall("answer"):
            assert answer.get("format") == "html"
            assert answer.find("feedback").get("format") == "html"


def test_a_character_that_xml_cannot_hold_is_left_out(all_kinds):
    deck = deck_of("name", "Ti\x0btle \ud800 \ufffe", [], 1)
    assert "Title  " in tree(deck).findtext("question/category/text")


def test_a_slash_in_a_title_begins_no_category_of_its_own():
    quiz = tree(Deck("name", "Keys/values", []))
    assert quiz.findtext("question/category/text").endswith("/Keys//values")
