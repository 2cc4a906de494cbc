"""The URLs of the site, room by room."""

from django.urls import include, path

ROOMS = (
    "site",
    "finding",
    "pages",
    "answering",
    "sittings",
    "planning",
    "practice",
    "progress",
    "workbench",
    "labs",
)

urlpatterns = [path("", include(f"quizzes.{room}.urls")) for room in ROOMS]
