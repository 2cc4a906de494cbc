"""Links in the texts of an interview: they were copied with it, and lead on as long as they can."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from quizzes.models import Interview, Question

_LINK = re.compile(r'<a\b[^>]*\bhref="/questions/([\w-]+)/[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def withdrawn_in(interview: Interview) -> set[str]:
    """The questions that it asks, or that its texts link to, and that nobody can read any more, by
    slug. One query."""
    texts = [html for each in interview.scripts for html in _strings(each["spec"]["rendered"])]
    linked = {slug for html in texts for slug, _words in _LINK.findall(html)}
    named = linked | {each["question"] for each in interview.scripts}
    return named - set(Question.published.filter(slug__in=named).values_list("slug", flat=True))


def without_links_to(withdrawn: Collection[str], html: str) -> str:
    """The HTML with the words of these links in their places."""
    if not withdrawn:
        return html
    return _LINK.sub(lambda link: link[2] if link[1] in withdrawn else link[0], html)


def _strings(value: Any) -> Iterator[str]:
    """Every string in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
