"""Moodle XML: https://docs.moodle.org/en/Moodle_XML_format. Each wrong answer has its feedback."""

import re
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..cards import Card
from ..decks import SITE, Deck
from .grades import grade_of

# XML has no way to write these.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PENALTY = "0.3333333"


def written(deck: Deck, now: datetime) -> bytes:
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    # A slash would begin a category inside this one.
    _text(category, "category", f"$course$/top/{SITE}/{deck.title.replace('/', '//')}")
    for card in deck.cards:
        _question(quiz, card)
    indent(quiz)
    return tostring(quiz, encoding="utf-8", xml_declaration=True)


def _question(quiz: Element, card: Card) -> None:
    question = SubElement(quiz, "question", type="shortanswer" if card.is_open else "multichoice")
    _text(question, "name", card.title)
    _text(question, "questiontext", card.ask_html, "html")
    _text(question, "generalfeedback", card.explain_html, "html")
    for name, value in (("defaultgrade", "1"), ("penalty", _PENALTY), ("hidden", "0")):
        SubElement(question, name).text = value
    SubElement(question, "idnumber").text = card.key
    if card.is_open:
        SubElement(question, "usecase").text = "0"
    else:
        SubElement(question, "single").text = "false" if card.takes_many else "true"
        SubElement(question, "shuffleanswers").text = "true"
        SubElement(question, "answernumbering").text = "abc"
    for choice in card.choices:
        fraction = grade_of(card, choice)
        answer = SubElement(question, "answer", fraction=fraction)
        answer.set("format", "moodle_auto_format" if card.is_open else "html")
        text = SubElement(answer, "text")
        text.text = _writable(choice.text if card.is_open else choice.html)
        _text(answer, "feedback", choice.why_html, "html")


def _text(parent: Element, name: str, text: str, form: str = "") -> None:
    element = SubElement(parent, name)
    if form:
        element.set("format", form)
    SubElement(element, "text").text = _writable(text)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
