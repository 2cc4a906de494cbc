"""Boxes, quotes and pictures: on the page with their words, and in the item that they stand in."""

import pytest

from quizzes.bank.importing.lines import Notes, joined, numbered
from quizzes.bank.importing.links import Linking
from quizzes.bank.importing.shaping import shape_context
from quizzes.bank.importing.targets import Target
from quizzes.bank.page.markdown import render_markdown


def shaped(text):
    notes = Notes()
    lines = shape_context(numbered(text), notes)
    own = Target("01-a.md", "A", {})
    return joined(Linking(own, lambda file, anchor: None, notes).run(lines)), notes


BOXES = {
    '!!! note "Costs"\n    One.\n\n    Two.': "> **Costs**\n>\n> One.\n>\n> Two.",
    "!!! warning\n    One.\nAfter.": "> **Warning.**\n>\n> One.\n\nAfter.",
    "???+ tip inline end 'T'\n\tOne.": "> **T**\n>\n> One.",
    ":::note\nOne.\n:::": "> **Note.**\n>\n> One.",
    ":::tip[My *T*]\n\nOne.\n\n:::": "> **My T**\n>\n> One.",
    "::: danger Stop here\nOne.\n:::": "> **Stop here**\n>\n> One.",
    "::: {.callout-note}\nOne.\n:::": "> **Note.**\n>\n> One.",
    "::::info A\n:::tip B\nOne.\n:::\n::::": "> **A**\n>\n> > **B**\n> >\n> > One.",
    "```{note} T\n:class: x\nOne.\n```": "> **T**\n>\n> One.",
    ":::{warning}\nOne.\n:::": "> **Warning.**\n>\n> One.",
    "> [!NOTE]\n> One.": "> **Note.**  \n> One.",
    "> [!tip]- My T\n> One.": "> **My T**  \n> One.",
    '{% hint style="info" %}\nOne.\n{% endhint %}': "> **Info.**\n>\n> One.",
    '{{< callout type="x" title="T" >}}\nOne.\n{{< /callout >}}': "> **T**\n>\n> One.",
    "!!! note\n    - a\n    - b": "> **Note.**\n>\n> - a\n> - b",
    "- a\n\n    !!! note\n        One.\n\n- b": "- a\n\n    > **Note.**\n    >\n    > One.\n\n- b",
    "1. a\n\n   > One.\n2. b": "1. a\n\n    > One.\n\n2. b",
    "```\n!!! note\n    One.\n```": "```text\n!!! note\n    One.\n```",
    ":::python": ":::python",
}


@pytest.mark.parametrize("text", BOXES)
def test_a_box_becomes_a_quote_with_its_title(text):
    assert shaped(text)[0] == BOXES[text]
    assert shaped(BOXES[text])[0] == BOXES[text]


def test_code_in_a_box_stays_code():
    html = render_markdown(shaped('!!! note "T"\n    Run:\n    ```python\n    x = 1\n    ```')[0])
    assert "<blockquote>" in html
    assert '<div class="highlight"' in html
    assert "<p>Run:</p>" in html


PICTURES = {
    "![One\ntwo](a.png)": "*One\ntwo*",
    "- a\n\n  ![One\n  two](a.png)": "- a\n\n    *One\n    two*",
    "> ![One\n> two](a.png)": "> *One\n> two*",
    '![One](a.png "Two")': "*One: Two*",
    "[![One](a.png)](https://a.b/)": "[One](https://a.b/)",
    '<img src="a.png"\n alt="One">': "*One*",
    "- ![One](https://a.b/c.png)": "- [One](https://a.b/c.png)",
    "![[a b.png|One]]": "*One*",
    "![One][p]\n\n[p]: https://a.b/c.png": "[One](https://a.b/c.png)",
    "- x\n\n  ![One][p]\n\n  [p]: https://a.b/c.png": "- x\n\n    [One](https://a.b/c.png)",
}


@pytest.mark.parametrize("text", PICTURES)
def test_a_picture_keeps_its_words_and_asks_a_person(text):
    new, notes = shaped(text)
    assert new.rstrip() == PICTURES[text]
    assert any(note.needs_person and "images" in note.words for note in notes.found)


def test_words_that_only_a_pointer_shows_are_told():
    text = '[a](https://a.b/ "Tip one") <abbr title="Tip two">b</abbr> [c][r]\n\n'
    _new, notes = shaped(text + '[r]: https://a.b/ "Tip three"')
    told = " ".join(note.words for note in notes.found)
    assert all(f"left out: Tip {number}" in told for number in ("one", "two", "three"))
