"""The URLs of the site, room by room."""

from django.urls import include, path

ROOMS = (
    "site",
    "finding",
    "keeping",
    "pages",
    "answering",
    "planning",
    # Before the quizzes: one of their addresses leads to the diagnostic.
    "practice",
    "interviewing",
    "sittings",
    "classes",
    "progress",
    "exporting",
    # Before the accounts, whose addresses begin alike.
    "reminding",
    "accounts",
    "workbench",
    "labs",
    "own_data",
)

urlpatterns = [path("", include(f"quizzes.{room}.urls")) for room in ROOMS]
