"""URLs of bookmarks, notes and reports."""

from django.urls import path

from . import bookmark_views, note_views, report_views

_QUESTION = "questions/<slug:slug>"
_ITEM = f"{_QUESTION}/items/<slug:key>"

urlpatterns = [
    path("bookmarks/", bookmark_views.bookmarks, name="bookmarks"),
    path(f"{_QUESTION}/bookmark/", bookmark_views.of_question, name="bookmark-question"),
    path(f"{_ITEM}/bookmark/", bookmark_views.of_item, name="bookmark-item"),
    path(f"{_QUESTION}/note/", note_views.note, name="note"),
    path("reports/", report_views.reports, name="reports"),
    path(f"{_ITEM}/report/", report_views.report, name="report"),
]
