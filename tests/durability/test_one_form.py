"""A second click, a retry or a second tab makes no second attempt."""

from concurrent.futures import ThreadPoolExecutor

from tests.durability.bank import TASK
from tests.durability.stored import stored_answers
from tests.learner import Answer, Learner
from tests.serving import Site

POSTS = 20


def test_twenty_parallel_posts_of_one_form_make_one_attempt_and_equal_answers(site: Site) -> None:
    site.start(prepared=True)
    opened = Learner(site.port)
    form = opened.form(TASK)

    def post(_: int) -> Answer:
        return Learner(site.port, dict(opened.cookies)).post(form, answer="41")

    with ThreadPoolExecutor(POSTS) as pool:
        answers = list(pool.map(post, range(POSTS)))
    assert {answer.status for answer in answers} == {200}
    assert stored_answers(site) == {"41": 1}
    verdicts = {verdict_of(answer.text) for answer in answers}
    assert len(verdicts) == 1


def verdict_of(page: str) -> str:
    """The part of the page with the verdict on the answer."""
    start = min(at for at in map(page.find, ("notice-right", "notice-wrong")) if at >= 0)
    return page[start : page.index("<form", start)]
