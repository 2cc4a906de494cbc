"""A worked example of a question, with its own numbers or those from a URL."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from quizzes.models import Question
from quizzes.numbers.givens_form import read_givens
from quizzes.numbers.limits import ADDRESS_FAULT, MAX_ADDRESS
from quizzes.numbers.step_pictures import has_pictures, step_pictures
from quizzes.numbers.worked_steps import announcement, work_out


def find_example(question: Question, key: str) -> dict[str, Any] | None:
    """The example block with this key, as stored with the question."""
    for block in question.blocks:
        if block["type"] == "example" and block["key"] == key:
            return block
    return None


def closed_panel(block: dict[str, Any], question: Question) -> dict[str, Any]:
    """The template context of an example that opens on demand: nothing is computed."""
    return {
        "key": block["key"],
        "title": block["title"],
        "note_html": block["note_html"],
        "action": reverse("example", args=[question.slug, block["key"]]),
        "has_pictures": has_pictures(block["computation"]),
        "is_closed": True,
    }


def example_panel(
    block: dict[str, Any],
    question: Question,
    typed: Mapping[str, str] | None = None,
    fault: str = "",
) -> dict[str, Any]:
    """The template context of an example's panel: fields, faults, every step, and link targets.

    `typed` are the numbers from a URL; a field not in it keeps the example's own. With a `fault`
    nothing is computed.
    """
    start = reverse("example", args=[question.slug, block["key"]])
    givens = read_givens(block["computation"], typed or {}, block["inputs"])
    address = givens.address(start)
    if len(address) > MAX_ADDRESS:
        fault = ADDRESS_FAULT
    if fault:
        givens, worked = givens.with_fault(fault), None
    else:
        givens, worked = work_out(givens)
    return {
        "key": block["key"],
        "title": block["title"],
        "note_html": block["note_html"],
        "action": start,
        "givens": givens,
        "worked": worked,
        "has_pictures": has_pictures(block["computation"]),
        "pictures": step_pictures(givens, worked, block["key"]),
        "announcement": announcement(givens, worked),
        "address": address,
        "query": address.partition("?")[2],
        "workbench": givens.address(reverse("workbench"), ("computation", block["computation"])),
    }
