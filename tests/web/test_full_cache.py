"""A crawler of many pages throws out of the cache what nobody asks for, not what people read."""

from django.conf import settings

from quizzes.web.finished_pages import kept

MOST = settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"]
# A page that is asked for once while so many others are made is a page that people read.
BETWEEN = 200


def test_a_page_that_people_read_stays_while_a_crawler_fills_the_cache_many_times() -> None:
    made: list[str] = []

    def page() -> str:
        made.append("page")
        return "page"

    for number in range(5 * MOST):
        kept(("crawled", str(number)), lambda: "another page")
        if number % BETWEEN == 0:
            assert kept(("read",), page) == "page"
    assert made == ["page"]
