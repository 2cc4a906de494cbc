"""docs/authors.md: every example does what the page says, and everything has an example."""

import re

import pytest

from attention_engine import computation_names, parameters_of
from quizzes.bank.page import glossary
from quizzes.bank.page.expressions import FUNCTIONS, evaluate
from quizzes.bank.rules import RULES
from quizzes.bank.text import blocks, front_matter, scripts, topics
from quizzes.items import KINDS, givens
from quizzes.items.kinds import written_kinds
from quizzes.items.kinds.choice import OptionSpec

from .authors_page import PAGE, examples, rows_under, rules_broken_by

EXAMPLES = examples()
ITEM_SPECS = (*dict.fromkeys(kind.spec_class for kind in KINDS.values()), OptionSpec)

SCRIPT_SPECS = (
    *(scripts.ScriptSpec, scripts.RubricPoint, scripts.FollowUp, scripts.Probe),
    *(scripts.Branches, scripts.Trap),
)


def right(*kinds):
    return "\n".join(each.text for each in EXAMPLES if each.kind in kinds and not each.rule)


def named_in(text):
    """The names that a YAML text gives values to."""
    return set(re.findall(r"(?:^|[{,-])\s*(\w+):", text, re.MULTILINE))


@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_breaks_exactly_the_rule_above_it(example, tmp_path):
    assert example.kind, f"the block on line {example.line} does not say how to try it"
    assert rules_broken_by(example, tmp_path) == {example.rule} - {""}


@pytest.mark.parametrize(
    ("schema", "kinds"),
    [
        (front_matter.QuestionMeta, ["front"]),
        (front_matter.Source, ["front"]),
        (front_matter.QuizMeta, ["quiz"]),
        (front_matter.InterviewMeta, ["quiz"]),
        (topics.TopicEntry, ["topics"]),
        (glossary.GlossaryEntry, ["glossary"]),
        (blocks.ExampleSpec, ["example"]),
        *((each, ["item"]) for each in ITEM_SPECS),
        *((each, ["script"]) for each in SCRIPT_SPECS),
    ],
)
def test_every_field_has_an_example(schema, kinds):
    assert set(schema.model_fields) - named_in(right(*kinds)) == set()


def test_every_kind_of_item_has_an_example():
    items = [each.text for each in EXAMPLES if each.kind == "item" and not each.rule]
    kinds = {re.search(r"^kind: (\w+)$", text, re.MULTILINE)[1] for text in items}
    assert kinds == set(written_kinds())
    assert any("kind: choice\n" in text and "computation:" in text for text in items)


def test_every_generator_of_givens_has_an_example():
    assert set(re.findall(r"(\w+)\([\d, ]+\)", right("item"))) == set(givens.GENERATORS)
    for name, generator in givens.GENERATORS.items():
        assert f"| `{generator.example}` |" in PAGE.read_text(), name


def test_every_rule_has_an_example():
    told = {rule.name for rule in RULES}
    # The rules for reading a file are in the modules that read it.
    modules = (PAGE.parents[1] / "quizzes/bank").rglob("*.py")
    reading = [path for path in modules if "importing" not in path.parts]
    assert reading
    for path in reading:
        told |= set(re.findall(r'Fault\([^"]*"([A-Z]+(?:-[A-Z]+)*)"', path.read_text()))
    assert told - {each.rule for each in EXAMPLES} == set()


def test_every_function_stands_in_the_table_with_what_it_gives():
    calls = re.findall(r"^\| `\{\{ (.+) \}\}` \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    assert {call.split("(")[0] for call, _value in calls} == set(FUNCTIONS)
    assert [(call, evaluate(call)) for call, _value in calls] == calls


def test_every_computation_stands_in_the_table_with_its_inputs():
    wanted = [
        [
            f"`{name}`",
            ", ".join(f"`{p.name}`" for p in parameters_of(name) if not p.optional),
            ", ".join(f"`{p.name}`" for p in parameters_of(name) if p.optional),
        ]
        for name in computation_names()
    ]
    assert rows_under("| computation | inputs | may have |") == wanted


def test_what_each_rule_means_to_a_draft_is_in_the_table():
    wanted = sorted([rule.name, rule.of_drafts] for rule in RULES)
    assert rows_under("| rule | of a draft |") == [list(row) for row in dict(wanted).items()]
