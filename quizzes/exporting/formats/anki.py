"""Anki packages. A note is identified by its task and the number of its variant, never by its
text, so importing an edited deck changes cards instead of adding some.

Formulas stay MathML, which the browser inside Anki draws without a network and without a picture
for each: WebKit always did, Chromium does since version 109.
"""

import hashlib
import re
from datetime import datetime
from io import BytesIO

import genanki
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..cards import Card, Choice
from ..decks import SITE, Deck

# A random number, the same for ever: Anki finds the note type by it.
MODEL_ID = 1_846_203_517
# Deck ids are made from names; 2^30 keeps away from those that Anki gives, which are dates.
_FIRST_DECK_ID = 1 << 30
# In a field these would play a sound, make a card or begin a formula.
_MEANT_FOR_ANKI = {"{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;"}
_TAG = re.compile(r"(<[^>]*>)")

_CSS = """
.card { font: 18px/1.5 Georgia, serif; text-align: start; }
.card { max-width: 42rem; margin: 0 auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .4rem 0; }
td { padding: .15rem .5rem; text-align: right; }
ol { list-style: lower-alpha; padding-inline-start: 1.6em; }
li { margin: .4rem 0; }
.answer { font-weight: bold; }
.why p { display: inline; }
.why { font-size: .9em; opacity: .85; }
.source { font-size: .75em; opacity: .7; }
"""
# The classes keep MathJax, which Anki loads, away from what looks like TeX in a text.
_FRONT = '<div class="tex2jax_ignore mathjax_ignore">{{Task}}{{Options}}</div>'
_BACK = """<div class="tex2jax_ignore mathjax_ignore">{{Task}}{{Options}}<hr id="answer">
<div class="answer">{{Answer}}</div>{{Reasons}}<div>{{Explanation}}</div>
<p class="source">{{Source}}</p></div>"""
_FIELDS = ("Key", "Task", "Options", "Answer", "Reasons", "Explanation", "Source")


def written(deck: Deck, now: datetime) -> bytes:
    model = genanki.Model(
        MODEL_ID,
        f"{SITE}: task",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Task", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    package = genanki.Deck(deck_id(deck.name), f"{SITE}::{deck.title.replace('::', ': ')}")
    # Also without a card, so that the package is complete.
    package.add_model(model)
    for card in deck.cards:
        package.add_note(_note(card, model))
    file = BytesIO()
    genanki.Package(package).write_to_file(file, timestamp=now.timestamp())
    return file.getvalue()


def deck_id(name: str) -> int:
    digest = hashlib.sha256(f"deck {name}".encode()).digest()
    return _FIRST_DECK_ID + int.from_bytes(digest[:4]) % _FIRST_DECK_ID


def guid_of(card: Card) -> str:
    """What Anki knows the note by."""
    return hashlib.sha256(f"note {card.key}".encode()).hexdigest()[:20]


def _note(card: Card, model: genanki.Model) -> genanki.Note:
    question = card.item.question
    fields = (
        format_html("{}", card.key),
        card.ask_html,
        _options(card),
        format_html_join(mark_safe("<br>"), "{}", ((_answer(choice),) for choice in card.right)),
        _reasons(card),
        card.explain_html,
        format_html("{} · {}", question.title, SITE),
    )
    return genanki.Note(
        model=model,
        fields=[_for_anki(field) for field in fields],
        guid=guid_of(card),
        tags=[question.topic.slug, question.slug, card.item.kind],
    )


def _options(card: Card) -> SafeString:
    if card.is_open:
        return SafeString()
    rows = ((mark_safe(choice.html),) for choice in card.choices)  # noqa: S308 - sanitized when rendered
    return format_html('<ol dir="auto">{}</ol>', format_html_join("", "<li>{}</li>", rows))


def _answer(choice: Choice) -> SafeString:
    return format_html("{}. {}", choice.letter, mark_safe(choice.html))  # noqa: S308 - as above


def _reasons(card: Card) -> SafeString:
    rows = (
        (choice.letter, "right" if choice.right else "not right", mark_safe(choice.why_html))  # noqa: S308 - as above
        for choice in card.choices
        if choice.why
    )
    return format_html_join("", '<div class="why" dir="auto">{}: {}. {}</div>', rows)


def _for_anki(html: str) -> str:
    """A field in which Anki finds nothing but HTML."""
    parts = _TAG.split(html)
    parts[::2] = ["".join(_MEANT_FOR_ANKI.get(sign, sign) for sign in part) for part in parts[::2]]
    return "".join(parts)
