"""The content rules: each reports its fault with path and line, and lets correct texts pass."""

import pytest

from quizzes.bank.checking.check import check_question_texts, check_tree
from quizzes.bank.page.known_pages import Known, KnownPage
from quizzes.bank.rules import RULES
from quizzes.bank.rules.typed_results import typed_result
from quizzes.bank.text.files import read_tree
from tests.interviewing.scripted import asked_text

from .conftest import BODY, QUIZ, question_text

FIRST_BODY_LINE = 10
OTHERS = Known(
    pages={
        "24-dot-product.md": KnownPage("How does the dot product work?", {"geometry": "Geometry"})
    }
)


def faults_of(added="", status="published", body=BODY, context=""):
    """(line in `added`, rule, message) of each fault in a correct question with `added` below."""
    text = question_text(status=status, body=f"{body}\n{added}")
    before = FIRST_BODY_LINE + body.count("\n")
    faults = check_question_texts("07-softmax.md", text, context, OTHERS)
    return [(fault.line - before, fault.rule, fault.message) for fault in faults]


def rules_of(added, **kwargs):
    return {rule for _line, rule, _message in faults_of(added, **kwargs)}


def test_a_right_tree_has_no_fault(bank):
    assert check_tree(read_tree(bank.root)) == []


CHOICE = """```item
key: how-many
kind: choice
ask: How many are they?
explain: Count them one by one.
options:
  - text: "{right}"
    right: true
    why: Both ends count.
  - text: "8"
    why: One end is missing.
```"""


@pytest.mark.parametrize("typed", ["9", "$0.5$", "1,024", "By about 8", "1/3"])
def test_a_right_option_that_is_a_number_alone_must_be_computed(typed):
    found = [(line, rule) for line, rule, _ in faults_of(CHOICE.format(right=typed))]
    assert found == [(7, "TYPED-RESULT")]


@pytest.mark.parametrize(
    "free",
    [
        "{{ parse_array('2*4+1'):.0f }}",
        "Nine of them",
        "$2 e^{-2} + 3$",
        "Query 3",
        "99 and 199",
        "$n/2$",
    ],
)
def test_other_right_options_may_be_written(free):
    assert faults_of(CHOICE.replace("{right}", free)) == []


WEIGHTS_ASKED = """```item
key: weights-of-keys
kind: matrix
ask: {ask}
explain: Softmax along each row.
computation: attention_weights
givens: {{query: "halves(2, 4)", key: "halves(3, 4)"{more}}}
decimals: 3
```"""


def test_an_item_that_asks_for_weights_says_what_the_scores_are_divided_by():
    silent = WEIGHTS_ASKED.format(ask="What weights does each query give?", more="")
    assert [(line, rule) for line, rule, _ in faults_of(silent)] == [(4, "ASK")]
    for ask in ("What weights, scaled as usual?", "Weights of $q k / \\sqrt{d_k}$?"):
        assert faults_of(WEIGHTS_ASKED.format(ask=f"'{ask}'", more="")) == []
    given = WEIGHTS_ASKED.format(ask="What weights with this scale?", more=", scale: 0.5")
    assert faults_of(given) == []


COUNTED = """```item
key: flops
kind: count
ask: {ask}
explain: Two products are computed.
computation: complexity
givens: {{length: "pick(512, 1024)", dim: "pick(64, 128)"}}
of: flops
```"""


def test_an_item_that_asks_for_flops_says_what_counts_as_one():
    silent = COUNTED.format(ask="How many FLOPs do the two products take?")
    assert [(line, rule) for line, rule, _ in faults_of(silent)] == [(4, "ASK")]
    told = COUNTED.format(ask="How many FLOPs? One multiply-add counts as two.")
    assert faults_of(told) == []


def test_an_item_does_not_speak_of_a_page_that_a_quiz_does_not_show():
    speaking = CHOICE.format(right="Nine").replace("Both ends count.", "As this page says.")
    assert [(line, rule) for line, rule, _ in faults_of(speaking)] == [(9, "ASK")]


def test_every_rule_is_tried_here():
    tried = {
        *("ENCODING", "LIMIT", "HEADINGS", "EXPRESSION", "FORMULA", "LINK", "LIST", "RAW-HTML"),
        *("TYPED-RESULT", "EXAMPLE", "ITEM", "PROOF", "SECTIONS", "SOURCES", "QUIZ"),
        "ASK",
        "SCRIPT",  # in test_scripts.py
        "TOPIC",  # in test_topics.py
        "PROSE",  # in test_prose.py
    }
    assert {rule.name for rule in RULES} == tried


@pytest.mark.parametrize(
    ("added", "line", "rule", "words"),
    [
        ("a\n\n#### Deep", 3, "HEADINGS", "'Deep' skips a level; write ### Deep"),
        ("a\n\n# Title", 3, "HEADINGS", "the page's title is the only one"),
        ("a\n\nTitle\n=====", 3, "HEADINGS", "the page's title is the only one"),
        ("one\n$\\foo$", 2, "FORMULA", 'unknown command "\\foo"'),
        ("one\n\n$$ x + 1\n\nend", 3, "FORMULA", "not closed in its paragraph"),
        ("one\n{{ foo(1) }}", 2, "EXPRESSION", "'foo' is not a function that can be called here"),
        ("one\n{{ softmax([]) }}", 2, "EXPRESSION", "softmax"),
        ("one\n\n$d = {{ bar(1) }}$", 3, "EXPRESSION", "'bar'"),
        ("one\n[the dot product](25-none.md)", 2, "LINK", "there is no file 25-none.md"),
        ("[the dot product](24-dot-product.md#no)", 1, "LINK", "there is no #no in 24-dot"),
        (
            "[cookies](24-dot-product.md)",
            1,
            "LINK",
            "'cookies' has no word in common with the title",
        ),
        ("[above](#nowhere)", 1, "LINK", "there is no #nowhere on this page"),
        ("[x](javascript:alert)", 1, "LINK", "leads nowhere"),
        ("[x](mailto:a@b.example)", 1, "LINK", "leads nowhere"),
        ("[x](content/24_dot_product.md)", 1, "LINK", "leads nowhere"),
        ("[dot](/questions/dot-product/)", 1, "LINK", "link to the file"),
        ("[lab](/labs/../admin/)", 1, "LINK", "leads nowhere"),
        ("[](https://arxiv.org/)", 1, "LINK", "has no words"),
        ("one:\n- a\n- b", 2, "LIST", "put an empty line before the list"),
        ("one\n<script>x</script>", 2, "RAW-HTML", "<script> is not allowed"),
        ('one\n<b onclick="x">b</b>', 2, "RAW-HTML", "the attribute onclick of <b>"),
        ("one\n![x](http://a.example/x.png)", 2, "RAW-HTML", "pages cannot have images"),
        ("one\n<!-- note -->", 2, "RAW-HTML", "an HTML comment is not kept"),
        ('one\n<a href="https://a.example/">x</a>', 2, "RAW-HTML", "write a link as"),
        ("one\n<math>x</math>", 2, "RAW-HTML", "write a formula as"),
        ("one\nthe angle Î¸", 2, "ENCODING", "'Î¸' should be 'θ'"),
        ("one\nâˆšd_k", 2, "ENCODING", "should be '√d_k'"),
        ("one\n�", 2, "ENCODING", "a character was lost"),
        ("one\nsoftmax([2, 1]) = [0.73, 0.27]", 2, "TYPED-RESULT", "is typed by hand"),
        ("```python\nsoftmax(x) ≈ [0.88]\n```", 2, "TYPED-RESULT", "is typed by hand"),
        ("$$\na \\cdot b\n= 0.71\n$$", 1, "TYPED-RESULT", "is typed by hand"),
        ("x" * 13_000, 1, "LIMIT", "a paragraph is longer than"),
        ("[" * 400, 1, "LIMIT", "more than 300 opening brackets"),
        ("## a\n" * 400, 301, "LIMIT", "more than 300 headings"),
    ],
)
def test_a_fault_is_found_on_its_line(added, line, rule, words):
    found = [fault for fault in faults_of(added) if fault[1] == rule]
    assert len(found) == 1
    assert found[0][0] == line
    assert words in found[0][2]


@pytest.mark.parametrize(
    "added",
    [
        "### Below\n\n#### Deeper\n\n## Up again",
        "[how the dot product works](24-dot-product.md)",
        "[the geometry](24-dot-product.md#geometry)",
        "[the short answer](#in-thirty-seconds) and [the example](#example-three-scores)",
        "[an item](#item-which-grows) and [try it](/workbench/?computation=softmax)",
        "[paper](https://arxiv.org/abs/1706.03762)",
        "A line.\n\n- a\n- b\n    - c",
        "- a\n- b\ncontinued\n- c",
        "H<sub>2</sub>O and <kbd>Ctrl</kbd>",
        "`<script>` and `{{ x }}` and `$$`",
        "```html\n<script>alert(1)</script> {{ x }} $\\foo$\n```",
        "Naïve café, θ ≈ x, “quotes”, 5 − 3, Ελληνικά, 日本語",
        "> **A common answer** says softmax([20, 18, 19]) = [0.88, 0.06, 0.06].",
        "> **A common answer** says\n> $\\sqrt{2} \\approx 1.5$.",
    ],
)
def test_right_texts_pass(added):
    assert faults_of(added) == []


def test_a_correction_under_a_common_answer_is_judged_again():
    quote = (
        "> **A common answer** says softmax(x) = [0.88].\n>\n> **The engine** says q · k = 0.71."
    )
    assert [line for line, rule, _ in faults_of(quote) if rule == "TYPED-RESULT"] == [3]


TYPED = [
    "softmax([20, 18, 19]) = [0.88, 0.06, 0.06]",
    "softmax(x) ≈ [0.27, 0.73]",
    "so $q \\cdot k = 0.71$ here",
    "$\\frac{1}{\\sqrt{2}} \\approx 0.71$",
    "`softmax(x) = 0.5`",
    "2 + 3 = 5.",
    "0.5 * 3 = 1.5",
    "$1 \\cdot 2 + 3 \\cdot 4 = 14$",
    "$\\text{softmax}(2, 1) = (0.73, 0.27)$",
    "$\\operatorname{softmax}\\left(s\\right) = \\begin{pmatrix} 0.1 & 0.9 \\end{pmatrix}$",
    "the score q · k = 4.",
    "√512 ≈ 22.6",
    "cos 60° = 0.5",
    "- dot(a, b) = 11",
    "| softmax(s) = 0.3 |",
    "$a + b = c = 0.75$",
    "weights = softmax(s) = [0.1, 0.9]",
]
GIVEN = [
    "$d_k = 512$",
    "d_k = 64 and n = 128",
    "query = [1.0, 2.0, 1.5]",
    "softmax(x, temperature=0.5)",
    "F.dropout(attention_weights, p=0.1)",
    "scale = 1 / 8",
    "with temperature T = 0.5",
    "if n == 3:",
    "x <= 0.5",
    "$O(n^2 d) = O(n^2)$ for d fixed",
    "$f(x) = 2x + 1$",
    "$W \\in \\mathbb{R}^{3 \\times 4}$, $d = 4$",
    "softmax(s) = ⟦⟧",
    "f(n) = 2 n^2 d",
    "$q = (1, 0)$ and $k = (0, 1)$",
    "query (L, E) with E = 4",
    "the sum (over keys), T = 2",
    "def f(x, scale=0.5):",
    "the n x n matrix, n = 4096",
    "$q_i, k_i \\sim \\mathcal{N}(0, 1)$; then for $d_k = 512$",
]


@pytest.mark.parametrize("line", TYPED)
def test_a_result_beside_its_computation_is_found(line):
    assert typed_result(line)


@pytest.mark.parametrize("line", GIVEN)
def test_a_definition_is_no_result(line):
    assert typed_result(line) == ""


def test_what_publishing_needs_is_not_asked_of_a_draft():
    text = question_text(body="Notes.\n", status="draft")
    text = text.replace('  - {title: "Vaswani et al. 2017", url: "https://arxiv.org', "#")
    text = text.replace("sources:\n", "sources: []\n")
    assert check_question_texts("07-softmax.md", text) == []
    published = check_question_texts("07-softmax.md", text, as_published=True)
    assert {fault.rule for fault in published} == {"SECTIONS", "SOURCES"}


def test_a_typed_result_is_told_in_a_draft_but_does_not_block_it():
    text = question_text(body="softmax(x) = [0.27, 0.73]\n", status="draft")
    (fault,) = check_question_texts("07-softmax.md", text)
    assert (fault.rule, fault.blocks) == ("TYPED-RESULT", False)


def test_a_published_question_begins_with_its_short_answer():
    text = question_text(body="## The long answer\n\nText.\n")
    assert [fault.message for fault in check_question_texts("07-softmax.md", text)] == [
        "a published question begins with ## In thirty seconds"
    ]


def test_faults_in_an_item_have_the_line_of_their_field():
    item = "```item\nkey: a\nkind: order\nask: >\n  Some $\\foo$ words.\nexplain: |\n  fine\n"
    item += "  {{ bar(1) }}\nlines:\n  - one\n  - two $$\n  - three\n```"
    found = {(line, rule) for line, rule, _message in faults_of(item)}
    assert found == {(5, "FORMULA"), (8, "EXPRESSION"), (11, "FORMULA")}


def test_an_item_has_no_headings_of_its_own():
    item = "```item\nkey: a\nkind: order\nask: |\n  ## Hello\nexplain: x.\nlines: [a, b, c]\n```"
    assert rules_of(item) == {"HEADINGS"}


def test_two_items_or_examples_with_one_key_are_a_fault():
    block = BODY[BODY.index("```item") :]
    assert [(r, m) for _l, r, m in faults_of(block)] == [
        ("ITEM", "a second item has the key which-grows")
    ]
    example = BODY[BODY.index("```example") : BODY.index("```item")]
    assert [(r, m) for _l, r, m in faults_of(example)] == [
        ("EXAMPLE", "a second example has the key three-scores")
    ]


def test_an_example_that_the_engine_refuses_is_a_fault():
    block = "```example\ntitle: Bad\ncomputation: softmax\ninputs:\n  x: [[1], [1, 2]]\n```"
    ((line, rule, message),) = faults_of(block)
    assert (line, rule) == (5, "EXAMPLE")
    assert message.startswith("example bad: ")


def test_an_item_without_a_sound_variant_fails_its_proofs():
    block = (
        "```item\nkey: tied\nkind: vector\nask: Weights?\nexplain: Even.\ncomputation: softmax\n"
        "givens: {x: [1, 1, 1]}\ndecimals: 3\n```"
    )
    ((line, rule, message),) = faults_of(block)
    assert (line, rule) == (2, "PROOF")
    assert message.startswith("item tied: no seed gives a sound variant")


def test_rules_hold_for_the_context_with_its_own_lines(bank):
    bank.write("07-softmax.context.md", "Text.\n\n## Where\n\n#### Deep\n")
    bank.write("quizzes/softmax.md", QUIZ + "\n$\\foo$\n")
    assert [str(fault)[:40] for fault in check_tree(read_tree(bank.root))] == [
        "07-softmax.context.md:5: HEADINGS 'Deep'",
        "quizzes/softmax.md:9: FORMULA \\foo: unkn",
    ]


def test_numbers_and_slugs_are_unique_and_a_context_has_its_question(bank):
    bank.write("07-other.md", question_text(title="Other?", body=BODY))
    bank.write("08-softmax.md", question_text(number=8))
    bank.write("09-lonely.context.md", "## Alone\n")
    found = [str(f) for f in check_tree(read_tree(bank.root)) if f.rule in ("UNIQUE", "CONTEXT")]
    assert found == [
        "07-softmax.md:1: UNIQUE the number 07 is already used by 07-other.md",
        "08-softmax.md:1: UNIQUE the slug softmax is already used by 07-softmax.md",
        "09-lonely.context.md:1: CONTEXT belongs to 09-lonely.md, which does not exist",
    ]


def test_no_quiz_hides_behind_the_page_where_learners_make_quizzes(bank):
    bank.write("quizzes/custom.md", QUIZ)
    assert [str(fault)[:41] for fault in check_tree(read_tree(bank.root))] == [
        "quizzes/custom.md:1: QUIZ /quizzes/custom"
    ]


def test_a_quiz_names_items_that_exist_and_each_once(bank):
    bank.write("quizzes/softmax.md", QUIZ.replace("grows]", "grows, softmax/which-grows, a/b]"))
    assert [str(fault) for fault in check_tree(read_tree(bank.root))] == [
        "quizzes/softmax.md:5: QUIZ the item softmax/which-grows is listed twice",
        "quizzes/softmax.md:5: QUIZ there is no item a/b",
    ]


def test_an_interview_names_scripts_that_exist_and_each_once(bank):
    bank.write("07-softmax.md", asked_text(7))
    listed = (
        "interview: {role: engineer, seniority: mid, minutes: 15, scripts: "
        "[softmax/weights, softmax/weights, softmax/first-weights]}"
    )
    bank.write("quizzes/softmax.md", QUIZ.replace("items:", f"{listed}\nitems:"))
    found = [str(fault) for fault in check_tree(read_tree(bank.root)) if fault.rule == "QUIZ"]
    assert {each.partition("QUIZ ")[2] for each in found} == {
        "the script softmax/weights is listed twice",
        "there is no script softmax/first-weights",
    }


def test_a_script_that_an_interview_uses_cannot_leave_its_question():
    known = Known(used_scripts={"softmax/gone": "quizzes/softmax.md"})
    (fault,) = check_question_texts("07-softmax.md", question_text(), known=known)
    assert "the script softmax/gone is used by quizzes/softmax.md" in fault.message


def test_a_question_can_link_to_a_quiz(bank):
    link = "\nTry the [quiz on softmax](quizzes/softmax.md).\n"
    bank.write("07-softmax.md", question_text(body=BODY + link))
    assert check_tree(read_tree(bank.root)) == []


def test_an_item_that_a_quiz_uses_cannot_leave_its_question():
    known = Known(used_items={"softmax/gone": "quizzes/softmax.md"})
    (fault,) = check_question_texts("07-softmax.md", question_text(), known=known)
    assert "is used by quizzes/softmax.md" in fault.message


def test_links_between_question_and_context_are_checked_both_ways(bank):
    bank.write(
        "07-softmax.md", question_text(body=BODY + "\n[extended context](07-softmax.context.md)\n")
    )
    bank.write("07-softmax.context.md", "## Costs\n\n[what softmax does](07-softmax.md#costs)\n")
    assert [str(fault) for fault in check_tree(read_tree(bank.root))] == [
        "07-softmax.context.md:3: LINK there is no #costs in 07-softmax.md; it has "
        "#in-thirty-seconds, #the-long-answer, #example-three-scores, #item-which-grows"
    ]
