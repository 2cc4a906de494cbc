"""The addresses of the site, room by room; each is reached by its name."""

from django.urls import include, path

ROOMS = ("site", "finding", "pages", "answering", "sittings", "workbench", "labs")

urlpatterns = [path("", include(f"quizzes.{room}.urls")) for room in ROOMS]
