"""URLs of decks and worksheets: each below the page whose tasks it holds."""

from django.urls import path

from . import deck_views, worksheet_views

urlpatterns = [
    path(f"{page}{what}/", view, {"kind": kind}, name=f"{kind}-{what}")
    for kind, page in (
        ("question", "questions/<slug:slug>/"),
        ("topic", "topics/<slug:slug>/"),
        ("quiz", "quizzes/<slug:slug>/"),
        ("mistakes", "mistakes/"),
    )
    for what, view in (("deck", deck_views.deck), ("worksheet", worksheet_views.worksheet))
]
