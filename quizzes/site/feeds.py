"""Feeds of new questions, as Atom and RSS."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from quizzes.models import Question

MOST_ENTRIES = 30
# Characters that XML does not allow, however they got into a text.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class NewQuestions(Feed):
    """The published questions, most recently published first."""

    feed_type = Atom1Feed
    title = "Attention by Hand: new questions"
    subtitle = "Practice transformer interview questions with real numbers."
    author_name = "Attention by Hand"
    name = "feed"

    # Django adds the host of the request to an address that names none.
    def link(self) -> str:
        return settings.SITE_ADDRESS + reverse("questions")

    def feed_url(self) -> str:
        return settings.SITE_ADDRESS + reverse(self.name)

    def items(self) -> QuerySet[Question]:
        fields = ("slug", "title", "summary", "first_public_at", "text_changed_at")
        rows = Question.published.only(*fields, "topic__title")
        return rows.order_by("-first_public_at", "-number")[:MOST_ENTRIES]

    def item_link(self, item: Question) -> str:
        return settings.SITE_ADDRESS + item.get_absolute_url()

    def item_title(self, item: Question) -> str:
        return _UNFIT.sub("", item.title)

    def item_description(self, item: Question) -> str:
        return _UNFIT.sub("", item.summary)

    def item_categories(self, item: Question) -> list[str]:
        return [item.topic.title]

    def item_pubdate(self, item: Question) -> datetime:
        return item.first_public_at

    def item_updateddate(self, item: Question) -> datetime:
        return item.text_changed_at


class NewQuestionsRss(NewQuestions):
    feed_type = Rss201rev2Feed
    description = NewQuestions.subtitle
    name = "feed-rss"
