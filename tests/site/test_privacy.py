"""No response gives an answer away before it is due, on the small bank and on the real one."""

import re
from collections.abc import Iterator
from html import unescape

import numpy as np
from django.test import Client

from attention_engine import explain_mistake, format_array, mistake_title, worked_answer
from quizzes.answering.standing import WRONG_BEFORE_THE_OFFER
from quizzes.answering.task import Task
from quizzes.bank.page.plain_words import plain_words
from quizzes.items.kinds.numeric import NumericSpec
from quizzes.items.kinds.steps import StepsSpec
from quizzes.items.spec import ComputedSpec
from quizzes.models import Quiz
from tests.answering.all_kinds import Page, wrong_raw
from tests.examples import usually

# Shorter digit strings, such as 0.5 or -2.0, appear on any page by chance.
SHORTEST = 5
# A bank with fewer tasks than this is the small one.
SMALL = 50
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def tries(tasks: list[Task], task: Task, each: list, usual: int) -> list:
    """What to try on a task: everything on the small bank, which has every kind, and in the soak
    run; otherwise only `usual` many, rotating from task to task."""
    start = task.item.pk % max(len(each), 1)
    is_small = len(tasks) < SMALL
    count = len(each) if is_small else usually(usual, soak=len(each))
    return [*each[start:], *each[:start]][:count]


def words_that_tell(task: Task, hinted: bool = False) -> list[str]:
    """What a learner may read only after answering: the explanation and reasons, as HTML and text.

    The author's hints too, unless they were requested.
    """
    rendered = task.item.spec["rendered"]
    htmls = [rendered["explain"], *(option["why"] for option in rendered.get("options", []))]
    lines = [line for line in rendered.get("lines", []) if not isinstance(line, str)]
    htmls += [line["too_early"] for line in lines]
    htmls += [] if hinted else rendered.get("hints", [])
    return [text for html in htmls for text in (html, plain_words(html)[:60])]


def digits_that_tell(task: Task) -> set[str]:
    """Each cell of the answer in three formats, unless it is shown as a given anyway."""
    if not isinstance(task.spec, NumericSpec | StepsSpec):
        return set()
    expected = task.kind.expected()
    arrays = list(expected.values()) if isinstance(expected, dict) else [expected]
    shown = {f"{number:g}" for given in _arrays(task) for number in np.abs(given).ravel()}
    found = set()
    for number in np.abs(np.concatenate([np.ravel(array) for array in arrays])):
        if np.isfinite(number) and f"{number:g}" not in shown:
            found |= {f"{number:.{task.spec.decimals}f}", f"{number:.6f}", repr(float(number))}
    return {digits for digits in found if len(digits) >= SHORTEST and set(digits) - set("0.1")}


def _arrays(task: Task) -> Iterator[np.ndarray]:
    for value in task.kind.variant.inputs.values():
        if isinstance(value, np.ndarray | int | float):
            yield np.atleast_1d(value).astype(float)


def on_the_way(task: Task) -> str:
    """The numbers of the steps before the last, which hints may show even if one of them happens
    to be a cell of the answer. A step with all of the answer's numbers is not among them."""
    if not isinstance(task.spec, NumericSpec):
        return ""
    decimals = task.spec.decimals
    steps = worked_answer(task.spec.computation, **task.kind.variant.inputs).steps
    answer = set(np.abs(steps[-1].value).round(decimals).ravel().tolist())
    texts = []
    for step in steps[:-1]:
        numbers = np.abs(step.value).round(decimals).ravel().tolist()
        if steps[-1].value.size == 1 or not answer <= set(numbers):
            texts += [f"{number:.{decimals}f}" for number in numbers]
    return " ".join(texts)


def tells(task: Task, html: str, but: str = "", hinted: bool = False) -> list[str]:
    """Whatever a page gives away about the answer. Numbers in `but` are the learner's own and are
    ignored, at any number of decimals."""
    text = unescape(html)
    words = [told for told in words_that_tell(task, hinted) if told and told in text]
    own = {f"{float(typed):.{count}f}" for typed in _NUMBER.findall(but) for count in range(1, 7)}
    numbers = set(re.findall(r"\d+\.\d+", text)) - set(re.findall(r"\d+\.\d+", but)) - own
    return words + sorted(numbers & digits_that_tell(task))


def mistakes_told(task: Task, html: str) -> list[str]:
    if not isinstance(task.spec, ComputedSpec):
        return []
    inputs = task.kind.variant.inputs
    named = {probe.mistake for probe in task.kind.probes() if probe.mistake}
    sentences = {mistake_title(name) for name in named} | {
        str(explain_mistake(name, task.spec.computation, inputs)) for name in named
    }
    return [sentence for sentence in sentences if sentence in unescape(html)]


def test_nothing_tells_before_an_answer(tasks, client):
    for task in tasks:
        for headers in ({}, {"HX-Request": "true"}):
            html = client.get(task.address, headers=headers).content.decode()
            assert tells(task, html) == []
            assert mistakes_told(task, html) == []


def test_no_option_differs_from_its_siblings_in_anything_but_letter_and_text(tasks, client):
    for task in tasks:
        html = client.get(task.address).content.decode()
        inputs = re.findall(r'<label class="[^"]*">\s*<input[^>]*>', html)
        letters = {re.sub(r'value="[a-h]"', "", tag) for tag in inputs}
        assert len(letters) <= 1


def test_a_format_error_tells_nothing(tasks, client):
    for task in tasks:
        page = Page(client, task)
        page.answer("")
        assert page.response.status_code == 422
        assert tells(task, page.text) == []


def test_the_first_wrong_answer_tells_the_slip_and_not_the_answer(tasks):
    for task in tasks:
        wrong = [probe for probe in task.kind.probes() if probe.verdict == "wrong"]
        for probe in tries(tasks, task, wrong[:8], usual=2):
            page = Page(Client(), task)
            page.answer(probe.raw)
            feedback = page.response.context["feedback"]
            assert feedback.solution is None
            own_reason = str(feedback.why)
            told = tells(task, page.text, but=probe.raw)
            assert [words for words in told if words not in own_reason] == [], probe.what


def test_one_wrong_cell_is_not_told_what_it_should_be(tasks):
    for task in tasks:
        if not isinstance(task.spec, NumericSpec) or task.kind.expected().ndim == 0:
            continue
        decimals = task.spec.decimals
        own = task.kind.expected().round(decimals)
        for cell in tries(tasks, task, list(np.ndindex(own.shape)), usual=2):
            bad = own.copy()
            # Enough to show at the requested decimals: with none, 12.37 would be shown as 12.
            bad[cell] += 0.37 if decimals else 3
            page = Page(Client(), task)
            raw = format_array(bad, decimals)
            page.answer(raw)
            assert tells(task, page.text, but=raw) == [], cell


def test_no_hint_tells_the_answer(tasks):
    for task in tasks:
        mistaken = [probe.raw for probe in task.kind.probes() if probe.mistake and probe.verdict]
        for tried in tries(tasks, task, ["", *mistaken[:4]], usual=1):
            page = Page(Client(), task)
            if tried:
                page.answer(tried)
            for number in ("1", "2", "3"):
                page.post({"token": page.token, "hint": number})
                if page.response.status_code == 400:
                    break
                known = f"{tried} {on_the_way(task)}"
                assert tells(task, page.text, but=known, hinted=True) == [], (number, tried)


def test_how_a_text_is_read_tells_nothing(tasks, client):
    for task in tasks:
        page = Page(client, task)
        page.post({"token": page.token, "read": "1"} | page.fields(wrong_raw(task)))
        assert tells(task, page.text, but=wrong_raw(task)) == []


def test_too_few_digits_are_told_without_the_missing_ones(tasks):
    for task in tasks:
        for probe in (probe for probe in task.kind.probes() if probe.verdict == "imprecise"):
            page = Page(Client(), task)
            for _time in range(WRONG_BEFORE_THE_OFFER + 1):
                page.answer(probe.raw)
                assert tells(task, page.text, but=probe.raw) == []


def test_no_other_page_holds_an_explanation_a_reason_or_a_mistake(tasks, client):
    questions = {task.item.question for task in tasks}
    addresses = ["/", "/questions/", "/quizzes/", "/workbench/", "/typing/"]
    addresses += [question.get_absolute_url() for question in questions]
    topics = {question.topic.get_absolute_url() for question in questions}
    addresses += ["/topics/", "/glossary/", *topics, *(f"{topic}sheet/" for topic in topics)]
    addresses += [quiz.get_absolute_url() for quiz in Quiz.published.all()]
    for address in addresses:
        html = client.get(address).content.decode()
        for task in tasks:
            assert [text for text in words_that_tell(task) if text and text in html] == [], address


def test_a_running_sitting_tells_nothing(tasks, client):
    for quiz in Quiz.published.all():
        token = client.get(quiz.get_absolute_url()).context["token"]
        address = client.post(quiz.get_absolute_url(), {"token": token}).url
        pages = [
            client.get(f"{address}?all"),
            client.post(address, {"action": "save"}, follow=True),
        ]
        shown = [(page, entry) for page in pages for entry in page.context["entries"]]
        one_by_one = [client.get(f"{address}{entry['number']}/") for _page, entry in shown]
        for page, entry in [*shown, *((page, page.context["entry"]) for page in one_by_one)]:
            html = page.content.decode()
            own = html.split(f'id="task-{entry["number"]}"')[1].split("</section>")[0]
            assert tells(entry["task"], own) == []
            assert [text for text in words_that_tell(entry["task"]) if text in html] == []
            assert mistakes_told(entry["task"], html) == []
