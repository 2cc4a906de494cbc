"""What a reader can rely on in every published question, and in the bank as a whole."""

import ast
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from quizzes.bank.checking.report import is_proven, report_on
from quizzes.bank.checking.whole_bank import BankVerdict, judge_bank
from quizzes.bank.proofs.proving import proofs_begun, proven, spec_text
from quizzes.bank.text.document import ParsedQuestion, parse_question, parse_quiz
from quizzes.bank.text.fences import Segment
from quizzes.bank.text.files import Tree, read_tree
from quizzes.bank.text.paths import TOPICS_FILE, context_file, quiz_file
from quizzes.bank.text.spans import headings_in
from quizzes.bank.text.topics import parse_topics
from quizzes.items.spec import ComputedSpec
from quizzes.labs import LABS
from tests.prepared import REAL_BANK, Prepared

CONTENT = Path(__file__).parents[2] / "content"
NAMES = sorted(path.name for path in CONTENT.glob("[0-9]*.md") if ".context." not in path.name)
CONTEXT_SECTIONS = ["What is asked next", "Wrong answers that are often heard"]

each_question = pytest.mark.parametrize("name", NAMES)


@cache
def tree() -> Tree:
    return read_tree(CONTENT)


@cache
def question(name: str) -> ParsedQuestion:
    texts = tree().texts
    parsed, faults = parse_question(name, texts[name], texts.get(context_file(name), ""))
    assert parsed is not None, faults
    if parsed.meta.status != "published":
        pytest.skip("is not published")
    return parsed


@pytest.fixture(scope="module")
def verdict(prepared: Prepared) -> BankVerdict:
    """The verdict on the whole bank, with every item proven. Computed once per test run."""
    with suppress(AssertionError):  # test_the_bank_has_no_fault reports the faults of the bank.
        prepared.sqlite(REAL_BANK)
    return judge_bank(tree(), prepared.verdicts)


def sections(text: str) -> list[str]:
    return [words for _line, level, words in headings_in(text) if level == 2]


@each_question
def test_the_short_answer_comes_first_and_a_long_one_follows(name):
    body = "\n".join(part.text for part in question(name).parts if isinstance(part, Segment))
    assert sections(body)[0] == "In thirty seconds"
    assert "The long answer" in sections(body)


@each_question
def test_the_context_tells_what_follows_and_what_is_often_wrong(name):
    assert sections(question(name).context)[:2] == CONTEXT_SECTIONS


@each_question
def test_the_page_says_in_which_forms_it_is_asked(name):
    (script,) = [each for each in question(name).scripts if each.spec.kind == "question"]
    assert len(script.spec.asked) >= 3


@each_question
def test_a_worked_example_says_what_to_change(name):
    examples = question(name).examples
    assert examples
    assert [example.spec.key for example in examples if not example.spec.note] == []


@each_question
def test_there_are_items_enough_and_one_is_computed(name):
    specs = [item.spec for item in question(name).items]
    assert len(specs) >= 4
    assert any(isinstance(spec, ComputedSpec) for spec in specs)


@each_question
def test_a_script_asks_the_question_right_after_the_short_answer(name):
    parsed = question(name)
    kinds = [script.spec.kind for script in parsed.scripts]
    assert kinds.count("question") == 1
    text = tree().texts[name]
    places = [text.index(each) for each in ("## In thirty seconds", "```script", "## The long")]
    assert places == sorted(places)


@each_question
def test_two_sources_name_their_year(name):
    titles = [source.title for source in question(name).meta.sources]
    assert len([title for title in titles if re.search(r"\b(?:19|20)\d\d\b", title)]) >= 2


@each_question
def test_a_task_on_growth_says_what_is_counted(name):
    for item in question(name).items:
        if item.spec.kind == "big_o":
            counted = re.search(r"projections|not counted|not its", item.spec.ask)
            assert counted, item.spec.key


@each_question
def test_every_item_explains_and_no_two_options_have_the_same_reason(name):
    for item in question(name).items:
        assert item.spec.explain.lower() != item.spec.ask.lower()
        whys = [option.why for option in getattr(item.spec, "options", [])]
        assert len(set(whys)) == len(whys), item.spec.key


@each_question
@pytest.mark.usefixtures("verdict")
def test_every_item_has_as_many_sound_variants_as_it_asks_for(name, prepared):
    items = question(name).items
    wanted = [(question(name).identity(item), 1, spec_text(item.spec)) for item in items]
    # If another process judged the bank, its proofs are read instead of being done again.
    with proofs_begun(wanted, prepared.verdicts):
        reports = [proven(*each) for each in wanted]
    for item, report in zip(items, reports, strict=True):
        assert len(report.seeds) == item.spec.seeds, (item.spec.key, report.faults)
        assert report.proofs >= 5 * item.spec.seeds, item.spec.key


def test_the_bank_has_no_fault(verdict):
    assert [str(fault) for fault in verdict.faults] == []


def test_every_known_mistake_is_refused_and_named(verdict):
    figures = verdict.figures
    assert sum(each.mistakes for each in figures) > 500
    assert is_proven(figures)


def test_the_bank_is_as_large_as_its_description_says(verdict):
    figures = [each for each in verdict.figures if each.is_published]
    assert len(figures) >= 30
    assert sum(each.items for each in figures) >= 180
    assert all(each.contexts for each in figures)


def test_items_are_of_many_kinds_and_a_third_is_computed(verdict):
    figures = [each for each in verdict.figures if each.is_published]
    assert len({kind for each in figures for kind in each.kinds}) >= 8
    assert 3 * sum(each.computed for each in figures) >= sum(each.items for each in figures)


def test_every_topic_has_a_question_and_a_published_quiz(verdict):
    topics = {figures.topic for figures in verdict.figures}
    listed = parse_topics(tree().texts[TOPICS_FILE])
    assert topics == listed.slugs
    for topic in sorted(topics):
        quiz, faults = parse_quiz(quiz_file(topic), tree().texts.get(quiz_file(topic), ""))
        assert quiz is not None, faults
        assert quiz.meta.status == "published"


@each_question
def test_each_piece_of_python_can_be_read_and_imports_what_it_names(name):
    texts = tree().texts
    pieces = re.findall(r"```python\n(.*?)```", texts[name] + texts[context_file(name)], re.DOTALL)
    for piece in pieces:
        used = {
            node.value.id
            for node in ast.walk(ast.parse(piece))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        # numpy is np everywhere and need not be imported each time.
        assert "math" not in used or "import math" in piece


NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


@pytest.mark.parametrize("name", sorted(path.name for path in (CONTENT / "quizzes").glob("*.md")))
def test_a_quiz_counts_its_own_tasks_right(name):
    parsed, faults = parse_quiz(f"quizzes/{name}", tree().texts[f"quizzes/{name}"])
    assert parsed is not None, faults
    count = len(parsed.meta.items)
    told = re.match(r"(\w+) (?:tasks|calculations)\b", parsed.body)
    if told and told[1].lower() in NUMBERS:
        assert NUMBERS.index(told[1].lower()) == count
    computed = sum(
        isinstance(item.spec, ComputedSpec)
        for question_name in NAMES
        for item in question(question_name).items
        if question(question_name).identity(item) in parsed.meta.items
    )
    if share := re.search(r"(\w+) of them are (?:computed|worked out)", parsed.body):
        words = share[1].lower()
        assert computed == (count // 2 if words == "half" else NUMBERS.index(words))


def test_the_right_option_cannot_be_told_by_its_length():
    """It is never the longest by far, and not the longest much more often than by chance."""
    longest = total = 0
    for name in NAMES:
        for item in question(name).items:
            if item.spec.kind != "choice":
                continue
            right = max(len(option.text) for option in item.spec.options if option.right)
            wrong = max(len(option.text) for option in item.spec.options if not option.right)
            assert right <= 40 or right <= 1.25 * wrong, item.spec.key
            longest, total = longest + (right > wrong), total + 1
    assert longest <= 0.4 * total


def test_every_lab_that_a_text_leads_to_is_there():
    linked = {
        slug for text in tree().texts.values() for slug in re.findall(r"/labs/([\w-]+)/", text)
    }
    assert linked
    assert linked <= {lab.slug for lab in LABS}


def test_the_counts_of_the_readme_are_those_of_the_report(verdict):
    """`python manage.py check_content --report` prints them; words grow with every edit."""
    readme = (CONTENT.parent / "README.md").read_text(encoding="utf-8")
    told = re.search(r"^all" + 8 * r" +(\d+)", readme, re.MULTILINE)
    assert told is not None
    figures = [
        row.split()[1:9] for row in report_on(tree(), verdict.figures) if row.startswith("all ")
    ]
    assert [list(told.groups())] == figures
