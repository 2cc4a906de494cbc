"""Excerpts show formulas as their page does, and content cannot pass for anything else in them."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.store.questions import save_question
from quizzes.finding.excerpts import Marker
from quizzes.models import Question
from quizzes.search import index
from quizzes.search.lines import Formula, Line
from quizzes.search.passages import passages_of
from quizzes.search.query import parse
from tests.bank.conftest import question_text

DRAWN = r"""## In thirty seconds

The angle: $\lVert q \rVert \cos\theta$, with $\sum_i a_i^2$ under a root.

## The long answer

### Where $A = U \Sigma V^\top$ is used

A zebra of $n \times n$ scores, some of them $-\infty$.

| zebra | $\Sigma$ |
| --- | --- |
| one | two |

```python
zebra = query @ key.T
```
"""
RAW = r"costheta|\bsum_|a_i\^2|infty|\bSigma\b|Vert|n · n|\\[a-zA-Z]"
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</mark></a><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\ue002<b>zebra</b>\ue003",
    "<math data-tex='x'><mtext><script>alert(1)</script></mtext></math>",
)


def results(client, query: str) -> str:
    page = client.get(f"/search/?{urlencode({'q': query})}").content.decode()
    return page.partition('<ol class="found">')[2].partition("</ol>")[0]


def words_of(html: str) -> str:
    """What is read, formulas included, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.fixture
def drawn(client, empty_bank):
    empty_bank.publish(7, "drawn", body=DRAWN)
    return client


@pytest.mark.parametrize(
    "query", ["angle", "zebra", r"\cos\theta", "cos θ", "U Sigma V", "infty", r"n \times n"]
)
def test_no_formula_is_shown_as_it_was_typed(drawn, query):
    found = results(drawn, query)
    assert "<math" in found
    assert not re.search(RAW, words_of(found))


def test_a_formula_in_a_heading_is_drawn_and_its_place_led_to(drawn):
    found = results(drawn, "zebra")
    heading = re.search(r'<p class="found-heading">(.*?)</p>', found, re.DOTALL)[1]
    assert "<mi mathvariant=" in heading or "Σ" in heading
    assert "#where-a-u-sigma-vt-is-used" in heading


def test_a_formula_that_may_be_wider_than_a_phone_gets_a_box_that_scrolls(client, empty_bank):
    wide = " + ".join(f"x_{number}" for number in range(9))
    empty_bank.publish(7, "wide", body=DRAWN.replace("The angle", f"The angle: ${wide}$"))
    found = results(client, "angle")
    assert re.search(r'<span class="formula" tabindex="0"[^>]*><math data-tex="x_0 \+', found)


def test_the_cells_of_a_table_are_told_apart_and_a_listing_is_text(drawn):
    found = words_of(results(drawn, "zebra"))
    assert "zebra · Σ" in found
    assert "one · two" in found
    assert "zebra = query @ key.T" in found


def test_a_summary_has_its_formulas_in_signs(drawn):
    page = unescape(drawn.get("/questions/").content.decode())
    assert "‖q‖ cos θ, with ∑_i a_i² under a root" in page


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_content_and_queries_stays_text(client, db, attack):
    """In prose, code, a formula, a heading and a title; and looked for."""
    body = (
        f"## In thirty seconds\n\nA zebra, `zebra {attack}`, $\\text{{zebra {attack}}}$.\n\n"
        f"## The long answer\n\n### Zebra `{attack}`\n\nMore zebra. {attack}\n\n"
        f"```text\nzebra {attack}\n```\n"
    )
    question = save_question(Question(slug="zebra"), question_text(7, "A zebra?", "draft", body))
    # As if nobody had checked the title.
    Question.objects.update(status="published", title=f"A zebra {attack}?")
    index.put([index.entry_of(Question.objects.get(pk=question.pk))])
    for query in ("zebra", attack, f"zebra {attack}", f'"{attack}"'):
        found = results(client, query)
        parser = _Tags()
        parser.feed(found)
        assert not parser.tags & {"script", "img", "b", "mtext:script"}, query
        assert not {name for name in parser.attributes if name.startswith("on")}, query
        assert "<mark>" in found or not found


private = st.characters(min_codepoint=0xE000, max_codepoint=0xF8FF)


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), private), max_size=40))
def test_no_text_passes_for_a_formula(text):
    html = "".join(f"&#{ord(character)};" for character in text)
    (passage,) = passages_of(
        [{"type": "html", "html": f'<p>before {html} after <math data-tex="{html}x"></math></p>'}],
        "",
    )
    assert all(isinstance(piece, (str, Formula)) for piece in passage.text.pieces)
    assert len(passage.text.pieces) == 2
    shown = Marker(parse("before")).marked(passage.text)
    assert [(str(piece), marked) for piece, marked in shown[:1]] == [("before", True)]


def test_a_line_has_single_spaces_and_keeps_its_formulas_whole():
    formula = Formula("a  b", "a b", "a \\; b")
    line = Line.of([" \n one", "  two ", formula, "", " \n", formula, " three\t"])
    assert line.pieces == ["one two ", formula, " ", formula, " three"]
    assert line.text == "one two a  b a  b three"
    assert [line.text[begin:end] for begin, end, _ in line.formulas] == ["a  b", "a  b"]
