"""Taken out as text, as a search engine, a reader aloud or a copy takes it, no two words of a page
run together: between two parts that stand apart there is a space in the source, too."""

from collections.abc import Iterator
from html.parser import HTMLParser

import numpy as np
import pytest
from django.test import Client

from quizzes.labs.catalogue import LABS
from quizzes.models import Item
from quizzes.pictures import bar_chart, heatmap
from quizzes.pictures.small_heatmap import small_heatmap

# Parts of a word, or of a formula, which has a reading of its own.
WITHIN_A_WORD = {"sub", "sup", "mark", "em", "strong", "b", "i", "wbr"}
NOT_READ = {"script", "style", "math", "head"}
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# In code a word ends where its color does.
CODE = {"pre", "code"}


class Joined(HTMLParser):
    """Finds words of different elements with nothing between them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.before = " "
        self.crossed: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.crossed.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.crossed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        while self.open and self.open.pop() != tag:
            pass
        self.crossed.append(tag)
        if tag in NOT_READ:
            self.before = " "

    def handle_data(self, data: str) -> None:
        if not NOT_READ.isdisjoint(self.open):
            return
        crossed = set(self.crossed) - WITHIN_A_WORD
        is_code = any(tag in CODE for tag in self.open)
        if crossed and not is_code and _is_word(self.before[-1]) and _is_word(data[0]):
            between = " ".join(self.crossed)
            self.found.append(f"'{self.before[-20:]}' runs into '{data[:20]}' ({between})")
        self.before, self.crossed = data, []


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter in "−·≈∞√"


def joined_words(text: str) -> list[str]:
    parser = Joined()
    parser.feed(text)
    return parser.found


OF_THE_BANK = ("dot-product-self-attention", "reading-attention-maps", "kv-cache")


def addresses() -> Iterator[str]:
    yield from ("/", "/questions/", "/search/?q=softmax", "/topics/", "/glossary/", "/quizzes/")
    yield from ("/workbench/?show=steps&answer=1+2+3%0A4+5+6", "/typing/", "/api/docs", "/nowhere/")
    yield from (f"/labs/{lab.slug}/?guess=without-a-guess" for lab in LABS)
    yield from ("/topics/attention-scores/", "/topics/attention-scores/sheet/")
    yield from ("/topics/attention-scores/deck/", "/quizzes/softmax/worksheet/")
    for slug in OF_THE_BANK:
        yield from (f"/questions/{slug}/", f"/questions/{slug}/context/")


def test_no_words_of_any_page_run_together(client: Client, real_bank: None) -> None:
    faults = {}
    for address in addresses():
        if found := joined_words(client.get(address).content.decode()):
            faults[address] = found[:3]
    assert faults == {}


def test_no_words_of_a_task_run_together_before_or_after_an_answer(
    client: Client, real_bank: None
) -> None:
    for item in Item.published.filter(question__slug__in=OF_THE_BANK):
        shown = client.get(item.get_absolute_url(), follow=True)
        given_up = {"token": shown.context["token"], "give_up": "1"}
        told = client.post(item.get_absolute_url(), given_up)
        assert told.status_code == 200
        for page in (shown, told):
            assert joined_words(page.content.decode()) == [], item.key


def test_the_texts_of_a_picture_do_not_run_together() -> None:
    pair = np.array([[0.055, 0.042]])
    words = [["broad", "broad"]]
    for picture in (
        heatmap("a", "A", pair, ["q1"], ["k1", "k2"], decimals=3),
        small_heatmap("b", "B", pair, ["q1"], ["k1", "k2"], words=words),
        bar_chart("c", "C", "key", ["k1", "k2"], "weight", [0.055, 0.042]),
    ):
        assert joined_words(picture.svg()) == []
        assert joined_words(picture.file()) == []


@pytest.mark.parametrize(
    ("source", "are_joined"),
    [
        ("<td>0.1</td><td>0.2</td>", True),
        ("<td>0.1</td><td>−0.2</td>", True),
        ("<td>0.1</td> <td>0.2</td>", False),
        ("<text>broad</text><text>broad</text>", True),
        ("<a>one</a><a>two</a>", True),
        ("d<sub>k</sub>", False),
        ("<em>un</em>do", False),
        ("(<a>one</a>)", False),
        ("<math><mi>d</mi><mi>k</mi></math>", False),
    ],
)
def test_what_counts_as_run_together(source: str, are_joined: bool) -> None:
    assert bool(joined_words(source)) == are_joined
