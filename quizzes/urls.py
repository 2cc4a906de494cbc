"""The URLs of the site, room by room."""

from django.urls import include, path

ROOMS = (
    "site",
    "finding",
    "pages",
    "answering",
    "planning",
    # Before the quizzes: one of their addresses leads to the diagnostic.
    "practice",
    "sittings",
    "classes",
    "progress",
    "workbench",
    "labs",
)

urlpatterns = [path("", include(f"quizzes.{room}.urls")) for room in ROOMS]
